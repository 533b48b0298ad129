/* Proofs that a log was forked, checked with nothing but the file: data/FORMAT.md section 3. */
#ifndef TUI_FORK_CHECK_H
#define TUI_FORK_CHECK_H

#include "tui/session.h"

/*
 * Says what the file proves. STATUS_OK: it proves that the log's key has signed two histories; STATUS_MISMATCH or
 * STATUS_FORM, with a message, when it does not hold or is none.
 */
MUST_CHECK enum status fork_check(struct session *session, const char *path);

/* The same for a screen: appends the words. */
MUST_CHECK enum status fork_check_read(const char *path, struct buffer *words, struct problem *problem);

#endif
