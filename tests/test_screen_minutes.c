/* Minutes on the screen: what the ledger has of a meeting is read, changed, signed, and by the other secretary too. */
#include "data/blob.h"
#include "tests/stage_draft.h"
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
    unsetenv("VISUAL");
    stage_add_meetings(*state);
    stage_seal(*state, "gs1", "gs1");
    stage_seal(*state, "gs2", "gs2");
    return 0;
}

static bool keeps(struct stage *stage, const char *words)
{
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM blob WHERE instr(CAST(bytes AS TEXT), '%s')", words);
    return world_number(stage->w, sql) > 0;
}

static int64_t minutes(struct stage *stage)
{
    return world_number(stage->w, "SELECT count(*) FROM minutes");
}

/* The other secretary signs what waits, and reads it before. */
static void sign_as_other(struct stage *stage, const char *words)
{
    app_act(&stage->app, ACTION_LOCK);
    stage_enter(stage, "gs2", "en");
    stage_press(stage, "M Down P");
    stage_expect(stage, 30, 100, "wait for another secretary's signature");
    stage_expect(stage, 30, 100, words);
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
}

static void minutes_are_signed_by_two_as_they_are_shown(void **state)
{
    struct stage *stage = *state;
    struct buffer text;
    stage_enter(stage, "gs1", "en");
    int64_t before = minutes(stage);
    stage_press(stage, "M Down P");
    assert_ptr_equal(stage_top(stage), &screen_minutes);
    stage_expect(stage, 24, 80, "Not signed: what the ledger has");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    buffer_init(&text);
    struct canvas canvas = stage_paint(stage, 40, 120, false);
    stage_read(&canvas, &text);
    assert_non_null(strstr(text.at, "stimmbuch/1 minutes\n"));
    assert_non_null(strstr(text.at, " minutes-S-2.md\n"));
    canvas_release(&canvas);
    buffer_release(&text);
    assert_false(keeps(stage, "2. Sitzung"));
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "waits for further signatures: 1 of 2"));
    assert_true(keeps(stage, "2. Sitzung"));
    stage_press(stage, "Esc");
    stage_expect(stage, 30, 100, "wait for another secretary's signature");
    sign_as_other(stage, "2. Sitzung");
    assert_int_equal(minutes(stage), before + 1);
    stage_press(stage, "Esc");
    stage_expect(stage, 30, 100, "Signed minutes, confirmed by 0 members");
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "These minutes are signed"));
}

static void what_the_editor_leaves_is_signed(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    assert_int_equal(setenv("EDITOR", "sh -c 'echo \"Ende um 12 Uhr.\" >>\"$0\"'", 1), 0);
    stage_press(stage, "M Down P ^X");
    stage_expect(stage, 24, 80, "Not signed: as you changed it");
    /* Another's entry in the ledger does not take it away. */
    app_push(&stage->app, &screen_messages, NULL);
    stage_press(stage, "Esc");
    stage_expect(stage, 24, 80, "Not signed: as you changed it");
    stage_press(stage, "Enter");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_true(keeps(stage, "Ende um 12 Uhr."));
}

static void a_file_of_ones_own_is_signed(void **state)
{
    struct stage *stage = *state;
    struct buffer text;
    stage_draft(stage, "protokoll.txt", "Von Hand geschrieben.\n");
    stage_enter(stage, "gs1", "en");
    int64_t before = stage_entries(stage);
    stage_press(stage, "M Down P Tab nirgendwo");
    stage_expect(stage, 24, 80, "there is no file with this name");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_minutes);
    stage_press(stage, "^U");
    stage_expect(stage, 24, 80, "Not signed: what the ledger has");
    app_paste(&stage->app, slice_of(stage->session.drafts_path.at));
    app_paste(&stage->app, SLICE("/protokoll.txt"));
    stage_expect(stage, 24, 80, "Not signed: a file of one's own");
    stage_expect(stage, 24, 80, "Von Hand geschrieben.");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    buffer_init(&text);
    struct canvas canvas = stage_paint(stage, 40, 120, false);
    stage_read(&canvas, &text);
    assert_non_null(strstr(text.at, " 22 protokoll.txt\n"));
    canvas_release(&canvas);
    buffer_release(&text);
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_int_equal(stage_entries(stage), before + 1);
    assert_true(keeps(stage, "Von Hand geschrieben."));
}

static void a_member_signs_no_minutes(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "M Down P Enter");
    assert_ptr_equal(stage_top(stage), &screen_minutes);
    assert_true(stage->app.message.length > 0);
    assert_false(stage_shows(stage, 24, 80, "Another file"));
    assert_int_equal(minutes(stage), 1);
}

#define MINUTES_TEST(test) cmocka_unit_test_setup_teardown(test, make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        MINUTES_TEST(minutes_are_signed_by_two_as_they_are_shown),
        MINUTES_TEST(what_the_editor_leaves_is_signed),
        MINUTES_TEST(a_file_of_ones_own_is_signed),
        MINUTES_TEST(a_member_signs_no_minutes),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
