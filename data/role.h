/*
 * Who orders the entries of a body: the ledger file that it was founded in, its writer. Every other file is a replica,
 * a copy, which takes entries in the writer's order only; what is signed there waits in `pending`. The role is local
 * and no part of the log.
 *
 * Or a hub orders them (data/hub.h): then every file is a copy, also the one that it was founded in, and knows the hub.
 */
#ifndef DATA_ROLE_H
#define DATA_ROLE_H

#include "core/buffer.h"
#include "data/store.h"

/* The local number of the body with that founding, or 0 where it is not there. STATUS_STORE, STATUS_NO_MEMORY. */
MUST_CHECK enum status role_body(struct store *store, const struct digest *founding, int64_t *number);

/* Does this file hold a copy of the body with that local number? STATUS_STORE, STATUS_NO_MEMORY. */
MUST_CHECK enum status role_is_replica(struct store *store, int64_t body, bool *out);

/* It does, from now on. Inside a transaction. */
MUST_CHECK enum status role_make_replica(struct store *store, int64_t body);

/*
 * The URL of the body's hub, and how many items of it this file has seen; nothing is appended where there is none.
 * STATUS_STORE, STATUS_NO_MEMORY.
 */
MUST_CHECK enum status role_hub(struct store *store, int64_t body, struct buffer *url, uint64_t *items);

/* The file is a copy and this is its hub, from now on; items are counted anew where it was another one. */
MUST_CHECK enum status role_set_hub(struct store *store, int64_t body, struct slice url);
MUST_CHECK enum status role_set_items(struct store *store, int64_t body, uint64_t items);

#endif
