/*
 * Counting a ballot from the state: its roll, the counted vote of each seat, and the tally. Used by the replay
 * (closing, results), by queries and by the audit alike.
 */
#ifndef DATA_COUNT_H
#define DATA_COUNT_H

#include "core/choice.h"
#include "data/replay_version.h"
#include "data/setting.h"

struct counting {
    struct arena arena;
    struct roll roll;                /* recusals as of `upto`; those present in the ballot's meeting; without members */
    struct version *version;         /* the body as it stood when the ballot was opened */
    const struct statute_rule *rule; /* of its statute */
    struct offer offer;              /* the ballot's options; in the arena */
    int8_t *choice;                  /* per seat: the counted vote as in struct choices, or SITUATION_SILENT */
    uint8_t *vote_class;
    struct setting setting;
    bool paper; /* external: the tally knows the seats, and the outcome once it is said: till then OUTCOME_COUNT */
    struct tally_input input; /* what was counted: it points into this struct and its arena */
    struct tally tally;
    bool all_holders_voted; /* every voting seat that is not recused has its holder's vote */
};

/*
 * The roll as it stands just before index `place`, with its members; recusals before `recused_before`. Its
 * seats lie in the arena; bench, seat and chair are borrowed like replay_body_at's.
 */
MUST_CHECK enum status roll_at(struct replay *replay, int64_t place, int64_t proposal, int64_t recused_before,
                               struct arena *arena, struct roll *out);

/*
 * Counts the ballot at index `ballot` on the proposal at index `proposal`, with votes and recusals before index `upto`.
 * Release with counting_release, also after a failure.
 */
MUST_CHECK enum status counting_make(struct replay *replay, int64_t ballot, int64_t proposal, struct slice rule,
                                     uint64_t round, int64_t upto, struct counting *out);
void counting_release(struct counting *counting);

#endif
