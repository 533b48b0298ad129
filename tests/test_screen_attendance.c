/* Attendance on the screen: one key a seat, one signature for all, and what needs further secretaries. */
#include "data/query_find.h"
#include "tests/stage_meeting.h"
#include "tests/stage_sign.h"
#include "tests/world_meeting.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* How many seats are in that state in S-2. */
static int64_t count(struct stage *stage, const char *state)
{
    return world_number(
        stage->w, world_say(stage->w,
                            "SELECT count(*) FROM attendance a WHERE state = '%s' AND idx = (SELECT max(idx) FROM "
                            "attendance o WHERE o.body = a.body AND o.meeting = a.meeting AND o.seat = a.seat)",
                            state));
}

static void what_is_known_is_shown_by_bench(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "M Down A");
    assert_ptr_equal(stage_top(stage), &screen_attendance);
    stage_expect(stage, 24, 80, "▸   excused         Gemeinde                          Kommunen");
    stage_expect(stage, 24, 80, "    present         Landkreis");
    stage_expect(stage, 24, 80, "    -               Bundesministerium                 Bund");
    stage_expect(stage, 24, 80, "2 of 4 present, 2 needed ✓");
    assert_int_equal(count(stage, "present"), 2);
}

static void one_key_a_seat_and_one_signature(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    int64_t before = stage_entries(stage);
    /* Nothing is changed yet, so there is nothing to sign. */
    stage_press(stage, "M Down A Enter");
    assert_ptr_equal(stage_top(stage), &screen_attendance);
    assert_true(stage_says(stage, "Nothing is changed yet"));
    stage_press(stage, "p Down Down p x");
    stage_expect(stage, 24, 80, "  * present         Gemeinde");
    stage_expect(stage, 24, 80, "  * present         Bundesministerium");
    stage_expect(stage, 24, 80, "▸ * excused         Koordinierungsstelle");
    stage_expect(stage, 24, 80, "4 of 4 present, 2 needed ✓");
    stage_expect(stage, 24, 80, "3 changes, not signed yet");
    assert_int_equal(stage_entries(stage), before);
    stage_press(stage, "Enter");
    stage_expect_signing(stage, "\nseat: bmds present\nseat: dvc excused\nseat: gemeinde present\n");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_attendance);
    assert_int_equal(stage_entries(stage), before + 1);
    assert_int_equal(count(stage, "present"), 4);
    assert_int_equal(count(stage, "excused"), 1);
    assert_false(stage_shows(stage, 24, 80, "not signed yet"));
}

/* It is said before, and then it waits. */
static void taking_a_presence_away_needs_secretaries(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "M Down A p");
    assert_false(stage_shows(stage, 24, 80, "secretaries have to sign"));
    stage_press(stage, "z");
    stage_expect(stage, 24, 80, "1 takes a presence away: 2 secretaries have to sign");
    stage_press(stage, "Enter");
    stage_expect_signing(stage, "\nseat: gemeinde present\nseat: kreis left\n");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "1 of 2"));
    assert_int_equal(count(stage, "present"), 2);
}

static void space_turns_over(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "M Down A Space");
    stage_expect(stage, 24, 80, "  * present         Gemeinde");
    stage_press(stage, "Up Space");
    stage_expect(stage, 24, 80, "    excused         Gemeinde");
    stage_press(stage, "Space");
    stage_expect(stage, 24, 80, "  * left            Landkreis");
    stage_press(stage, "Up Space");
    stage_expect(stage, 24, 80, "    present         Landkreis");
    assert_false(stage_shows(stage, 24, 80, "not signed yet"));
}

static void a_member_marks_the_own_seat_alone(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "stadt", "stadt");
    stage_enter(stage, "stadt", "en");
    int64_t before = stage_entries(stage);
    stage_press(stage, "M Down A p");
    assert_true(stage_says(stage, "Only a secretary says of the seat \"gemeinde\""));
    assert_false(stage_shows(stage, 24, 80, "not signed yet"));
    /* Leaving with one's own seat needs nobody else. */
    stage_press(stage, "Down Down z");
    assert_false(stage_shows(stage, 24, 80, "secretaries have to sign"));
    stage_press(stage, "Enter");
    stage_expect_signing(stage, "\nseat: stadt left\n");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_int_equal(stage_entries(stage), before + 1);
    assert_int_equal(count(stage, "present"), 1);
    assert_int_equal(count(stage, "left"), 1);
}

static void without_a_key_nothing_is_marked(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "", "en");
    stage_press(stage, "M Down A p");
    assert_true(stage_says(stage, "Only a secretary"));
}

static void a_search_finds_seats(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "M Down A / ministerium Enter p");
    stage_expect(stage, 24, 80, "▸ * present         Bundesministerium");
    assert_false(stage_shows(stage, 24, 80, "Landkreis"));
    /* Esc clears the search, the change stays; then it leaves, and says that nothing was signed. */
    stage_press(stage, "Esc");
    stage_expect(stage, 24, 80, "Landkreis");
    stage_expect(stage, 24, 80, "1 change, not signed yet");
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_meetings);
    assert_true(stage_says(stage, "Nothing was signed"));
}

/* The world's body is sitzung.example for a while; `meeting` gets the id of S-2. */
static struct world enter_body(struct stage *stage, char founding[DIGEST_HEX_LENGTH + 1],
                               char meeting[DIGEST_HEX_LENGTH + 1])
{
    struct world *w = stage->w, before = *w;
    struct found found;
    struct log *log;
    assert_int_equal(query_find_meeting(ledger_store(w->ledger), "S-2", &found, &w->problem), STATUS_OK);
    assert_int_equal(ledger_log(w->ledger, SLICE("sitzung.example"), &log, &w->problem), STATUS_OK);
    digest_hex(&found.id, meeting);
    digest_hex(log_founding(log), founding);
    w->body = "sitzung.example";
    w->founding = founding;
    w->secretaries = "gs1 gs2";
    return before;
}

static void leave_body(struct stage *stage, const struct world *before)
{
    stage->w->body = before->body;
    stage->w->founding = before->founding;
    stage->w->secretaries = before->secretaries;
}

/* What another one signs meanwhile does not touch what is marked here. */
static void others_do_not_touch_the_marks(void **state)
{
    struct stage *stage = *state;
    char founding[DIGEST_HEX_LENGTH + 1], meeting[DIGEST_HEX_LENGTH + 1];
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "M Down A p");
    struct world before = enter_body(stage, founding, meeting);
    world_attend(stage->w, meeting, "bmds", "seat: bmds present\n");
    leave_body(stage, &before);
    app_idle(&stage->app);
    stage_expect(stage, 24, 80, "  * present         Gemeinde");
    stage_expect(stage, 24, 80, "    present         Bundesministerium");
    stage_expect(stage, 24, 80, "1 change, not signed yet");
}

/* Another roster has other seats: the marks are dropped, and that is said. */
static void another_roster_begins_anew(void **state)
{
    struct stage *stage = *state;
    char founding[DIGEST_HEX_LENGTH + 1], meeting[DIGEST_HEX_LENGTH + 1];
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "M Down A p");
    struct world before = enter_body(stage, founding, meeting);
    world_roster(stage->w, "seat: + amt kommunen 1 voting Amt\nseat: - dvc\n");
    leave_body(stage, &before);
    app_idle(&stage->app);
    assert_true(stage_says(stage, "mark the seats again"));
    stage_expect(stage, 24, 80, "    -               Amt");
    stage_expect(stage, 24, 80, "▸   excused         Gemeinde");
    assert_false(stage_shows(stage, 24, 80, "not signed yet"));
}

#define ATTENDANCE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make_meetings, stage_remove)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        ATTENDANCE_TEST(what_is_known_is_shown_by_bench),
        ATTENDANCE_TEST(one_key_a_seat_and_one_signature),
        ATTENDANCE_TEST(taking_a_presence_away_needs_secretaries),
        ATTENDANCE_TEST(space_turns_over),
        ATTENDANCE_TEST(a_member_marks_the_own_seat_alone),
        ATTENDANCE_TEST(without_a_key_nothing_is_marked),
        ATTENDANCE_TEST(a_search_finds_seats),
        ATTENDANCE_TEST(others_do_not_touch_the_marks),
        ATTENDANCE_TEST(another_roster_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
