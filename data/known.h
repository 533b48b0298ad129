/*
 * The beginning of a log that an earlier audit has read. Here nothing is left of it but its tree: an entry, an id or an
 * older root of which the replay has need is read from the ledger, and must be proved to belong to that tree.
 *
 * For the replay, which knows such a beginning where an audit goes on from one (replay_resume).
 */
#ifndef DATA_KNOWN_H
#define DATA_KNOWN_H

#include "core/merkle.h"

struct replay;

struct known {
    struct merkle tree; /* of its entries */
    struct digest root;
    uint64_t ids_from; /* the ids of entries from here on are in the replay's `met`; the tree's size at first */
    bool differs;      /* the ledger does not hold what was audited: a proof has failed */
    int64_t where;     /* the entry, or the size of the tree, at which that was seen */
};

/*
 * After replay_start: goes on at the end of the beginning that `known`, which is borrowed, tells of; `store` holds the
 * tables that an audit made of it. STATUS_MISMATCH when the ledger does not hold what was audited (known->differs).
 */
MUST_CHECK enum status replay_resume(struct replay *replay, struct known *known);

/* For a replay that begins with entry 0 it is NULL. Is the index, or the size, one of the beginning's? */
bool known_holds(const struct known *known, uint64_t index);

/* A node that is a peak of the beginning's tree: nothing need be proved. */
bool known_peak(const struct known *known, unsigned level, uint64_t index, struct digest *out);

/* Is this the root of the first `size` entries? STATUS_MISMATCH when it cannot be proved, and `differs` is set. */
MUST_CHECK enum status known_prove_root(struct replay *replay, uint64_t size, const struct digest *root);

/* Are these the bytes of the entry at `index`? The same. */
MUST_CHECK enum status known_prove_bytes(struct replay *replay, uint64_t index, struct slice bytes);

/*
 * Is that the id of the entry at `index`, which the ledger's index of ids has named? The same; also of an entry behind
 * the beginning, whose bytes this audit has seen.
 */
MUST_CHECK enum status known_prove_id(struct replay *replay, uint64_t index, const struct digest *id);

/*
 * Puts the ids of the entries from index `from` on into the replay's `met`: an entry that names a head of that size
 * lies nowhere before. Reads and hashes those entries; STATUS_MISMATCH as above.
 */
MUST_CHECK enum status known_ids(struct replay *replay, uint64_t from);

#endif
