/* Statutes to found a body from: those that come with the program, and what the one that is looked at says. */
#ifndef TUI_STATUTES_H
#define TUI_STATUTES_H

#include "tui/founding.h"
#include "tui/rule_words.h"

enum { STATUTES_MAX = 32, STATUTE_RULES = 32 };

struct statutes {
    struct arena arena;
    struct {
        const char *path;
        struct slice title; /* its own, or the file's name where it is not well-formed */
    } file[STATUTES_MAX];
    size_t files;
    /* The one that was looked at last. */
    bool sound;
    struct founding founding; /* where it is sound */
    struct rule_words rule[STATUTE_RULES];
    size_t rules;
    struct buffer wrong; /* where it is not: what, and in which line */
};

/* The files in FOLDER/statutes. Release it in any case. */
MUST_CHECK enum status statutes_load(struct statutes *statutes, const char *folder, struct problem *problem);
void statutes_release(struct statutes *statutes);

/*
 * Looks at a file as `body check` does; what is wrong with it goes into `wrong`. Only regular files are opened, since
 * this happens while a path is typed. STATUS_NO_MEMORY is the only failure.
 */
MUST_CHECK enum status statutes_look(struct statutes *statutes, const char *path);

/* What it says, in words: name, seats, signatures, what a ballot presupposes, every rule. */
void statutes_draw(const struct statutes *statutes, struct page *page, int width);

#endif
