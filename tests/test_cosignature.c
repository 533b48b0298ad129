#include "core/checkpoint.h"
#include "tests/vectors.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The number of lines that are this key's valid cosignatures; the time and place of the last one. */
static size_t count_cosignatures(const struct note *note, const struct vkey *key, uint64_t *time, size_t *place)
{
    size_t count = 0;
    for (size_t line = 0; line < note->lines; line++)
        if (checkpoint_cosignature_verify(note, line, key, time)) {
            *place = line;
            count++;
        }
    return count;
}

static void test_cosignature_vectors(void **state)
{
    (void)state;
    json_t *root = vectors_own("cosignatures"), *row;
    size_t index, wrong = 0, good = 0;
    json_array_foreach(vectors_rows(root, "cases", 27), index, row)
    {
        struct arena arena = {0};
        struct note note;
        struct vkey key;
        uint64_t time;
        size_t place;
        assert_int_equal(vkey_parse(slice_of(vectors_text(row, "cosigner_vkey")), &key, NULL), STATUS_OK);
        assert_int_equal(note_parse(vectors_base64(row, "note_b64", &arena), &note, NULL), STATUS_OK);
        bool ok = count_cosignatures(&note, &key, &time, &place) == 1;
        if (ok != vectors_flag(row, "valid")) {
            print_error("%s: %s\n", vectors_text(row, "id"), ok ? "accepted" : "refused");
            wrong++;
        }
        if (ok) {
            char text[24];
            snprintf(text, sizeof text, "%llu", (unsigned long long)time);
            assert_string_equal(text, vectors_text(row, "timestamp"));
            good++;
        }
        arena_release(&arena);
    }
    json_decref(root);
    assert_int_equal(wrong, 0);
    assert_int_equal(good, 8);
}

/* The same, asked as a reader does who wants that one auditor. */
static void test_cosignature_vectors_by_quorum(void **state)
{
    (void)state;
    json_t *root = vectors_own("cosignatures"), *row;
    size_t index, wrong = 0;
    json_array_foreach(vectors_rows(root, "cases", 27), index, row)
    {
        struct arena arena = {0};
        struct vkey log = vectors_signer("log", KEY_TYPE_ED25519, &arena).vkey, cosigner;
        struct checkpoint checkpoint;
        struct slice bytes = vectors_base64(row, "note_b64", &arena), rest = bytes;
        assert_int_equal(vkey_parse(slice_of(vectors_text(row, "cosigner_vkey")), &cosigner, NULL), STATUS_OK);
        const struct checkpoint_trust trust = {.origin = slice_cut(&rest, '\n'),
                                               .log = &log,
                                               .logs = 1,
                                               .cosigner = &cosigner,
                                               .cosigners = 1,
                                               .quorum = 1};
        bool ok = checkpoint_verify(bytes, &trust, &checkpoint, NULL, NULL) == STATUS_OK;
        if (ok != vectors_flag(row, "valid")) {
            print_error("%s: %s\n", vectors_text(row, "id"), ok ? "accepted" : "refused");
            wrong++;
        }
        arena_release(&arena);
    }
    json_decref(root);
    assert_int_equal(wrong, 0);
}

/* Cosigned again at the same time, each line is what the other program wrote; also by a signer of type 0x01. */
static void test_cosigning_gives_the_same_bytes(void **state)
{
    (void)state;
    static const uint8_t types[] = {KEY_TYPE_ED25519, KEY_TYPE_COSIGNATURE};
    json_t *root = vectors_own("cosignatures"), *row;
    size_t index;
    json_array_foreach(vectors_rows(root, "cases", 27), index, row)
    {
        struct arena arena = {0};
        struct note note;
        struct vkey key;
        uint64_t time;
        size_t place;
        struct slice bytes = vectors_base64(row, "note_b64", &arena);
        assert_int_equal(vkey_parse(slice_of(vectors_text(row, "cosigner_vkey")), &key, NULL), STATUS_OK);
        assert_int_equal(note_parse(bytes, &note, NULL), STATUS_OK);
        for (size_t i = 0; i < 2 && count_cosignatures(&note, &key, &time, &place) == 1; i++) {
            struct signer witness = vectors_signer("witness1", types[i], &arena);
            const char *line = note.line[place].name.at - strlen("\xE2\x80\x94 ");
            struct slice rest = slice_from(bytes, (size_t)(line - bytes.at)), expected = slice_cut(&rest, '\n');
            struct buffer written;
            buffer_init(&written);
            checkpoint_cosign(note.text, &witness, time, &written);
            assert_int_equal(written.at[written.length - 1], '\n');
            assert_true(slice_equal(slice_head(buffer_slice(&written), written.length - 1), expected));
            buffer_release(&written);
        }
        arena_release(&arena);
    }
    json_decref(root);
}

static void test_key_types_are_kept_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct note note;
    uint64_t time;
    struct signer witness = vectors_signer("witness1", KEY_TYPE_COSIGNATURE, &arena);
    struct slice bytes = vectors_find("cosignatures", "ok-time-1", "note_b64", &arena);
    assert_int_equal(note_parse(bytes, &note, NULL), STATUS_OK);
    assert_int_equal(note.lines, 2);
    assert_true(checkpoint_cosignature_verify(&note, 1, &witness.vkey, &time));
    assert_false(checkpoint_cosignature_verify(&note, 0, &witness.vkey, &time));
    assert_false(note_line_verify(&note, 1, &witness.vkey));
    /* Not even when a type is claimed for the name and key ID of the other. */
    witness.vkey.type = KEY_TYPE_ED25519;
    assert_false(checkpoint_cosignature_verify(&note, 1, &witness.vkey, &time));
    assert_false(note_line_verify(&note, 1, &witness.vkey));
    arena_release(&arena);
}

/* A head of one log cosigned by keys[0..count). */
static void cosigned_head(const struct signer *log, const struct signer *cosigners, size_t count, struct buffer *out)
{
    struct checkpoint checkpoint = {.origin = SLICE("committee.example/ledger"), .size = 1};
    struct buffer text;
    checkpoint.root = merkle_leaf(SLICE("entry"));
    buffer_init(&text);
    checkpoint_write(&checkpoint, &text);
    note_sign(buffer_slice(&text), log, out);
    for (size_t i = 0; i < count; i++)
        checkpoint_cosign(buffer_slice(&text), &cosigners[i], 1700000000 + i, out);
    buffer_release(&text);
}

/* The quorum counts public keys: neither a line twice nor a second name makes one auditor two. */
static void test_quorum(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct signer log = vectors_signer("log", KEY_TYPE_ED25519, &arena);
    struct signer one = vectors_signer("witness1", KEY_TYPE_COSIGNATURE, &arena);
    struct signer two = vectors_signer("witness2", KEY_TYPE_COSIGNATURE, &arena);
    struct signer alias = one;
    alias.vkey = vkey_make(SLICE("alias.example"), KEY_TYPE_COSIGNATURE, &one.vkey.key);
    const struct vkey known[] = {one.vkey, alias.vkey, two.vkey};
    const struct {
        struct signer by[3];
        size_t lines, reached;
    } rows[] = {
        {{one}, 0, 0},        {{one}, 1, 1},      {{alias}, 1, 1},      {{one, one}, 2, 1},        {{one, alias}, 2, 1},
        {{alias, one}, 2, 1}, {{one, two}, 2, 2}, {{alias, two}, 2, 2}, {{one, alias, two}, 3, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer head;
        buffer_init(&head);
        cosigned_head(&log, rows[i].by, rows[i].lines, &head);
        for (size_t quorum = 0; quorum <= 3; quorum++) {
            struct checkpoint checkpoint;
            struct note note;
            struct problem problem = {0};
            const struct checkpoint_trust trust = {.origin = SLICE("committee.example/ledger"),
                                                   .log = &log.vkey,
                                                   .logs = 1,
                                                   .cosigner = known,
                                                   .cosigners = 3,
                                                   .quorum = quorum};
            enum status status = checkpoint_verify(buffer_slice(&head), &trust, &checkpoint, &note, &problem);
            if (status != (quorum <= rows[i].reached ? STATUS_OK : STATUS_MISMATCH))
                fail_msg("row %zu, quorum %zu: %s", i, quorum, status_sentence(status));
            assert_int_equal(note.lines, 1 + rows[i].lines);
        }
        buffer_release(&head);
    }
    arena_release(&arena);
}

/* A bad cosignature of a known auditor refuses the head, whatever the quorum; one of a stranger is ignored. */
static void test_bad_cosignature_of_a_known_key(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct signer log = vectors_signer("log", KEY_TYPE_ED25519, &arena);
    struct signer one = vectors_signer("witness1", KEY_TYPE_COSIGNATURE, &arena);
    struct signature wrong = key_sign(&one, SLICE("something else"));
    struct checkpoint_trust trust = {.origin = SLICE("committee.example/ledger"), .log = &log.vkey, .logs = 1};
    struct checkpoint checkpoint;
    struct problem problem = {0};
    struct buffer head;
    buffer_init(&head);
    cosigned_head(&log, NULL, 0, &head);
    note_write_line(&one.vkey, &wrong, &head);
    assert_int_equal(checkpoint_verify(buffer_slice(&head), &trust, &checkpoint, NULL, NULL), STATUS_OK);
    trust.cosigner = &one.vkey;
    trust.cosigners = 1;
    assert_int_equal(checkpoint_verify(buffer_slice(&head), &trust, &checkpoint, NULL, &problem), STATUS_MISMATCH);
    assert_string_equal(problem.detail[0], "witness1.example/w");
    buffer_release(&head);
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cosignature_vectors),
        cmocka_unit_test(test_cosignature_vectors_by_quorum),
        cmocka_unit_test(test_cosigning_gives_the_same_bytes),
        cmocka_unit_test(test_key_types_are_kept_apart),
        cmocka_unit_test(test_quorum),
        cmocka_unit_test(test_bad_cosignature_of_a_known_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
