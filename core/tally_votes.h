/*
 * The votes that count, as core/tally*.c and core/method_*.c look at them.
 */
#ifndef CORE_TALLY_VOTES_H
#define CORE_TALLY_VOTES_H

#include "core/tally.h"

struct tally_votes {
    const struct tally_input *input;
    size_t options;       /* of the ballot */
    int abstain;          /* index of the option; -1: there is none */
    const int8_t *choice; /* as in the input; SITUATION_SILENT where the vote does not count */
    /* Methods with a winner: the option lines that the vote names, as bits; ranking: those above "none". Else NULL. */
    const uint64_t *named;
};

/* Leaves out the votes of recused and advisory seats and those for options that are not there. */
MUST_CHECK enum status tally_votes_make(const struct tally_input *input, struct arena *arena, struct tally_votes *out);

/* Whether the seat votes in this ballot at all. */
bool tally_may_vote(const struct roll_seat *seat);

/* Of the options in `among` those that the chair's vote likes best; none without such a vote, or where it abstains. */
uint64_t tally_chair_favourites(const void *votes, uint64_t among);

/* What each seat's vote is to a rule when `winner` (or LEAD_NONE) leads: an enum stance, or SITUATION_SILENT. */
void tally_stances(const struct tally_votes *votes, int winner, int8_t *out);

/* Whether the outcome can no longer change (core/tally_fixed.c); `tally` has the situations and the lead. */
MUST_CHECK enum status tally_fix(const struct tally_votes *votes, struct arena *arena, struct tally *tally);

#endif
