/*
 * Proof that a run of leaves, first … end - 1, is exactly that part of a tree of `size` leaves:
 *
 *     left     the peaks of the tree of the first `first` leaves, the largest first: one for each 1-bit of `first`
 *     right    the right siblings on the way from leaf end - 1 up to the root, the lowest first
 *
 * These are the largest subtrees outside the run, left to right. Who has all leaves of the run computes the root: the
 * left hashes are a tree to which the leaves are appended one by one, then the right ones close it. That takes no more
 * memory than the hashes, however long the run is.
 */
#ifndef CORE_MERKLE_RANGE_H
#define CORE_MERKLE_RANGE_H

#include "core/merkle.h"

struct merkle_range {
    struct digest left[MERKLE_LEVELS], right[MERKLE_LEVELS];
    unsigned lefts, rights;
};

/*
 * The hashes for the run. STATUS_NOT_FOUND unless first < end <= size <= MERKLE_SIZE_MAX, else what the source says.
 */
MUST_CHECK enum status merkle_range_prove(uint64_t first, uint64_t end, uint64_t size, merkle_source *source,
                                          void *context, struct merkle_range *out);

/* How many hashes a proof of this run has on each side. */
unsigned merkle_range_lefts(uint64_t first);
unsigned merkle_range_rights(uint64_t end, uint64_t size);

/* The tree in front of the run, to which merkle_add adds its leaves. False with another number of left hashes. */
bool merkle_range_begin(const struct merkle_range *range, uint64_t first, struct merkle *out);

/*
 * The root that follows, once the run's leaves are added: `tree` has `end` > 0 leaves. False when it has more than
 * `size`, or the number of right hashes is another.
 */
bool merkle_range_root(const struct merkle_range *range, const struct merkle *tree, uint64_t size, struct digest *out);

#endif
