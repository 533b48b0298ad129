/* The mouse: off unless it is asked for, since a terminal that reports it no longer lets its text be copied by it. */
#ifndef TUI_APP_MOUSE_H
#define TUI_APP_MOUSE_H

#include "tui/app.h"

/* Switches it on or off; the second one says what it is then. */
void app_mouse(struct app *app, bool on);
void app_mouse_toggle(struct app *app);

/*
 * What was done with the mouse (a key named "Click", "WheelUp" or "WheelDown"): a click selects the row of a list,
 * a second one at once opens it; on a tab or a key of the hint line it does what the key does; the wheel scrolls.
 * False: leave.
 */
bool app_point(struct app *app, const struct key *key);

/* Whether the key is one of those. */
bool app_is_pointing(const struct key *key);

#endif
