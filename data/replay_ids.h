/*
 * Where an entry with some id stands in the log. The ledger itself knows by its column `id`. An audit believes that
 * only until one of them is wrong: from then on its replay keeps the right ones, in the table `entry` of its own store.
 */
#ifndef DATA_REPLAY_IDS_H
#define DATA_REPLAY_IDS_H

#include "data/replay.h"

/* The next index behind *index (-1: from the beginning) and below `size` of an entry with that id, valid or not. */
MUST_CHECK enum status find_id(const struct replay *replay, const struct digest *id, uint64_t size, int64_t *index,
                               bool *found);

/* The stored id of the entry at the replay's place is wrong; those before it were right. */
MUST_CHECK enum status replay_distrust_ids(struct replay *replay);

/* The right id of the entry at this place, where the replay keeps ids itself. */
MUST_CHECK enum status replay_keep_id(struct replay *replay, const struct digest *id);

#endif
