/* What the statute asks of a proposal and what a proposal leaves open, where a ballot is opened and where one votes. */
#include "tests/stage_gates.h"
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static int make(void **state)
{
    if (stage_make(state) != 0)
        return -1;
    stage_add_gates(*state);
    return 0;
}

/* The whole screen; free it. */
static char *shown(struct stage *stage, int rows, int columns)
{
    struct canvas canvas = stage_paint(stage, rows, columns, false);
    struct buffer text;
    buffer_init(&text);
    canvas_dump(&canvas, &text);
    canvas_release(&canvas);
    assert_int_equal(buffer_status(&text), STATUS_OK);
    return text.at;
}

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
    char *screen = shown(stage, 50, 200);
    expect_order(screen, lines, sizeof lines / sizeof lines[0]);
    free(screen);
}

static void such_a_ballot_cannot_be_opened(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter B Enter");
    assert_ptr_equal(stage_top(stage), &screen_opening);
    assert_true(stage_says(stage, "The statute demands \"require: cost\", and the proposal does not meet it."));
}

static void what_does_not_fit_is_scrolled(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter B");
    char *screen = shown(stage, 24, 80);
    assert_non_null(strstr(screen, "PgDn shows more"));
    assert_null(strstr(screen, "Take note"));
    free(screen);
    stage_press(stage, "PgDn PgDn");
    screen = shown(stage, 24, 80);
    assert_non_null(strstr(screen, "Take note"));
    free(screen);
    /* Another rule begins at the top again. */
    stage_press(stage, "Down");
    screen = shown(stage, 24, 80);
    assert_non_null(strstr(screen, "▸ Konsent"));
    assert_non_null(strstr(screen, "✗ It states all costs"));
    free(screen);
}

static void a_low_screen_shows_rules_or_words(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter B");
    char *screen = shown(stage, 12, 40);
    assert_non_null(strstr(screen, "▸ Einfache Mehrheit"));
    assert_null(strstr(screen, "✗"));
    free(screen);
    stage_press(stage, "Tab Tab");
    screen = shown(stage, 12, 40);
    assert_null(strstr(screen, "▸ Einfache Mehrheit"));
    assert_non_null(strstr(screen, "✗ It states all costs"));
    free(screen);
    stage_press(stage, "End");
    screen = shown(stage, 12, 40);
    assert_non_null(strstr(screen, "before the close."));
    free(screen);
    stage_press(stage, "Tab");
    screen = shown(stage, 12, 40);
    assert_non_null(strstr(screen, "▸ Einfache Mehrheit"));
    free(screen);
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
    char *screen = shown(stage, 24, 80);
    expect_order(screen, lines, sizeof lines / sizeof lines[0]);
    assert_null(strstr(screen, "Betrieb der Beispiele"));
    free(screen);
    stage_press(stage, "PgDn");
    screen = shown(stage, 24, 80);
    assert_non_null(strstr(screen, "Betrieb der Beispiele"));
    free(screen);
    /* A proposal that leaves nothing open has no such line. */
    stage_press(stage, "2 / kataster Enter Enter v");
    screen = shown(stage, 24, 80);
    assert_null(strstr(screen, "Take note"));
    free(screen);
}

static void costs_have_a_screen_wherever_one_decides(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter c");
    assert_ptr_equal(stage_top(stage), &screen_costs);
    stage_press(stage, "q B c");
    assert_ptr_equal(stage_top(stage), &screen_costs);
    char *screen = shown(stage, 30, 100);
    assert_non_null(strstr(screen, "B-2  Terminbuchung"));
    assert_non_null(strstr(screen, "at least €1,500.50, 1 amount unknown, 7 amounts not stated"));
    free(screen);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / plattform Enter Enter v c");
    assert_ptr_equal(stage_top(stage), &screen_costs);
    stage_press(stage, "q q r c");
    assert_ptr_equal(stage_top(stage), &screen_costs);
    screen = shown(stage, 30, 100);
    assert_non_null(strstr(screen, "Net burden of the municipalities: €1,100,000.00 to €1,740,000.00"));
    free(screen);
}

/* No amount is cut, whatever the width. */
static void amounts_are_whole_on_narrow_screens(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / plattform Enter Enter c");
    char *screen = shown(stage, 100, 40);
    assert_non_null(strstr(screen, "1,200,000–1,500,000 │"));
    assert_non_null(strstr(screen, "≥ 2,890,000 │"));
    free(screen);
    screen = shown(stage, 12, 40);
    assert_null(strstr(screen, "€1,740,000.00"));
    free(screen);
    stage_press(stage, "End");
    screen = shown(stage, 12, 40);
    assert_non_null(strstr(screen, "€1,740,000.00"));
    free(screen);
}

#define GATES_TEST(test) cmocka_unit_test_setup_teardown(test, make, stage_remove)

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
