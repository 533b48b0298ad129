/* Replacing a key by a new one, in every body of the ledger that knows it. */
#ifndef TUI_KEY_ROTATION_H
#define TUI_KEY_ROTATION_H

#include "tui/session.h"

/*
 * The new key is on disk as NAME+KEYID.key before any entry names it, and the old one is kept under such a name too, so
 * that it can still revoke. NAME.key becomes the new key when all entries are in; a run that was interrupted is taken
 * up by the next one.
 */
MUST_CHECK enum status key_rotate(struct session *session, const char *name, enum keyfile_kdf kdf);

#endif
