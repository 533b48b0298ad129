#include "tests/forest.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static struct digest vector_leaf(uint64_t index)
{
    char text[64];
    snprintf(text, sizeof text, "tlog-vectors leaf %u\n", (unsigned)index);
    return merkle_leaf(slice_of(text));
}

static void keep(void *context, unsigned level, uint64_t index, const struct digest *hash)
{
    struct forest *forest = context;
    assert_in_range(level, 1, FOREST_LEVELS - 1);
    assert_in_range(index, 0, (FOREST_LEAVES >> level) - 1);
    forest->level[level][index] = *hash;
}

enum status forest_fetch(void *context, unsigned level, uint64_t index, struct digest *out)
{
    struct forest *forest = context;
    if (forest->fail_after && --forest->fail_after == 0)
        return STATUS_STORE;
    assert_in_range(level, 0, FOREST_LEVELS - 1);
    assert_in_range(index, 0, (FOREST_LEAVES >> level) - 1);
    *out = forest->level[level][index];
    return STATUS_OK;
}

int forest_release(void **state)
{
    struct forest *forest = *state;
    for (unsigned level = 0; level < FOREST_LEVELS; level++)
        free(forest->level[level]);
    free(forest);
    return 0;
}

int forest_build(void **state)
{
    struct forest *forest = calloc(1, sizeof *forest);
    struct merkle tree = {0};
    *state = forest;
    if (!forest)
        return -1;
    for (unsigned level = 0; level < FOREST_LEVELS; level++)
        if (!(forest->level[level] = calloc((FOREST_LEAVES >> level) + 1, sizeof(struct digest))))
            return -1;
    for (uint64_t i = 0; i < FOREST_LEAVES; i++) {
        forest->level[0][i] = vector_leaf(i);
        merkle_add(&tree, &forest->level[0][i], keep, forest);
    }
    return 0;
}

struct digest forest_slow_root(const struct digest *leaf, uint64_t count)
{
    if (count == 0)
        return merkle_empty();
    if (count == 1)
        return leaf[0];
    uint64_t k = 1;
    while (2 * k < count)
        k *= 2;
    struct digest left = forest_slow_root(leaf, k), right = forest_slow_root(leaf + k, count - k);
    return merkle_node(&left, &right);
}
