/*
 * What the screen of seats and members knows: the roster of a body now or on any day, what of it a search leaves, and
 * the entries that made the selected line. tui/roster_sheet.c reads, tui/members_paint.c paints.
 */
#ifndef TUI_MEMBERS_H
#define TUI_MEMBERS_H

#include "data/query_roster.h"
#include "tui/bodies.h"
#include "tui/roster_sheet.h"
#include "tui/widget.h"

/* So many lines are read in a key press; a body that has more is read beside the screen. */
enum { MEMBERS_AT_ONCE = 300 };

/* An entry that began or ended something: when, and what kind it is. */
struct members_event {
    bool there;
    int64_t index, at;
    char what[16];
};

struct members {
    struct bodies bodies;
    struct roster_sheet sheet;
    struct roster_reading *reading; /* while all of a large body is read */
    size_t *shown;                  /* what the search leaves: `list.count` of them */
    size_t room;
    struct list list;
    struct input search, on; /* on: the day or index that is being typed */
    bool typing, dating;
    int64_t place;    /* the roster is what the entries before this one leave */
    bool past;        /* that is not the end of the log */
    struct buffer as; /* the day or index as it was typed */
    struct members_event seat, held, held_until, key;
};

/* Reads the chosen body's places anew; then what the search leaves is worked out. */
MUST_CHECK enum status members_load(struct members *members, struct app *app);

/* To the place that is meant by the text; an empty one: to the end of the log. */
MUST_CHECK enum status members_go(struct members *members, struct app *app, struct slice text, struct problem *problem);

/* The worker may have read all. True: there is something new to see. */
bool members_take(struct members *members, struct app *app);

/* Works out what the search leaves: every word of it is somewhere in the place. */
MUST_CHECK enum status members_filter(struct members *members);

/* Looks up the entries behind the selected line. */
MUST_CHECK enum status members_explain(struct members *members, struct app *app);
void members_release(struct members *members);

/* The selected place, or NULL. */
const struct place *members_focus(const struct members *members);

/* In tui/members_paint.c; the rows of the list in the area. */
int members_page(const struct members *members, struct area area);
void members_paint(const struct members *members, struct canvas *canvas, struct area area);

#endif
