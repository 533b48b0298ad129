/* The place in a log that somebody means by an index or a day, to see a roster as it was there. */
#ifndef TUI_ROSTER_PLACE_H
#define TUI_ROSTER_PLACE_H

#include "data/store.h"

/*
 * In the log of a body with so many entries. "12": what the entries before 12 leave; "2026-11-30", "30.11.2026": the
 * end of that day. STATUS_NOT_FOUND: there is no such entry, or the body is younger; STATUS_USAGE: it is neither.
 */
MUST_CHECK enum status roster_place(struct store *store, int64_t body, int64_t size, struct slice text, int64_t *out,
                                    struct problem *problem);

#endif
