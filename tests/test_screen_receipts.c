/* Receipts on the screen: saved from where an entry's place is shown, checked from a file, and what a count proves. */
#include "core/receipt_file.h"
#include "data/file.h"
#include "data/no_vote_file.h"
#include "tests/stage_sign.h"
#include "tests/world_head.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdlib.h>
#include <unistd.h>

static int make(void **state)
{
    if (stage_make(state) != 0)
        return -1;
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    return 0;
}

static int64_t last_vote(struct stage *stage)
{
    return world_number(stage->w, "SELECT max(idx) FROM vote WHERE body = 1");
}

static void show_receipt(struct stage *stage, int64_t index)
{
    app_push(&stage->app, &screen_receipt, &(struct found){.body = 1, .index = index});
    assert_ptr_equal(stage_top(stage), &screen_receipt);
}

/* Saved under that name in the world's folder; the path of it. */
static const char *save_as(struct stage *stage, const char *name)
{
    const char *path = world_say(stage->w, "%s/%s", stage->w->folder, name);
    assert_ptr_equal(stage_top(stage), &screen_save);
    stage_press(stage, "^U");
    app_paste(&stage->app, slice_of(path));
    stage_press(stage, "Enter");
    return path;
}

static void type_path(struct stage *stage, const char *path)
{
    stage_press(stage, "9");
    assert_ptr_equal(stage_top(stage), &screen_check);
    app_paste(&stage->app, slice_of(path));
    stage_press(stage, "Enter");
}

static void a_receipt_is_saved_and_checked(void **state)
{
    struct stage *stage = *state;
    int64_t index = last_vote(stage);
    world_sign_head(stage->w);
    show_receipt(stage, index);
    stage_expect(stage, 30, 100, "In words");
    stage_press(stage, "e");
    stage_expect(stage, 24, 80, world_say(stage->w, "-%lld.tlog-proof", (long long)index));
    const char *path = save_as(stage, "receipt");
    stage_press(stage, "Esc");
    type_path(stage, path);
    stage_expect(stage, 24, 80, "It holds, as far as this file alone shows it:");
    stage_expect(stage, 24, 80, "stimmbuch/1 vote");
    stage_press(stage, "PgDn");
    stage_expect(stage, 30, 100, "Checked, with this file alone:");
}

/* How far an entry is: what was once countersigned stays so under newer heads that nobody has countersigned yet. */
static void it_says_how_far_the_entry_is(void **state)
{
    struct stage *stage = *state;
    struct buffer note;
    int64_t index = last_vote(stage);
    buffer_init(&note);
    world_enrol(stage->w, "revision", "auditor", NULL);
    world_sign_head(stage->w);
    show_receipt(stage, index);
    stage_expect(stage, 30, 100, "countersigned: not yet");
    assert_int_equal(world_cosign(stage->w, "revision", &note), STATUS_OK);
    world_enrol(stage->w, "hof", "auditor", NULL);
    world_sign_head(stage->w);
    show_receipt(stage, index);
    stage_expect(stage, 30, 100, "under a signed head");
    stage_expect(stage, 30, 100, "countersigned");
    assert_false(stage_shows(stage, 30, 100, "not yet"));
    show_receipt(stage, (int64_t)log_size(world_log(stage->w)) - 1);
    stage_expect(stage, 30, 100, "countersigned: not yet");
    buffer_release(&note);
}

static void without_a_head_there_is_none(void **state)
{
    struct stage *stage = *state;
    world_propose(stage->w, "stadt", "2026-099", "for: stadt\n");
    show_receipt(stage, (int64_t)log_size(world_log(stage->w)) - 1);
    stage_press(stage, "e");
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_true(stage_says(stage, "stimmbuch checkpoint"));
}

static void what_does_not_hold(void **state)
{
    struct stage *stage = *state;
    type_path(stage, "data/FORMAT.md");
    stage_expect(stage, 24, 80, "It does not hold:");
    stage_expect(stage, 24, 80, "it is not a receipt");
    stage_press(stage, "Esc");
    type_path(stage, "nowhere");
    assert_true(stage_says(stage, "no file with this name"));
    stage_press(stage, "Esc");
    type_path(stage, "tests/fuzz/corpus/no_vote/found");
    stage_press(stage, "End");
    stage_expect(stage, 40, 100, "Votes for the seat itdl-1 stand at these places");
}

/* The proof is written where the program was started. */
static void a_seat_that_has_not_voted(void **state)
{
    struct stage *stage = *state;
    char folder[WORLD_PATH];
    struct buffer bytes;
    assert_non_null(getcwd(folder, sizeof folder));
    world_sign_head(stage->w);
    assert_int_equal(chdir(stage->w->folder), 0);
    stage_press(stage, "2 / kataster Enter Enter r Q");
    bool shown = stage_top(stage) == &screen_silent;
    stage_press(stage, "Enter");
    assert_int_equal(chdir(folder), 0);
    assert_true(shown);
    assert_true(stage_says(stage, "Saved: "));
    const char *end = strstr(stage->app.message.at, ".no-vote"), *begin = strstr(stage->app.message.at, "Saved: ");
    assert_true(begin && end);
    buffer_init(&bytes);
    char *path = strndup(begin + 7, (size_t)(end - begin) + 1);
    assert_non_null(path);
    assert_int_equal(file_read(path, 1 << 20, &bytes, NULL), STATUS_OK);
    assert_true(no_vote_is(buffer_slice(&bytes)));
    buffer_release(&bytes);
    stage_press(stage, "Esc Esc");
    type_path(stage, path);
    stage_expect(stage, 40, 100, "Proof that the seat");
    stage_expect(stage, 40, 100, "It holds, as far as this file alone shows it:");
    free(path);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_receipt_is_saved_and_checked, make, stage_remove),
        cmocka_unit_test_setup_teardown(it_says_how_far_the_entry_is, make, stage_remove),
        cmocka_unit_test_setup_teardown(without_a_head_there_is_none, make, stage_remove),
        cmocka_unit_test_setup_teardown(what_does_not_hold, make, stage_remove),
        cmocka_unit_test_setup_teardown(a_seat_that_has_not_voted, make, stage_remove),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
