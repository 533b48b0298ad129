#include "core/encode.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sodium.h>

static void test_hex(void **state)
{
    (void)state;
    const uint8_t bytes[] = {0x00, 0x0f, 0xa0, 0xff};
    uint8_t back[4];
    char text[9];
    hex_encode(bytes, sizeof bytes, text);
    assert_string_equal(text, "000fa0ff");
    assert_true(hex_decode(SLICE("000fa0ff"), back, 4));
    assert_memory_equal(back, bytes, 4);
    assert_true(hex_decode(SLICE(""), back, 0));
}

static void test_hex_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {"",         "000fa0f",  "000fa0f00", "000fa0fF", "000FA0FF",
                                       "000fa0fg", "000fa0f ", "0x0fa0ff",  "000fa0/f", "000fa0:f",
                                       "000fa0`f", "00 0fa0f", "000fa0ff00"};
    uint8_t out[4];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (hex_decode(slice_of(rows[i]), out, 4))
            fail_msg("accepted: \"%s\"", rows[i]);
    assert_false(hex_decode((struct slice){.at = "000fa0f\0", .length = 8}, out, 4));
}

/* RFC 4648, section 10. */
static void test_base64_of_the_rfc(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"", ""},
                                          {"f", "Zg=="},
                                          {"fo", "Zm8="},
                                          {"foo", "Zm9v"},
                                          {"foob", "Zm9vYg=="},
                                          {"fooba", "Zm9vYmE="},
                                          {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t bytes[7];
        char text[9];
        size_t length = strlen(rows[i][0]), decoded, checked;
        memcpy(bytes, rows[i][0], length);
        base64_encode(bytes, length, text);
        assert_string_equal(text, rows[i][1]);
        assert_true(base64_decode(slice_of(rows[i][1]), bytes, 6, &decoded));
        assert_int_equal(decoded, length);
        assert_memory_equal(bytes, rows[i][0], length);
        assert_true(base64_check(slice_of(rows[i][1]), &checked));
        assert_int_equal(checked, length);
    }
}

/* Every length up to a few groups, against libsodium. */
static void test_base64_agrees_with_libsodium(void **state)
{
    (void)state;
    uint8_t bytes[200], back[200];
    char text[280], expected[280];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i * 167 + 13);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        size_t decoded;
        struct buffer written;
        base64_encode(bytes, length, text);
        sodium_bin2base64(expected, sizeof expected, bytes, length, sodium_base64_VARIANT_ORIGINAL);
        assert_string_equal(text, expected);
        assert_int_equal(strlen(text), base64_length(length));
        buffer_init(&written);
        buffer_byte(&written, '>');
        base64_write(bytes, length, &written);
        assert_string_equal(written.at + 1, expected);
        buffer_release(&written);
        assert_true(base64_decode(slice_of(text), back, length, &decoded));
        assert_int_equal(decoded, length);
        assert_memory_equal(back, bytes, length);
    }
}

static void test_base64_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "Z",        "Zg",       "Zg=",      "Zm9",      "Zm8",      "Zg===",    "=",        "==",          "====",
        "Z===",     "Zh==",     "Zn==",     "Zm9=",     "Zm+=",     "Zm8= ",    " Zm8=",    "Zm8=\n",      "Zm8=\r\n",
        "Zm\n8=",   "Zm9v\n",   "AAAA==",   "AAAA====", "Zg==Zg==", "Zm8=Zm8=", "Zm9-",     "Zm9_",        "Zm9v\t",
        "Zm=v",     "Z=9v",     "=m9v",     "Zm9vZ",    "Zm9vZ===", "Zm 9",     "Zm9*",     "Zm9\xC3\xBC", "Zm9@",
        "Zm9[",     "Zm9`",     "Zm9{",     "Zm9:",     "Zm9,",     "!m9vAAAA", "A!9vAAAA", "AA!vAAAA",    "AAA!AAAA",
        "AAAA!AAA", "AAAAA!AA", "AAAAAA!A", "AAAAAAA!", "AA=AAAAA",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t out[16];
        size_t length;
        if (base64_decode(slice_of(rows[i]), out, sizeof out, &length))
            fail_msg("decoded: \"%s\"", rows[i]);
        if (base64_check(slice_of(rows[i]), &length))
            fail_msg("passed the check: \"%s\"", rows[i]);
    }
}

/* No byte but a digit stands in any of the four places. */
static void test_base64_alphabet(void **state)
{
    (void)state;
    size_t accepted = 0;
    for (int byte = 0; byte < 256; byte++)
        for (int place = 0; place < 4; place++) {
            char text[] = "AAAAAAAA";
            uint8_t out[6];
            size_t length;
            text[place] = (char)byte;
            bool decoded = base64_decode((struct slice){.at = text, .length = 8}, out, 6, &length);
            assert_int_equal(decoded, base64_check((struct slice){.at = text, .length = 8}, &length));
            accepted += decoded;
        }
    assert_int_equal(accepted, 4 * 64);
}

static void test_base64_capacity(void **state)
{
    (void)state;
    uint8_t out[6] = {0};
    size_t length;
    assert_true(base64_decode(SLICE("Zm9vYg=="), out, 4, &length));
    assert_false(base64_decode(SLICE("Zm9vYg=="), out, 3, &length));
    assert_false(base64_decode(SLICE("Zm9vYmE="), out, 4, &length));
    assert_false(base64_decode(SLICE("Zm9v"), out, 2, &length));
    assert_false(base64_decode(SLICE("Zm9v"), out, 0, &length));
    assert_true(base64_decode(SLICE("Zm8="), out, 2, &length));
    assert_int_equal(length, 2);
}

static void test_number(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t number;
    } rows[] = {{"0", 0}, {"7", 7}, {"10", 10}, {"1284", 1284}, {"9223372036854775807", INT64_MAX}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint64_t number = 99;
        if (!number_decode(slice_of(rows[i].text), &number))
            fail_msg("refused: \"%s\"", rows[i].text);
        assert_int_equal(number, rows[i].number);
    }
}

static void test_number_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "00",
        "01",
        "+1",
        "-1",
        "-0",
        " 1",
        "1 ",
        "1_0",
        "0x1",
        "1e3",
        "1.0",
        "1\n",
        "١",
        "a",
        "9223372036854775808",
        "18446744073709551616",
        "18446744073709552616",
        "99999999999999999999",
        "10000000000000000000",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint64_t number;
        if (number_decode(slice_of(rows[i]), &number))
            fail_msg("accepted: \"%s\"", rows[i]);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hex),
        cmocka_unit_test(test_hex_refused),
        cmocka_unit_test(test_base64_of_the_rfc),
        cmocka_unit_test(test_base64_agrees_with_libsodium),
        cmocka_unit_test(test_base64_refused),
        cmocka_unit_test(test_base64_alphabet),
        cmocka_unit_test(test_base64_capacity),
        cmocka_unit_test(test_number),
        cmocka_unit_test(test_number_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
