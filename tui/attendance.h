/*
 * Attendance as it is being taken: the seats bench by bench, what the ledger says of each, and what was changed here
 * and is signed at once. tui/attendance.c loads, changes and composes, tui/screen_attendance.c paints and acts.
 */
#ifndef TUI_ATTENDANCE_H
#define TUI_ATTENDANCE_H

#include "core/draft.h"
#include "data/meeting_quorum.h"
#include "tui/meeting_phase.h"
#include "tui/own_places.h"
#include "tui/screen_meeting.h"
#include "tui/widget.h"

enum presence { PRESENCE_NONE, PRESENCE_HERE, PRESENCE_EXCUSED, PRESENCE_LEFT };

/* At most so many seats go into one entry; the rest stays marked for the next. */
enum { ATTENDANCE_LINES = 800 };

struct attendance {
    struct meeting_place place;
    bool loaded;
    struct meeting_read read;
    struct meeting_quorum quorum; /* as it would be with the changes */
    struct arena arena;           /* of the three arrays */
    size_t *seat;                 /* the seats of the roll, by bench */
    uint8_t *now, *wanted;        /* of each seat of the roll: enum presence */
    size_t seats;                 /* on the roll */
    int64_t roster;               /* the index of the entry that made the roster so */
    size_t changes, takes_away;   /* takes_away: so many of them take a presence away */
    uint64_t approvals;
    struct own_places own;
    struct buffer heading;
    struct list list;
    struct input search;
    bool typing;
    size_t *shown; /* what the search leaves: `list.count` of them, as positions in `seat` */
};

/* Reads everything anew; changes that are not signed yet stay. */
MUST_CHECK enum status attendance_load(struct attendance *attendance, struct app *app);
void attendance_release(struct attendance *attendance);

/* The selected seat of the roll, or ROLL_NONE. */
size_t attendance_focus(const struct attendance *attendance);

/* "present", "excused", "left", or "". */
const char *presence_state(enum presence presence);

/* Wants that of the selected seat. STATUS_REFUSED: one may not say it of a seat that is not one's own. */
MUST_CHECK enum status attendance_set(struct attendance *attendance, enum presence presence, struct problem *problem);

/* Works out what the search leaves. */
MUST_CHECK enum status attendance_filter(struct attendance *attendance);

/* The changes, or the first of them. STATUS_USAGE: there is none. */
MUST_CHECK enum status attendance_compose(const struct attendance *attendance, struct app *app, struct draft *draft,
                                          struct problem *problem);

#endif
