/* Costs in words: what is unknown or not stated is never told as 0. */
#include "tui/i18n.h"
#include "tui/proposal_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void expect(size_t row, struct buffer *text, const char *wanted)
{
    if (!slice_is(buffer_slice(text), wanted))
        fail_msg("row %zu: \"%s\" and not \"%s\"", row, text->at ? text->at : "", wanted);
    buffer_release(text);
}

static void sums_say_what_is_missing(void **state)
{
    static const struct {
        struct cost_sum sum;
        const char *wanted;
    } rows[] = {
        {{.missing = 9}, "not stated"},
        {{.stated = 9}, "€0.00"},
        {{.stated = 9, .low = 150, .high = 150}, "€1.50"},
        {{.stated = 9, .low = 100, .high = 250000}, "€1.00 to €2,500.00"},
        {{.stated = 9, .low = -500, .high = -500}, "-€5.00"},
        {{.stated = 9, .unknown = 6}, "6 amounts unknown"},
        {{.stated = 9, .unknown = 9}, "9 amounts unknown"},
        {{.stated = 9, .unknown = 1, .low = 100, .high = 200}, "at least €1.00, 1 amount unknown"},
        {{.stated = 4, .missing = 5}, "5 amounts not stated"},
        {{.stated = 7, .unknown = 2, .missing = 2, .low = 100, .high = 100},
         "at least €1.00, 2 amounts unknown, 2 amounts not stated"},
    };
    (void)state;
    assert_true(i18n_start("en"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer text;
        buffer_init(&text);
        cost_write_sum(&rows[i].sum, &text);
        expect(i, &text, rows[i].wanted);
    }
}

static void cells_tell_their_four_kinds(void **state)
{
    static const struct {
        struct cost_cell cell;
        bool decimals, ascii;
        const char *wanted;
    } rows[] = {
        {{.stated = false}, false, false, "–"},
        {{.stated = false}, false, true, "-"},
        {{.stated = true, .unknown = true}, false, false, "unknown"},
        {{.stated = true}, false, false, "0"},
        {{.stated = true, .low = 123400, .high = 123400}, false, false, "1,234"},
        {{.stated = true, .low = 123456, .high = 123456}, true, false, "1,234.56"},
        {{.stated = true, .low = 100000, .high = 200000}, false, false, "1,000–2,000"},
        {{.stated = true, .low = 100000, .high = 200000}, false, true, "1,000-2,000"},
    };
    (void)state;
    assert_true(i18n_start("en"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer text;
        buffer_init(&text);
        cost_write_cell(&rows[i].cell, rows[i].decimals, rows[i].ascii, &text);
        expect(i, &text, rows[i].wanted);
    }
}

static void sums_in_cells_never_tell_0_for_unknown(void **state)
{
    static const struct {
        struct cost_sum sum;
        bool ascii;
        const char *wanted;
    } rows[] = {
        {{.missing = 3}, false, "–"},
        {{.stated = 3}, false, "0"},
        {{.stated = 3, .low = 100, .high = 250000}, false, "1–2,500"},
        {{.stated = 3, .unknown = 3}, false, "unknown"},
        {{.stated = 1, .unknown = 1, .missing = 2}, false, "unknown"},
        {{.stated = 2, .missing = 1}, false, "–"},
        {{.stated = 3, .unknown = 1, .low = 100, .high = 200}, false, "≥ 1"},
        {{.stated = 2, .missing = 1, .low = 100, .high = 200}, true, ">= 1"},
    };
    (void)state;
    assert_true(i18n_start("en"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer text;
        buffer_init(&text);
        cost_write_brief(&rows[i].sum, false, rows[i].ascii, &text);
        expect(i, &text, rows[i].wanted);
    }
}

static void words_of_the_format_become_sentences(void **state)
{
    (void)state;
    assert_true(i18n_start("en"));
    assert_string_equal(proposal_state(SLICE("voting")), "being voted on");
    assert_string_equal(proposal_state(SLICE("adopted")), "adopted");
    assert_string_equal(proposal_state(SLICE("else")), "");
    assert_string_equal(dvc_phrase(SLICE("beside")), "stands beside {1}: a silo threatens");
    assert_string_equal(dvc_phrase(SLICE("else")), "{1}");
    assert_string_equal(binding_phrase(SLICE("unsettled")), "not settled for {1}");
    assert_string_equal(bound_name(SLICE("kommunen")), "the municipalities");
    assert_string_equal(demand_name(SLICE("6")), "");
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_say_what_is_missing),
        cmocka_unit_test(cells_tell_their_four_kinds),
        cmocka_unit_test(sums_in_cells_never_tell_0_for_unknown),
        cmocka_unit_test(words_of_the_format_become_sentences),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
