/* What votes, objections, closings and voidings have in common. For replay_*.c only. */
#ifndef DATA_REPLAY_BALLOT_RULES_H
#define DATA_REPLAY_BALLOT_RULES_H

#include "data/replay_rules.h"
#include "data/replay_version.h"

/* A vote or an objection on its way: the ballot, the body as it stood when that was opened, the seat on the roll. */
struct voting {
    struct ballot_row ballot;
    struct version *version; /* NULL where the ballot is not found; give it back with version_drop */
    struct slice seat_id;    /* as the entry names it */
    size_t seat;             /* index into the roll, ROLL_NONE: not there */
};
MUST_CHECK enum status find_voting(struct replay *replay, const struct entry *entry, struct voting *out);

/* `late`: the ballot has a deadline, and the entry's time or the log's is behind it (replay_vote.c). */
bool vote_is_late(const struct place *place, const struct ballot_row *ballot);

/*
 * `seat`, `advisory`, `recused`: is the author on the ballot's roll with this place in the seat that the entry names,
 * and may that seat vote (replay_vote.c)? Sets the reason.
 */
MUST_CHECK enum status check_roll_seat(struct place *place, const struct voting *voting,
                                       const struct place_row *member);

/* The ballot is void from index `index` on, and its proposal open (replay_close.c). */
MUST_CHECK enum status make_void(struct replay *replay, const struct ballot_row *ballot, int64_t index);

#endif
