/* Which vote counts for a seat, and why it was cast. */
#ifndef DATA_QUERY_VOTE_H
#define DATA_QUERY_VOTE_H

#include "data/store.h"

struct vote_item {
    int64_t index, at, class; /* enum seat_class */
    struct slice voter, choice;
};
typedef bool vote_visit(void *context, const struct vote_item *item);

/* Hands over the vote of the seat that counts as of now: the holder's before a deputy's, the latest. Or none. */
MUST_CHECK enum status query_counted_vote(struct store *store, int64_t body, int64_t ballot, struct slice seat,
                                          vote_visit *visit, void *context, struct problem *problem);

/*
 * Hands over the vote of that key that was signed last and waits to come into the log, as it does in a copy of the
 * body; its index is -1. Or none. `seat` empty: of whichever seat.
 */
MUST_CHECK enum status query_waiting_vote(struct store *store, int64_t body, const struct digest *ballot,
                                          struct slice voter, struct slice seat, vote_visit *visit, void *context,
                                          struct problem *problem);

/* A vote that counts and says why. */
struct reason_item {
    int64_t index;
    struct slice seat, choice, note; /* note: the whole entry */
};
typedef bool reason_visit(void *context, const struct reason_item *item);

/* Those of a ballot, by seat; recusals are the caller's to know. */
MUST_CHECK enum status query_vote_reasons(struct store *store, int64_t body, int64_t ballot, reason_visit *visit,
                                          void *context, struct problem *problem);

#endif
