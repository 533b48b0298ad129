/* Signing the minutes of a meeting from the screen. */
#ifndef TUI_MINUTES_SIGN_H
#define TUI_MINUTES_SIGN_H

#include "data/query.h"
#include "tui/app.h"
#include "tui/screen_meeting.h"

/* Minutes that wait for another secretary, if there are any. */
struct minutes_waiting {
    bool there;
    struct buffer note; /* the caller initialises and releases it */
    struct digest content;
};

/* Which minutes of the meeting wait for signatures: the first, where there are several. */
MUST_CHECK enum status minutes_find_waiting(struct app *app, const struct meeting_place *place,
                                            struct minutes_waiting *out);

/* The name under which minutes that the program wrote are kept: "minutes-S-2.md". */
MUST_CHECK enum status minutes_name(struct app *app, const struct meeting_place *place, struct buffer *out);

/* To the exact text that is signed. The bytes are kept beside the log, under `name`, when it is. */
void minutes_sign(struct app *app, const struct meeting_place *place, struct slice bytes, struct slice name);

#endif
