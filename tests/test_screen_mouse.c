/* The mouse: it does what the keys do, only when it was switched on, and the hint line says that it is. */
#include "tests/stage.h"
#include "tui/app_mouse.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROWS = 30, COLUMNS = 100 };

/* Points at the cell; the rows are those of the last painting. */
static void point(struct stage *stage, const char *what, int row, int column, int64_t time)
{
    struct key key = {.row = row, .column = column};
    memcpy(key.name, what, strlen(what));
    app_pace(&stage->app, time);
    assert_true(app_key(&stage->app, &key));
    app_rest(&stage->app);
}

/* Where the words begin on the screen. */
static void find(struct stage *stage, const char *words, int *row, int *column)
{
    struct canvas canvas = stage_paint(stage, ROWS, COLUMNS, true);
    *row = -1;
    for (int r = 0; r < ROWS && *row < 0; r++) {
        struct buffer line;
        buffer_init(&line);
        for (int c = 0; c < COLUMNS; c++)
            buffer_text(&line, canvas_cell(&canvas, r, c)->width ? canvas_cell(&canvas, r, c)->text : "\x01");
        assert_int_equal(buffer_status(&line), STATUS_OK);
        const char *found = strstr(line.at, words);
        if (found) {
            *row = r;
            *column = 0;
            for (const char *at = line.at; at < found; at++)
                *column += ((unsigned char)*at & 0xC0) != 0x80;
        }
        buffer_release(&line);
    }
    canvas_release(&canvas);
    if (*row < 0)
        fail_msg("the screen does not show \"%s\"", words);
}

static void click(struct stage *stage, const char *words, int64_t time)
{
    int row, column;
    find(stage, words, &row, &column);
    point(stage, "Click", row, column, time);
}

static const struct screen *top(const struct stage *stage)
{
    return stage->app.stack[stage->app.depth - 1].screen;
}

static bool focus_is(struct stage *stage, const char *words)
{
    int row, column;
    find(stage, words, &row, &column);
    return stage->app.mouse.cursor_row == row;
}

static void a_click_selects_and_two_open(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2");
    click(stage, "2026-003", 1000);
    assert_true(focus_is(stage, "2026-003"));
    assert_ptr_equal(top(stage), &screen_proposals);
    /* Too late for a second one; then in time, but another row; then twice. */
    click(stage, "2026-003", 9000);
    assert_ptr_equal(top(stage), &screen_proposals);
    click(stage, "2026-005", 9100);
    assert_true(focus_is(stage, "2026-005"));
    click(stage, "2026-002", 9200);
    assert_ptr_equal(top(stage), &screen_proposals);
    click(stage, "2026-002", 9300);
    assert_ptr_equal(top(stage), &screen_proposal);
    stage_expect(stage, ROWS, COLUMNS, "2026-002");
}

static void the_wheel_scrolls(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2");
    assert_true(focus_is(stage, "A-1 "));
    point(stage, "WheelDown", 10, 10, 1000);
    assert_true(focus_is(stage, "2026-003"));
    point(stage, "WheelDown", 10, 10, 2000);
    assert_true(focus_is(stage, "2026-001"));
    point(stage, "WheelUp", 10, 10, 3000);
    assert_true(focus_is(stage, "2026-004"));
}

static void tabs_and_hints_are_their_keys(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    click(stage, "3 ballots", 1000);
    assert_ptr_equal(top(stage), &screen_ballots);
    click(stage, "? help", 2000);
    assert_ptr_equal(top(stage), &screen_help);
    stage_press(stage, "mouse");
    /* While one types, a tab is not left for, and its digit is not typed. */
    click(stage, "2 proposals", 3000);
    assert_ptr_equal(top(stage), &screen_help);
    stage_expect(stage, ROWS, COLUMNS, "mouse");
    click(stage, "Esc back", 4000);
    assert_ptr_equal(top(stage), &screen_ballots);
    /* Where nothing is, nothing happens. */
    point(stage, "Click", 0, 0, 5000);
    point(stage, "Click", ROWS - 2, COLUMNS - 1, 6000);
    assert_ptr_equal(top(stage), &screen_ballots);
}

static void it_signs_nothing(void **state)
{
    struct stage *stage = *state;
    int row, column;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / strassenkataster Enter v Enter");
    assert_ptr_equal(top(stage), &screen_sign);
    int64_t entries = world_number(stage->w, "SELECT count(*) FROM entry");
    for (row = 0; row < ROWS - 1; row++)
        for (column = 0; column < COLUMNS; column += 7) {
            struct canvas canvas = stage_paint(stage, ROWS, COLUMNS, false);
            canvas_release(&canvas);
            point(stage, "Click", row, column, 1000 + row);
        }
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM entry"), entries);
    assert_ptr_equal(top(stage), &screen_sign);
}

static void it_is_said_that_it_is_on(void **state)
{
    struct stage *stage = *state;
    stage->session.config.value[CONFIG_MOUSE] = NULL;
    stage_enter(stage, "stadt", "en");
    assert_false(stage_shows(stage, ROWS, COLUMNS, "mouse on"));
    assert_true(app_act(&stage->app, ACTION_MOUSE));
    stage_expect(stage, 24, 80, "mouse on");
    stage_expect(stage, 10, 40, "mouse on");
    click(stage, "mouse on", 1000);
    assert_false(stage_shows(stage, ROWS, COLUMNS, "mouse on"));
    stage->session.config.value[CONFIG_MOUSE] = "on";
    stage_enter(stage, "stadt", "de");
    stage_expect(stage, ROWS, COLUMNS, "Maus an");
    stage->session.config.value[CONFIG_MOUSE] = NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_click_selects_and_two_open, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(the_wheel_scrolls, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(tabs_and_hints_are_their_keys, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(it_signs_nothing, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(it_is_said_that_it_is_on, stage_make, stage_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
