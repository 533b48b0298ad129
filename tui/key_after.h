/* What the keyring and the screen do when a key was replaced or ended in all bodies. */
#ifndef TUI_KEY_AFTER_H
#define TUI_KEY_AFTER_H

#include "tui/app.h"

/* NAME.key is the new key from here on, whose file lies under `label`; the old one is kept under its id. */
void key_after_rotation(struct app *app, const struct vkey *old, struct slice label);

void key_after_revocation(struct app *app, struct slice name);

#endif
