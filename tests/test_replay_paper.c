/* Ballots on paper (external), numbers of decisions, and what repeals what. */
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A ballot on paper that is closed, and the claim about it with these lines behind `close`. */
static const char *begin(struct world *w, const char **close)
{
    const char *ballot = world_begin(w, "geheim", "");
    *close = world_close(w, ballot);
    return ballot;
}

static const char *claim(struct world *w, const char *ballot, const char *close, const char *lines)
{
    return world_text(w, "result", "gs1", world_say(w, "ballot: %s\nclose: %s\n%s", ballot, close, lines));
}

static void what_the_secretaries_say(void **state)
{
    struct world *w = *state;
    const char *close, *ballot = begin(w, &close);
    world_take(w,
               claim(w, ballot, close,
                     "number: W-1\nvotes: 4\nresult: adopted\nwinner: anna\ncount: anna 3 3\ncount: berta 1 1\n"),
               "gs1");
    assert_int_equal(world_number(w, "SELECT count(*) FROM ballot WHERE outcome = 'adopted' AND decision = 'W-1'"), 1);
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'adopted'"), 1);
}

static void nobody_votes_here(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "geheim", "");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes"), "stadt", "choice");
    world_close(w, ballot);
}

static void result(void **state)
{
    struct world *w = *state;
    const char *close, *ballot = begin(w, &close);
    static const char *const wrong[] = {
        "votes: 4\nresult: void\ncount: anna 3 3\n",
        "votes: 4\nresult: adopted\nwinner: carl\ncount: anna 3 3\n",
        "votes: 4\nresult: adopted\nwinner: carl\n",
        "votes: 4\nresult: adopted\ncount: anna 3 3\nreason: adopted 1 3 > 1 holds\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        world_refuse(w, claim(w, ballot, close, wrong[i]), "gs1", "result");
    world_take(w, claim(w, ballot, close, "votes: 0\nresult: no-quorum\n"), "gs1");
    w->now.seconds++;
    world_refuse(w, claim(w, ballot, close, "votes: 0\nresult: no-quorum\n"), "gs1", "result");
}

/* Four seats may vote, of weight 7.5 together: both sides of each bound, and of those that a recusal lowers. */
static void no_more_than_the_roll_holds(void **state)
{
    struct world *w = *state;
    const char *close, *ballot = begin(w, &close);
    static const char *const wrong[] = {
        "votes: 5\nresult: adopted\nwinner: anna\ncount: anna 4 4\n",
        "votes: 4\nresult: adopted\nwinner: anna\ncount: anna 5 4\n",
        "votes: 3\nresult: adopted\nwinner: anna\ncount: anna 4 4\n",
        "votes: 4\nresult: adopted\nwinner: anna\ncount: anna 4 7.500000001\n",
        "votes: 4\nresult: adopted\nwinner: anna\ncount: anna 3 3\ncount: berta 1 999999999999999\n",
        "votes: 999999999999999\nresult: rejected\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        world_refuse(w, claim(w, ballot, close, wrong[i]), "gs1", "result");
    /* Several names on a paper: together they may be more than the papers. */
    world_take(w,
               claim(w, ballot, close,
                     "votes: 4\nresult: adopted\nwinner: anna\ncount: anna 4 7.500000000\ncount: berta 4 7.5\n"),
               "gs1");
}

static void a_recusal_lowers_the_bounds(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", ""), *ballot = world_open(w, proposal, "geheim", "");
    world_recuse(w, proposal, "bmds", "bmds");
    const char *close = world_close(w, ballot);
    world_refuse(w, claim(w, ballot, close, "votes: 4\nresult: adopted\ncount: anna 3 3\n"), "gs1", "result");
    world_refuse(w, claim(w, ballot, close, "votes: 3\nresult: adopted\ncount: anna 3 4.6\n"), "gs1", "result");
    world_take(w, claim(w, ballot, close, "votes: 3\nresult: adopted\ncount: anna 3 4.5\n"), "gs1");
}

/* Nothing is fixed on paper, and nobody's vote is seen: before the deadline there is no closing. */
static void window(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "geheim", world_say(w, "closes: %s\n", world_time(w, 60)));
    w->now.seconds += 59;
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    w->now.seconds += 1;
    world_close(w, ballot);
}

/* The result of a ballot of two voters, with that number. */
static const char *numbered(struct world *w, const char *proposal, const char *number, const char *choice)
{
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", choice);
    world_vote(w, ballot, "kreis", "kreis", choice);
    const char *text = world_result_text(w, ballot, world_close(w, ballot));
    return world_edit(w, text, "votes: 2", world_say(w, "number: %s\nvotes: 2", number));
}

static void number(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_take(w, numbered(w, world_propose(w, "stadt", "2026-001", ""), "B-1", "yes"), "gs1");
    const char *second = numbered(w, world_propose(w, "stadt", "B-1", ""), "B-1", "yes");
    world_refuse(w, second, "gs1", "number");
    world_take(w, world_edit(w, second, "number: B-1\nvotes", "number: B-2\nvotes"), "gs1");
    assert_int_equal(world_number(w, "SELECT count(*) FROM ballot WHERE decision IN ('B-1', 'B-2')"), 2);
}

static void the_first_reason_is_named(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_take(w, numbered(w, world_propose(w, "stadt", "2026-001", ""), "B-1", "yes"), "gs1");
    const char *second = numbered(w, world_propose(w, "stadt", "2026-002", ""), "B-1", "no");
    world_refuse(w, world_edit(w, second, "result: rejected", "result: adopted"), "gs1", "result");
    world_refuse(w, second, "gs1", "number");
}

/* A decision is undone by a later one that names its result; the place of the repealed ballot is kept. */
static void repeals(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *first = world_propose(w, "stadt", "2026-001", "");
    const char *adopted = world_take(w, numbered(w, first, "B-1", "yes"), "gs1");
    const char *rejected = world_take(w, numbered(w, world_propose(w, "stadt", "2026-002", ""), "B-2", "no"), "gs1");
    world_refuse(w, world_proposal_text(w, "stadt", "2026-003", world_say(w, "repeals: %s\n", rejected)), "stadt",
                 "reference");
    const char *later =
        world_propose(w, "stadt", "2026-003", world_say(w, "amends: %s\nrepeals: %s\n", first, adopted));
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal p JOIN ballot b ON b.idx = p.repeals "
                                     "JOIN proposal q ON q.idx = p.amends WHERE p.number = '2026-003' AND "
                                     "b.decision = 'B-1' AND q.number = '2026-001'"),
                     1);
    world_take(w, numbered(w, later, "B-3", "yes"), "gs1");
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'adopted'"), 2);
}

/* Both orders of two secretaries' closings: the first has a place, the second none. */
static void two_closings(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1 gs2");
    for (size_t i = 0; i < 2; i++) {
        const char *ballot = world_open(w, world_propose(w, "stadt", world_say(w, "P-%zu", i), ""), "einfach", "");
        const char *one = world_close_text(w, ballot), *other = world_edit(w, one, "by: gs1", "by: gs2");
        world_take(w, i ? one : other, i ? "gs1 gs2" : "gs2 gs1");
        world_refuse(w, i ? other : one, i ? "gs2 gs1" : "gs1 gs2", "closed");
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(what_the_secretaries_say),
        WORLD_TEST(nobody_votes_here),
        WORLD_TEST(result),
        WORLD_TEST(no_more_than_the_roll_holds),
        WORLD_TEST(a_recusal_lowers_the_bounds),
        WORLD_TEST(window),
        WORLD_TEST(number),
        WORLD_TEST(the_first_reason_is_named),
        WORLD_TEST(repeals),
        WORLD_TEST(two_closings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
