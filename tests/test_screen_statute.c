/* The statute on the screen: which body's, from which rule on, and how one gets from rule to rule. */
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* Fails unless row `row` of the screen has these words. */
static void expect_row(struct stage *stage, int columns, int row, const char *words)
{
    struct canvas canvas = stage_paint(stage, 24, columns, false);
    struct buffer text;
    buffer_init(&text);
    canvas_dump(&canvas, &text);
    struct slice rest = buffer_slice(&text), line = {0};
    for (int i = 0; i <= row; i++)
        line = slice_cut(&rest, '\n');
    if (!memmem(line.at, line.length, words, strlen(words)))
        fail_msg("row %d is \"%.*s\", without \"%s\"", row, (int)line.length, line.at, words);
    buffer_release(&text);
    canvas_release(&canvas);
}

static void it_begins_at_the_ballots_rule(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / beleuchtung Enter Enter v t");
    assert_ptr_equal(stage_top(stage), &screen_statute);
    expect_row(stage, 80, 2, "Rat der Beispiele");
    expect_row(stage, 80, 3, "Rule: Konsent (konsent)");
    /* The same rule is at the top in another width. */
    expect_row(stage, 40, 3, "Rule: Konsent (konsent)");
    stage_press(stage, "q");
    assert_ptr_equal(stage_top(stage), &screen_ballot);
}

static void it_is_reached_from_results_openings_and_members(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / beleuchtung Enter Enter r t");
    assert_ptr_equal(stage_top(stage), &screen_statute);
    expect_row(stage, 80, 3, "Rule: Konsent (konsent)");
    stage_press(stage, "2 / partnerschaft Enter Enter B Down t");
    assert_ptr_equal(stage_top(stage), &screen_statute);
    expect_row(stage, 80, 3, "Rule: Konsent (konsent)");
    stage_press(stage, "6 t");
    expect_row(stage, 80, 3, "Rule: Einfache Mehrheit (einfach)");
    stage_press(stage, "q");
    assert_ptr_equal(stage_top(stage), &screen_members);
    stage_press(stage, "1 : statute Enter");
    assert_ptr_equal(stage_top(stage), &screen_statute);
}

static void one_goes_from_rule_to_rule_and_to_the_next_body(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 t");
    expect_row(stage, 80, 3, "Rule: Einfache Mehrheit (einfach)");
    stage_press(stage, "n");
    expect_row(stage, 80, 3, "Rule: Konsent (konsent)");
    stage_press(stage, "Down");
    expect_row(stage, 80, 3, "proposals of every kind");
    stage_press(stage, "n");
    expect_row(stage, 80, 3, "Rule: Mehrheit aller Sitze (mehrheit)");
    /* From the end on to the beginning. */
    stage_press(stage, "End");
    expect_row(stage, 80, 20, "The secretaries change the statute together.");
    stage_press(stage, "n");
    expect_row(stage, 80, 3, "Rule: Einfache Mehrheit (einfach)");
    stage_press(stage, "n Tab");
    expect_row(stage, 80, 2, "Ausschuss der Beispiele");
    expect_row(stage, 80, 3, "Rule: Einfache Mehrheit (einfach)");
}

static void the_exact_text_stands_beside_where_there_is_room(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 t");
    expect_row(stage, 80, 7, "heads(yes) > heads(no)");
    expect_row(stage, 140, 6, "yes votes: more than no votes");
    expect_row(stage, 140, 6, "heads(yes) > heads(no)");
}

static void without_a_body_it_says_so(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "", "en");
    stage_press(stage, "6 t n");
    expect_row(stage, 80, 3, "The ledger is empty.");
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(it_begins_at_the_ballots_rule),
        STAGE_TEST(it_is_reached_from_results_openings_and_members),
        STAGE_TEST(one_goes_from_rule_to_rule_and_to_the_next_body),
        STAGE_TEST(the_exact_text_stands_beside_where_there_is_room),
        cmocka_unit_test_setup_teardown(without_a_body_it_says_so, stage_make_empty, stage_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
