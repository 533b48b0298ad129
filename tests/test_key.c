#include "core/digest.h"
#include "core/encode.h"
#include "core/key.h"
#include "tests/vectors.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sodium.h>

static void test_init(void **state)
{
    (void)state;
    struct problem problem = {0};
    assert_int_equal(key_init(&problem), STATUS_OK);
    assert_null(problem.message);
    assert_int_equal(key_init(NULL), STATUS_OK);
}

static void test_vkey_vectors(void **state)
{
    (void)state;
    json_t *root = vectors_own("vkeys"), *row;
    size_t index, wrong = 0;
    json_array_foreach(vectors_rows(root, "cases", 37), index, row)
    {
        const char *text = vectors_text(row, "vkey");
        struct problem problem = {0};
        struct vkey vkey;
        bool valid = vkey_parse(slice_of(text), &vkey, &problem) == STATUS_OK;
        if (valid != vectors_flag(row, "valid")) {
            print_error("\"%s\": %s\n", text, valid ? "accepted" : problem.message);
            wrong++;
        }
        assert_true(valid || (problem.status == STATUS_FORM && problem.message));
    }
    json_decref(root);
    assert_int_equal(wrong, 0);
}

static void test_vkey_fields_and_writing(void **state)
{
    (void)state;
    json_t *root = vectors_own("vkeys"), *row;
    size_t index, seen = 0;
    json_array_foreach(vectors_rows(root, "cases", 37), index, row)
    {
        if (!vectors_flag(row, "valid"))
            continue;
        const char *text = vectors_text(row, "vkey");
        char id[9], key[65];
        struct vkey vkey;
        struct buffer written;
        assert_int_equal(vkey_parse(slice_of(text), &vkey, NULL), STATUS_OK);
        assert_true(slice_is(vkey.name, vectors_text(row, "name")));
        assert_int_equal(vkey.type, vectors_number(row, "type"));
        snprintf(id, sizeof id, "%08x", (unsigned)vkey.id);
        assert_string_equal(id, vectors_text(row, "key_id"));
        hex_encode(vkey.key.byte, KEY_PUBLIC_LENGTH, key);
        assert_string_equal(key, vectors_text(row, "public_key_hex"));
        buffer_init(&written);
        vkey_write(&vkey, &written);
        assert_string_equal(written.at, text);
        buffer_release(&written);
        seen++;
    }
    json_decref(root);
    assert_int_equal(seen, 12);
}

/* From the seed to both key IDs, as other programs compute them. */
static void test_keys(void **state)
{
    (void)state;
    static const uint8_t types[] = {KEY_TYPE_ED25519, KEY_TYPE_COSIGNATURE};
    static const char *const fields[] = {"vkey_type_01", "vkey_type_04"};
    json_t *root = vectors_own("keys"), *row;
    size_t index;
    json_array_foreach(vectors_rows(root, "keys", 9), index, row)
    {
        for (size_t i = 0; i < 2; i++) {
            struct arena arena = {0};
            struct buffer written;
            struct signer signer = vectors_signer(vectors_text(row, "label"), types[i], &arena);
            buffer_init(&written);
            vkey_write(&signer.vkey, &written);
            assert_string_equal(written.at, vectors_text(row, fields[i]));
            buffer_release(&written);
            arena_release(&arena);
        }
    }
    json_decref(root);
}

static void test_secret_key_is_not_quoted(void **state)
{
    (void)state;
    struct problem problem = {0};
    struct vkey vkey;
    static const char text[] =
        "PRIVATE+KEY+committee.example/alice+9f918c62+AVu7SzkR7wdWNPihM8YjYE/Jf0xzk8y6/3iMb/C8B9L9";
    assert_int_equal(vkey_parse(SLICE(text), &vkey, &problem), STATUS_FORM);
    assert_string_equal(problem.message, "this is a secret key, not a verifier key");
    assert_string_equal(problem.detail[0], "");
    assert_string_equal(problem.detail[1], "");
}

/* The key of CVE-2025-69277 under a key ID that fits it. */
static void test_mixed_order_key_is_refused(void **state)
{
    (void)state;
    struct public_key key;
    struct problem problem = {0};
    struct buffer text;
    assert_true(hex_decode(SLICE("70b2f1809eac59649dbd4add5441197a025bbdf077cb4ef73c4251c9610ab605"), key.byte,
                           KEY_PUBLIC_LENGTH));
    struct vkey vkey = vkey_make(SLICE("evil.example"), KEY_TYPE_ED25519, &key);
    buffer_init(&text);
    vkey_write(&vkey, &text);
    assert_int_equal(vkey_parse(buffer_slice(&text), &vkey, &problem), STATUS_FORM);
    assert_string_equal(problem.message, "the key of \"{1}\" is not a valid Ed25519 key");
    assert_string_equal(problem.detail[0], "evil.example");
    buffer_release(&text);
}

static void test_vkey_equal(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct vkey alice = vectors_signer("alice", KEY_TYPE_ED25519, &arena).vkey, other = alice;
    assert_true(vkey_equal(&alice, &other));
    other.type = KEY_TYPE_COSIGNATURE;
    assert_false(vkey_equal(&alice, &other));
    other = alice;
    other.name = SLICE("committee.example/bob");
    assert_false(vkey_equal(&alice, &other));
    other = alice;
    other.key.byte[31] ^= 1;
    assert_false(vkey_equal(&alice, &other));
    arena_release(&arena);
}

static void test_names_of_c2sp(void **state)
{
    (void)state;
    static const char *const good[] = {"a",
                                       "committee.example/alice",
                                       "gremium.example/m\xC3\xBCller",
                                       "A:b_c=d",
                                       "a\xE2\x80\x8Bz",
                                       "\xF0\x9F\x97\xB3",
                                       "\x7F",
                                       "\xEF\xBF\xBF"};
    static const char *const bad[] = {
        "",
        "a b",
        "a+b",
        "+",
        " a",
        "a ",
        "a\tb",
        "a\nb",
        "a\xC2\x85",
        "a\xC2\xA0",
        "\xE1\x9A\x80",
        "\xE2\x80\x80",
        "\xE2\x80\x8A",
        "\xE2\x80\xA8",
        "\x1F",
        "\xE2\x80\xA9",
        "\xE2\x80\xAF",
        "\xE2\x81\x9F",
        "\xE3\x80\x80",
        "\xFF",
        "a\xC3",
        "\x80",
        "\xC0\xAF",
        "\xC1\xBF",
        "\xE0\x80\xAF",
        "\xED\xA0\x80",
        "\xF4\x90\x80\x80",
        "\xF0\x8F\xBF\xBF",
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        if (!key_name_is_c2sp(slice_of(good[i])))
            fail_msg("refused: \"%s\"", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (key_name_is_c2sp(slice_of(bad[i])))
            fail_msg("accepted: row %zu, \"%s\"", i, bad[i]);
    assert_false(key_name_is_c2sp((struct slice){.at = "a\0b", .length = 3}));
}

static void test_names_of_ours(void **state)
{
    (void)state;
    static const char *const good[] = {"a", "7", "kommune-1.lenkungskreis.d-stack.example", "a.b-c.d"};
    static const char *const bad[] = {
        "",   ".", "-", "a.", "a-", ".a", "-a", "a..b", "a.-b", "a b", "a+b", "a/b", "a_b", "Abc", "m\xC3\xBCller",
        "a\n"};
    char longest[102];
    memset(longest, 'a', sizeof longest);
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        if (!key_name_is_ours(slice_of(good[i])))
            fail_msg("refused: \"%s\"", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (key_name_is_ours(slice_of(bad[i])))
            fail_msg("accepted: \"%s\"", bad[i]);
    assert_true(key_name_is_ours((struct slice){.at = longest, .length = 100}));
    assert_false(key_name_is_ours((struct slice){.at = longest, .length = 101}));
}

static void test_sign_and_verify(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct signer alice = vectors_signer("alice", KEY_TYPE_ED25519, &arena);
    struct signer bob = vectors_signer("bob", KEY_TYPE_ED25519, &arena);
    struct signature signature = key_sign(&alice, SLICE("yes\n"));
    assert_true(key_verify(&alice.vkey.key, SLICE("yes\n"), &signature));
    assert_false(key_verify(&alice.vkey.key, SLICE("yes"), &signature));
    assert_false(key_verify(&alice.vkey.key, SLICE("no\n"), &signature));
    assert_false(key_verify(&bob.vkey.key, SLICE("yes\n"), &signature));
    for (size_t bit = 0; bit < 8 * SIGNATURE_LENGTH; bit += 37) {
        struct signature flipped = signature;
        flipped.byte[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(key_verify(&alice.vkey.key, SLICE("yes\n"), &flipped));
    }
    arena_release(&arena);
}

static bool verify_row(json_t *row, struct slice key, const char *message, const char *signature, struct arena *arena)
{
    struct public_key public_key;
    struct signature bytes;
    struct slice text = vectors_hex(row, message, arena), given = vectors_hex(row, signature, arena);
    if (given.length != SIGNATURE_LENGTH)
        return false;
    assert_int_equal(key.length, KEY_PUBLIC_LENGTH);
    memcpy(public_key.byte, key.at, KEY_PUBLIC_LENGTH);
    memcpy(bytes.byte, given.at, SIGNATURE_LENGTH);
    return key_verify(&public_key, text, &bytes);
}

static void test_wycheproof(void **state)
{
    (void)state;
    json_t *root = vectors_shared("crypto/wycheproof-ed25519_test.json"), *group, *row;
    size_t index, inner, seen = 0, wrong = 0;
    json_array_foreach(vectors_rows(root, "testGroups", 78), index, group)
    {
        struct arena arena = {0};
        struct slice key = vectors_hex(json_object_get(group, "publicKey"), "pk", &arena);
        json_array_foreach(json_object_get(group, "tests"), inner, row)
        {
            bool valid = verify_row(row, key, "msg", "sig", &arena);
            if (valid != !strcmp(vectors_text(row, "result"), "valid")) {
                print_error("tcId %u: %s\n", (unsigned)vectors_number(row, "tcId"), valid ? "accepted" : "refused");
                wrong++;
            }
            seen++;
        }
        arena_release(&arena);
    }
    json_decref(root);
    assert_int_equal(seen, 151);
    assert_int_equal(wrong, 0);
}

/* Of these edge cases libsodium accepts one, number 3, in which key and R are of mixed order. */
static void test_speccheck(void **state)
{
    (void)state;
    json_t *root = vectors_shared("crypto/ed25519-speccheck-cases.json"), *row;
    size_t index;
    assert_int_equal(json_array_size(root), 12);
    json_array_foreach(root, index, row)
    {
        struct arena arena = {0};
        bool valid = verify_row(row, vectors_hex(row, "pub_key", &arena), "message", "signature", &arena);
        if (valid != (index == 3))
            fail_msg("case %zu: %s", index, valid ? "accepted" : "refused");
        arena_release(&arena);
    }
    json_decref(root);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_init),
        cmocka_unit_test(test_vkey_vectors),
        cmocka_unit_test(test_vkey_fields_and_writing),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_secret_key_is_not_quoted),
        cmocka_unit_test(test_mixed_order_key_is_refused),
        cmocka_unit_test(test_vkey_equal),
        cmocka_unit_test(test_names_of_c2sp),
        cmocka_unit_test(test_names_of_ours),
        cmocka_unit_test(test_sign_and_verify),
        cmocka_unit_test(test_wycheproof),
        cmocka_unit_test(test_speccheck),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
