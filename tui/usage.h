/* Help texts and the one line that an error is. */
#ifndef TUI_USAGE_H
#define TUI_USAGE_H

#include "tui/command.h"

#include <stdio.h>

/* A row of the table of options; `value` is NULL for one without, `help` in English. */
struct usage_option {
    const char *name, *value, *help;
};
extern const struct usage_option usage_options[OPTION_COUNT];

/* All verbs. STATUS_OK on standard output; on standard error it is the answer to a missing verb: STATUS_USAGE. */
MUST_CHECK enum status usage_overview(struct session *session, FILE *out);

/* One verb with its options, on standard output. */
MUST_CHECK enum status usage_command(struct session *session, const struct command *command);

/* All verbs of a noun; STATUS_USAGE when there is none. */
MUST_CHECK enum status usage_noun(struct session *session, const char *noun);

/* "ballot open". */
void usage_words(const struct command *command, struct buffer *out);

/* "BODY [SEAT]" in the user's language: each word in capitals on its own. */
void usage_arguments(const char *arguments, struct buffer *out);

/* STATUS_USAGE: these arguments are missing. */
MUST_CHECK enum status usage_missing(struct session *session, const char *arguments);

/* "stimmbuch: VERB: what is wrong: what to do", on standard error; with --json an object too. */
void usage_error(const struct session *session, enum status status);

#endif
