/* The application with one screen. */
#ifndef TUI_APP_ALONE_H
#define TUI_APP_ALONE_H

#include "tui/app.h"

/*
 * As app_open, on the session's ledger as it is open: that screen is all that is shown, to whoever is there, and
 * nothing of the visit is kept. Leaving it ends the program.
 */
MUST_CHECK enum status app_open_alone(struct app *app, struct session *session, struct terminal *terminal,
                                      struct instant now, const struct screen *screen, const void *argument);

#endif
