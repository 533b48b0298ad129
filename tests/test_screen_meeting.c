/* Meetings on the screen: list, agenda in the order of votes, quorum, ballots in a meeting, invitation, minutes. */
#include "tests/stage_meeting.h"
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
    stage_add_meetings(*state);
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

static void look(struct stage *stage, int rows, int columns)
{
    char *screen = shown(stage, rows, columns);
    puts(screen);
    free(screen);
}

static void tour(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "de");
    stage_press(stage, "6");
    look(stage, 24, 80);
    stage_press(stage, "D 3 Enter");
    look(stage, 24, 80);
    stage_press(stage, "H");
    look(stage, 12, 80);
    stage_press(stage, "Down Enter");
    look(stage, 12, 80);
    stage_press(stage, "Esc Esc D 02.11.2025 Enter");
    look(stage, 14, 80);
    return;
    look(stage, 30, 100);
    stage_press(stage, "M");
    look(stage, 24, 80);
    stage_press(stage, "Down Enter");
    look(stage, 24, 80);
    look(stage, 30, 120);
    look(stage, 12, 40);
    stage_press(stage, "Tab Tab");
    look(stage, 24, 80);
    stage_press(stage, "Tab");
    look(stage, 24, 80);
    stage_press(stage, "A");
    look(stage, 24, 80);
    stage_press(stage, "p z x");
    look(stage, 24, 80);
    look(stage, 24, 120);
    stage_press(stage, "Enter");
    look(stage, 24, 80);
    stage_press(stage, "Esc Esc P");
    look(stage, 14, 80);
    stage_press(stage, "Esc u Down");
    look(stage, 24, 80);
    stage_press(stage, "Esc Tab o");
    look(stage, 24, 80);
    stage_press(stage, "Esc i");
    look(stage, 24, 80);
    stage_press(stage, "S-4 Tab Tab Tab Tab Space J");
    look(stage, 24, 80);
    stage_press(stage, "Enter");
    look(stage, 40, 80);
}

#define MEETING_TEST(test) cmocka_unit_test_setup_teardown(test, make, stage_remove)

int main(void)
{
    static const struct CMUnitTest tests[] = {MEETING_TEST(tour)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
