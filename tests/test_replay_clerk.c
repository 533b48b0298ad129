/* Votes that a clerk records in a meeting: when they may be, and that holder and deputy replace them in any order. */
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A meeting in which stadt and kreis are, stadt with a deputy, and an open ballot in it. */
static const char *begin(struct world *w, const char *secretaries, const char **meeting)
{
    world_convene(w, secretaries);
    world_enrol(w, "vize", "deputy", "stadt");
    *meeting = world_meet(w, "S-1", "");
    world_attend(w, *meeting, "gs1", "seat: stadt present\nseat: kreis present\nseat: dvc present\n");
    return world_open_in(w, *meeting, world_propose(w, "stadt", "2026-001", ""), "einfach");
}

static void for_a_seat_that_is_present(void **state)
{
    struct world *w = *state;
    const char *meeting, *ballot = begin(w, "gs1", &meeting);
    world_call_out(w, ballot, "stadt", "yes");
    assert_string_equal(world_count(w, ballot, "yes"), "count: yes 1 1.0");
    w->now.seconds++;
    world_call_out(w, ballot, "stadt", "no");
    assert_string_equal(world_count(w, ballot, "no"), "count: no 1 1.0");
    assert_int_equal(world_number(w, "SELECT count(*) FROM vote WHERE class = 2 AND voter = 'gs1'"), 2);
}

static void by_all_secretaries(void **state)
{
    struct world *w = *state;
    const char *meeting, *ballot = begin(w, "gs1 gs2", &meeting);
    const char *text = world_vote_text(w, ballot, "gs1", "stadt", "clerk", "yes");
    assert_string_equal(reason_code(world_force(w, world_note(w, text, "gs1"))), "signer");
    world_refuse(w, world_edit(w, text, "by: gs1", "by: stadt"), "stadt", "author");
    world_take(w, text, "gs1 gs2");
}

static void waits(struct world *w, const char *text, const char *signer)
{
    assert_int_equal(world_send(w, text, signer), REASON_NONE);
    assert_int_equal(w->entry.index, -1);
}

/* What would be refused with all signatures is refused with the first; and what waits is looked at again in the end. */
static void presence_and_the_first_signature(void **state)
{
    struct world *w = *state;
    const char *meeting, *ballot = begin(w, "gs1 gs2", &meeting);
    const char *early = world_vote_text(w, ballot, "gs1", "bmds", "clerk", "yes");
    assert_int_equal(world_send(w, early, "gs1"), REASON_CLERK);
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 0);
    world_attend(w, meeting, "gs1", "seat: bmds present\n");
    waits(w, early, "gs1");
    world_take(w, early, "gs1 gs2");
    const char *gone = world_vote_text(w, ballot, "gs1", "kreis", "clerk", "yes");
    waits(w, gone, "gs1");
    world_take(w, world_text(w, "attendance", "gs1", world_say(w, "meeting: %s\nseat: kreis left\n", meeting)),
               "gs1 gs2");
    world_refuse(w, gone, "gs1 gs2", "clerk");
}

/* Two secretaries record one call: the second is refused, whichever it is, as long as the first waits. */
static void recorded_twice(void **state)
{
    struct world *w = *state;
    const char *meeting, *ballot = begin(w, "gs1 gs2", &meeting);
    static const char *const seats[] = {"stadt", "kreis"};
    for (size_t i = 0; i < 2; i++) {
        const char *one = world_vote_text(w, ballot, "gs1", seats[i], "clerk", "yes"),
                   *two = world_vote_text(w, ballot, "gs2", seats[i], "clerk", "no"), *first = i ? two : one,
                   *second = i ? one : two, *starts = i ? "gs2" : "gs1", *follows = i ? "gs1" : "gs2";
        waits(w, first, starts);
        assert_int_equal(world_send(w, second, follows), REASON_DUPLICATE);
        waits(w, first, starts); /* once more is the same */
        world_take(w, first, world_say(w, "%s %s", starts, follows));
        /* Behind it the other is a correction. */
        waits(w, second, follows);
        world_take(w, second, world_say(w, "%s %s", follows, starts));
    }
    assert_int_equal(world_number(w, "SELECT count(*) FROM vote WHERE class = 2"), 4);
    assert_string_equal(world_count(w, ballot, "no"), "count: no 1 1.0");
}

static void clerk_without_the_statute(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *meeting = world_meet(w, "S-1", "");
    world_attend(w, meeting, "gs1", "seat: stadt present\n");
    const char *ballot = world_open_in(w, meeting, world_propose(w, "stadt", "2026-001", ""), "einfach");
    world_refuse(w, world_vote_text(w, ballot, "gs1", "stadt", "clerk", "yes"), "gs1", "clerk");
}

static void clerk_without_a_meeting(void **state)
{
    struct world *w = *state;
    const char *meeting, *held = begin(w, "gs1", &meeting);
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-002", ""), "einfach", "");
    world_refuse(w, world_vote_text(w, ballot, "gs1", "stadt", "clerk", "yes"), "gs1", "clerk");
    world_call_out(w, held, "stadt", "yes");
}

/* Present when the vote is called out: who came later may, who has left may not any more. */
static void clerk_for_who_is_there_now(void **state)
{
    struct world *w = *state;
    const char *meeting, *ballot = begin(w, "gs1", &meeting);
    world_refuse(w, world_vote_text(w, ballot, "gs1", "bmds", "clerk", "yes"), "gs1", "clerk");
    world_refuse(w, world_vote_text(w, ballot, "gs1", "nirgends", "clerk", "yes"), "gs1", "clerk");
    world_attend(w, meeting, "gs1", "seat: bmds present\nseat: kreis left\n");
    w->now.seconds++;
    world_call_out(w, ballot, "bmds", "yes");
    world_refuse(w, world_vote_text(w, ballot, "gs1", "kreis", "clerk", "yes"), "gs1", "clerk");
    /* Present in another meeting is not present in this one. */
    world_attend(w, world_meet(w, "S-2", ""), "gs1", "seat: gemeinde present\n");
    world_refuse(w, world_vote_text(w, ballot, "gs1", "gemeinde", "clerk", "yes"), "gs1", "clerk");
}

static void advisory_and_recused(void **state)
{
    struct world *w = *state;
    const char *meeting, *ballot = begin(w, "gs1", &meeting);
    world_refuse(w, world_vote_text(w, ballot, "gs1", "dvc", "clerk", "yes"), "gs1", "advisory");
    const char *proposal = world_propose(w, "stadt", "2026-002", "");
    world_recuse(w, proposal, "kreis", "kreis");
    const char *other = world_open_in(w, meeting, proposal, "einfach");
    world_refuse(w, world_vote_text(w, other, "gs1", "kreis", "clerk", "yes"), "gs1", "recused");
    world_call_out(w, other, "stadt", "yes");
}

static void choice_and_order(void **state)
{
    struct world *w = *state;
    const char *meeting, *ballot = begin(w, "gs1", &meeting);
    world_refuse(w, world_vote_text(w, ballot, "gs1", "stadt", "clerk", "consent"), "gs1", "choice");
    world_call_out(w, ballot, "stadt", "yes");
    world_refuse(w, world_vote_text(w, ballot, "gs1", "stadt", "clerk", "no"), "gs1", "order");
    world_call_out(w, ballot, "kreis", "no");
}

/* All six orders of holder, deputy and clerk: the holder's vote counts; without it the deputy's. */
static void any_order(void **state)
{
    struct world *w = *state;
    const char *meeting;
    begin(w, "gs1", &meeting);
    static const char *const orders[] = {"hdc", "hcd", "dhc", "dch", "chd", "cdh", "dc", "cd", "c"};
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        const char *proposal = world_propose(w, "stadt", world_say(w, "P-%zu", i), "");
        const char *ballot = world_open_in(w, meeting, proposal, "einfach");
        for (const char *c = orders[i]; *c; c++) {
            w->now.seconds++;
            if (*c == 'h')
                world_vote(w, ballot, "stadt", "stadt", "yes");
            else if (*c == 'd')
                world_take(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "no"), "vize");
            else
                world_call_out(w, ballot, "stadt", "abstain");
        }
        const char *counted = strchr(orders[i], 'h') ? "yes" : strchr(orders[i], 'd') ? "no" : "abstain";
        assert_string_equal(world_count(w, ballot, counted), world_say(w, "count: %s 1 1.0", counted));
        assert_non_null(strstr(world_result_text(w, ballot, w->founding), "votes: 1\n"));
    }
}

/* `revote: no` forbids a second record of the same clerk, not the overriding by the seat itself. */
static void revote(void **state)
{
    struct world *w = *state;
    const char *statute = world_edit(w, WORLD_STATUTE, "chair: stadt\n", "chair: stadt\nclerk: yes\nrevote: no\n");
    world_found(w, statute, "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    const char *meeting = world_meet(w, "S-1", "");
    world_attend(w, meeting, "gs1", "seat: stadt present\n");
    const char *ballot = world_open_in(w, meeting, world_propose(w, "stadt", "2026-001", ""), "einfach");
    world_call_out(w, ballot, "stadt", "no");
    w->now.seconds++;
    world_refuse(w, world_vote_text(w, ballot, "gs1", "stadt", "clerk", "yes"), "gs1", "revote");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    assert_string_equal(world_count(w, ballot, "yes"), "count: yes 1 1.0");
}

/* Only a holder's own vote lets everybody have voted before the deadline. */
static void a_clerk_leaves_the_window_open(void **state)
{
    struct world *w = *state;
    const char *meeting;
    begin(w, "gs1", &meeting);
    world_attend(w, meeting, "gs1", "seat: bmds present\nseat: gemeinde present\n");
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-002", ""), "einfach",
                                    world_say(w, "meeting: %s\ncloses: %s\n", meeting, world_time(w, 3600)));
    static const char *const seats[] = {"stadt", "kreis", "gemeinde"};
    for (size_t i = 0; i < 3; i++)
        world_vote(w, ballot, seats[i], seats[i], "yes");
    world_call_out(w, ballot, "bmds", "yes");
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    world_vote(w, ballot, "bmds", "bmds", "yes");
    w->now.seconds++;
    world_close(w, ballot);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(for_a_seat_that_is_present),
        WORLD_TEST(by_all_secretaries),
        WORLD_TEST(presence_and_the_first_signature),
        WORLD_TEST(recorded_twice),
        WORLD_TEST(clerk_without_the_statute),
        WORLD_TEST(clerk_without_a_meeting),
        WORLD_TEST(clerk_for_who_is_there_now),
        WORLD_TEST(advisory_and_recused),
        WORLD_TEST(choice_and_order),
        WORLD_TEST(any_order),
        WORLD_TEST(revote),
        WORLD_TEST(a_clerk_leaves_the_window_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
