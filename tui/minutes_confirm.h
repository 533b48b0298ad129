/* Confirming the minutes of a meeting from the screen. */
#ifndef TUI_MINUTES_CONFIRM_H
#define TUI_MINUTES_CONFIRM_H

#include "tui/app.h"
#include "tui/screen_meeting.h"

/* Composes the confirmation of the newest minutes and opens the signing screen; says so when it cannot. */
void minutes_confirm(struct app *app, const struct meeting_place *place);

#endif
