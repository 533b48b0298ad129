/* The lines of a result entry that the recount determines: votes, result, winner, count, reason. */
#ifndef DATA_CLAIM_H
#define DATA_CLAIM_H

#include "core/draft.h"
#include "data/count.h"

/* Adds those lines, in the order of the kind's table, to a draft of the kind `result`. */
MUST_CHECK enum status claim_add(struct draft *draft, const struct counting *counting);

#endif
