/*
 * Who orders the entries of a body: the ledger file that it was founded in, its writer. Every other file is a replica,
 * a copy, which takes entries in the writer's order only; what is signed there waits in `pending`. The role is local
 * and no part of the log.
 */
#ifndef DATA_ROLE_H
#define DATA_ROLE_H

#include "data/store.h"

/* Does this file hold a copy of the body with that local number? STATUS_STORE, STATUS_NO_MEMORY. */
MUST_CHECK enum status role_is_replica(struct store *store, int64_t body, bool *out);

/* It does, from now on. Inside a transaction. */
MUST_CHECK enum status role_make_replica(struct store *store, int64_t body);

#endif
