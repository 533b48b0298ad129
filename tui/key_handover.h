/* Handing over the key of a body's log. */
#ifndef TUI_KEY_HANDOVER_H
#define TUI_KEY_HANDOVER_H

#include "tui/session.h"

/*
 * The new key is made here and is on disk, as BODY+KEYID.key, before any entry names it; the --as key is a secretary's.
 * The old key signs too where its file is here; else the entry waits for its signature, or, with --lost, for that of
 * one secretary more.
 */
MUST_CHECK enum status key_hand_over(struct session *session, const char *body, enum keyfile_kdf kdf);

#endif
