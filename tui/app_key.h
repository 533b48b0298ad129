/* Whose key is at the screen, another one, and locking it. */
#ifndef TUI_APP_KEY_H
#define TUI_APP_KEY_H

#include "tui/app.h"

/* Who is at the screen: fills in `who` and `person` of the app. And somebody else from now on, by the key's label. */
void app_find_key(struct app *app);
MUST_CHECK enum status app_use_key(struct app *app, struct slice label, struct problem *problem);

/* Forgets the passphrase that was typed, here and on every open screen; says so when there was one. */
void app_lock_key(struct app *app);

#endif
