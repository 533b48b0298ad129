/* One meeting: invitation, agenda, who is there, whether there is a quorum, minutes. */
#ifndef TUI_SCREEN_MEETING_H
#define TUI_SCREEN_MEETING_H

#include <stdint.h>

/* The argument of screen_meeting, screen_attendance and screen_minutes: where the invitation stands. */
struct meeting_place {
    int64_t body, index;
};

/* The argument of screen_invitation: for that body; `again` is the index of the meeting that is called again, or -1. */
struct invitation_place {
    int64_t body, again;
};

#endif
