/* Meetings on the screen: list, agenda in the order of votes, quorum, ballots in a meeting, invitation, minutes. */
#include "data/blob.h"
#include "tests/stage_meeting.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void the_start_screen_tells_of_the_meeting(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_expect(stage, 30, 100, "S-2  2. Sitzung");
    stage_expect(stage, 30, 100, "2 of 4 present, 2 needed");
    stage_expect(stage, 24, 80, "S-2 today 09:00, 2 of 4 present, 2 needed ✓");
    /* The next one, when it is over; and without one there is no box. */
    stage->w->now.seconds += 2 * 86400;
    stage_enter(stage, "stadt", "en");
    stage_expect(stage, 24, 80, "Meeting   S-3");
    stage->w->now.seconds += 20 * 86400;
    stage_enter(stage, "stadt", "en");
    assert_false(stage_shows(stage, 24, 80, "Meeting   S-"));
}

static void meetings_have_a_phase(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "", "en");
    stage_press(stage, "M");
    assert_ptr_equal(stage_top(stage), &screen_meetings);
    stage_expect(stage, 24, 80, "Meetings of sitzung.example");
    stage_expect(stage, 24, 80, "S-3         Sitzung               Mon 2026-12-07 09:00  planned");
    stage_expect(stage, 24, 80, "S-2         2. Sitzung            Mon 2026-11-23 09:00  running");
    stage_expect(stage, 24, 80, "S-1         1. Sitzung            Mon 2026-11-16 09:00  minutes signed");
    stage->w->now.seconds += 2 * 86400;
    stage_enter(stage, "", "en");
    stage_press(stage, "7");
    stage_expect(stage, 24, 80, "S-2         2. Sitzung            Mon 2026-11-23 09:00  over");
}

static void the_agenda_is_in_the_order_of_votes(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "M Down Enter");
    assert_ptr_equal(stage_top(stage), &screen_meeting);
    stage_expect(stage, 24, 80, "1       T-3        Geschäftsbericht");
    stage_expect(stage, 24, 80, "2 (3)   T-2        ↳ Haushalt: nur für ein Jahr open");
    stage_expect(stage, 24, 100, "3 (2)   T-1");
    stage_expect(stage, 24, 80, "open, call 2");
    stage_expect(stage, 24, 80, "after meeting S-1");
    stage_expect(stage, 24, 80, "there is a quorum; nobody may leave");
    stage_press(stage, "v");
    assert_ptr_equal(stage_top(stage), &screen_ballot);
    stage_press(stage, "Esc Down v");
    assert_true(stage_says(stage, "no ballot on this item"));
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_proposal);
    stage_expect(stage, 24, 80, "T-2  Haushalt: nur für ein Jahr");
    stage_press(stage, "Esc Up r");
    assert_ptr_equal(stage_top(stage), &screen_result);
}

static void a_ballot_is_opened_in_the_meeting(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "M Down Enter B");
    assert_true(stage_says(stage, "open already"));
    stage_press(stage, "Down B");
    assert_ptr_equal(stage_top(stage), &screen_opening);
    stage_expect(stage, 24, 80, "Held in meeting S-2  2. Sitzung");
    stage_expect(stage, 24, 80, "none: the secretary closes the ballot");
    stage_press(stage, "Left Left");
    stage_expect(stage, 24, 80, "Held in a written procedure");
    stage_press(stage, "Left Enter");
    stage_expect_signing(stage, "\nmeeting: ");
    int64_t before = stage_entries(stage);
    stage_sign(stage, "open", STAGE_PASSPHRASE);
    assert_int_equal(stage_entries(stage), before + 1);
    assert_true(stage_says(stage, "1 of 2"));
}

static void a_written_procedure_stays_one(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / partnerschaft Enter Enter B");
    stage_expect(stage, 24, 80, "Held in a written procedure");
    assert_false(stage_shows(stage, 24, 80, "elsewhere"));
    stage_press(stage, "Right");
    assert_true(stage_says(stage, "no meeting to hold it in"));
}

static void a_secretary_invites(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "M i Enter");
    assert_true(stage_says(stage, "a number and a title"));
    stage_press(stage, "S-4 Tab Vierte Space Sitzung Tab ^U bald Enter");
    assert_true(stage_says(stage, "when the meeting begins"));
    stage_press(stage, "^U 10.12.2026 Space 18:00 Tab dann Enter");
    assert_true(stage_says(stage, "when the meeting ends, or leave it empty"));
    stage_press(stage, "^U +2h Tab Rathaus Tab niemand Enter");
    assert_true(stage_says(stage, "chair is a seat of the body"));
    stage_press(stage, "^U kreis");
    stage_expect(stage, 24, 80, "2026-12-10 20:00");
    stage_expect(stage, 24, 80, "Landkreis");
    stage_press(stage, "Tab Space Space K Enter");
    stage_expect_signing(stage, "stimmbuch/1 meeting\n");
    stage_expect_signing(stage, "number: S-4\ntitle: Vierte Sitzung\nopens: 2026-12-10T18:00:00Z\n");
    stage_expect_signing(stage, "closes: 2026-12-10T20:00:00Z\n");
    stage_expect_signing(stage, "place: Rathaus\n");
    stage_expect_signing(stage, "chair: kreis\n");
    int64_t before = stage_entries(stage);
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_int_equal(stage_entries(stage), before + 1);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    /* T-2 was marked first, then T-1, which was put in front of it. */
    assert_int_equal(world_number(stage->w,
                                  "SELECT group_concat(p.number, '') = 'T-1T-2' FROM (SELECT proposal FROM item "
                                  "WHERE meeting = (SELECT idx FROM meeting WHERE number = 'S-4') ORDER BY "
                                  "pos) i JOIN proposal p ON p.idx = i.proposal AND p.number LIKE 'T-%'"),
                     1);
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_meetings);
    stage_expect(stage, 24, 80, "Vierte Sitzung");
}

static void a_meeting_is_called_again(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "M Down Enter i");
    stage_expect(stage, 24, 80, "Meeting S-2 is called again");
    stage_expect(stage, 24, 80, "1.  T-1");
    stage_expect(stage, 24, 80, "2.  T-2");
    stage_press(stage, "S-2a Enter");
    stage_expect_signing(stage, "number: S-2a\ntitle: 2. Sitzung\n");
    stage_expect_signing(stage, "chair: kreis\n");
    stage_expect_signing(stage, "\nagain: ");
}

static void a_member_may_not_invite(void **state)
{
    struct stage *stage = *state;
    int64_t before;
    stage_enter(stage, "stadt", "en");
    before = stage_entries(stage);
    stage_press(stage, "M i S-4 Tab Titel Enter");
    assert_ptr_equal(stage_top(stage), &screen_invitation);
    assert_true(stage_says(stage, "holds no role that may write it"));
    assert_int_equal(stage_entries(stage), before);
}

static void minutes_are_read_and_confirmed(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "stadt", "stadt");
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "M End P");
    assert_ptr_equal(stage_top(stage), &screen_minutes);
    stage_expect(stage, 24, 80, "Signed minutes, confirmed by 0 members");
    stage_expect(stage, 24, 80, "Es war niemand da.");
    stage_press(stage, "C");
    stage_expect_signing(stage, "stimmbuch/1 confirm\n");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM confirm WHERE author = 'stadt'"), 1);
    stage_press(stage, "Esc");
    stage_expect(stage, 24, 80, "Signed minutes, confirmed by 1 member");
    /* What is not signed cannot be confirmed, and is the ledger's own record. */
    stage_press(stage, "Esc Up P C");
    assert_true(stage_says(stage, "not signed yet"));
    stage_expect(stage, 24, 80, "Not signed: what the ledger has");
}

/* A file that is not what was signed is not shown as the minutes. */
static void other_bytes_are_no_minutes(void **state)
{
    struct stage *stage = *state;
    assert_int_equal(store_run(ledger_store(stage->w->ledger), "UPDATE blob SET bytes = x'4c7567'", ""), STATUS_OK);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "M End P");
    stage_expect(stage, 24, 120, "the signed file is not in this ledger");
    stage_expect(stage, 24, 120, "S-1 1. Sitzung");
}

static void a_proposal_is_adjourned_and_taken_up_again(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "M Down Enter End u Tab Es Space fehlt Space Geld. Enter");
    stage_expect_signing(stage, "stimmbuch/1 status\n");
    stage_expect_signing(stage, "\nstate: adjourned\n\n| Es fehlt Geld.\n");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_int_equal(world_number(stage->w, "SELECT state = 'adjourned' FROM proposal WHERE number = 'T-1'"), 1);
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_meeting);
    stage_expect(stage, 24, 80, "adjourned, call 2");
    /* The same once more is not offered; referring asks for whom. */
    stage->app.now.seconds++;
    stage_press(stage, "u");
    assert_ptr_equal(stage_top(stage), &screen_declaration);
    assert_false(stage_shows(stage, 24, 80, "it is not decided now, but later"));
    stage_press(stage, "Tab Ausschuss Tab Enter");
    stage_expect_signing(stage, "\nstate: referred\nto: Ausschuss\n");
    stage_press(stage, "Esc Esc u Down Enter");
    stage_expect_signing(stage, "\nstate: open\n");
}

/* Who left the body since was there all the same: only a meeting that runs goes by the roster of today. */
static void a_meeting_that_is_over_keeps_its_roster(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w, before = *w;
    struct rows rows =
        store_ask(ledger_store(w->ledger), "SELECT founding FROM body WHERE name = 'sitzung.example'", "");
    assert_true(rows_next(&rows));
    struct digest id = rows_digest(&rows, 0);
    char founding[DIGEST_HEX_LENGTH + 1];
    assert_int_equal(rows_end(&rows), STATUS_OK);
    digest_hex(&id, founding);
    w->body = "sitzung.example";
    w->founding = founding;
    w->secretaries = "gs1 gs2";
    world_roster(w, "seat: - gemeinde\n");
    w->body = before.body;
    w->founding = before.founding;
    w->secretaries = before.secretaries;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "M End Enter Tab");
    stage_expect(stage, 24, 80, "0 of 4 present");
    stage_expect(stage, 24, 80, "there was no quorum ");
    stage_press(stage, "Esc Home Down Enter Tab");
    stage_expect(stage, 24, 80, "2 of 3 present");
}

/* What cannot become anything else has no screen to choose on, and says why. */
static void a_decided_proposal_has_no_other_status(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / 2026-001 Enter Enter u");
    assert_ptr_equal(stage_top(stage), &screen_proposal);
    assert_true(stage_says(stage, "state is \"adopted\", and that is not changed by a declaration"));
    stage_press(stage, "Esc Esc / 2026-002 Enter Enter u");
    assert_ptr_equal(stage_top(stage), &screen_proposal);
    assert_true(stage_says(stage, "state is \"being voted on\""));
}

static void only_secretaries_change_a_status(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "M Down Enter End u Enter");
    assert_ptr_equal(stage_top(stage), &screen_declaration);
    /* Its author may withdraw it. */
    stage_press(stage, "End Enter");
    stage_expect_signing(stage, "\nstate: withdrawn\n");
}

static void silence_stands_beside_the_votes(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / umlauf Enter Enter r");
    stage_expect(stage, 30, 100, "seats have not voted: by this rule they count as abstaining.");
    /* In a meeting it means nothing. */
    stage_press(stage, "Esc Esc Esc M Down Enter r");
    assert_ptr_equal(stage_top(stage), &screen_result);
    assert_false(stage_shows(stage, 60, 100, "have not voted"));
}

static void an_objection_needs_a_reason(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "stadt", "stadt");
    stage_enter(stage, "stadt", "en");
    stage->session.option[OPTION_SEAT] = "stadt";
    stage_press(stage, "2 / umlauf Enter Enter v O");
    assert_ptr_equal(stage_top(stage), &screen_declaration);
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "needs a reason"));
    stage_press(stage, "Das Space muss Space beraten Space werden. Enter");
    stage_expect_signing(stage, "stimmbuch/1 objection\n");
    stage_expect_signing(stage, "\nseat: stadt\n\n| Das muss beraten werden.\n");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM objection"), 1);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM ballot WHERE state = 'void'"), 1);
    stage->session.option[OPTION_SEAT] = NULL;
}

static void a_meeting_is_not_objected_to(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 O");
    assert_ptr_equal(stage_top(stage), &screen_proposals);
    stage_press(stage, "/ geschaeftsbericht Enter Enter O nein Enter");
    assert_ptr_equal(stage_top(stage), &screen_declaration);
    assert_true(stage_says(stage, "in a meeting"));
}

/* A secretary without a seat records what is called out, for those who are present, with the mark of it. */
static void votes_that_are_called_out_are_recorded(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    int64_t before = world_number(stage->w, "SELECT count(*) FROM pending");
    stage_press(stage, "M Down Enter v");
    assert_ptr_equal(stage_top(stage), &screen_ballot);
    stage_expect(stage, 24, 100, "clerk");
    stage_expect(stage, 24, 100, "another seat");
    stage_press(stage, "Enter");
    stage_expect_signing(stage, "\nas: clerk\nchoice: yes\n");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    /* Two secretaries sign in this body. */
    assert_true(stage_says(stage, "waits for further signatures: 1 of 2"));
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM pending"), before + 1);
    /* Not in a written procedure. */
    stage_press(stage, "Esc Esc Esc 2 / umlauf Enter Enter v");
    assert_ptr_equal(stage_top(stage), &screen_proposal);
    assert_true(stage_says(stage, "has no seat in this body"));
}

#define MEETING_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make_meetings, stage_remove)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        MEETING_TEST(votes_that_are_called_out_are_recorded),
        MEETING_TEST(the_start_screen_tells_of_the_meeting),
        MEETING_TEST(meetings_have_a_phase),
        MEETING_TEST(the_agenda_is_in_the_order_of_votes),
        MEETING_TEST(a_ballot_is_opened_in_the_meeting),
        cmocka_unit_test_setup_teardown(a_written_procedure_stays_one, stage_make, stage_remove),
        MEETING_TEST(a_secretary_invites),
        MEETING_TEST(a_meeting_is_called_again),
        MEETING_TEST(a_member_may_not_invite),
        MEETING_TEST(minutes_are_read_and_confirmed),
        MEETING_TEST(other_bytes_are_no_minutes),
        MEETING_TEST(a_proposal_is_adjourned_and_taken_up_again),
        MEETING_TEST(a_meeting_that_is_over_keeps_its_roster),
        MEETING_TEST(a_decided_proposal_has_no_other_status),
        MEETING_TEST(only_secretaries_change_a_status),
        MEETING_TEST(silence_stands_beside_the_votes),
        MEETING_TEST(an_objection_needs_a_reason),
        MEETING_TEST(a_meeting_is_not_objected_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
