/* Writing a statement on the screen, and reading what was said about a proposal. */
#include "tests/stage_gates.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static int make(void **state)
{
    unsetenv("VISUAL");
    return stage_make_gates(state);
}

static void expect_shown(struct stage *stage, int rows, int columns, const char *words, bool there)
{
    char *screen = stage_text(stage, rows, columns);
    if ((strstr(screen, words) != NULL) != there)
        fail_msg("\"%s\" is %s:\n%s", words, there ? "missing" : "there", screen);
    free(screen);
}

static void a_statement_is_signed_as_it_is_shown(void **state)
{
    struct stage *stage = *state;
    struct buffer text;
    stage_seal(stage, "stadt", "stadt");
    stage_enter(stage, "stadt", "en");
    int64_t before = stage_entries(stage);
    stage_press(stage, "2 / terminbuchung Enter Enter w");
    assert_ptr_equal(stage_top(stage), &screen_statement);
    expect_shown(stage, 24, 80, "B-2  Terminbuchung", true);
    expect_shown(stage, 24, 80, "Your seat: Kreisfreie Stadt (voting)", true);
    stage_press(stage, "Down Down Tab Die Space Kosten Space fehlen. Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    buffer_init(&text);
    struct canvas canvas = stage_paint(stage, 40, 100, false);
    stage_read(&canvas, &text);
    assert_non_null(strstr(text.at, "stimmbuch/1 statement\n"));
    assert_non_null(strstr(text.at, "\nstance: concern\nseat: stadt\n\n| Die Kosten fehlen.\n"));
    canvas_release(&canvas);
    buffer_release(&text);
    assert_int_equal(stage_entries(stage), before);
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_int_equal(stage_entries(stage), before + 1);
    assert_int_equal(
        world_number(stage->w, "SELECT count(*) FROM statement WHERE stance = 'concern' AND seat = 'stadt'"), 1);
    /* One screen was left with it: behind the receipt is the proposal. */
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_proposal);
    stage_press(stage, "Tab Tab Tab");
    expect_shown(stage, 50, 120, "Die Kosten fehlen.", true);
}

static void a_report_needs_a_text(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    int64_t before = stage_entries(stage);
    stage_press(stage, "2 / terminbuchung Enter Enter w Down Down Down Enter");
    assert_ptr_equal(stage_top(stage), &screen_statement);
    assert_true(stage_says(stage, "needs a text"));
    /* What is typed now goes into the text. */
    stage_press(stage, "ja Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_int_equal(stage_entries(stage), before);
}

static void leaving_writes_nothing(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    int64_t before = stage_entries(stage);
    stage_press(stage, "2 / terminbuchung Enter Enter w Enter Esc");
    assert_ptr_equal(stage_top(stage), &screen_statement);
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_proposal);
    assert_int_equal(stage_entries(stage), before);
}

/* Each by the roster of its own time: a seat that has ended since had its title and right then. */
static void a_seat_that_ended_is_still_named(void **state)
{
    struct stage *stage = *state;
    world_roster(stage->w, "seat: - dvc\n");
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / plattform Enter Enter Tab Tab Tab");
    expect_shown(stage, 24, 80, "neutral         Koordinierungsstelle (advisory), dvc", true);
}

static void without_a_seat_there_is_no_statement(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter w");
    assert_ptr_equal(stage_top(stage), &screen_proposal);
    assert_true(stage_says(stage, "has no seat in this body"));
    stage_enter(stage, "", "en");
    stage_press(stage, "2 / terminbuchung Enter Enter w");
    assert_ptr_equal(stage_top(stage), &screen_proposal);
}

static void the_editor_writes_a_longer_text(void **state)
{
    struct stage *stage = *state;
    struct buffer text;
    stage_enter(stage, "stadt", "en");
    assert_int_equal(setenv("EDITOR", "sh -c 'printf \"%s ist\\n\\nzu kurz.\\n\\n\" \"$(cat \"$0\")\" >\"$0\"'", 1), 0);
    stage_press(stage, "2 / terminbuchung Enter Enter w Tab Das ^X");
    expect_shown(stage, 24, 80, "Das ist", true);
    expect_shown(stage, 24, 80, "zu kurz.", true);
    /* From now on it is changed only there. */
    stage_press(stage, "x");
    expect_shown(stage, 24, 80, "zu kurz.x", false);
    assert_int_equal(setenv("EDITOR", "false", 1), 0);
    stage_press(stage, "^X");
    assert_true(stage_says(stage, "set VISUAL or EDITOR"));
    expect_shown(stage, 24, 80, "zu kurz.", true);
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    buffer_init(&text);
    struct canvas canvas = stage_paint(stage, 40, 100, false);
    stage_read(&canvas, &text);
    assert_non_null(strstr(text.at, "\n\n| Das ist\n|\n| zu kurz.\n"));
    canvas_release(&canvas);
    buffer_release(&text);
}

static void what_was_said_names_seat_right_and_author(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / 2026-001 Enter Enter Tab Tab Tab");
    expect_shown(stage, 50, 120, "2: support 1, concern 1", true);
    expect_shown(stage, 50, 120, "support         Landkreis, kreis, 2026-11-03", true);
    expect_shown(stage, 50, 120, "concern         Koordinierungsstelle (advisory), dvc, 2026-11-03", true);
    stage_press(stage, "2 / plattform Enter Enter Tab Tab Tab");
    expect_shown(stage, 50, 120, "Kreisfreie Stadt, Dr. Änne Größer, Musterstadt (stadt), 2026-11-06", true);
}

#define STATEMENT_TEST(test) cmocka_unit_test_setup_teardown(test, make, stage_remove)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STATEMENT_TEST(a_statement_is_signed_as_it_is_shown),
        STATEMENT_TEST(a_report_needs_a_text),
        STATEMENT_TEST(leaving_writes_nothing),
        STATEMENT_TEST(a_seat_that_ended_is_still_named),
        STATEMENT_TEST(without_a_seat_there_is_no_statement),
        STATEMENT_TEST(the_editor_writes_a_longer_text),
        STATEMENT_TEST(what_was_said_names_seat_right_and_author),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
