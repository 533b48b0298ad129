#include "core/note.h"
#include "tests/vectors.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { KEYS_MAX = 20 };

static const char vote_text[] = "committee.example/vote v1\nballot 7\nchoice yes\n";
#define VOTE SLICE(vote_text)

static void test_vectors(void **state)
{
    (void)state;
    json_t *root = vectors_own("notes"), *row;
    size_t index, wrong = 0;
    json_array_foreach(vectors_rows(root, "cases", 117), index, row)
    {
        struct arena arena = {0};
        struct problem problem = {0};
        struct note note;
        struct vkey keys[KEYS_MAX];
        size_t count = vectors_vkeys(row, "vkeys", keys, KEYS_MAX);
        struct slice bytes = vectors_base64(row, "note_b64", &arena);
        bool ok = note_open(bytes, keys, count, NULL, &note, &problem) == STATUS_OK;
        if (ok != !strcmp(vectors_text(row, "expect"), "ok")) {
            print_error("%s: %s\n", vectors_text(row, "id"), ok ? "accepted" : problem.message);
            wrong++;
        }
        assert_true(ok == (problem.message == NULL));
        arena_release(&arena);
    }
    json_decref(root);
    assert_int_equal(wrong, 0);
}

/* The text, who signed, and how many lines are nobody's. */
static void check_row(json_t *row)
{
    struct arena arena = {0};
    struct note note;
    struct vkey keys[KEYS_MAX];
    bool verified[KEYS_MAX];
    size_t count = vectors_vkeys(row, "vkeys", keys, KEYS_MAX), signers = 0, unknown = 0;
    assert_int_equal(note_open(vectors_base64(row, "note_b64", &arena), keys, count, verified, &note, NULL), STATUS_OK);
    assert_true(slice_is(note.text, vectors_text(row, "text")));
    for (size_t k = 0; k < count; k++)
        signers += verified[k];
    for (size_t line = 0; line < note.lines; line++) {
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known = known || note_line_names(&note.line[line], &keys[k]);
        unknown += !known;
    }
    assert_int_equal(signers, json_array_size(json_object_get(row, "verified_by")));
    assert_int_equal(unknown, vectors_number(row, "unknown_signatures"));
    arena_release(&arena);
}

static void test_fields(void **state)
{
    (void)state;
    json_t *root = vectors_own("notes"), *row;
    size_t index, seen = 0;
    json_array_foreach(vectors_rows(root, "cases", 117), index, row)
    {
        if (strcmp(vectors_text(row, "expect"), "ok"))
            continue;
        check_row(row);
        seen++;
    }
    json_decref(root);
    assert_int_equal(seen, 27);
}

/* Ed25519 has one signature for a key and a text, so what we sign is what others signed. */
static void test_signing_gives_the_same_bytes(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct signer alice = vectors_signer("alice", KEY_TYPE_ED25519, &arena);
    struct signer bob = vectors_signer("bob", KEY_TYPE_ED25519, &arena);
    struct signature signature = key_sign(&bob, VOTE);
    struct buffer written;
    buffer_init(&written);
    note_sign(VOTE, &alice, &written);
    assert_true(slice_equal(buffer_slice(&written), vectors_find("notes", "ok-one", "note_b64", &arena)));
    note_write_line(&bob.vkey, &signature, &written);
    assert_true(slice_equal(buffer_slice(&written), vectors_find("notes", "ok-two", "note_b64", &arena)));
    buffer_release(&written);
    arena_release(&arena);
}

static void test_parsed_line(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct note note;
    struct signature signature;
    uint8_t bytes[SIGNATURE_LENGTH + 1];
    size_t length;
    struct slice text = vectors_find("notes", "ok-one", "note_b64", &arena);
    assert_int_equal(note_parse(text, &note, NULL), STATUS_OK);
    assert_int_equal(note.lines, 1);
    assert_ptr_equal(note.text.at, text.at);
    assert_int_equal(note.text.length, VOTE.length);
    assert_true(slice_is(note.line[0].name, "committee.example/alice"));
    assert_int_equal(note.line[0].key_id, 0x9f918c62);
    assert_int_equal(note.line[0].length, SIGNATURE_LENGTH);
    assert_true(note_line_signature(&note.line[0], &signature));
    assert_int_equal(signature.byte[0], 0xf3);
    assert_int_equal(signature.byte[63], 0x00);
    assert_true(note_line_bytes(&note.line[0], bytes, sizeof bytes, &length));
    assert_int_equal(length, SIGNATURE_LENGTH);
    assert_memory_equal(bytes, signature.byte, SIGNATURE_LENGTH);
    assert_true(note_line_bytes(&note.line[0], bytes, SIGNATURE_LENGTH, &length));
    assert_false(note_line_bytes(&note.line[0], bytes, SIGNATURE_LENGTH - 1, &length));
    arena_release(&arena);
}

/* Each key once, the first note's line where both have one; the order stays. */
static void test_joining(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct slice one = vectors_find("notes", "ok-one", "note_b64", &arena);
    struct slice two = vectors_find("notes", "ok-two", "note_b64", &arena);
    struct note first, second;
    struct buffer joined;
    buffer_init(&joined);
    assert_int_equal(note_parse(one, &first, NULL), STATUS_OK);
    assert_int_equal(note_parse(two, &second, NULL), STATUS_OK);
    assert_true(note_has_line(&first, &second.line[0]));
    assert_false(note_has_line(&first, &second.line[1]));
    note_join(&first, &second, &joined);
    assert_true(slice_equal(buffer_slice(&joined), two));
    buffer_clear(&joined);
    note_join(&second, &first, &joined);
    assert_true(slice_equal(buffer_slice(&joined), two));
    /* The same name with another key is another line. */
    second.line[0].key_id++;
    assert_false(note_has_line(&first, &second.line[0]));
    buffer_release(&joined);
    arena_release(&arena);
}

/* Signatures of every short length, whose base64 ends in each of its three ways. */
static void test_bytes_of_any_length(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct vkey alice = vectors_signer("alice", KEY_TYPE_ED25519, &arena).vkey;
    uint8_t bytes[NOTE_SIGNATURE_MAX + 1], back[NOTE_SIGNATURE_MAX];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i + 1);
    for (size_t length = 1; length <= NOTE_SIGNATURE_MAX; length++) {
        struct buffer written;
        struct note note;
        struct signature signature;
        size_t read;
        buffer_init(&written);
        buffer_text(&written, "text\n\n");
        note_write_bytes(&alice, bytes, length, &written);
        assert_int_equal(note_parse(buffer_slice(&written), &note, NULL), STATUS_OK);
        assert_true(note_line_names(&note.line[0], &alice));
        assert_true(note_line_bytes(&note.line[0], back, sizeof back, &read));
        assert_int_equal(read, length);
        assert_memory_equal(back, bytes, length);
        assert_int_equal(note_line_signature(&note.line[0], &signature), length == SIGNATURE_LENGTH);
        buffer_release(&written);
    }
    struct buffer written;
    buffer_init(&written);
    note_write_bytes(&alice, bytes, NOTE_SIGNATURE_MAX + 1, &written);
    assert_int_not_equal(buffer_status(&written), STATUS_OK);
    buffer_release(&written);
    arena_release(&arena);
}

#define LINE "\xE2\x80\x94 a.example AAAAAAA="

/* What is wrong, and on which line. */
static void test_messages(void **state)
{
    (void)state;
    static const struct {
        const char *note, *message;
        unsigned long line;
    } rows[] = {
        {"one\ntwo\tthree\n\n" LINE "\n", "the signed note is not valid UTF-8 or holds a control character", 2},
        {"one\ntwo\n\n" LINE "\n\xFF\n", "the signed note is not valid UTF-8 or holds a control character", 5},
        {"one\n" LINE "\n", "no empty line stands in front of the signatures", 3},
        {"one\n\n", "no signature stands behind the text", 3},
        {"one\n\n" LINE, "the last line has no line end", 3},
        {"one\n\n" LINE "\nno\n", "a signature line does not begin with an em dash and a blank", 4},
        {"one\n\n\xE2\x80\x94 a+b AAAAAAA=\n", "the key name of a signature line is not well-formed", 3},
        {"one\n\n" LINE " \n", "a signature is not canonical base64", 3},
        {"one\n\n\xE2\x80\x94 a.example AAAAAA==\n", "a signature line holds no signature", 3},
        {"one\n\n\xE2\x80\x94 a.example \n", "a signature line holds no signature", 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct problem problem = {0};
        struct note note;
        if (note_parse(slice_of(rows[i].note), &note, &problem) != STATUS_FORM)
            fail_msg("row %zu was accepted", i);
        assert_string_equal(problem.message, rows[i].message);
        assert_int_equal(problem.line, rows[i].line);
    }
}

/* Every control character, at each offset within the words that the parser reads at once. */
static void test_control_characters(void **state)
{
    (void)state;
    for (int byte = 1; byte < 128; byte++)
        for (size_t offset = 0; offset < 16; offset++) {
            char text[] = "0123456789abcdef\n\n" LINE "\n";
            struct note note;
            text[offset] = (char)byte;
            bool ok = note_parse(slice_of(text), &note, NULL) == STATUS_OK;
            if (ok != (byte >= 0x20 || byte == '\n'))
                fail_msg("byte %d at %zu: %s", byte, offset, ok ? "accepted" : "refused");
        }
}

/* Cut anywhere, or with any byte of the signature lines changed, a note is refused or parsed, never more. */
static void test_damaged_notes(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct note note;
    struct slice whole = vectors_find("notes", "ok-two", "note_b64", &arena);
    struct vkey alice = vectors_signer("alice", KEY_TYPE_ED25519, &arena).vkey;
    for (size_t length = 0; length < whole.length; length++) {
        char *copy = arena_alloc(&arena, length + 1);
        assert_non_null(copy);
        memcpy(copy, whole.at, length);
        struct slice cut = {.at = copy, .length = length};
        bool ends_with_line = length > VOTE.length + 2 && copy[length - 1] == '\n';
        assert_int_equal(note_parse(cut, &note, NULL) == STATUS_OK, ends_with_line);
    }
    assert_int_equal(note_parse((struct slice){0}, &note, NULL), STATUS_FORM);
    assert_int_equal(note_open((struct slice){0}, &alice, 1, NULL, &note, NULL), STATUS_FORM);
    arena_release(&arena);
}

/* Refused as a verifier key, and, where someone took it all the same, as a signer. */
static void test_small_order_key(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct note note;
    struct problem problem = {0};
    struct public_key identity = {.byte = {1}};
    struct vkey evil = vkey_make(SLICE("evil.example"), KEY_TYPE_ED25519, &identity);
    struct slice text = vectors_find("notes", "sig-small-order-key", "note_b64", &arena);
    assert_int_equal(note_open(text, &evil, 1, NULL, &note, &problem), STATUS_MISMATCH);
    assert_string_equal(problem.message, "the signature of \"{1}\" is not valid");
    assert_string_equal(problem.detail[0], "evil.example");
    arena_release(&arena);
}

static void test_classes_of_refusal(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        enum status status;
    } rows[] = {
        {"bad-no-separator", STATUS_FORM},    {"amb-duplicate-vkey", STATUS_FORM},
        {"unk-other-key", STATUS_MISMATCH},   {"sig-text-changed", STATUS_MISMATCH},
        {"b64-trailing-bits-1", STATUS_FORM}, {"sig-good-then-bad-same-key", STATUS_MISMATCH},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        struct note note;
        struct vkey alice = vectors_signer("alice", KEY_TYPE_ED25519, &arena).vkey;
        struct vkey bob = vectors_signer("bob", KEY_TYPE_ED25519, &arena).vkey;
        const struct vkey keys[] = {alice, !strcmp(rows[i].id, "amb-duplicate-vkey") ? alice : bob};
        bool known = strcmp(rows[i].id, "unk-other-key") != 0;
        enum status status =
            note_open(vectors_find("notes", rows[i].id, "note_b64", &arena), keys, known ? 2 : 0, NULL, &note, NULL);
        if (status != rows[i].status)
            fail_msg("%s: %s", rows[i].id, status_sentence(status));
        arena_release(&arena);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_signing_gives_the_same_bytes),
        cmocka_unit_test(test_parsed_line),
        cmocka_unit_test(test_joining),
        cmocka_unit_test(test_bytes_of_any_length),
        cmocka_unit_test(test_messages),
        cmocka_unit_test(test_control_characters),
        cmocka_unit_test(test_damaged_notes),
        cmocka_unit_test(test_small_order_key),
        cmocka_unit_test(test_classes_of_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
