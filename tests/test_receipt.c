#include "core/encode.h"
#include "core/receipt.h"
#include "tests/vectors.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { KEYS_MAX = 8 };

#define FIRST "c2sp.org/tlog-proof@v1\n"
#define HASH "/xv1GMP2+wb9/wBdcAVm97UTTy5grH4oUw2G+tjpUW4="
#define HEAD "log.example\n1\n" HASH "\n\n\xE2\x80\x94 log.example AAAAAAA=\n"

static enum status read_and_verify(struct slice bytes, struct slice entry, const struct checkpoint_trust *trust,
                                   struct receipt *receipt, struct problem *problem)
{
    enum status status = receipt_parse(bytes, receipt, problem);
    return status == STATUS_OK ? receipt_verify(receipt, entry, trust, NULL, problem) : status;
}

static void test_vectors(void **state)
{
    (void)state;
    json_t *root = vectors_own("tlog-proofs"), *row;
    size_t index, wrong = 0, good = 0;
    json_array_foreach(vectors_rows(root, "cases", 39), index, row)
    {
        struct arena arena = {0};
        struct problem problem = {0};
        struct receipt receipt;
        struct vkey log[KEYS_MAX], cosigner[KEYS_MAX];
        const struct checkpoint_trust trust = {
            .origin = slice_of(vectors_text(row, "expected_origin")),
            .log = log,
            .logs = vectors_vkeys(row, "log_vkeys", log, KEYS_MAX),
            .cosigner = cosigner,
            .cosigners = vectors_vkeys(row, "witness_vkeys", cosigner, KEYS_MAX),
            .quorum = vectors_number(row, "witness_quorum"),
        };
        struct slice bytes = vectors_base64(row, "proof_b64", &arena), entry = vectors_base64(row, "entry_b64", &arena);
        bool ok = read_and_verify(bytes, entry, &trust, &receipt, &problem) == STATUS_OK;
        if (ok != vectors_flag(row, "valid")) {
            print_error("%s: %s\n", vectors_text(row, "id"), ok ? "accepted" : problem.message);
            wrong++;
        }
        assert_true(ok == (problem.message == NULL));
        good += ok;
        arena_release(&arena);
    }
    json_decref(root);
    assert_int_equal(wrong, 0);
    assert_int_equal(good, 14);
}

/* What can be read is written as it was. */
static void test_read_and_written(void **state)
{
    (void)state;
    json_t *root = vectors_own("tlog-proofs"), *row;
    size_t index, seen = 0, extra = 0;
    json_array_foreach(vectors_rows(root, "cases", 39), index, row)
    {
        struct arena arena = {0};
        struct receipt receipt;
        struct slice bytes = vectors_base64(row, "proof_b64", &arena);
        if (receipt_parse(bytes, &receipt, NULL) == STATUS_OK) {
            struct buffer written;
            buffer_init(&written);
            receipt_write(&receipt, &written);
            if (!slice_equal(buffer_slice(&written), bytes))
                fail_msg("%s is written differently", vectors_text(row, "id"));
            buffer_release(&written);
            extra += receipt.extra.at != NULL;
            seen++;
        }
        arena_release(&arena);
    }
    json_decref(root);
    assert_true(seen >= 14);
    assert_int_equal(extra, 1);
}

static void test_fields(void **state)
{
    (void)state;
    static const char text[] = FIRST "extra Zm9v\nindex 12\n" HASH "\n" HASH "\n\n" HEAD;
    struct receipt receipt;
    assert_int_equal(receipt_parse(SLICE(text), &receipt, NULL), STATUS_OK);
    assert_true(slice_is(receipt.extra, "Zm9v"));
    assert_int_equal(receipt.index, 12);
    assert_int_equal(receipt.proof.hashes, 2);
    assert_int_equal(receipt.proof.hash[1].byte[0], 0xff);
    assert_int_equal(receipt.proof.hash[1].byte[31], 0x6e);
    assert_true(slice_is(receipt.head, HEAD));
}

static void test_messages(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
        unsigned long line;
    } rows[] = {
        {"", "it is not a receipt: the first line is another", 1},
        {"c2sp.org/tlog-proof@v2\nindex 0\n\n" HEAD, "it is not a receipt: the first line is another", 1},
        {FIRST, "the receipt does not name the index of the entry", 2},
        {FIRST "index 01\n\n" HEAD, "the receipt does not name the index of the entry", 2},
        {FIRST "index  1\n\n" HEAD, "the receipt does not name the index of the entry", 2},
        {FIRST "index 9223372036854775808\n\n" HEAD, "the receipt does not name the index of the entry", 2},
        {FIRST "extra *\nindex 1\n\n" HEAD, "the extra data of the receipt is not base64", 2},
        {FIRST "extra Zm9v\nextra Zm9v\nindex 1\n\n" HEAD, "the receipt does not name the index of the entry", 3},
        {FIRST "index 1\nextra Zm9v\n\n" HEAD, "a line of the receipt is not base64 of a hash", 3},
        {FIRST "index 1\n" HASH "\nZm9v\n\n" HEAD, "a line of the receipt is not base64 of a hash", 4},
        {FIRST "index 1\n" HASH "\n", "the receipt holds no tree head", 4},
        {FIRST "index 1\n" HASH, "the receipt holds no tree head", 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct problem problem = {0};
        struct receipt receipt;
        if (receipt_parse(slice_of(rows[i].text), &receipt, &problem) != STATUS_FORM)
            fail_msg("row %zu was accepted", i);
        assert_string_equal(problem.message, rows[i].message);
        assert_int_equal(problem.line, rows[i].line);
    }
}

static void test_number_of_hashes(void **state)
{
    (void)state;
    for (unsigned hashes = 62; hashes <= 65; hashes++) {
        struct problem problem = {0};
        struct receipt receipt;
        struct buffer text;
        buffer_init(&text);
        buffer_text(&text, FIRST "index 1\n");
        for (unsigned i = 0; i < hashes; i++)
            buffer_text(&text, HASH "\n");
        buffer_text(&text, "\n" HEAD);
        enum status status = receipt_parse(buffer_slice(&text), &receipt, &problem);
        assert_int_equal(status, hashes <= RECEIPT_HASHES_MAX ? STATUS_OK : STATUS_FORM);
        assert_true(status == STATUS_OK || problem.line == 2 + RECEIPT_HASHES_MAX + 1);
        buffer_release(&text);
    }
}

/* A log of three entries: its second entry is proved, and no other. */
static void test_made_and_verified(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct signer log = vectors_signer("log", KEY_TYPE_ED25519, &arena);
    struct digest leaf[] = {merkle_leaf(SLICE("one")), merkle_leaf(SLICE("two")), merkle_leaf(SLICE("three"))};
    struct merkle tree = {0};
    for (size_t i = 0; i < 3; i++)
        merkle_add(&tree, &leaf[i], NULL, NULL);
    struct checkpoint made = {.origin = SLICE("committee.example/ledger"), .size = 3, .root = merkle_root(&tree)}, head;
    struct buffer text, signed_head, file;
    struct receipt receipt = {.index = 1, .proof = {.hash = {leaf[0], leaf[2]}, .hashes = 2}}, read;
    const struct checkpoint_trust trust = {.origin = made.origin, .log = &log.vkey, .logs = 1};
    struct problem problem = {0};
    buffer_init(&text);
    buffer_init(&signed_head);
    buffer_init(&file);
    checkpoint_write(&made, &text);
    note_sign(buffer_slice(&text), &log, &signed_head);
    receipt.head = buffer_slice(&signed_head);
    receipt_write(&receipt, &file);
    assert_int_equal(receipt_parse(buffer_slice(&file), &read, NULL), STATUS_OK);
    assert_null(read.extra.at);
    assert_int_equal(receipt_verify(&read, SLICE("two"), &trust, &head, NULL), STATUS_OK);
    assert_int_equal(head.size, 3);
    assert_int_equal(receipt_verify(&read, SLICE("one"), &trust, &head, &problem), STATUS_MISMATCH);
    assert_string_equal(problem.message, "the entry is not the one that the receipt proves");
    read.index = 0;
    assert_int_equal(receipt_verify(&read, SLICE("two"), &trust, NULL, NULL), STATUS_MISMATCH);
    buffer_release(&file);
    buffer_release(&signed_head);
    buffer_release(&text);
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),          cmocka_unit_test(test_read_and_written),
        cmocka_unit_test(test_fields),           cmocka_unit_test(test_messages),
        cmocka_unit_test(test_number_of_hashes), cmocka_unit_test(test_made_and_verified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
