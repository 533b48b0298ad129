/* Ending a key for good, in every body of the ledger that knows it. */
#ifndef TUI_KEY_REVOCATION_H
#define TUI_KEY_REVOCATION_H

#include "tui/session.h"

/*
 * By its owner, with the key of that label: NAME, or an earlier one, NAME+KEYID. With --as another key, by that
 * secretary, in the bodies of which it is one.
 */
MUST_CHECK enum status key_revoke(struct session *session, const char *label);

#endif
