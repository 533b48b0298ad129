/*
 * The verbs: a table row each, with its options, help and function. `help`, the completions and the parser read the
 * same table.
 */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include "tui/session.h"

struct command {
    const char *noun, *verb; /* "ballot" "open"; verb NULL: one word, or "list", say, left out */
    const char *arguments;   /* as help shows them: "PROPOSAL", "FILE…" */
    unsigned least, most;    /* how many arguments */
    const char *options;     /* names beside the common ones: "rule closes" */
    const char *help;        /* one line, English, translated when shown */
    enum status (*run)(struct session *session);
};

extern const struct command *const command_tables[];

/* Finds the command for the words; *used is how many of them are its name. NULL when there is none. */
const struct command *command_find(char *const *words, size_t count, size_t *used);

/* The whole program behind the options: returns the exit status. */
int command_main(int argc, char **argv);

/* The same for a verb of a run that goes on (plain mode), with the paths of that run; NULL: on its own. */
int command_within(const struct session *within, int argc, char **argv);

#endif
