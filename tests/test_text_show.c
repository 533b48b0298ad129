#include "core/text.h"

#include <gnu/libc-version.h>
#include <limits.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include <cmocka.h>

/* A literal that may hold NUL, with its length. */
#define BYTES(literal)                                                                                                 \
    {                                                                                                                  \
        .at = (literal), .length = sizeof(literal) - 1                                                                 \
    }

static void widths_and_lengths(void **state)
{
    static const struct {
        const char *text;
        size_t length;
        int width;
    } rows[] = {
        {"", 0, 0},      {"Straße", 6, 6}, {"Kühlhaus 東京", 11, 13}, {"gru\xCC\x88n", 5, 4}, {"\xEF\xBF\xBD", 1, 1},
        {"a\xFF", 2, 2}, {"😀", 1, 2},      {"eins\nzwei", 9, 8},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct slice text = slice_of(rows[i].text);
        if (text_length(text) != rows[i].length || text_width(text) != rows[i].width)
            fail_msg("%s: %zu code points, %d columns", rows[i].text, text_length(text), text_width(text));
    }
}

/* ncurses puts what it writes where wcwidth says: were it another width than ours, the rest of the row would shift. */
static void widths_are_those_of_ncurses(void **state)
{
    enum { BEHIND_UNICODE = 0x110000 };
    (void)state;
    if (!setlocale(LC_CTYPE, "C.UTF-8") || strcmp(gnu_get_libc_version(), "2.36") != 0)
        skip();
    for (uint32_t code = ' '; code < BEHIND_UNICODE; code++) {
        char bytes[TEXT_CODE_BYTES];
        struct slice text = {bytes, text_encode(code, bytes)};
        if (text_code_allowed(code) && code != 0x7F && text_width(text) != wcwidth((wchar_t)code))
            fail_msg("U+%04X: %d instead of %d", (unsigned)code, text_width(text), wcwidth((wchar_t)code));
    }
    setlocale(LC_CTYPE, "C");
}

static void texts_are_fitted(void **state)
{
    static const struct {
        const char *text;
        int columns;
        const char *fitting;
    } rows[] = {
        {"", 5, ""},
        {"Straße", 6, "Straße"},
        {"Straße", 5, "Straß"},
        {"Straße", 0, ""},
        {"Straße", -1, ""},
        {"Straße", INT_MIN, ""},
        {"Straße", INT_MAX, "Straße"},
        {"東京", 3, "東"},
        {"東京", 1, ""},
        {"gru\xCC\x88n", 3, "gru\xCC\x88"},
        {"gru\xCC\x88n", 2, "gr"},
        {"\xE1\x84\x80\xE1\x85\xA1x", 2, "\xE1\x84\x80\xE1\x85\xA1"},
        {"a\xFFz", 2, "a\xFF"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct slice fitting = text_fit(slice_of(rows[i].text), rows[i].columns);
        if (!slice_is(fitting, rows[i].fitting))
            fail_msg("\"%s\" in %d columns: %zu bytes", rows[i].text, rows[i].columns, fitting.length);
    }
}

static void shown_texts(void **state)
{
    static const struct {
        struct slice in;
        const char *out;
    } rows[] = {
        {BYTES(""), ""},
        {BYTES("Größe: 東京 – „5 €“\n"), "Größe: 東京 – „5 €“\n"},
        {BYTES("\x1B]0;x\x07"), "�]0;x�"},
        {BYTES("a\0b\x7F"), "a�b�"},
        {BYTES("a\tb"), "a b"},
        {BYTES("a\r\n"), "a�\n"},
        {BYTES("a\xC2\x9B"
               "31m"),
         "a�31m"},
        {BYTES("a\x9B"
               "31m"),
         "a�31m"},
        {BYTES("\xE2\x80\xAEtxt\xE2\x81\xA6"), "�txt�"},
        {BYTES("a\xE2\x80\x8B"
               "b\xEF\xBB\xBF"),
         "a�b�"},
        {BYTES("\xE2\x82"), "��"},
        {BYTES("\xED\xA0\x80"), "���"},
        {BYTES("\xCD\xB8\xF0\x9E\x80\xB0"), "��"},
        {BYTES("x\xCC\x81\xCC\x81\xCC\x81\xCC\x81y"), "x\xCC\x81\xCC\x81\xCC\x81\xCC\x81y"},
        {BYTES("x\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81y"), "x\xCC\x81\xCC\x81\xCC\x81\xCC\x81�y"},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buffer_clear(&out);
        text_safe(rows[i].in, &out);
        if (!slice_is(buffer_slice(&out), rows[i].out))
            fail_msg("row %zu: \"%s\"", i, out.at ? out.at : "");
    }
    buffer_release(&out);
}

/* xorshift64*: the same bytes on every machine. */
static uint64_t draw(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return *seed * UINT64_C(0x2545F4914F6CDD1D);
}

/* Up to 31 bytes: any, or such as are parts of controls, bidirectional controls and marks. */
static struct slice random_bytes(uint64_t *seed, char out[32])
{
    static const char parts[] = "\x1B\x9B\xC2\xE2\x80\x81\xAA\xAE\xA6\x8E\xD8\x9C\xF3\xA0\xCC\x88[m\n";
    size_t length = draw(seed) % 32;
    bool any = draw(seed) % 2;
    for (size_t i = 0; i < length; i++) {
        uint64_t value = draw(seed) >> 32;
        out[i] = any ? (char)(value & 0xFF) : parts[value % (sizeof parts - 1)];
    }
    return (struct slice){.at = out, .length = length};
}

/* Looks at bytes, not through the code that is tested. */
static bool is_harmless(struct slice shown)
{
    for (size_t i = 0; i < shown.length; i++) {
        unsigned char byte[3] = {0};
        memcpy(byte, shown.at + i, shown.length - i < 3 ? shown.length - i : 3);
        bool control = (byte[0] < 0x20 && byte[0] != '\n') || byte[0] == 0x7F;
        bool c1 = byte[0] == 0xC2 && byte[1] < 0xA0;
        bool bidi = byte[0] == 0xE2 && ((byte[1] == 0x80 && byte[2] >= 0x8B && byte[2] <= 0x8F) ||
                                        (byte[1] == 0x80 && byte[2] >= 0xA8 && byte[2] <= 0xAE) ||
                                        (byte[1] == 0x81 && byte[2] >= 0xA0 && byte[2] <= 0xAF));
        bool arabic_mark = byte[0] == 0xD8 && byte[1] == 0x9C;
        bool tag = byte[0] == 0xF3 && byte[1] == 0xA0;
        if (control || c1 || bidi || arabic_mark || tag)
            return false;
    }
    return text_is_utf8(shown);
}

/* STIMMBUCH_STRINGS asks for more than are drawn every day (make torture ONLY=strings). */
static int how_many(void)
{
    const char *wanted = getenv("STIMMBUCH_STRINGS");
    return wanted ? (int)strtol(wanted, NULL, 10) : 50000;
}

static void random_bytes_are_shown_safely(void **state)
{
    uint64_t seed = 20261123;
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (int i = 0; i < how_many(); i++) {
        char room[32];
        struct slice in = random_bytes(&seed, room);
        buffer_clear(&out);
        text_safe(in, &out);
        if (!is_harmless(buffer_slice(&out)))
            fail_msg("string %d", i);
    }
    buffer_release(&out);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_and_lengths),
        cmocka_unit_test(widths_are_those_of_ncurses),
        cmocka_unit_test(texts_are_fitted),
        cmocka_unit_test(shown_texts),
        cmocka_unit_test(random_bytes_are_shown_safely),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
