/*
 * The complete subtrees over the leaves of rfc6962.json, as a ledger keeps them in its table of nodes.
 */
#ifndef TESTS_FOREST_H
#define TESTS_FOREST_H

#include "core/merkle.h"

enum { FOREST_LEAVES = 70000, FOREST_LEVELS = 17 };

struct forest {
    struct digest *level[FOREST_LEVELS];
    unsigned fail_after; /* calls of the source until it fails with STATUS_STORE; 0: never */
};

/* Group setup and teardown: `*state` is a struct forest. */
int forest_build(void **state);
int forest_release(void **state);

/* A merkle_source; the context is a struct forest. A subtree that no tree has fails the test. */
enum status forest_fetch(void *context, unsigned level, uint64_t index, struct digest *out);

/* The tree head of RFC 6962 section 2.1, word for word and slow. */
struct digest forest_slow_root(const struct digest *leaf, uint64_t count);

#endif
