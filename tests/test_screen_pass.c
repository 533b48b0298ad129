/* Several seats of one key in one pass: each vote is read and signed on its own, and a summary is at the end. */
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The key stadt is also deputy of two seats, and a ballot is opened after that. */
static void open_paper(struct stage *stage)
{
    struct world *w = stage->w;
    stage_seal(stage, "stadt", "stadt");
    world_take(w, world_enrol_text(w, "stadt", "deputy", "kreis"), world_say(w, "stadt %s", w->secretaries));
    world_take(w, world_enrol_text(w, "stadt", "deputy", "bmds"), world_say(w, "stadt %s", w->secretaries));
    const char *proposal = world_propose(w, "stadt", "P-1", "for: stadt\n");
    world_open(w, proposal, "einfach", "");
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "P-1");
    app_push(&stage->app, &screen_ballot, &facts);
}

static int64_t votes(struct stage *stage, const char *seat, const char *choice)
{
    return world_number(stage->w, world_say(stage->w,
                                            "SELECT count(*) FROM vote WHERE voter = 'stadt' AND seat = '%s' AND "
                                            "choice = '%s' AND ballot = (SELECT max(idx) FROM ballot)",
                                            seat, choice));
}

static void each_seat_is_signed_and_all_are_summed_up(void **state)
{
    struct stage *stage = *state;
    open_paper(stage);
    stage_expect(stage, 30, 100, "another seat (1 of 3)");
    stage_press(stage, "Enter");
    stage_expect_signing(stage, "\nseat: bmds\nas: deputy\nchoice: yes\n");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_ballot);
    assert_true(stage_says(stage, "has voted. Now the vote of Landkreis; Esc ends here."));
    assert_int_equal(votes(stage, "bmds", "yes"), 1);
    /* Another choice for the next seat; nothing is signed without its own word. */
    stage_press(stage, "Down Enter");
    stage_expect_signing(stage, "\nseat: kreis\nas: deputy\nchoice: no\n");
    stage_press(stage, "Enter Enter");
    assert_int_equal(votes(stage, "kreis", "no"), 0);
    stage_press(stage, "no Enter");
    assert_ptr_equal(stage_top(stage), &screen_ballot);
    assert_int_equal(votes(stage, "kreis", "no"), 1);
    stage_press(stage, "Up Enter");
    stage_expect_signing(stage, "\nseat: stadt\nas: holder\nchoice: yes\n");
    stage_press(stage, "yes Enter");
    assert_ptr_equal(stage_top(stage), &screen_pass);
    assert_int_equal(votes(stage, "stadt", "yes"), 1);
    stage_expect(stage, 24, 80, "Your 3 votes in this pass, each signed on its own");
    stage_expect(stage, 24, 80, "All your seats that may vote have voted.");
    stage_expect(stage, 24, 80, "no                  place 37");
    stage_expect(stage, 10, 40, "Landkreis  no        place 37");
    stage_press(stage, "Down Enter");
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    stage_expect(stage, 30, 100, "Choice     NO");
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_pass);
    /* Behind it is what was there before the paper. */
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_start);
}

/* After one vote its receipt; after some, how many seats are left. */
static void the_pass_can_be_ended_between_two_seats(void **state)
{
    struct stage *stage = *state;
    open_paper(stage);
    stage_press(stage, "Enter");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    struct ballot_facts facts = stage_ballot(stage, "P-1");
    stage_press(stage, "Esc");
    app_push(&stage->app, &screen_ballot, &facts);
    /* Leaving the text that is to be signed signs nothing, and the seat is still to vote. */
    stage_press(stage, "Right Enter Esc Enter yes Enter");
    assert_ptr_equal(stage_top(stage), &screen_ballot);
    stage_press(stage, "Enter yes Enter");
    assert_ptr_equal(stage_top(stage), &screen_pass);
    stage_expect(stage, 24, 80, "Your 2 votes in this pass");
}

static void seats_without_a_vote_are_told_at_the_end(void **state)
{
    struct stage *stage = *state;
    open_paper(stage);
    stage_press(stage, "Enter");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    stage_press(stage, "Enter yes Enter Esc");
    assert_ptr_equal(stage_top(stage), &screen_pass);
    stage_expect(stage, 24, 80, "1 of your seats has not voted.");
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(each_seat_is_signed_and_all_are_summed_up),
        STAGE_TEST(the_pass_can_be_ended_between_two_seats),
        STAGE_TEST(seats_without_a_vote_are_told_at_the_end),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
