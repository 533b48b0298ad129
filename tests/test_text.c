#include "core/nfc.h"
#include "core/text.h"
#include "core/unicode_ranges.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <unictype.h>
#include <unistring/version.h>

#include <cmocka.h>

/* A literal that may hold NUL, with its length. */
#define BYTES(literal)                                                                                                 \
    {                                                                                                                  \
        .at = (literal), .length = sizeof(literal) - 1                                                                 \
    }

static struct slice encoded(uint32_t code, char out[TEXT_CODE_BYTES])
{
    return (struct slice){.at = out, .length = text_encode(code, out)};
}

static void utf8_is_strict(void **state)
{
    static const struct {
        const char *name;
        struct slice text;
        bool valid;
    } rows[] = {
        {"empty", BYTES(""), true},
        {"ASCII with NUL", BYTES("a\0b"), true},
        {"two to four bytes", BYTES("\xC2\x80\xE0\xA0\x80\xF0\x90\x80\x80"), true},
        {"last before the surrogates", BYTES("\xED\x9F\xBF"), true},
        {"U+10FFFF", BYTES("\xF4\x8F\xBF\xBF"), true},
        {"first surrogate", BYTES("\xED\xA0\x80"), false},
        {"last surrogate", BYTES("\xED\xBF\xBF"), false},
        {"overlong slash, two bytes", BYTES("\xC0\xAF"), false},
        {"overlong U+007F", BYTES("\xC1\xBF"), false},
        {"overlong U+07FF", BYTES("\xE0\x9F\xBF"), false},
        {"overlong U+FFFF", BYTES("\xF0\x8F\xBF\xBF"), false},
        {"U+110000", BYTES("\xF4\x90\x80\x80"), false},
        {"five bytes", BYTES("\xF8\x88\x80\x80\x80"), false},
        {"FF", BYTES("\xFF"), false},
        {"lone continuation", BYTES("\x80"), false},
        {"cut short", BYTES("a\xE2\x82"), false},
        {"Latin-1",
         BYTES("Stra\xDF"
               "e"),
         false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool agreed = text_check(rows[i].text, true, NULL) != STATUS_FORM;
        if (text_is_utf8(rows[i].text) != rows[i].valid || (!rows[i].valid && agreed))
            fail_msg("%s", rows[i].name);
    }
}

static void codes_are_written_and_read(void **state)
{
    static const uint32_t codes[] = {0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
    static const size_t lengths[] = {1, 1, 2, 2, 3, 3, 3, 3, 4, 4};
    char bytes[TEXT_CODE_BYTES];
    uint32_t code = 0;
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        struct slice text = encoded(codes[i], bytes);
        assert_int_equal(text.length, lengths[i]);
        assert_int_equal(text_decode(text, &code), lengths[i]);
        assert_int_equal(code, codes[i]);
    }
    code = 42;
    assert_int_equal(text_encode(0xD800, bytes), 0);
    assert_int_equal(text_encode(0x110000, bytes), 0);
    assert_int_equal(text_decode(SLICE(""), &code), 0);
    assert_int_equal(text_decode(SLICE("\xE2\x82"), &code), 0);
    assert_int_equal(code, 42);
}

static void codes_are_allowed_or_not(void **state)
{
    static const struct {
        uint32_t code;
        bool allowed;
    } rows[] = {
        {'\n', true},     {' ', true},      {'~', true},       {0xA0, true},        {0xAC, true},     {0xAE, true},
        {0xDF, true},     {0x0301, true}, /* a combining mark */
        {0x0377, true},   {0x20AC, true},   {0x2010, true},    {0x2027, true},      {0x202F, true},   {0x2030, true},
        {0xFFF9, true}, /* a format character that is neither default-ignorable nor bidirectional */
        {0xFFFD, true},   {0xE000, true},   {0xF8FF, true},    {0xF0000, true},     {0x10FFFD, true}, /* private use */
        {0x1F600, true},  {0x1FAF6, true},  /* the latter new in 14.0 */
        {0x0378, false},                    /* unassigned */
        {0x1E030, false}, {0x1FAE8, false}, /* assigned in 15.0 */
        {0xFDD0, false},  {0xFDEF, false},  {0xFFFE, false},   {0xFFFF, false},     {0x1FFFE, false}, {0x10FFFF, false},
        {0xD800, false},  {0xDFFF, false},  {0x110000, false}, {UINT32_MAX, false}, {0x00AD, false},  {0x034F, false},
        {0x115F, false},  {0x1160, false},  {0x17B4, false},   {0x17B5, false},     {0x200B, false},  {0x200C, false},
        {0x200D, false},  {0x2060, false},  {0xFEFF, false},   {0x2028, false},     {0x2029, false},  {0x3164, false},
        {0xFFA0, false},  {0x061C, false},  {0x200E, false},   {0x200F, false},     {0xFE00, false},  {0xFE0F, false},
        {0xE0100, false}, {0xE01EF, false}, {0x180B, false},  /* variation selectors */
        {0xE0001, false}, {0xE0020, false}, {0xE007F, false}, /* tags */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (text_code_allowed(rows[i].code) != rows[i].allowed)
            fail_msg("U+%04X", (unsigned)rows[i].code);
}

/* Refused by text_check with its name, at line 2, column 3. */
static void assert_refused(uint32_t code)
{
    char line[32] = "a\nb\xC3\xBC", expected[16];
    char *end = line + strlen(line);
    struct problem problem = {0};
    struct slice text = {.at = line, .length = strlen(line) + text_encode(code, end)};
    snprintf(expected, sizeof expected, "U+%04X", (unsigned)code);
    if (text_check(text, true, &problem) != STATUS_FORM || strcmp(problem.detail[0], expected) != 0 ||
        problem.line != 2 || problem.column != 3)
        fail_msg("%s is not refused as it should be", expected);
}

static void controls_are_refused(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x9F; code++)
        if ((code < 0x20 && code != '\n') || code >= 0x7F)
            assert_refused(code);
    for (uint32_t code = 0x202A; code <= 0x202E; code++)
        assert_refused(code);
    for (uint32_t code = 0x2066; code <= 0x2069; code++)
        assert_refused(code);
    for (uint32_t code = 0xE0000; code <= 0xE007F; code++)
        assert_refused(code);
    assert_refused(0x200B);
    assert_refused(0x200C);
    assert_refused(0xFEFF);
    assert_refused(0xFE0F);
    assert_refused(0x3164);
    assert_refused(0x1E030);
}

static void table_is_sorted(void **state)
{
    (void)state;
    for (size_t i = 0; i < unicode_forbidden_count; i++) {
        const struct unicode_range *range = &unicode_forbidden[i];
        if (range->first > range->last || (i > 0 && range->first <= range[-1].last + 1))
            fail_msg("row %zu, U+%04X", i, (unsigned)range->first);
    }
}

/* A second source for the table: the library, as long as it is the one that has Unicode 14.0, too. */
static void table_agrees_with_the_library(void **state)
{
    const uint32_t categories =
        UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;
    (void)state;
    if (_libunistring_version != 0x010000)
        skip();
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        bool forbidden = uc_is_general_category_withtable(code, categories) ||
                         uc_is_property_default_ignorable_code_point(code) || uc_is_property_bidi_control(code);
        if (text_code_allowed(code) != (!forbidden || code == '\n'))
            fail_msg("U+%04X", (unsigned)code);
    }
}

static void checked_texts(void **state)
{
    static const struct {
        const char *text;
        bool lines;
        unsigned long line, column; /* 0: it is accepted */
    } rows[] = {
        {"", false, 0, 0},
        {"2026-017 Baustein Identität: „verpflichtend“ – für wen? 5 €", false, 0, 0},
        {"eins\nzwei\n", true, 0, 0},
        {"eins\nzwei\n", false, 1, 5},
        {"1234567\n", false, 1, 8},
        {"12345678\n", false, 1, 9},
        {"abcdefgh\x1B[2Jij", true, 1, 9},
        {"abcdefg\x7Fhi", true, 1, 8},
        {"abc\tdef", true, 1, 4},
        {"eins\nzwei\nä\xFF", true, 3, 2},
        {"12345678\xE2\x80\xAE"
         "12345678",
         true, 1, 9},
        {"\xEF\xBB\xBFtext", true, 1, 1},
        {"te\xEF\xBB\xBFxt", true, 1, 3},
        {"Stra\xC3\x9F"
         "e\nGru\xCC\x88n",
         true, 2, 3},                      /* ü as u and a diaeresis */
        {"\xCC\x88", true, 0, 0},          /* a mark with nothing before it is NFC */
        {"q\xCC\xA3\xCC\x87", true, 0, 0}, /* dot below, dot above: in order */
        {"q\xCC\x87\xCC\xA3", true, 1, 2}, /* out of order */
        {"x\xE2\x84\xA6", true, 1, 2},     /* the ohm sign is a Greek letter in NFC */
        {"x\xE2\x80\x81", true, 1, 2},     /* so is an em quad an em space */
        {"Đorđe Łódź Ελλάδα Киев 東京", true, 0, 0},
        {"\xE1\x84\x80\xE1\x85\xA1", true, 1, 1}, /* a syllable in jamo */
        {"e\xCC\x81 e\xE2\x80\xAE", true, 1, 5},  /* what is not allowed is named before what is not NFC */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct problem problem = {0};
        enum status status = text_check(slice_of(rows[i].text), rows[i].lines, &problem);
        if (status != (rows[i].line ? STATUS_FORM : STATUS_OK) || problem.line != rows[i].line ||
            problem.column != rows[i].column)
            fail_msg("row %zu: status %d at %lu:%lu", i, (int)status, problem.line, problem.column);
    }
}

static void each_byte_of_a_word_is_looked_at(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < 17; at++) {
            char text[17];
            memset(text, 'x', sizeof text);
            text[at] = (char)byte;
            struct slice slice = {.at = text, .length = sizeof text};
            bool printable = byte >= 0x20 && byte < 0x7F;
            if ((text_check(slice, false, NULL) == STATUS_OK) != printable ||
                (text_check(slice, true, NULL) == STATUS_OK) != (printable || byte == '\n'))
                fail_msg("byte %02X at %zu", (unsigned)byte, at);
        }
}

static void refusals_say_why(void **state)
{
    struct problem problem = {0};
    (void)state;
    assert_int_equal(text_check(SLICE("a\xFF"), true, &problem), STATUS_FORM);
    assert_string_equal(problem.message, "the text is not valid UTF-8");
    assert_int_equal(text_check(SLICE("a\n"), false, &problem), STATUS_FORM);
    assert_string_equal(problem.message, "a line break is not allowed here");
    assert_int_equal(text_check(SLICE("a\x1B"), false, &problem), STATUS_FORM);
    assert_string_equal(problem.message, "the character {1} is not allowed");
    assert_string_equal(problem.detail[0], "U+001B");
    assert_int_equal(text_check(SLICE("a\xCC\x88"), false, &problem), STATUS_FORM);
    assert_string_equal(problem.message, "the text is not in Unicode normal form C (NFC)");
}

static void pieces_are_what_may_change(void **state)
{
    struct slice text = SLICE("Größe – Łódź, o\xCC\x88.");
    struct slice piece = nfc_piece(text);
    (void)state;
    assert_true(slice_is(piece, "o\xCC\x88"));
    assert_int_equal(nfc_piece(slice_from(text, (size_t)(piece.at - text.at) + piece.length)).length, 0);
    assert_int_equal(nfc_piece(SLICE("")).length, 0);
    assert_true(slice_is(nfc_piece(SLICE("a Ελλ, b")), " Ελλ"));
    assert_true(slice_is(nfc_piece(SLICE("Ελλ")), "Ελλ"));
    assert_true(slice_is(nfc_piece(SLICE("xä\xCC\xA3\xCC\x88y")), "ä\xCC\xA3\xCC\x88"));
}

static void long_pieces_are_normalised(void **state)
{
    struct buffer in, out;
    unsigned long changes = 0;
    buffer_init(&in);
    buffer_init(&out);
    (void)state;
    for (int i = 0; i < 20000; i++)
        buffer_text(&in, "\xE1\x84\x80\xE1\x85\xA1"); /* 가 in jamo */
    assert_int_equal(text_normalise_draft(buffer_slice(&in), &out, &changes, NULL), STATUS_OK);
    assert_int_equal(changes, 1);
    assert_int_equal(text_length(buffer_slice(&out)), 20000);
    assert_true(slice_is(slice_head(buffer_slice(&out), 6), "가가"));
    buffer_release(&in);
    buffer_release(&out);
}

static void simple_runs_need_no_closer_look(void **state)
{
    static const struct {
        const char *text;
        size_t run;
    } rows[] = {
        {"", 0},
        {"Straße für alle\n", 18},
        {"title: Baustein Identität\nseat: a\n\n\xE2\x80\x94 a", 36},
        {"a\xCC\x88", 1},
        {"ä\xCC\xA3", 2},
        {"ab\x1B", 2},
        {"ab\xFF", 2},
        {"ab\xC2\xAD", 2},
        {"a line that is longer than what is looked at in one step, and ends in a tab\t", 75},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct slice text = slice_of(rows[i].text);
        assert_int_equal(text_simple_run(text), rows[i].run);
        assert_int_equal(text_check(slice_head(text, rows[i].run), true, NULL), STATUS_OK);
    }
}

static void heads_cut_no_character(void **state)
{
    char string[4];
    (void)state;
    assert_true(slice_is(text_head(SLICE("aäb"), 5), "aäb"));
    assert_true(slice_is(text_head(SLICE("aäb"), 4), "aäb"));
    assert_true(slice_is(text_head(SLICE("aäb"), 3), "aä"));
    assert_true(slice_is(text_head(SLICE("aäb"), 2), "a"));
    assert_true(slice_is(text_head(SLICE("ä"), 1), ""));
    assert_true(slice_is(text_head(SLICE("a"), 0), ""));
    text_string(SLICE("aaä"), string, sizeof string);
    assert_string_equal(string, "aa");
    text_string(SLICE("aä"), string, sizeof string);
    assert_string_equal(string, "aä");
    text_string((struct slice){.at = NULL}, string, 1);
    assert_string_equal(string, "");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(codes_are_written_and_read),
        cmocka_unit_test(codes_are_allowed_or_not),
        cmocka_unit_test(controls_are_refused),
        cmocka_unit_test(table_is_sorted),
        cmocka_unit_test(table_agrees_with_the_library),
        cmocka_unit_test(checked_texts),
        cmocka_unit_test(each_byte_of_a_word_is_looked_at),
        cmocka_unit_test(refusals_say_why),
        cmocka_unit_test(pieces_are_what_may_change),
        cmocka_unit_test(long_pieces_are_normalised),
        cmocka_unit_test(simple_runs_need_no_closer_look),
        cmocka_unit_test(heads_cut_no_character),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
