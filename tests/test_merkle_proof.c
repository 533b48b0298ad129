#include "core/encode.h"
#include "core/merkle.h"
#include "tests/forest.h"
#include "tests/vectors.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void read_digest(json_t *row, const char *field, struct digest *out)
{
    assert_true(digest_from_hex(slice_of(vectors_text(row, field)), out));
}

static void read_proof(json_t *row, struct merkle_proof *out)
{
    json_t *hash;
    size_t index;
    out->hashes = 0;
    json_array_foreach(json_object_get(row, "proof"), index, hash)
    {
        assert_true(index < MERKLE_PROOF_MAX);
        assert_true(digest_from_hex(slice_of(json_string_value(hash)), &out->hash[index]));
        out->hashes++;
    }
}

static void assert_proof(const char *id, const struct merkle_proof *proof, const struct merkle_proof *expected)
{
    if (proof->hashes != expected->hashes || memcmp(proof->hash, expected->hash, proof->hashes * DIGEST_LENGTH))
        fail_msg("%s: another proof", id);
}

static void test_inclusion_vectors(void **state)
{
    json_t *root = vectors_own("inclusion"), *row;
    size_t index, wrong = 0, generated = 0;
    json_array_foreach(vectors_rows(root, "cases", 902), index, row)
    {
        const char *id = vectors_text(row, "id");
        struct digest leaf, tree;
        struct merkle_proof proof, own;
        uint64_t at = vectors_number(row, "index"), size = vectors_number(row, "size");
        read_digest(row, "leaf_hash", &leaf);
        read_digest(row, "root", &tree);
        read_proof(row, &proof);
        if (merkle_verify(at, size, &leaf, &proof, &tree) != vectors_flag(row, "valid")) {
            print_error("%s: not as expected\n", id);
            wrong++;
        }
        /* "note-size-confusion" is valid for a tree that is not made of the leaves. */
        if (strncmp(id, "ok-", 3))
            continue;
        assert_int_equal(merkle_prove(at, size, forest_fetch, *state, &own), STATUS_OK);
        assert_proof(id, &own, &proof);
        generated++;
    }
    json_decref(root);
    assert_int_equal(wrong, 0);
    assert_int_equal(generated, 666);
}

static void test_consistency_vectors(void **state)
{
    json_t *root = vectors_own("consistency"), *row;
    size_t index, wrong = 0, generated = 0;
    json_array_foreach(vectors_rows(root, "cases", 936), index, row)
    {
        const char *id = vectors_text(row, "id");
        struct digest old_root, new_root;
        struct merkle_proof proof, own;
        uint64_t old = vectors_number(row, "old_size"), size = vectors_number(row, "new_size");
        bool valid = vectors_flag(row, "valid");
        read_digest(row, "old_root", &old_root);
        read_digest(row, "new_root", &new_root);
        read_proof(row, &proof);
        if (merkle_verify_consistency(old, size, &old_root, &new_root, &proof) != valid) {
            print_error("%s: not as expected\n", id);
            wrong++;
        }
        /* The old or new tree of a fork is not made of the leaves. */
        if (strncmp(id, "ok-", 3) && strncmp(id, "zero-to-", 8))
            continue;
        assert_int_equal(merkle_prove_consistency(old, size, forest_fetch, *state, &own), STATUS_OK);
        assert_proof(id, &own, &proof);
        generated++;
    }
    json_decref(root);
    assert_int_equal(wrong, 0);
    assert_int_equal(generated, 677);
}

/* Some of these hashes have another length, which a struct digest cannot: they become one that is equal to no other. */
static struct digest digest_of_any_length(struct slice bytes)
{
    struct digest digest;
    memset(digest.byte, 0xEE, DIGEST_LENGTH);
    memcpy(digest.byte, bytes.at, bytes.length < DIGEST_LENGTH ? bytes.length : DIGEST_LENGTH);
    digest.byte[0] ^= bytes.length > DIGEST_LENGTH;
    return digest;
}

static struct digest other_digest(json_t *row, const char *field, struct arena *arena)
{
    if (!json_is_string(json_object_get(row, field)))
        return digest_of_any_length(SLICE(""));
    return digest_of_any_length(vectors_base64(row, field, arena));
}

static void other_proof(json_t *row, struct merkle_proof *out, struct arena *arena)
{
    json_t *hash;
    size_t index;
    out->hashes = 0;
    json_array_foreach(json_object_get(row, "proof"), index, hash)
    {
        json_t *wrapped = json_pack("{sO}", "hash", hash);
        assert_true(index < MERKLE_PROOF_MAX);
        out->hash[out->hashes++] = other_digest(wrapped, "hash", arena);
        json_decref(wrapped);
    }
}

static void test_inclusion_of_others(void **state)
{
    (void)state;
    json_t *root = vectors_shared("tlog/third_party/transparency-dev-merkle-inclusion.json"), *row;
    size_t index, wrong = 0;
    json_array_foreach(vectors_rows(root, "cases", 98), index, row)
    {
        struct arena arena = {0};
        struct merkle_proof proof;
        struct digest leaf = other_digest(row, "leafHash", &arena), tree = other_digest(row, "root", &arena);
        other_proof(row, &proof, &arena);
        /* Leaf and root of no bytes at all are equal to each other, but there is no such root. */
        const char *text = json_string_value(json_object_get(row, "root"));
        bool valid =
            text && strlen(text) == base64_length(DIGEST_LENGTH) &&
            merkle_verify(vectors_number(row, "leafIdx"), vectors_number(row, "treeSize"), &leaf, &proof, &tree);
        if (valid == vectors_flag(row, "wantErr")) {
            print_error("%s: %s\n", vectors_text(row, "file"), valid ? "accepted" : "refused");
            wrong++;
        }
        arena_release(&arena);
    }
    json_decref(root);
    assert_int_equal(wrong, 0);
}

/* For one row, from size 0 to 1 by an empty proof, tlog-witness says valid and that program says error. */
static void test_consistency_of_others(void **state)
{
    (void)state;
    json_t *root = vectors_shared("tlog/third_party/transparency-dev-merkle-consistency.json"), *row;
    size_t index, wrong = 0;
    json_array_foreach(vectors_rows(root, "cases", 98), index, row)
    {
        struct arena arena = {0};
        struct merkle_proof proof;
        struct digest old_root = other_digest(row, "root1", &arena), new_root = other_digest(row, "root2", &arena);
        other_proof(row, &proof, &arena);
        bool valid = merkle_verify_consistency(vectors_number(row, "size1"), vectors_number(row, "size2"), &old_root,
                                               &new_root, &proof);
        bool differs = !strcmp(vectors_text(row, "desc"), "size1 is zero and size2 is not zero");
        if (valid == (vectors_flag(row, "wantErr") && !differs)) {
            print_error("%s: %s\n", vectors_text(row, "file"), valid ? "accepted" : "refused");
            wrong++;
        }
        arena_release(&arena);
    }
    json_decref(root);
    assert_int_equal(wrong, 0);
}

/* Every pair of sizes: generated proofs hold, and fail for the neighbour. */
static void test_all_proofs_of_small_trees(void **state)
{
    struct forest *forest = *state;
    enum { SIZE = 40 };
    struct digest root[SIZE + 1];
    for (uint64_t n = 0; n <= SIZE; n++)
        root[n] = forest_slow_root(forest->level[0], n);
    for (uint64_t n = 1; n <= SIZE; n++)
        for (uint64_t m = 0; m <= n; m++) {
            struct merkle_proof proof;
            assert_int_equal(merkle_prove_consistency(m, n, forest_fetch, forest, &proof), STATUS_OK);
            assert_true(merkle_verify_consistency(m, n, &root[m], &root[n], &proof));
            assert_false(m > 0 && merkle_verify_consistency(m, n, &root[m - 1], &root[n], &proof));
            if (m == n)
                break;
            assert_int_equal(merkle_prove(m, n, forest_fetch, forest, &proof), STATUS_OK);
            assert_true(merkle_verify(m, n, &forest->level[0][m], &proof, &root[n]));
            assert_false(merkle_verify(m, n, &forest->level[0][m + 1], &proof, &root[n]));
        }
}

/* In a tree of equal leaves all subtrees of a level are equal, so a tree of any size can be had. */
static enum status fetch_equal(void *context, unsigned level, uint64_t index, struct digest *out)
{
    const struct digest *levels = context;
    (void)index;
    *out = levels[level];
    return STATUS_OK;
}

static void test_largest_tree(void **state)
{
    (void)state;
    const uint64_t last = MERKLE_SIZE_MAX - 1, old = UINT64_C(0x5555555555555555);
    struct digest levels[MERKLE_LEVELS] = {merkle_leaf(SLICE("equal"))};
    struct merkle tree, old_tree;
    struct merkle_proof proof;
    for (unsigned i = 1; i < MERKLE_LEVELS; i++)
        levels[i] = merkle_node(&levels[i - 1], &levels[i - 1]);
    assert_int_equal(merkle_load(MERKLE_SIZE_MAX, fetch_equal, levels, &tree), STATUS_OK);
    assert_int_equal(tree.peaks, MERKLE_LEVELS);
    struct digest root = merkle_root(&tree);
    assert_int_equal(merkle_prove(last, MERKLE_SIZE_MAX, fetch_equal, levels, &proof), STATUS_OK);
    assert_int_equal(proof.hashes, 62);
    assert_true(merkle_verify(last, MERKLE_SIZE_MAX, &levels[0], &proof, &root));
    assert_int_equal(merkle_prove(0, MERKLE_SIZE_MAX, fetch_equal, levels, &proof), STATUS_OK);
    assert_int_equal(proof.hashes, 63);
    assert_true(merkle_verify(0, MERKLE_SIZE_MAX, &levels[0], &proof, &root));
    assert_int_equal(merkle_load(old, fetch_equal, levels, &old_tree), STATUS_OK);
    struct digest old_root = merkle_root(&old_tree);
    assert_int_equal(merkle_prove_consistency(old, MERKLE_SIZE_MAX, fetch_equal, levels, &proof), STATUS_OK);
    assert_true(merkle_verify_consistency(old, MERKLE_SIZE_MAX, &old_root, &root, &proof));
    proof.hash[40].byte[0] ^= 1;
    assert_false(merkle_verify_consistency(old, MERKLE_SIZE_MAX, &old_root, &root, &proof));
}

static void test_out_of_range(void **state)
{
    struct merkle tree;
    struct merkle_proof proof = {.hashes = 0};
    struct digest empty = merkle_empty();
    assert_int_equal(merkle_prove(7, 7, forest_fetch, *state, &proof), STATUS_NOT_FOUND);
    assert_int_equal(merkle_prove(0, 0, forest_fetch, *state, &proof), STATUS_NOT_FOUND);
    assert_int_equal(merkle_prove(0, MERKLE_SIZE_MAX + 1, forest_fetch, *state, &proof), STATUS_NOT_FOUND);
    assert_int_equal(merkle_prove_consistency(8, 7, forest_fetch, *state, &proof), STATUS_NOT_FOUND);
    assert_int_equal(merkle_prove_consistency(1, UINT64_MAX, forest_fetch, *state, &proof), STATUS_NOT_FOUND);
    assert_int_equal(merkle_load(MERKLE_SIZE_MAX + 1, forest_fetch, *state, &tree), STATUS_NOT_FOUND);
    assert_int_equal(merkle_load(UINT64_MAX, forest_fetch, *state, &tree), STATUS_NOT_FOUND);
    proof.hashes = MERKLE_PROOF_MAX + 1;
    assert_false(merkle_verify(0, UINT64_MAX, &empty, &proof, &empty));
    assert_false(merkle_verify_consistency(3, UINT64_MAX, &empty, &empty, &proof));
}

/* What the source says is passed on, whenever it says so. */
static void test_failing_source(void **state)
{
    struct forest *forest = *state;
    struct merkle tree;
    struct merkle_proof proof;
    static const unsigned calls[] = {1, 2, 3};
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        forest->fail_after = calls[i];
        assert_int_equal(merkle_load(7, forest_fetch, forest, &tree), STATUS_STORE);
        forest->fail_after = calls[i];
        assert_int_equal(merkle_prove(1, 7, forest_fetch, forest, &proof), STATUS_STORE);
        forest->fail_after = calls[i];
        assert_int_equal(merkle_prove_consistency(3, 7, forest_fetch, forest, &proof), STATUS_STORE);
    }
    forest->fail_after = 0;
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inclusion_vectors),
        cmocka_unit_test(test_consistency_vectors),
        cmocka_unit_test(test_inclusion_of_others),
        cmocka_unit_test(test_consistency_of_others),
        cmocka_unit_test(test_all_proofs_of_small_trees),
        cmocka_unit_test(test_largest_tree),
        cmocka_unit_test(test_out_of_range),
        cmocka_unit_test(test_failing_source),
    };
    return cmocka_run_group_tests(tests, forest_build, forest_release);
}
