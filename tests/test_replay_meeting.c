/* Meetings: each reason of data/FORMAT.md section 6, and what a meeting does to the ballots in it. */
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void an_invitation_with_all_its_lines(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *a = world_propose(w, "stadt", "2026-001", ""), *b = world_propose(w, "kreis", "2026-002", "");
    const char *first = world_meet(w, "S-1", "");
    world_meet(w, "S-2",
               world_say(w, "closes: %s\nplace: Rathaus\nchair: dvc\nagain: %s\nitem: %s\nitem: %s\n\n| Welcome.\n",
                         world_time(w, 7200), first, b, a));
    assert_int_equal(world_number(w, "SELECT count(*) FROM meeting WHERE chair = 'dvc' AND again = "
                                     "(SELECT idx FROM meeting WHERE number = 'S-1') AND closes > opens"),
                     1);
    assert_int_equal(world_number(w, "SELECT pos FROM item i JOIN proposal p ON p.idx = i.proposal "
                                     "WHERE p.number = '2026-001'"),
                     1);
}

static void reference(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", ""), *first = world_meet(w, "S-1", "");
    world_refuse(w, world_meeting_text(w, "S-2", world_say(w, "again: %s\n", proposal)), "gs1", "reference");
    world_refuse(w, world_meeting_text(w, "S-2", world_say(w, "item: %s\n", first)), "gs1", "reference");
    world_refuse(w, world_meeting_text(w, "S-2", world_say(w, "item: %s\nitem: %s\n", proposal, w->founding)), "gs1",
                 "reference");
    world_meet(w, "S-2", world_say(w, "again: %s\nitem: %s\n", first, proposal));
}

static void number(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_meet(w, "S-1", "");
    w->now.seconds++;
    world_refuse(w, world_meeting_text(w, "S-1", ""), "gs1", "number");
    /* Proposals number themselves. */
    world_propose(w, "stadt", "S-1", "");
    world_meet(w, "S-2", "");
}

static void seat(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_refuse(w, world_meeting_text(w, "S-1", "chair: kommunen\n"), "gs1", "seat");
    world_meet(w, "S-1", "chair: kreis\n");
}

static void times(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_refuse(w, world_meeting_text(w, "S-1", world_say(w, "closes: %s\n", world_time(w, 3600))), "gs1", "times");
    world_meet(w, "S-1", world_say(w, "closes: %s\n", world_time(w, 3601)));
}

static void by_one_secretary(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1 gs2");
    world_refuse(w, world_edit(w, world_meeting_text(w, "S-1", ""), "by: gs1", "by: stadt"), "stadt", "author");
    world_refuse(w, world_meeting_text(w, "S-1", ""), "gs1 gs2", "signer");
    world_meet(w, "S-1", "");
}

static void the_first_reason_is_named(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_meet(w, "S-1", "");
    w->now.seconds++;
    const char *lines = world_say(w, "closes: %s\nchair: nirgends\nitem: %s\n", world_time(w, 0), w->founding);
    world_refuse(w, world_meeting_text(w, "S-1", lines), "gs1", "reference");
    lines = world_say(w, "closes: %s\nchair: nirgends\n", world_time(w, 0));
    world_refuse(w, world_meeting_text(w, "S-1", lines), "gs1", "number");
    world_refuse(w, world_meeting_text(w, "S-2", lines), "gs1", "seat");
}

/* Whoever is in the chair of this meeting has the casting vote, not whom the statute names. */
static void the_meeting_names_its_chair(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    const char *meeting = world_meet(w, "S-1", "chair: kreis\n");
    world_attend(w, meeting, "gs1", "seat: bmds present\nseat: gemeinde present\nseat: kreis present\n");
    const char *first = world_open_in(w, meeting, world_propose(w, "stadt", "2026-001", ""), "dreifach");
    world_vote(w, first, "bmds", "bmds", "yes");
    world_vote(w, first, "kreis", "kreis", "yes");
    assert_non_null(strstr(world_result_text(w, first, w->founding), "result: adopted\n"));
    const char *second =
        world_open_in(w, world_meet(w, "S-2", ""), world_propose(w, "stadt", "2026-002", ""), "dreifach");
    world_vote(w, second, "bmds", "bmds", "yes");
    world_vote(w, second, "kreis", "kreis", "yes");
    world_vote(w, second, "gemeinde", "gemeinde", "no");
    assert_non_null(strstr(world_result_text(w, second, w->founding),
                           "result: rejected\ncount: yes 2 5.0\ncount: no 1 1.5\ncount: abstain 0 0.0\n"
                           "reason: quorum 1 3 >= 3 holds\nreason: adopted 1 2 >= 2 holds\n"
                           "reason: adopted 2 0 = 1 fails\n"));
}

/* A meeting without its quorum is called again: `call` counts those that lacked it on this proposal. */
static void a_second_call(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    const char *proposal = world_propose(w, "stadt", "2026-001", ""),
               *other = world_propose(w, "stadt", "2026-002", "");
    const char *first = world_meet(w, "S-1", "");
    world_attend(w, first, "gs1", "seat: stadt present\nseat: kreis present\n");
    const char *ballot = world_open_in(w, first, proposal, "dreifach");
    assert_non_null(strstr(world_result_text(w, ballot, w->founding), "reason: quorum 1 2 >= 3 fails\n"));
    world_result(w, ballot, world_close(w, ballot));
    const char *second = world_meet(w, "S-2", world_say(w, "again: %s\n", first));
    world_attend(w, second, "gs1", "seat: stadt present\nseat: kreis present\n");
    w->now.seconds++;
    ballot = world_open_in(w, second, proposal, "dreifach");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    assert_int_equal(world_number(w, "SELECT max(call) FROM ballot"), 2);
    assert_non_null(strstr(world_result_text(w, ballot, w->founding),
                           "result: adopted\ncount: yes 2 3.0\ncount: no 0 0.0\ncount: abstain 0 0.0\n"
                           "reason: quorum 1 2 >= 2 holds\n"));
    /* Another proposal had not been put to the vote in the first meeting. */
    world_open_in(w, second, other, "dreifach");
    assert_int_equal(world_number(w, "SELECT call FROM ballot ORDER BY idx DESC LIMIT 1"), 1);
}

/* Two ballots without a quorum in one meeting are one lacking meeting, and one outside the chain counts for nothing. */
static void calls_are_counted_by_meetings(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    const char *proposal = world_propose(w, "stadt", "2026-001", ""), *chain[3];
    const char *lone = world_meet(w, "S-0", "");
    for (size_t i = 0; i < 3; i++)
        chain[i] = world_meet(w, world_say(w, "S-%zu", i + 1), i ? world_say(w, "again: %s\n", chain[i - 1]) : "");
    const char *held[] = {lone, chain[0], chain[0]};
    for (size_t i = 0; i < 3; i++) {
        w->now.seconds++;
        const char *ballot = world_open_in(w, held[i], proposal, "dreifach");
        world_result(w, ballot, world_close(w, ballot));
    }
    assert_int_equal(world_number(w, "SELECT count(*) FROM ballot WHERE outcome = 'no-quorum' AND call = 1"), 3);
    /* However often it is: a ballot without a quorum is no round. */
    assert_int_equal(world_number(w, "SELECT max(round) FROM ballot"), 1);
    w->now.seconds++;
    world_void(w, world_open_in(w, chain[1], proposal, "dreifach"));
    assert_int_equal(world_number(w, "SELECT max(call) FROM ballot"), 2);
    w->now.seconds++;
    world_void(w, world_open_in(w, chain[2], proposal, "dreifach"));
    assert_int_equal(world_number(w, "SELECT max(call) FROM ballot"), 2);
    w->now.seconds++;
    world_open(w, proposal, "dreifach", "");
    assert_int_equal(world_number(w, "SELECT call FROM ballot ORDER BY idx DESC LIMIT 1"), 1);
}

/* Silence counts in a written procedure alone: abstention, consent, or nothing where the rule says nothing. */
static void silence_in_and_outside_a_meeting(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    const char *meeting = world_meet(w, "S-1", "");
    world_attend(w, meeting, "gs1", "seat: stadt present\nseat: kreis present\nseat: bmds present\n");
    static const struct {
        const char *rule, *inside, *outside;
    } cases[] = {
        {"schweigen", "result: rejected\ncount: yes 1 1.0\n", "result: adopted\ncount: yes 1 1.0\n"},
        {"umlauf", "result: adopted\ncount: yes 1 1.0\n", "result: rejected\ncount: yes 1 1.0\n"},
        {"mehrheit", "result: rejected\ncount: yes 1 1.0\n", "result: rejected\ncount: yes 1 1.0\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *a = world_propose(w, "stadt", world_say(w, "A-%zu", i), ""),
                   *b = world_propose(w, "stadt", world_say(w, "B-%zu", i), "");
        const char *inside = world_open_in(w, meeting, a, cases[i].rule),
                   *outside = world_open(w, b, cases[i].rule, "");
        world_vote(w, inside, "stadt", "stadt", "yes");
        world_vote(w, outside, "stadt", "stadt", "yes");
        assert_non_null(strstr(world_result_text(w, inside, w->founding), cases[i].inside));
        assert_non_null(strstr(world_result_text(w, outside, w->founding), cases[i].outside));
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(an_invitation_with_all_its_lines),
        WORLD_TEST(reference),
        WORLD_TEST(number),
        WORLD_TEST(seat),
        WORLD_TEST(times),
        WORLD_TEST(by_one_secretary),
        WORLD_TEST(the_first_reason_is_named),
        WORLD_TEST(the_meeting_names_its_chair),
        WORLD_TEST(a_second_call),
        WORLD_TEST(calls_are_counted_by_meetings),
        WORLD_TEST(silence_in_and_outside_a_meeting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
