/* What a ballot offers, read from its entry. */
#ifndef DATA_BALLOT_OFFER_H
#define DATA_BALLOT_OFFER_H

#include "core/choice.h"
#include "data/replay.h"

/*
 * The options of the ballot at that index, whose rule has this method; the entry is read only where the method takes
 * them from there. Names and titles lie in the arena. STATUS_NOT_FOUND, STATUS_FORM: there is no such ballot.
 */
MUST_CHECK enum status ballot_offer_load(struct replay *replay, int64_t ballot, enum method method, struct arena *arena,
                                         struct offer *out);

#endif
