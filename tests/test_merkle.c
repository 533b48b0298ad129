#include "core/merkle.h"
#include "tests/forest.h"
#include "tests/vectors.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { SLOW_SIZE = 130 };

static void assert_digest(const struct digest *digest, const char *hex)
{
    char text[DIGEST_HEX_LENGTH + 1];
    digest_hex(digest, text);
    assert_string_equal(text, hex);
}

static void test_constants_and_leaves(void **state)
{
    struct forest *forest = *state;
    json_t *root = vectors_own("rfc6962"), *row;
    struct digest empty = merkle_empty(), zeros = {{0}}, node = merkle_node(&zeros, &zeros);
    size_t index;
    static char large[65535];
    memset(large, 'x', sizeof large);
    assert_digest(&empty, vectors_text(root, "empty_root"));
    assert_digest(&node, vectors_text(root, "node_hash_of_two_zero"));
    json_array_foreach(vectors_rows(root, "leaves", 65), index, row)
    {
        struct digest leaf = merkle_leaf(slice_of(vectors_text(row, "data")));
        assert_digest(&leaf, vectors_text(row, "leaf_hash"));
        assert_true(digest_equal(&leaf, &forest->level[0][index]));
    }
    json_array_foreach(vectors_rows(root, "edge_leaves", 7), index, row)
    {
        struct arena arena = {0};
        struct slice data = json_object_get(row, "data_hex") ? vectors_hex(row, "data_hex", &arena)
                                                             : (struct slice){.at = large, .length = sizeof large};
        struct digest leaf = merkle_leaf(data);
        assert_digest(&leaf, vectors_text(row, "leaf_hash"));
        arena_release(&arena);
    }
    json_decref(root);
}

/* The eight leaves with which Certificate Transparency was tested from the start. */
static void test_roots_of_certificate_transparency(void **state)
{
    (void)state;
    json_t *root = vectors_own("rfc6962"), *leaves = vectors_rows(root, "ct_reference_leaves_hex", 8);
    json_t *roots = vectors_rows(root, "ct_reference_roots", 9);
    struct merkle tree = {0};
    for (size_t n = 0;; n++) {
        struct digest now = merkle_root(&tree);
        assert_digest(&now, json_string_value(json_array_get(roots, n)));
        if (n == 8)
            break;
        struct arena arena = {0};
        json_t *row = json_pack("{sO}", "leaf", json_array_get(leaves, n));
        struct digest leaf = merkle_leaf(vectors_hex(row, "leaf", &arena));
        merkle_add(&tree, &leaf, NULL, NULL);
        json_decref(row);
        arena_release(&arena);
    }
    json_decref(root);
}

static void check_peaks(json_t *row, struct forest *forest)
{
    struct merkle tree;
    json_t *peaks = json_object_get(row, "peaks"), *peak;
    size_t index;
    assert_int_equal(merkle_load(vectors_number(row, "n"), forest_fetch, forest, &tree), STATUS_OK);
    struct digest root = merkle_root(&tree);
    assert_digest(&root, vectors_text(row, "root"));
    assert_int_equal(tree.size, vectors_number(row, "n"));
    assert_int_equal(tree.peaks, json_array_size(peaks));
    json_array_foreach(peaks, index, peak)
    {
        struct digest *node = &forest->level[vectors_number(peak, "level")][vectors_number(peak, "index")];
        assert_digest(&tree.peak[index], vectors_text(peak, "hash"));
        assert_digest(node, vectors_text(peak, "hash"));
    }
}

static void test_roots_and_peaks(void **state)
{
    json_t *root = vectors_own("rfc6962"), *row;
    size_t index;
    json_array_foreach(vectors_rows(root, "roots", 88), index, row) check_peaks(row, *state);
    json_decref(root);
}

static void test_incremental_agrees_with_slow(void **state)
{
    struct forest *forest = *state;
    struct merkle tree = {0};
    for (uint64_t size = 0; size <= SLOW_SIZE; size++) {
        struct merkle loaded;
        struct digest root = merkle_root(&tree), slow = forest_slow_root(forest->level[0], size);
        if (!digest_equal(&root, &slow))
            fail_msg("another root for size %u", (unsigned)size);
        assert_int_equal(merkle_load(size, forest_fetch, forest, &loaded), STATUS_OK);
        assert_int_equal(loaded.size, tree.size);
        assert_int_equal(loaded.peaks, tree.peaks);
        assert_memory_equal(loaded.peak, tree.peak, tree.peaks * sizeof tree.peak[0]);
        merkle_add(&tree, &forest->level[0][size], NULL, NULL);
    }
}

/* Each complete subtree is reported when its last leaf comes, from the bottom up, with the slow root of its leaves. */
struct expectation {
    const struct forest *forest;
    uint64_t size; /* before the leaf is added */
    unsigned level;
};

static void expect_subtree(void *context, unsigned level, uint64_t index, const struct digest *hash)
{
    struct expectation *expected = context;
    uint64_t width = UINT64_C(1) << level;
    assert_int_equal(level, ++expected->level);
    assert_int_equal((index + 1) * width, expected->size + 1);
    struct digest slow = forest_slow_root(expected->forest->level[0] + index * width, width);
    assert_true(digest_equal(hash, &slow));
}

static void test_sink(void **state)
{
    struct forest *forest = *state;
    struct merkle tree = {0};
    for (uint64_t size = 0; size < SLOW_SIZE; size++) {
        struct expectation expected = {.forest = forest, .size = size};
        merkle_add(&tree, &forest->level[0][size], expect_subtree, &expected);
        unsigned levels = 0;
        while ((size + 1) >> levels && !((size + 1) >> levels & 1))
            levels++;
        assert_int_equal(expected.level, levels);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_constants_and_leaves),
        cmocka_unit_test(test_roots_of_certificate_transparency),
        cmocka_unit_test(test_roots_and_peaks),
        cmocka_unit_test(test_incremental_agrees_with_slow),
        cmocka_unit_test(test_sink),
    };
    return cmocka_run_group_tests(tests, forest_build, forest_release);
}
