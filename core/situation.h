/*
 * What a ballot looks like to a rule: the roll, the votes that count, and what happened before.
 */
#ifndef CORE_SITUATION_H
#define CORE_SITUATION_H

#include "core/method.h"
#include "core/roll.h"

/* How the seats of `seats` without a counted vote take part: not; in `abstain`, or in `yes` or `consent`, and then
 * in `cast` and `present` too. */
enum silence { SILENCE_ABSENT, SILENCE_ABSTAIN, SILENCE_CONSENT };

/* What a ballot looks like to an expression. Only voting seats count, the recused in the set `all` alone. */
struct situation {
    const struct roll *roll;
    enum method method;
    /* Per seat of the roll: the option's index, or with a winner an enum stance; SITUATION_SILENT: no vote counts. */
    const int8_t *choice;
    enum silence silence;
    bool meeting;         /* the roll's `present` flags count beside those who voted */
    const bool *proposer; /* per seat: it signed the proposal in its `for`; NULL: none */
    uint32_t round, call;
    int8_t winner; /* STANCE_WINNER where an option leads, else SITUATION_SILENT */
};

enum { SITUATION_SILENT = -1 };

#endif
