/* Whether the screens may write. Where they only read, the connection to the ledger cannot do anything else. */
#ifndef TUI_APP_MODE_H
#define TUI_APP_MODE_H

#include "tui/app.h"

/* Asked for with --read-only, or the file cannot be written. */
bool app_mode_is_asked(const struct session *session);

/*
 * For the key at the screen: where nothing may be written, or all that the key has is an auditor's office, the ledger
 * is opened for reading only. app->read_only, and app->audits: an auditor's countersignature is written all the same,
 * on a connection of its own. An unchanged mode leaves the connection alone.
 */
MUST_CHECK enum status app_mode_choose(struct app *app, struct problem *problem);

/* Whether nothing can be signed, dropped or imported here; *problem says so. */
bool app_mode_refuses(const struct app *app, struct problem *problem);

#endif
