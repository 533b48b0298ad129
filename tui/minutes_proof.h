/* minutes --against FILE: is this the file that was signed as the minutes, and does it say what the ledger says? */
#ifndef TUI_MINUTES_PROOF_H
#define TUI_MINUTES_PROOF_H

#include "tui/minutes.h"

/*
 * Prints what is found. STATUS_MISMATCH: it is another file than the newest minutes of the meeting; STATUS_REFUSED:
 * none are signed. A signed file that differs from what the ledger says is no mismatch: minutes may be written by hand.
 */
MUST_CHECK enum status minutes_prove(struct session *session, struct log *log, const struct found *found);

#endif
