#include "core/digest.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* FIPS 180-2, appendix B.1, and the digest of nothing. */
static void test_digest_of(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char hex[DIGEST_HEX_LENGTH + 1];
        struct digest digest = digest_of(slice_of(rows[i][0])), back;
        digest_hex(&digest, hex);
        assert_string_equal(hex, rows[i][1]);
        assert_true(digest_from_hex(slice_of(hex), &back));
        assert_true(digest_equal(&digest, &back));
    }
}

static void test_digest_from_hex_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ag",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct digest out;
        if (digest_from_hex(slice_of(rows[i]), &out))
            fail_msg("accepted: \"%s\"", rows[i]);
    }
}

static void test_digest_equal(void **state)
{
    (void)state;
    struct digest a = digest_of(SLICE("a")), b = digest_of(SLICE("b"));
    assert_true(digest_equal(&a, &a));
    assert_false(digest_equal(&a, &b));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digest_of),
        cmocka_unit_test(test_digest_from_hex_refused),
        cmocka_unit_test(test_digest_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
