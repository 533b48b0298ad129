/*
 * The roster of a body as a screen lists it: a line for each seat and office, with who holds it and since when, at any
 * place of the log. Of a large body a window of lines is read at once; all, for a search to come, by a worker, on a
 * connection of its own.
 */
#ifndef TUI_ROSTER_SHEET_H
#define TUI_ROSTER_SHEET_H

#include "core/arena.h"
#include "data/store.h"

struct app;
struct worker;

/* Entries by their index, -1: there is none. `since` made the line what it is, `until` ended it. */
struct place_span {
    int64_t since, until;
};

/* A seat, or an office, which has no seat; who is not known is empty. Slices lie in the sheet's arena. */
struct place {
    struct slice seat, title, bench;
    struct slice holder, person, vkey; /* the key's name, who that is by the address book, the whole key */
    struct slice deputies;             /* by name, a comma between them */
    struct slice folded;               /* everything that a search looks at */
    bool voting, office;
    struct place_span lasts, held, key; /* the seat, its holder's place in it, the holder's key */
};

struct roster_sheet {
    struct arena arena;
    struct place *place;
    size_t places, capacity;
};

/* Which roster is meant: as the entries before `place` leave it. */
struct roster_source {
    struct store *store;
    int64_t body, place;
    const char *people_path;
};

/* All seats by their ids, then the offices. Release it also after a failure, as after the next two. */
MUST_CHECK enum status roster_sheet_read(struct roster_sheet *sheet, const struct roster_source *source,
                                         struct problem *problem);

/* At most `limit` seats from the one of the id `from` on (empty: the first); or the offices. Neither is folded. */
MUST_CHECK enum status roster_sheet_seats(struct roster_sheet *sheet, const struct roster_source *source,
                                          struct slice from, int64_t limit, struct problem *problem);
MUST_CHECK enum status roster_sheet_offices(struct roster_sheet *sheet, const struct roster_source *source,
                                            struct problem *problem);
void roster_sheet_release(struct roster_sheet *sheet);

/* Reading all lines beside the screen. */
struct roster_reading;

/* What was begun behind the first screen, before anybody asked; both NULL: nothing. */
struct roster_ahead {
    struct roster_reading *reading;
    struct worker *worker;
};

/* Begins it, if it can be; and gives up what of it nobody has asked for. */
void roster_ahead_start(struct app *app, int64_t body, int64_t place);
void roster_ahead_end(struct app *app);

/* Goes on with what was begun ahead, where that is the same. */
MUST_CHECK enum status roster_reading_start(struct roster_reading **out, struct app *app, int64_t body, int64_t place);

/* When the worker has ended: *sheet becomes what it read. False: it has not. On failure *problem says why. */
MUST_CHECK bool roster_reading_take(struct roster_reading **reading, struct app *app, struct roster_sheet *sheet,
                                    struct problem *problem);

/* The app's worker must have ended. NULL is fine. */
void roster_reading_free(struct roster_reading *reading);

#endif
