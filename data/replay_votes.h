/*
 * The votes of a replay. Where it remembers (replay_remember), those of ballots that have no end yet lie in memory,
 * about 80 bytes each, and whoever replays writes them into the table or compares them, and sees to it that they do not
 * become too many; else they are in the table.
 */
#ifndef DATA_REPLAY_VOTES_H
#define DATA_REPLAY_VOTES_H

#include "core/roll.h"
#include "data/replay.h"

/* The votes in memory; NULL in replays that have none. */
struct votes;
MUST_CHECK enum status votes_make(struct votes **out);
void votes_free(struct votes *votes);

/* A vote that counts, unless a later or higher one does. */
struct cast_vote {
    int64_t ballot, index, at;
    size_t seat; /* its index in the ballot's roll */
    enum seat_class class;
    struct slice seat_id, voter, choice;
    bool reasoned; /* it gives a reason */
};

/* `seats`: how many the ballot's roll has. */
MUST_CHECK enum status vote_keep(struct replay *replay, const struct cast_vote *vote, size_t seats);

/* The time of the latest vote on the same ballot for the same seat, by the same voter and of the same class. */
MUST_CHECK enum status vote_latest(struct replay *replay, const struct cast_vote *vote, int64_t *at, bool *found);

/* Tells `take` of the ballot's votes before index `upto`: by seat, highest class first, latest last. */
typedef void vote_taker(void *context, struct slice seat_id, enum seat_class class, struct slice choice);
MUST_CHECK enum status votes_each(struct replay *replay, int64_t ballot, int64_t upto, vote_taker *take, void *context);

/* For how many seats somebody voted on the ballot, whatever counts of it. */
MUST_CHECK enum status votes_seats(struct replay *replay, int64_t ballot, int64_t *out);

/* The ballot has its result or is void: nobody votes on it any more, or asks how it was voted. */
void votes_end(struct replay *replay, int64_t ballot);

/* The votes of ballots that have ended, or of all, leave the memory: `take` is told of each ballot's in their order. */
typedef enum status votes_taker(void *context, int64_t ballot, const struct cast_vote *vote, size_t votes);
MUST_CHECK enum status votes_leave(struct replay *replay, bool all, votes_taker *take, void *context);
/* The same: they go into the table. */
MUST_CHECK enum status votes_write(struct replay *replay, bool all);

/* Where those in memory take more than `limit` bytes all of them go into the table, and later ones as well. */
enum { VOTES_BYTES = 12 << 20 };
MUST_CHECK enum status votes_bound(struct replay *replay, size_t limit);

#endif
