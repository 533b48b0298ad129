/* The address book on the screen: a name is noted, changed and forgotten, a table is taken in; nothing is signed. */
#include "data/file.h"
#include "data/people.h"
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* What the book has of the handle; "": nothing. */
static void expect_name(struct stage *stage, const char *handle, const char *name)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = people_get(stage->session.people_path.at, slice_of(handle), &text, NULL);
    assert_int_equal(status, *name ? STATUS_OK : STATUS_NOT_FOUND);
    assert_true(slice_is(buffer_slice(&text), name));
    buffer_release(&text);
}

static void retype(struct stage *stage, const char *text)
{
    stage_press(stage, "^U");
    app_paste(&stage->app, slice_of(text));
    stage_press(stage, "Enter");
}

static void a_name_is_noted_and_forgotten(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    int64_t entries = stage_entries(stage);
    stage_press(stage, "6 / kreis Enter @");
    assert_ptr_equal(stage_top(stage), &screen_who);
    retype(stage, "Karla Kreis");
    assert_ptr_equal(stage_top(stage), &screen_members);
    assert_true(stage_says(stage, "Noted on this machine only: kreis."));
    expect_name(stage, "kreis", "Karla Kreis");
    stage_expect(stage, 24, 80, "Karla Kreis");
    stage_press(stage, "@");
    stage_expect(stage, 24, 80, "Karla Kreis");
    retype(stage, "");
    assert_true(stage_says(stage, "Forgotten: kreis."));
    expect_name(stage, "kreis", "");
    assert_false(stage_shows(stage, 24, 80, "Karla Kreis"));
    assert_int_equal(stage_entries(stage), entries);
}

static void what_is_no_name_is_refused(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 / kreis Enter @");
    retype(stage, " blank");
    assert_ptr_equal(stage_top(stage), &screen_who);
    expect_name(stage, "kreis", "");
}

static void a_table_is_taken_in_whole_or_not(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    const char *good = world_say(w, "%s/good.csv", w->folder), *bad = world_say(w, "%s/bad.csv", w->folder);
    assert_int_equal(file_write_new(good, SLICE("handle,name\nkreis,Karla Kreis\nstadt,Stefan Stadt\n"), &w->problem),
                     STATUS_OK);
    assert_int_equal(file_write_new(bad, SLICE("gemeinde,Gerda\nkreis\n"), &w->problem), STATUS_OK);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 @ Tab Enter");
    assert_true(stage_says(stage, "Type the path of a table"));
    retype(stage, bad);
    assert_ptr_equal(stage_top(stage), &screen_who);
    assert_true(stage_says(stage, "Nothing was taken: line 2: the line has one column only"));
    expect_name(stage, "gemeinde", "");
    retype(stage, good);
    assert_ptr_equal(stage_top(stage), &screen_members);
    assert_true(stage_says(stage, "Noted on this machine only: "));
    expect_name(stage, "stadt", "Stefan Stadt");
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(a_name_is_noted_and_forgotten),
        STAGE_TEST(what_is_no_name_is_refused),
        STAGE_TEST(a_table_is_taken_in_whole_or_not),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
