/* What the screen of one meeting knows, and how it is painted: the agenda and four parts, of which one is seen. */
#ifndef TUI_MEETING_VIEW_H
#define TUI_MEETING_VIEW_H

#include "data/meeting_quorum.h"
#include "tui/meeting_phase.h"
#include "tui/own_places.h"
#include "tui/page.h"
#include "tui/screen_meeting.h"
#include "tui/widget.h"

enum meeting_part { MEETING_AGENDA, MEETING_QUORUM, MEETING_ATTENDANCE, MEETING_INVITATION, MEETING_PARTS };

/* What the ledger says of a seat: present, excused, left. */
enum { MEETING_STATES = 3 };
extern const char *const meeting_states[MEETING_STATES];

struct meeting_view {
    struct meeting_place place;
    bool loaded;
    struct meeting_read read;
    struct meeting_quorum quorum;
    int64_t *call;       /* of each topic; in the reading's arena */
    size_t *position;    /* on the secretary's agenda, from 1 on; 0: it is not on it */
    struct slice *names; /* of each bench the seats in each state, a comma between them; in the reading's arena */
    struct buffer text;
    struct buffer again; /* the number of the meeting that this one calls again */
    enum meeting_phase phase;
    struct own_places own;
    int64_t now;
    struct list list; /* of the topics */
    enum meeting_part focus;
    enum meeting_part below; /* the part beside or under the agenda */
    bool source;             /* the invitation's text as it was written */
    int top[MEETING_PARTS];
};

/* Reads everything anew; what is selected stays. */
MUST_CHECK enum status meeting_view_load(struct meeting_view *view, struct app *app);
void meeting_view_release(struct meeting_view *view);

/* The selected topic, or NULL. The latest ballot on it in this meeting, or NULL. */
const struct meeting_topic *meeting_view_topic(const struct meeting_view *view);
const struct meeting_ballot *meeting_view_ballot(const struct meeting_view *view, const struct meeting_topic *topic);

/* The invitation's value, or "". */
struct slice meeting_view_value(const struct meeting_view *view, const char *name);

/* In tui/meeting_paint.c. The inner area of what has the focus, and how many lines the part has there. */
void meeting_paint(const struct meeting_view *view, struct canvas *canvas, struct area area);
struct area meeting_focus_area(const struct meeting_view *view, struct area area, int *lines);

#endif
