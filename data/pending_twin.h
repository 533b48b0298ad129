/* An entry that waits for signatures must not get a twin that does the same: only one of the two could ever come in. */
#ifndef DATA_PENDING_TWIN_H
#define DATA_PENDING_TWIN_H

#include "core/entry.h"
#include "data/store.h"

/*
 * *found: another pending entry closes or voids the same ballot, gives it its result, records a vote of the same seat
 * on it, or founds a body of the same name; `id` is that entry's. `own` is the id of `entry` itself, which is no twin.
 */
MUST_CHECK enum status pending_twin(struct store *store, const struct entry *entry, const struct digest *own,
                                    bool *found, struct digest *id);

#endif
