/* How lists were looked at: found again in the next run, and taken back on the ledger and on the members too. */
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/kept_views.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_line_is_a_list_and_three_numbers(void **state)
{
    static const char *const wrong[] = {"",
                                        "Proposals",
                                        "Proposals 1 2",
                                        "Help 1 2 3",
                                        "proposals 1 2 3",
                                        "Proposals 64 0 1",
                                        "Proposals 0 64 1",
                                        "Proposals 0 0 -1",
                                        "Proposals 0 0 9223372036854775808",
                                        "Proposals 0 0 1 2",
                                        "Proposals  0 0 1",
                                        "Proposals x 0 1"};
    const struct screen *screen;
    struct view view;
    (void)state;
    assert_true(kept_views_line(SLICE("Ballots 1 0 4711"), &screen, &view));
    assert_ptr_equal(screen, &screen_ballots);
    assert_int_equal(view.filter, 1);
    assert_int_equal(view.place, 4711);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (kept_views_line(slice_of(wrong[i]), &screen, &view))
            fail_msg("taken: \"%s\"", wrong[i]);
}

/* The row that is selected, which the sign in front of it tells. */
static void expect_selected(struct stage *stage, const char *words)
{
    char *screen = stage_text(stage, 24, 80);
    char *at = strstr(screen, "▸");
    char *end = at ? strchr(at, '\n') : NULL;
    if (end)
        *end = '\0';
    if (!at || !strstr(at, words))
        fail_msg("\"%s\" is not selected, but: %s", words, at ? at : screen);
    free(screen);
}

static void lists_are_found_as_they_were_left_in_the_last_run(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 s f Down");
    stage_expect(stage, 24, 80, "[filter: open]");
    stage_press(stage, "3 f 4 Down Down Down 1");
    stage_return(stage, "en");
    stage_press(stage, "4");
    expect_selected(stage, "28   vote");
    stage_press(stage, "3");
    stage_expect(stage, 24, 80, "Open ballots");
    stage_press(stage, "2");
    stage_expect(stage, 24, 80, "[filter: open]");
}

/* What somebody wrote into the file, or another ledger's, changes nothing. */
static void a_file_that_is_none_is_left_alone(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    struct buffer path;
    buffer_init(&path);
    assert_true(seen_folder(&stage->app, &path));
    buffer_text(&path, "/views");
    FILE *file = fopen(path.at, "w");
    assert_non_null(file);
    fputs("0000000000000000000000000000000000000000000000000000000000000000\nBallots 1 0 1\n", file);
    fclose(file);
    stage_press(stage, "3");
    stage_expect(stage, 24, 80, "┌─ Ballots ");
    buffer_release(&path);
}

static void a_filter_of_the_ledger_is_taken_back(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "4 f f");
    stage_expect(stage, 24, 80, "Filter: ballot");
    stage_press(stage, "Backspace");
    stage_expect(stage, 24, 80, "Filter: proposal");
    stage_press(stage, "Backspace");
    stage_expect(stage, 24, 80, "rat.example  (");
    stage_press(stage, "/ kataster Enter Backspace");
    stage_expect(stage, 24, 80, "rat.example  (");
    stage_press(stage, "Backspace");
    assert_true(stage_says(stage, "No filter, order or search was changed here."));
}

static void search_and_day_of_the_members_are_taken_back(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 / landkreis Enter");
    assert_false(stage_shows(stage, 24, 80, "Kreisfreie Stadt"));
    stage_press(stage, "Backspace");
    stage_expect(stage, 24, 80, "Kreisfreie Stadt");
    stage_press(stage, "D 2026-11-10 Enter");
    stage_expect(stage, 24, 80, "2026-11-10");
    stage_press(stage, "Backspace");
    assert_false(stage_shows(stage, 24, 80, "2026-11-10"));
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_list_and_three_numbers),
        STAGE_TEST(lists_are_found_as_they_were_left_in_the_last_run),
        STAGE_TEST(a_file_that_is_none_is_left_alone),
        STAGE_TEST(a_filter_of_the_ledger_is_taken_back),
        STAGE_TEST(search_and_day_of_the_members_are_taken_back),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
