/* What the replay knows of meetings: who is present in one, and how often it was called. For replay*.c. */
#ifndef DATA_REPLAY_MEETING_H
#define DATA_REPLAY_MEETING_H

#include "data/replay_rules.h"

/* The index of the meeting with that id. *found only when the entry lies before `size`. */
MUST_CHECK enum status find_meeting(struct replay *replay, const struct digest *id, uint64_t size, int64_t *index,
                                    bool *found);

/* Was the seat present in the meeting just before index `before`? */
MUST_CHECK enum status is_present(struct replay *replay, int64_t meeting, struct slice seat, int64_t before, bool *out);

/*
 * `call` for a ballot on the proposal in that meeting: 1 + the number of earlier meetings in its chain of `again` that
 * lacked the quorum on this proposal.
 */
MUST_CHECK enum status meeting_call(struct replay *replay, int64_t meeting, int64_t proposal, int64_t *call);

#endif
