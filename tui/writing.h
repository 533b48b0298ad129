/*
 * A command that writes one entry: finds what its first argument names, composes, signs, submits, and says what became
 * of it.
 */
#ifndef TUI_WRITING_H
#define TUI_WRITING_H

#include "data/compose.h"
#include "data/query.h"
#include "tui/session.h"

/* What the first argument of a command names. */
enum writing_about { WRITING_BODY, WRITING_PROPOSAL, WRITING_MEETING, WRITING_BALLOT };

struct writing {
    struct arena arena;
    struct draft draft; /* empty, or what the file said that the second argument names */
    struct author author;
    struct log *log;
    struct found about; /* the entry; not set for a body */
};

/* One for each such command. */
struct writing_kind {
    enum kind kind;
    enum writing_about about;
    bool from_file; /* the second argument names a draft */
    /* Adds to the draft what the options say. */
    enum status (*compose)(struct session *session, struct writing *writing);
};

/* The whole way of one entry. Prints what became of it; on failure nothing was written. */
MUST_CHECK enum status writing_sign(struct session *session, const struct writing_kind *kind);

#endif
