/* Which draft a command is about: a file that was named, or one that is written in the user's editor now. */
#ifndef TUI_DRAFT_GIVEN_H
#define TUI_DRAFT_GIVEN_H

#include "tui/session.h"

struct draft_wanted {
    enum kind kind;
    const char *named; /* as the user did; NULL: a missing argument, "": a missing value of --change */
    struct log *log;   /* NULL: for a founding */
    const char *about; /* of a statement: the proposal, as the user named it */
};

/* STATUS_USAGE where no file was named, and there is no terminal to write on. */
MUST_CHECK enum status draft_given_check(struct session *session, const char *named);

/*
 * Appends the draft's path. Where none was named the editor opens with a template, and what was written is kept in the
 * folder of drafts, whatever becomes of it later; the log is brought to its present end then. STATUS_CANCELLED: nothing
 * was changed, or nothing is left but comments and headings.
 */
MUST_CHECK enum status draft_given(struct session *session, const struct draft_wanted *wanted, struct buffer *path);

#endif
