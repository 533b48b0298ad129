/* Voting power on the screen: bars beside today's, changes and how they are taken back, and the draft that is saved. */
#include "tests/stage_sign.h"
#include "tui/founding.h"
#include "tui/power_view.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void expect_not(struct stage *stage, int rows, int columns, const char *words)
{
    if (stage_shows(stage, rows, columns, words))
        fail_msg("it shows \"%s\"", words);
}

static void it_begins_with_ones_own_bench_in_words(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "%");
    assert_ptr_equal(stage_top(stage), &screen_power);
    stage_expect(stage, 24, 80, "Rat der Beispiele: voting power");
    stage_expect(stage, 24, 80, "The bench \"Kommunen\" has 75.0% of the voting seats and 75.0% of the voting");
    stage_expect(stage, 24, 80, "▸ stadt");
    stage_expect(stage, 24, 80, "today    █████░░   75.0%");
    expect_not(stage, 24, 80, "on trial ");
    stage_press(stage, "q 6 t %");
    assert_ptr_equal(stage_top(stage), &screen_power);
    stage_press(stage, "q");
    assert_ptr_equal(stage_top(stage), &screen_statute);
}

static void a_right_that_goes_is_seen_at_once_and_comes_back(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "% Space");
    stage_expect(stage, 24, 100, "On trial: 1 changed");
    stage_expect(stage, 24, 100, "66.7%");
    stage_press(stage, "PgDn");
    stage_expect(stage, 24, 100, "The voting power of the bench \"Kommunen\" falls from 75.0% to 66.7%.");
    stage_press(stage, "Backspace");
    stage_expect(stage, 24, 100, "On trial: rule and seats");
    expect_not(stage, 24, 100, "66.7%");
    stage_press(stage, "Backspace");
    stage_expect(stage, 24, 100, "Nothing was changed here.");
}

static void benches_and_weights_are_changed_by_key(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "% Right");
    stage_expect(stage, 24, 100, "The bench \"Bund\" has 50.0% of the voting seats and 50.0% of the voting power");
    stage_press(stage, "Left + +");
    stage_expect(stage, 24, 100, "may vote 3 ");
    stage_press(stage, "- Enter ^U 2,25 Enter");
    stage_expect(stage, 24, 100, "2.25");
    stage_press(stage, "Enter ^U viel Enter");
    stage_expect(stage, 24, 100, "A weight is a number of at most 15 digits");
    stage_press(stage, "Esc");
    stage_expect(stage, 24, 100, "2.25");
    stage_press(stage, "Enter ^U 999999999999999 Enter");
    stage_expect(stage, 24, 100, "the weights add up to a number of more than 15 digits");
    stage_press(stage, "Backspace");
    expect_not(stage, 24, 100, "more than 15 digits");
}

static void another_rule_is_picked(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "% Home Right");
    stage_expect(stage, 24, 100, "today: Einfache Mehrheit; on trial: Konsent");
    stage_press(stage, "PgDn");
    stage_expect(stage, 24, 100, "Nothing is adopted without each single one of these seats: ");
    stage_press(stage, "PgUp n");
    stage_expect(stage, 24, 100, "Konsent");
    expect_not(stage, 24, 100, "on trial: Konsent");
    stage_press(stage, "Backspace Backspace");
    expect_not(stage, 24, 100, "Konsent");
}

/* Whoever is quicker than the count sees that the figures are from before. */
static void what_is_being_counted_is_marked(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "% Space");
    struct power_view *view = stage->app.stack[stage->app.depth - 1].state;
    assert_false(view->running);
    view->running = true;
    stage_expect(stage, 24, 80, "These figures are from before the change");
    stage_expect(stage, 24, 80, " (old) ");
    view->running = false;
    expect_not(stage, 24, 80, " (old) ");
    /* Another screen on top ends the count; whoever comes back has it made anew. */
    stage_hit(stage, "Space");
    stage_press(stage, "? Esc");
    expect_not(stage, 24, 80, "from before the change");
    stage_expect(stage, 24, 80, "On trial: rule and seats");
}

static void the_draft_is_one(void **state)
{
    struct stage *stage = *state;
    struct founding founding;
    struct problem problem = {0};
    char keys[600], folder[WORLD_PATH], path[WORLD_PATH + 16];
    snprintf(folder, sizeof folder, "%s", stage->w->folder);
    snprintf(path, sizeof path, "%s/draft.txt", folder);
    snprintf(keys, sizeof keys, "%% Space Down Right e ^U %s Enter", path);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, keys);
    stage_expect(stage, 24, 200, "Saved: ");
    founding_init(&founding);
    assert_int_equal(founding_check(&founding, path, &problem), STATUS_OK);
    const struct roll *roster = &founding.body.roster;
    size_t changed = 0;
    assert_int_equal(roster->seats, 5);
    assert_false(roster->seat[roll_seat_find(roster, SLICE("stadt"))].voting);
    for (size_t i = 0; i < roster->seats; i++)
        changed += roster->seat[i].voting;
    assert_int_equal(changed, 3);
    founding_release(&founding);
    /* Nothing was written to the ledger. */
    stage_expect(stage, 24, 100, "On trial: 1 changed");
}

static void it_fits_small_screens_and_other_bodies(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "de");
    stage_press(stage, "% Space");
    stage_expect(stage, 12, 40, "Zur Probe: 1 geändert");
    stage_press(stage, "PgDn PgDn");
    stage_expect(stage, 40, 40, "66,7 %");
    stage_press(stage, "Tab");
    stage_expect(stage, 24, 80, "Ausschuss der Beispiele: Abstimmungsmacht");
    stage_expect(stage, 24, 80, "Zur Probe: Regel und Sitze");
}

static void without_a_body_it_says_so(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "", "en");
    stage_press(stage, "% n Right Space Backspace");
    stage_expect(stage, 24, 80, "The ledger is empty.");
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(it_begins_with_ones_own_bench_in_words),
        STAGE_TEST(a_right_that_goes_is_seen_at_once_and_comes_back),
        STAGE_TEST(benches_and_weights_are_changed_by_key),
        STAGE_TEST(another_rule_is_picked),
        STAGE_TEST(what_is_being_counted_is_marked),
        STAGE_TEST(the_draft_is_one),
        STAGE_TEST(it_fits_small_screens_and_other_bodies),
        cmocka_unit_test_setup_teardown(without_a_body_it_says_so, stage_make_empty, stage_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
