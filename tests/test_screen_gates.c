/* What the statute asks of a proposal and what a proposal leaves open, where a ballot is opened and where one votes. */
#include "tests/stage_gates.h"
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The lines must stand there, one after the other, at any distance. */
static void expect_order(const char *screen, const char *const *lines, size_t count)
{
    const char *at = screen;
    for (size_t i = 0; i < count; i++) {
        const char *found = strstr(at, lines[i]);
        if (!found)
            fail_msg("\"%s\" is not there, or not in this order:\n%s", lines[i], screen);
        at = found;
    }
}

static void an_opening_names_every_gate_the_closed_ones_first(void **state)
{
    static const char *const lines[] = {
        "✗ It states all costs, be it as unknown. Not stated: Federation 8, States 9, Municipalities 7.",
        "✗ It says how binding it is, and for whom. The field \"binding\" is missing.",
        "✗ It says how it relates to the Deutsche Verwaltungscloud (DVC). The field \"dvc\" is missing.",
        "✗ There are practical reports of 2 seats of the bench \"Kommunen\". So far there is 1.",
        "✗ It was there at least 14 days before. So far it is 2 days.",
        "✓ It names a demand of Dresden that it serves.",
        "Unknown costs, not 0: Municipalities 1",
    };
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter B");
    assert_ptr_equal(stage_top(stage), &screen_opening);
    char *screen = stage_text(stage, 50, 200);
    expect_order(screen, lines, sizeof lines / sizeof lines[0]);
    free(screen);
}

static void such_a_ballot_cannot_be_opened(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter B Enter");
    assert_ptr_equal(stage_top(stage), &screen_opening);
    assert_true(stage_says(stage, "The statute demands \"require: cost\", and the proposal does not meet it: file a "));
}

static void what_does_not_fit_is_scrolled(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter B");
    stage_expect(stage, 24, 80, "PgDn shows more");
    assert_false(stage_shows(stage, 24, 80, "Take note"));
    stage_press(stage, "PgDn PgDn");
    stage_expect(stage, 24, 80, "Take note");
    /* Another rule begins at the top again. */
    stage_press(stage, "Down");
    stage_expect(stage, 24, 80, "▸ Konsent");
    stage_expect(stage, 24, 80, "✗ It states all costs");
}

static void a_low_screen_shows_rules_or_words(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter B");
    stage_expect(stage, 12, 40, "▸ Einfache Mehrheit");
    assert_false(stage_shows(stage, 12, 40, "✗"));
    stage_press(stage, "Tab Tab");
    assert_false(stage_shows(stage, 12, 40, "▸ Einfache Mehrheit"));
    stage_expect(stage, 12, 40, "✗ It states all costs");
    stage_press(stage, "End");
    stage_expect(stage, 12, 40, "before the close.");
    stage_press(stage, "Tab");
    stage_expect(stage, 12, 40, "▸ Einfache Mehrheit");
}

static void the_ballot_paper_says_what_is_open(void **state)
{
    static const char *const lines[] = {"Take note", "Unknown costs, not 0: States 3",
                                        "Not settled how far it binds: the municipalities",
                                        "Stands beside Servicekatalog: a silo threatens"};
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / plattform Enter Enter v");
    assert_ptr_equal(stage_top(stage), &screen_ballot);
    char *screen = stage_text(stage, 24, 80);
    expect_order(screen, lines, sizeof lines / sizeof lines[0]);
    assert_null(strstr(screen, "Betrieb der Beispiele"));
    free(screen);
    stage_press(stage, "PgDn");
    stage_expect(stage, 24, 80, "Betrieb der Beispiele");
    /* A proposal that leaves nothing open has no such line. */
    stage_press(stage, "2 / kataster Enter Enter v");
    assert_false(stage_shows(stage, 24, 80, "Take note"));
}

static void costs_have_a_screen_wherever_one_decides(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter c");
    assert_ptr_equal(stage_top(stage), &screen_costs);
    stage_press(stage, "q B c");
    assert_ptr_equal(stage_top(stage), &screen_costs);
    stage_expect(stage, 30, 100, "B-2  Terminbuchung");
    stage_expect(stage, 30, 100, "at least €1,500.50, 1 amount unknown, 7 amounts not stated");
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / plattform Enter Enter v c");
    assert_ptr_equal(stage_top(stage), &screen_costs);
    stage_press(stage, "q q r c");
    assert_ptr_equal(stage_top(stage), &screen_costs);
    stage_expect(stage, 30, 100, "Net burden of the municipalities: €1,100,000.00 to €1,740,000.00");
}

/* No amount is cut, whatever the width. */
static void amounts_are_whole_on_narrow_screens(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / plattform Enter Enter c");
    stage_expect(stage, 100, 40, "1,200,000–1,500,000 │");
    stage_expect(stage, 100, 40, "≥ 2,890,000 │");
    assert_false(stage_shows(stage, 12, 40, "€1,740,000.00"));
    stage_press(stage, "End");
    stage_expect(stage, 12, 40, "€1,740,000.00");
}

#define GATES_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make_gates, stage_remove)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        GATES_TEST(an_opening_names_every_gate_the_closed_ones_first),
        GATES_TEST(such_a_ballot_cannot_be_opened),
        GATES_TEST(what_does_not_fit_is_scrolled),
        GATES_TEST(a_low_screen_shows_rules_or_words),
        GATES_TEST(the_ballot_paper_says_what_is_open),
        GATES_TEST(costs_have_a_screen_wherever_one_decides),
        GATES_TEST(amounts_are_whole_on_narrow_screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
