/*
 * Where in a log the entries stand that are of one kind, or have words that somebody looks for. Looking at every entry
 * takes too long for a key press, so a worker does it, on a connection of its own.
 */
#ifndef TUI_LEDGER_PLACES_H
#define TUI_LEDGER_PLACES_H

#include "core/field.h"
#include "tui/app.h"

/* The places found last; what the worker is at belongs to it until ledger_places_take. Zeroed is empty. */
struct ledger_places {
    int64_t *place; /* newest first */
    int64_t count;
    bool searching;
    struct ledger_search *search; /* the worker's */
};

/* What is looked for in a body's log. */
struct ledger_wanted {
    int64_t body;
    bool any;           /* of whatever kind */
    enum kind kind;     /* else of this; KIND_COUNT: what was rejected */
    struct slice words; /* each is in the entry's text, its kind's name, or begins its id; empty: all have them */
};

/* Begins to look; a search that runs is given up. The words are borrowed for the call. */
MUST_CHECK enum status ledger_places_find(struct ledger_places *places, struct app *app,
                                          const struct ledger_wanted *wanted);

/* When the worker has ended: takes over what it found. False: it has not. On failure *problem says why. */
MUST_CHECK bool ledger_places_take(struct ledger_places *places, struct app *app, struct problem *problem);

/* The app's worker must have ended. */
void ledger_places_release(struct ledger_places *places);

#endif
