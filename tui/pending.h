/* Withdrawing what waits for signatures. */
#ifndef TUI_PENDING_H
#define TUI_PENDING_H

#include "tui/session.h"

/*
 * Forgets the pending entry with that id; the log key that was made for a founding goes with it. One that somebody
 * altered, so that it cannot be read, is dropped too. `words`: what that means for others, translated.
 */
MUST_CHECK enum status pending_forget(struct session *session, const struct digest *id, const char **words);

#endif
