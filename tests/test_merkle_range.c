/* Proofs that a run of leaves is exactly that part of a tree, against the definition of the tree. */
#include "core/merkle_range.h"

#include "tests/forest.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { SMALL = 40 };

struct outside {
    uint64_t first, end;
    struct digest hash[2 * MERKLE_LEVELS];
    unsigned hashes;
};

/* The largest subtrees without a leaf of the run, left to right, word for word and slow. */
static void collect(const struct digest *leaf, uint64_t begin, uint64_t end, struct outside *out)
{
    if (begin >= out->first && end <= out->end)
        return;
    if (end <= out->first || begin >= out->end) {
        out->hash[out->hashes++] = forest_slow_root(leaf + begin, end - begin);
        return;
    }
    uint64_t k = 1;
    while (2 * k < end - begin)
        k *= 2;
    collect(leaf, begin, begin + k, out);
    collect(leaf, begin + k, end, out);
}

static bool root_of(const struct forest *forest, const struct merkle_range *range, uint64_t first, uint64_t end,
                    uint64_t size, struct digest *out)
{
    struct merkle tree;
    if (!merkle_range_begin(range, first, &tree))
        return false;
    for (uint64_t i = first; i < end; i++)
        merkle_add(&tree, &forest->level[0][i], NULL, NULL);
    return merkle_range_root(range, &tree, size, out);
}

static void check_run(struct forest *forest, uint64_t first, uint64_t end, uint64_t size)
{
    struct outside outside = {.first = first, .end = end};
    struct merkle_range range;
    struct digest root, expected = forest_slow_root(forest->level[0], size);
    collect(forest->level[0], 0, size, &outside);
    assert_int_equal(merkle_range_prove(first, end, size, forest_fetch, forest, &range), STATUS_OK);
    assert_int_equal(range.lefts + range.rights, outside.hashes);
    assert_int_equal(range.lefts, merkle_range_lefts(first));
    assert_int_equal(range.rights, merkle_range_rights(end, size));
    assert_memory_equal(range.left, outside.hash, range.lefts * sizeof(struct digest));
    assert_memory_equal(range.right, outside.hash + range.lefts, range.rights * sizeof(struct digest));
    assert_true(root_of(forest, &range, first, end, size, &root));
    assert_memory_equal(&root, &expected, sizeof root);
}

static void every_small_run(void **state)
{
    for (uint64_t size = 1; size <= SMALL; size++)
        for (uint64_t first = 0; first < size; first++)
            for (uint64_t end = first + 1; end <= size; end++)
                check_run(*state, first, end, size);
}

static void large_runs(void **state)
{
    static const uint64_t runs[][3] = {
        {0, 1, 70000},         {69999, 70000, 70000}, {0, 70000, 70000},     {65535, 65537, 70000},
        {65536, 69632, 70000}, {12345, 23456, 69999}, {32768, 65536, 65536}, {1, 4096, 65537},
    };
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++)
        check_run(*state, runs[i][0], runs[i][1], runs[i][2]);
}

/* Another hash on either side, another leaf, one leaf less or more, or the run one place further: another root. */
static void altered(void **state)
{
    struct forest *forest = *state;
    const uint64_t first = 11, end = 21, size = 37;
    struct merkle_range range;
    struct digest root, expected = forest_slow_root(forest->level[0], size);
    assert_int_equal(merkle_range_prove(first, end, size, forest_fetch, forest, &range), STATUS_OK);
    for (unsigned i = 0; i < range.lefts + range.rights; i++) {
        struct merkle_range other = range;
        struct digest *hash = i < range.lefts ? &other.left[i] : &other.right[i - range.lefts];
        hash->byte[i] ^= 1;
        assert_true(root_of(forest, &other, first, end, size, &root));
        assert_memory_not_equal(&root, &expected, sizeof root);
    }
    forest->level[0][first].byte[0] ^= 1;
    assert_true(root_of(forest, &range, first, end, size, &root));
    forest->level[0][first].byte[0] ^= 1;
    assert_memory_not_equal(&root, &expected, sizeof root);
    for (int64_t by = -1; by <= 1; by += 2) {
        uint64_t moved = (uint64_t)((int64_t)end + by);
        if (root_of(forest, &range, first, moved, size, &root))
            assert_memory_not_equal(&root, &expected, sizeof root);
        moved = (uint64_t)((int64_t)first + by);
        if (root_of(forest, &range, moved, end, size, &root))
            assert_memory_not_equal(&root, &expected, sizeof root);
    }
}

static void refused(void **state)
{
    struct merkle_range range;
    struct merkle tree;
    struct digest root;
    assert_int_equal(merkle_range_prove(3, 3, 8, forest_fetch, *state, &range), STATUS_NOT_FOUND);
    assert_int_equal(merkle_range_prove(3, 9, 8, forest_fetch, *state, &range), STATUS_NOT_FOUND);
    assert_int_equal(merkle_range_prove(0, 1, MERKLE_SIZE_MAX + 1, forest_fetch, *state, &range), STATUS_NOT_FOUND);
    assert_int_equal(merkle_range_prove(3, 5, 8, forest_fetch, *state, &range), STATUS_OK);
    assert_false(merkle_range_begin(&range, 4, &tree));
    assert_false(merkle_range_begin(&range, MERKLE_SIZE_MAX + 1, &tree));
    assert_true(merkle_range_begin(&range, 3, &tree));
    assert_false(merkle_range_root(&range, &tree, 2, &root));
    range.rights++;
    assert_false(merkle_range_root(&range, &tree, 8, &root));
    tree.size = 0;
    assert_false(merkle_range_root(&range, &tree, 8, &root));
}

static void source_fails(void **state)
{
    struct forest *forest = *state;
    struct merkle_range range;
    unsigned calls = 0;
    enum status status = STATUS_STORE;
    for (; status != STATUS_OK; calls++) {
        forest->fail_after = calls + 1;
        status = merkle_range_prove(12345, 23456, 69999, forest_fetch, forest, &range);
        assert_true(status == STATUS_OK || status == STATUS_STORE);
    }
    forest->fail_after = 0;
    assert_in_range(calls, 10, 64);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_small_run), cmocka_unit_test(large_runs),   cmocka_unit_test(altered),
        cmocka_unit_test(refused),         cmocka_unit_test(source_fails),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, forest_build, forest_release);
}
