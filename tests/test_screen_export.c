/* A log is exported from the screen of the ledger: a folder is named, a worker writes it, what was written is said. */
#include "tests/folder.h"
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

/* The screen of that body, with this path typed. rat.example has a signed head, ausschuss.example has none. */
static void name_folder(struct stage *stage, const char *body, const char *path)
{
    stage_press(stage, ">");
    assert_ptr_equal(stage_top(stage), &screen_export);
    const char *line = world_say(stage->w, "Folder    %s", body);
    for (int i = 0; i < 3 && !stage_shows(stage, 24, 80, line); i++)
        stage_press(stage, "Tab");
    stage_expect(stage, 24, 80, line);
    stage_press(stage, "^U");
    app_paste(&stage->app, slice_of(path));
}

static void writes_a_folder(void **state)
{
    struct stage *stage = *state;
    const char *out = folder_path(stage->w, "out");
    stage_enter(stage, "stadt", "en");
    name_folder(stage, "rat.example", out);
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "The log of rat.example is in the folder"));
    stage_expect(stage, 30, 200, "under a signed head, new: ");
    stage_expect(stage, 30, 200, "written: 2 tiles, 0 attachments");
    assert_int_equal(folder_count(stage->w, out), 3);
    assert_int_equal(access(world_say(stage->w, "%s/checkpoint", out), R_OK), 0);
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_start);
    name_folder(stage, "rat.example", out);
    stage_press(stage, "Enter");
    stage_expect(stage, 30, 200, "new: 0; nothing was missing");
}

static void says_what_is_wrong(void **state)
{
    struct stage *stage = *state;
    const char *out = folder_path(stage->w, "out");
    stage_enter(stage, "stadt", "en");
    name_folder(stage, "ausschuss.example", "");
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "Type a name for the folder."));
    app_paste(&stage->app, slice_of(out));
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "o head of ausschuss.example is signed yet"));
    assert_int_equal(access(out, F_OK), -1);
    stage_press(stage, "Esc");
    assert_int_equal(mkdir(out, 0700), 0);
    folder_put(stage->w, out, "letter", SLICE("x"));
    name_folder(stage, "rat.example", out);
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "holds 'letter', but no log"));
    assert_ptr_equal(stage_top(stage), &screen_export);
}

/* From the ledger's screen it is the body that is shown there. */
static void of_the_body_that_is_shown(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "4 Tab");
    bool other = !stage_shows(stage, 24, 80, " rat.example");
    stage_press(stage, ">");
    assert_int_equal(stage_shows(stage, 24, 80, "Folder    rat.example"), !other);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_a_folder, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(says_what_is_wrong, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(of_the_body_that_is_shown, stage_make, stage_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
