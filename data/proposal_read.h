/* One proposal from the log, parsed for people: its fields, its motion and its costs. */
#ifndef DATA_PROPOSAL_READ_H
#define DATA_PROPOSAL_READ_H

#include "core/cost.h"
#include "data/store.h"

struct proposal_read {
    struct buffer note; /* owns the bytes */
    struct arena arena; /* and this the fields */
    struct entry entry;
    struct buffer text; /* the motion without its bars */
    struct cost_matrix cost;
};

/*
 * The entry at `index` of a body's log. STATUS_NOT_FOUND or STATUS_FORM when it is not there or is no proposal.
 * Release it with proposal_read_release, also after a failure; it must not be moved in between.
 */
MUST_CHECK enum status proposal_read(struct proposal_read *out, struct store *store, int64_t body, int64_t index,
                                     struct problem *problem);
void proposal_read_release(struct proposal_read *proposal);

#endif
