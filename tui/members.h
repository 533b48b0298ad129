/*
 * What the screen of seats and members knows: the roster of a body now or on any day, what of it a search leaves, and
 * the entries that made the selected line. Of a large body it is a window of lines that goes with the focus, by key,
 * until all of it has been read beside the screen, as a search needs it. tui/roster_sheet.c reads,
 * tui/members_paint.c paints.
 */
#ifndef TUI_MEMBERS_H
#define TUI_MEMBERS_H

#include "data/query_roster.h"
#include "tui/bodies.h"
#include "tui/roster_sheet.h"
#include "tui/widget.h"

/* So many lines are read in a key press. A body that has more is seen through a window of so many. */
enum { MEMBERS_AT_ONCE = 300 };

/* An entry that began or ended something: when, and what kind it is. */
struct members_event {
    bool there;
    int64_t index, at;
    char what[16];
};

struct members {
    struct bodies bodies;
    struct roster_sheet sheet;      /* all, or the window */
    bool window;                    /* else all */
    int64_t first, seats;           /* the list index of the window's first line; and how many seats there are */
    struct roster_sheet offices;    /* behind the seats, with a window */
    struct roster_reading *reading; /* while all of a large body is read */
    size_t *shown;                  /* of all, what the search leaves: `list.count` of them */
    size_t room;
    struct list list;
    struct input search, on; /* on: the day or index that is being typed */
    bool typing, dating;
    int64_t place;    /* the roster is what the entries before this one leave */
    bool past;        /* that is not the end of the log */
    struct buffer as; /* the day or index as it was typed */
    struct members_event seat, held, held_until, key;
};

/* Reads the chosen body's places anew, or of a large body a window, and begins to read all; then it is searched. */
MUST_CHECK enum status members_load(struct members *members, struct app *app);

/* To the place that is meant by the text; an empty one: to the end of the log. */
MUST_CHECK enum status members_go(struct members *members, struct app *app, struct slice text, struct problem *problem);

/* Where something is being searched for all lines are needed: begins to read them anew if that has failed. */
MUST_CHECK enum status members_search(struct members *members, struct app *app);

/* The focus has moved: the window goes with it, and the entries behind the selected line are looked up. */
MUST_CHECK enum status members_follow(struct members *members, struct app *app);

/* The worker may have read all. True: there is something new to see. */
bool members_take(struct members *members, struct app *app);

/* Works out what the search leaves: every word of it is somewhere in the place. With a window it is still to come. */
MUST_CHECK enum status members_filter(struct members *members);
void members_release(struct members *members);

/* The place in that line of the list, NULL where there is none; and the selected one. */
const struct place *members_at(const struct members *members, int64_t index);
const struct place *members_focus(const struct members *members);

/* In tui/members_paint.c; the rows of the list in the area. */
int members_page(const struct members *members, struct area area);
void members_paint(const struct members *members, struct canvas *canvas, struct area area);

#endif
