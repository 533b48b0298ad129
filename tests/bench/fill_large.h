/* Bodies with more seats than entry 0 can hold: their rosters over time, and a meeting. */
#ifndef TESTS_BENCH_FILL_LARGE_H
#define TESTS_BENCH_FILL_LARGE_H

#include "tests/bench/fill.h"

/* A founding has so many seats; the others come in roster entries. */
enum { FILL_FOUNDED = 1000 };

/* Takes a draft of a roster, "seat: + s1000 b 1 voting S" and so on, in as many entries as it needs. */
MUST_CHECK enum status fill_roster(struct fill *fill, struct slice text);

/*
 * As fill_body, with `seats` over FILL_FOUNDED. `keys` FILL_FOUNDED: so many people hold them all, each many seats;
 * `keys` as many as seats: each seat has a holder of its own.
 */
MUST_CHECK enum status fill_large_body(struct fill *fill, const char *name, size_t seats, size_t keys);

/*
 * So many changes, one after the other, about all seats: each gives a weight to a seat and a deputy to another one,
 * ends a seat and makes a new one. The seats that end are the last ones.
 */
MUST_CHECK enum status fill_changes(struct fill *fill, size_t seats, size_t changes);

/* A meeting with that proposal on its agenda, an hour from then, and so many seats, the first ones, present. */
MUST_CHECK enum status fill_meeting(struct fill *fill, const char *number, const char *proposal, size_t present);

#endif
