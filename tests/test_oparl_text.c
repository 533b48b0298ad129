#include "data/oparl_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef void change(struct slice in, struct buffer *out);

struct row {
    const char *in, *out;
};

static void check_rows(change *function, const struct row *rows, size_t count)
{
    struct buffer out;
    buffer_init(&out);
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&out);
        function(slice_of(rows[i].in), &out);
        if (!slice_is(buffer_slice(&out), rows[i].out))
            fail_msg("'%s' became '%s', not '%s'", rows[i].in, out.at ? out.at : "", rows[i].out);
    }
    buffer_release(&out);
}

#define CHECK(function, rows) check_rows(function, rows, sizeof rows / sizeof rows[0])

static void lines_are_cleaned(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {" \t\r\n ", ""},
        {"Haushalt 2026", "Haushalt 2026"},
        {"  Bericht \t aus\r\ndem\n\nBetrieb ", "Bericht aus dem Betrieb"},
        {"geschu\xCC\x88tzt\xC2\xA0hier", "geschützt hier"}, /* NFC; no-break space */
        {"Ver\xC2\xADwal\xE2\x80\x8Btung", "Verwaltung"},    /* soft hyphen, zero-width space */
        {"\xEF\xBB\xBF"
         "A\x01\x7F\xC2\x85"
         "B",
         "A B"}, /* BOM, controls */
        {"1\xE2\x80\xAE"
         "2\xE2\x81\xA6"
         "3",
         "123"},                                              /* bidirectional controls */
        {"\xE2\x80\xA8x\xE2\x80\xA9y\xE2\x80\x83z", "x y z"}, /* line, paragraph separator, em space */
        {"\xCD\xB8", "\xEF\xBF\xBD"},                         /* U+0378 is not assigned */
        {"\xEE\x80\x80", "\xEE\x80\x80"},                     /* private use */
    };
    (void)state;
    CHECK(oparl_clean_line, rows);
}

static void texts_keep_their_lines(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"\n \n", ""},
        {"\n\n eins \r\n\r\n\tzwei\rdrei\fvier  \n\n", " eins\n\n zwei\ndrei\nvier"},
        {"a  b\xE2\x80\xA8"
         "c\xC2\xA0",
         "a  b\nc\xC2\xA0"},
        {"# Titel\n| Strich", "# Titel\n| Strich"},
    };
    (void)state;
    CHECK(oparl_clean_text, rows);
}

static void numbers_have_their_alphabet(void **state)
{
    static const struct row rows[] = {
        {"2026/017", "2026/017"},
        {"Drs. 21/4_Ä", "Drs.-21/4-Ae"},
        {"--- 7 ---", "7"},
        {"../../etc", "etc"},
        {"ß", "ss"},
        {"日本", ""},
        {"", ""},
        {"a b  c—d", "a-b-c-d"},
        {"1234567890123456789012345678901234567890x", "1234567890123456789012345678901234567890"},
        {"123456789012345678901234567890123456789 x", "123456789012345678901234567890123456789"},
    };
    struct buffer out;
    (void)state;
    buffer_init(&out);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buffer_clear(&out);
        oparl_number(slice_of(rows[i].in), OPARL_NUMBER_MAX, &out);
        if (!slice_is(buffer_slice(&out), rows[i].out))
            fail_msg("'%s' became '%s', not '%s'", rows[i].in, out.at ? out.at : "", rows[i].out);
    }
    buffer_release(&out);
}

/* `word` repeated `count` times, then " Ende". */
static bool title_of(const char *word, size_t count, struct buffer *out)
{
    struct buffer line;
    buffer_init(&line);
    for (size_t i = 0; i < count; i++)
        buffer_text(&line, word);
    buffer_text(&line, " Ende");
    buffer_clear(out);
    bool cut = oparl_title(buffer_slice(&line), out);
    buffer_release(&line);
    return cut;
}

static void titles_end_at_a_word(void **state)
{
    struct buffer title;
    (void)state;
    buffer_init(&title);
    assert_false(title_of("ä", 195, &title)); /* 200 with " Ende" */
    assert_int_equal(title.length, 2 * 195 + 5);
    assert_true(title_of("ä", 196, &title));
    assert_int_equal(title.length, 2 * 196 + sizeof " …" - 1);
    assert_true(title_of("ä", 300, &title));
    assert_int_equal(title.length, 2 * 198 + sizeof " …" - 1);
    assert_true(title_of("zehn Wort ", 30, &title));
    assert_int_equal(title.length, 194 + sizeof " …" - 1);
    assert_string_equal(title.at + 190, "zehn …");
    buffer_release(&title);
}

static void names_make_no_markup(void **state)
{
    static const struct row escaped[] = {
        {"Bürger*innen", "Bürger*innen"},
        {"[hier](http://x.example)", "\\[hier\\](http://x.example)"},
        {"<script>", "\\<script\\>"},
        {"a\\b`c`", "a\\\\b\\`c\\`"},
    };
    static const struct row links[] = {
        {"https://x.example/a?b=c", "<https://x.example/a?b=c>"},
        {"http://x.example", "<http://x.example>"},
        {"https://x.example/> [a", "https://x.example/\\> \\[a"},
        {"javascript:alert(1)", "javascript:alert(1)"},
        {"", ""},
    };
    (void)state;
    CHECK(oparl_escape, escaped);
    CHECK(oparl_link, links);
}

static void kinds_follow_the_type(void **state)
{
    static const struct {
        const char *type, *kind;
        bool known;
    } rows[] = {
        {"Antrag", "motion", true},
        {"Änderungs-/Ergänzungsantrag", "motion", true},
        {"Beschlussvorlage", "decision", true},
        {"BESCHLUSSVORLAGE", "decision", true},
        {"Vorlage", "decision", true},
        {"Informationsvorlage", "information", true},
        {"Anfrage", "information", true},
        {"Beantwortung einer Anfrage", "information", true},
        {"Stellungnahme zum Antrag", "information", true},
        {"Mitteilung", "information", true},
        {"Empfehlung", "recommendation", true},
        {"Resolution", "decision", false},
        {"", "decision", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool known;
        const char *kind = oparl_kind(slice_of(rows[i].type), &known);
        if (strcmp(kind, rows[i].kind) != 0 || known != rows[i].known)
            fail_msg("'%s' became %s (%s)", rows[i].type, kind, known ? "known" : "unknown");
    }
}

static void an_id_is_told_by_its_tail(void **state)
{
    (void)state;
    assert_true(slice_is(oparl_id_tail(SLICE("https://x.example/paper/17//")), "17"));
    assert_true(slice_is(oparl_id_tail(SLICE("17")), "17"));
    assert_true(slice_is(oparl_id_tail(SLICE("///")), ""));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_cleaned),           cmocka_unit_test(texts_keep_their_lines),
        cmocka_unit_test(numbers_have_their_alphabet), cmocka_unit_test(titles_end_at_a_word),
        cmocka_unit_test(names_make_no_markup),        cmocka_unit_test(kinds_follow_the_type),
        cmocka_unit_test(an_id_is_told_by_its_tail),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
