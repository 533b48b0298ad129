/* Gates: what a proposal must disclose before it may be voted on (RULES section 5). */
#ifndef DATA_GATE_H
#define DATA_GATE_H

#include "data/replay.h"

struct gate_question {
    struct replay *replay;
    const struct entry *proposal;
    int64_t index; /* of the proposal */
    int64_t since; /* from when a notice period counts */
    int64_t start; /* of the ballot */
};

/* *passes: does the proposal meet this line of the statute? */
MUST_CHECK enum status gate_passes(const struct gate_question *question, const struct requirement *requirement,
                                   bool *passes);

/* How many of requirement->count there are: seats with a practical report, whole days; 0 for the other gates. */
MUST_CHECK enum status gate_reached(const struct gate_question *question, const struct requirement *requirement,
                                    uint64_t *out);

#endif
