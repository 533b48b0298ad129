#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void drafts_are_normalised(void **state)
{
    static const struct {
        const char *in, *out;
        unsigned long changes;
    } rows[] = {
        {"", "", 0},
        {"stimmbuch/1 body\n\nText.\n", "stimmbuch/1 body\n\nText.\n", 0},
        {"ohne Zeilenende", "ohne Zeilenende", 0},
        {"\xEF\xBB\xBFtext\n", "text\n", 1},
        {"a\r\nb\r\n", "a\nb\n", 2},
        {"a\tb\n", "a b\n", 1},
        {"a\t\tb\n", "a  b\n", 2},
        {"a  \nb \t\n", "a\nb\n", 4},
        {"a  \r\nb", "a\nb", 3},
        {"a\n\n\n", "a\n", 2},
        {"a\r\n\r\n", "a\n", 2},
        {"a\n\r\n", "a\n", 1},
        {"a\n  \n \n", "a\n", 5},
        {"a\n   ", "a\n", 3},
        {"\n\n", "", 2},
        {"  ", "", 2},
        {"\n\na", "\n\na", 0},
        {"  a", "  a", 0},
        {"a\n\nb", "a\n\nb", 0},
        {"a\xC2\xA0\n", "a\xC2\xA0\n", 0}, /* a no-break space is no blank */
        {"Bau\xC2\xADstein", "Baustein", 1},
        {"a \xC2\xAD\n", "a\n", 2},
        {"Gru\xCC\x88n und a\xCC\x88hnlich, gru\xCC\x88n", "Grün und ähnlich, grün", 3},
        {"u\xC2\xAD\xCC\x88", "ü", 2}, /* composes once the soft hyphen is gone */
        {"\xEF\xBB\xBFGru\xCC\x88n\t\r\n\n", "Grün\n", 5},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned long changes = 99;
        buffer_clear(&out);
        enum status status = text_normalise_draft(slice_of(rows[i].in), &out, &changes, NULL);
        if (status != STATUS_OK || !slice_is(buffer_slice(&out), rows[i].out) || changes != rows[i].changes ||
            text_check(buffer_slice(&out), true, NULL) != STATUS_OK)
            fail_msg("row %zu: status %d, %lu changes: \"%s\"", i, (int)status, changes, out.at ? out.at : "");
    }
    buffer_release(&out);
}

static void drafts_are_refused(void **state)
{
    static const struct {
        const char *in, *detail;
        unsigned long line, column;
    } rows[] = {
        {"a\rb", "U+000D", 1, 2},
        {"a\r", "U+000D", 1, 2},
        {"a\r\r\n", "U+000D", 1, 2},
        {"\xEF\xBB\xBF\x1B[0m", "U+001B", 1, 1},
        {"\xEF\xBB\xBF\xEF\xBB\xBF", "U+FEFF", 1, 1},
        {"te\xEF\xBB\xBFxt", "U+FEFF", 1, 3},
        {"a  \r\n\r\n\tb\xC2\xADü\xE2\x80\xAE", "U+202E", 3, 5},
        {"gru\xCC\x88n\xE2\x80\x8B", "U+200B", 1, 6},
        {"a\nb\xFF", "", 2, 2},
        {"a\n\n\xE2\x80\xA8\n", "U+2028", 3, 1},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned long changes;
        struct problem problem = {0};
        enum status status = text_normalise_draft(slice_of(rows[i].in), &out, &changes, &problem);
        if (status != STATUS_FORM || problem.line != rows[i].line || problem.column != rows[i].column ||
            strcmp(problem.detail[0], rows[i].detail) != 0 || out.length != 0)
            fail_msg("row %zu: status %d, %s at %lu:%lu", i, (int)status, problem.detail[0], problem.line,
                     problem.column);
    }
    buffer_release(&out);
}

static void blanks_are_squeezed(void **state)
{
    struct buffer out;
    unsigned long changes = 7;
    buffer_init(&out);
    (void)state;
    text_squeeze(SLICE("  ein   Titel in Teilen "), &out, &changes);
    assert_string_equal(out.at, " ein Titel in Teilen ");
    assert_int_equal(changes, 10);
    buffer_release(&out);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drafts_are_normalised),
        cmocka_unit_test(drafts_are_refused),
        cmocka_unit_test(blanks_are_squeezed),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
