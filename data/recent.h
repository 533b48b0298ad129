/*
 * The nodes that the last few thousand leaves finished: the roots of recent sizes, which is what authors name, are made
 * of them without asking the database.
 */
#ifndef DATA_RECENT_H
#define DATA_RECENT_H

#include "core/merkle.h"

enum { RECENT_SIZES = 4096, RECENT_NODES = 2 * RECENT_SIZES + 2 * MERKLE_LEVELS };

/* Begins with `first`, the size of the tree from which on it is told of all nodes; else all zeros. */
struct recent {
    uint64_t first;
    struct digest node[RECENT_NODES]; /* a ring for each level, half as long as the one below */
};

/* Takes a node; level 0 is a leaf. */
void recent_add(struct recent *recent, unsigned level, uint64_t index, const struct digest *hash);

/* False when the node is not known (any more). `size`: of the tree now. */
bool recent_find(const struct recent *recent, uint64_t size, unsigned level, uint64_t index, struct digest *out);

#endif
