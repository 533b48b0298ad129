/*
 * Whose key was at the screens last, so that with several keys the next visit begins with that one: its label, alone in
 * a file beside the marks of heads. It is a convenience, and no passphrase is left out for it: a file that cannot be
 * read, or that names no key of the keyring, only means that none is chosen.
 */
#ifndef TUI_LAST_KEY_H
#define TUI_LAST_KEY_H

#include "core/status.h"

#include <stdbool.h>

struct app;

/* Where --as names nobody and there are several keys: chooses the last one. False: there is nothing to choose. */
MUST_CHECK bool last_key_take(struct app *app);

/* Says which key that was. */
void last_key_say(struct app *app);

/* The visit ends: remembers the key, where there is one. */
void last_key_keep(struct app *app);

#endif
