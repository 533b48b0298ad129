#include "core/checkpoint.h"
#include "tests/vectors.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { KEYS_MAX = 8 };

/* A row's verifier keys, taken apart as a reader keeps them: those named like the origin are the log's. */
struct row_trust {
    struct vkey log[KEYS_MAX], cosigner[KEYS_MAX];
    struct checkpoint_trust trust;
};

static void read_trust(json_t *row, const char *origin, struct row_trust *out)
{
    struct vkey keys[KEYS_MAX];
    size_t count = vectors_vkeys(row, "vkeys", keys, KEYS_MAX);
    out->trust = (struct checkpoint_trust){.origin = slice_of(origin), .log = out->log, .cosigner = out->cosigner};
    for (size_t i = 0; i < count; i++) {
        if (keys[i].type == KEY_TYPE_COSIGNATURE)
            out->cosigner[out->trust.cosigners++] = keys[i];
        else if (slice_is(keys[i].name, origin))
            out->log[out->trust.logs++] = keys[i];
    }
}

static void check_fields(json_t *row, const struct checkpoint *checkpoint)
{
    char size[24], root[DIGEST_HEX_LENGTH + 1];
    snprintf(size, sizeof size, "%llu", (unsigned long long)checkpoint->size);
    digest_hex(&checkpoint->root, root);
    assert_true(slice_is(checkpoint->origin, vectors_text(row, "expected_origin")));
    assert_string_equal(size, vectors_text(row, "size"));
    assert_string_equal(root, vectors_text(row, "root"));
    size_t lines = 0;
    for (struct slice rest = checkpoint->extension; rest.length > 0; lines++) {
        json_t *line = json_array_get(json_object_get(row, "extension_lines"), lines);
        assert_true(slice_is(slice_cut(&rest, '\n'), json_string_value(line)));
    }
    assert_int_equal(lines, json_array_size(json_object_get(row, "extension_lines")));
}

static void test_vectors(void **state)
{
    (void)state;
    json_t *root = vectors_own("checkpoints"), *row;
    size_t index, wrong = 0, good = 0;
    json_array_foreach(vectors_rows(root, "cases", 57), index, row)
    {
        struct arena arena = {0};
        struct problem problem = {0};
        struct checkpoint checkpoint;
        struct row_trust keys;
        read_trust(row, vectors_text(row, "expected_origin"), &keys);
        struct slice bytes = vectors_base64(row, "note_b64", &arena);
        bool ok = checkpoint_verify(bytes, &keys.trust, &checkpoint, NULL, &problem) == STATUS_OK;
        if (ok != vectors_flag(row, "valid")) {
            print_error("%s: %s\n", vectors_text(row, "id"), ok ? "accepted" : problem.message);
            wrong++;
        }
        assert_true(ok == (problem.message == NULL));
        if (ok)
            check_fields(row, &checkpoint);
        good += ok;
        arena_release(&arena);
    }
    json_decref(root);
    assert_int_equal(wrong, 0);
    assert_int_equal(good, 15);
}

/* Where the log has one key, the short way says the same. */
static void test_open(void **state)
{
    (void)state;
    json_t *root = vectors_own("checkpoints"), *row;
    size_t index, seen = 0;
    json_array_foreach(vectors_rows(root, "cases", 57), index, row)
    {
        struct arena arena = {0};
        struct checkpoint checkpoint;
        struct row_trust keys;
        read_trust(row, vectors_text(row, "expected_origin"), &keys);
        struct slice bytes = vectors_base64(row, "note_b64", &arena);
        if (keys.trust.logs == 1) {
            bool ok = checkpoint_open(bytes, &keys.log[0], &checkpoint, NULL) == STATUS_OK;
            if (ok != vectors_flag(row, "valid"))
                fail_msg("%s: %s", vectors_text(row, "id"), ok ? "accepted" : "refused");
            seen++;
        }
        arena_release(&arena);
    }
    json_decref(root);
    assert_true(seen > 50);
}

/* Read, written and signed again, the head is byte for byte what the other program made. */
static void test_writing(void **state)
{
    (void)state;
    static const char *const ids[] = {"ok-size-0", "ok-size-1", "ok-size-70000", "ok-max-int63"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        struct arena arena = {0};
        struct signer log = vectors_signer("log", KEY_TYPE_ED25519, &arena);
        struct slice bytes = vectors_find("checkpoints", ids[i], "note_b64", &arena);
        struct checkpoint checkpoint;
        struct buffer text, written;
        buffer_init(&text);
        buffer_init(&written);
        assert_int_equal(checkpoint_open(bytes, &log.vkey, &checkpoint, NULL), STATUS_OK);
        checkpoint_write(&checkpoint, &text);
        note_sign(buffer_slice(&text), &log, &written);
        if (!slice_equal(buffer_slice(&written), bytes))
            fail_msg("%s is written as %s", ids[i], written.at);
        buffer_release(&written);
        buffer_release(&text);
        arena_release(&arena);
    }
}

#define ROOT "smRZuS/P1G4dIUYHAGxB0XctbjJZvyAyk1HUEdW+62Q="
#define EMPTY_ROOT "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

static void test_messages(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message, *detail;
        unsigned long line;
    } rows[] = {
        {"", "the tree head does not end with a line end", "", 1},
        {"log.example\n1\n" ROOT, "the tree head does not end with a line end", "", 1},
        {"\n1\n" ROOT "\n", "the tree head names no origin", "", 1},
        {"log.example\n01\n" ROOT "\n", "\"{1}\" is not the size of a log", "01", 2},
        {"log.example\n", "\"{1}\" is not the size of a log", "", 2},
        {"log.example\n1\n", "\"{1}\" is not base64 of a root hash", "", 3},
        {"log.example\n1\nZm9v\n", "\"{1}\" is not base64 of a root hash", "Zm9v", 3},
        {"log.example\n0\n" ROOT "\n", "an empty log has the root of the empty tree, and no other log has", ROOT, 3},
        {"log.example\n1\n" EMPTY_ROOT "\n", "an empty log has the root of the empty tree, and no other log has",
         EMPTY_ROOT, 3},
        {"log.example\n1\n" ROOT "\na\n\n", "an extension line of the tree head is empty", "", 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct problem problem = {0};
        struct checkpoint checkpoint;
        if (checkpoint_parse(slice_of(rows[i].text), &checkpoint, &problem) != STATUS_FORM)
            fail_msg("row %zu was accepted", i);
        assert_string_equal(problem.message, rows[i].message);
        assert_string_equal(problem.detail[0], rows[i].detail);
        assert_int_equal(problem.line, rows[i].line);
    }
}

static void test_refusals_tell_why(void **state)
{
    (void)state;
    static const struct {
        const char *id, *message, *first, *second;
    } rows[] = {
        {"bad-origin-other", "the tree head is that of \"{1}\", not of \"{2}\"", "committee.example/other",
         "committee.example/ledger"},
        {"bad-witness-only", "the tree head is not signed by the key of \"{1}\"", "committee.example/ledger", ""},
        {"bad-tampered-size", "the signature of \"{1}\" is not valid", "committee.example/ledger", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        struct problem problem = {0};
        struct checkpoint checkpoint;
        struct vkey log = vectors_signer("log", KEY_TYPE_ED25519, &arena).vkey;
        struct slice bytes = vectors_find("checkpoints", rows[i].id, "note_b64", &arena);
        assert_int_equal(checkpoint_open(bytes, &log, &checkpoint, &problem), STATUS_MISMATCH);
        assert_string_equal(problem.message, rows[i].message);
        assert_string_equal(problem.detail[0], rows[i].first);
        assert_string_equal(problem.detail[1], rows[i].second);
        arena_release(&arena);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),           cmocka_unit_test(test_open),
        cmocka_unit_test(test_writing),           cmocka_unit_test(test_messages),
        cmocka_unit_test(test_refusals_tell_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
