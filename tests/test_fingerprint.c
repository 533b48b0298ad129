#include "core/fingerprint.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *word(unsigned byte)
{
    return fingerprint_word((uint8_t)byte);
}

static void words_are_plain_and_sorted(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 256; i++) {
        size_t length = strlen(word(i));
        if (length < 4 || length > 8)
            fail_msg("\"%s\" has %zu letters", word(i), length);
        for (size_t j = 0; j < length; j++)
            if (!(j ? islower((unsigned char)word(i)[j]) : isupper((unsigned char)word(i)[j])))
                fail_msg("\"%s\" is not a noun in ASCII", word(i));
        if (i && strcmp(word(i - 1), word(i)) >= 0)
            fail_msg("\"%s\" stands before \"%s\"", word(i - 1), word(i));
    }
}

/* One letter replaced, added or left out. */
static bool one_letter_apart(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return strcmp(a + (*a != '\0'), b + (*b != '\0')) == 0 || (*a && strcmp(a + 1, b) == 0) ||
           (*b && strcmp(a, b + 1) == 0);
}

static void words_cannot_be_confused(void **state)
{
    (void)state;
    assert_true(one_letter_apart("Hase", "Hose"));
    assert_true(one_letter_apart("Hase", "Haser"));
    assert_true(one_letter_apart("Haase", "Hase"));
    assert_false(one_letter_apart("Hase", "Dose"));
    for (unsigned i = 0; i < 256; i++)
        for (unsigned j = 0; j < i; j++)
            if (strncmp(word(i), word(j), 4) == 0 || one_letter_apart(word(i), word(j)))
                fail_msg("\"%s\" and \"%s\"", word(j), word(i));
}

static void a_known_digest_has_known_words(void **state)
{
    (void)state;
    /* SHA-256 of nothing: e3b0c44298fc1c14… */
    struct digest digest = digest_of(SLICE(""));
    struct buffer out;
    buffer_init(&out);
    fingerprint_words(&digest, &out);
    assert_string_equal(out.at, "Veilchen Rakete Schnee Foto Panda Zitrone Brunnen Biber");
    buffer_clear(&out);
    fingerprint_hex(&digest, FINGERPRINT_BYTES, &out);
    assert_string_equal(out.at, "e3b0 c442 98fc 1c14");
    buffer_clear(&out);
    fingerprint_hex(&digest, 1000, &out);
    assert_string_equal(out.at, "e3b0 c442 98fc 1c14 9afb f4c8 996f b924 27ae 41e4 649b 934c a495 991b 7852 b855");
    buffer_release(&out);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_plain_and_sorted),
        cmocka_unit_test(words_cannot_be_confused),
        cmocka_unit_test(a_known_digest_has_known_words),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
