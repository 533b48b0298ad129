/* Ballots that choose among options: which votes are taken, what their results claim, when they may be closed early. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Seats and weights: stadt 1 (the chair), kreis 2, gemeinde 1.5, bmds 3. */
static const char RULES[] = "method: geheim external\n"
                            "rule: wahl Wahl\n"
                            "method: wahl choice\n"
                            "quorum: wahl heads(present) >= 2\n"
                            "adopted: wahl heads(winner) > 1/2 * heads(valid)\n"
                            "early: wahl decided 10\n"
                            "rule: vorsitz Wahl mit Stichentscheid\n"
                            "method: vorsitz choice\n"
                            "adopted: vorsitz heads(winner) > 0\n"
                            "abstention: vorsitz forbidden\n"
                            "tie: vorsitz chair\n"
                            "rule: mehrere Zustimmung zu mehreren\n"
                            "method: mehrere approval\n"
                            "adopted: mehrere weight(winner) >= 1/2 * weight(cast)\n"
                            "tie: mehrere chair\n"
                            "rule: rang Rangfolge\n"
                            "method: rang ranking\n"
                            "quorum: rang heads(present) >= 2\n"
                            "adopted: rang heads(winner) >= 1/2 * heads(cast)\n"
                            "early: rang decided 10\n"
                            "tie: rang chair\n";

static const char OPTIONS[] = "option: a Anna\noption: b Berta\noption: c Carl\n";

/* A body with these rules, and a ballot under one of them; `lines` go behind its options. */
static const char *begin_with(struct world *w, const char *statute, const char *rule, const char *lines)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
    world_found(w, world_edit(w, statute, "method: geheim external\n", RULES), "gs1");
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_enrol(w, seats[i], "holder", seats[i]);
    return world_open(w, world_propose(w, "stadt", "2026-001", OPTIONS), rule, world_say(w, "%s%s", OPTIONS, lines));
}

static const char *begin(struct world *w, const char *rule)
{
    return begin_with(w, WORLD_STATUTE, rule, "");
}

/* Each of these choices, written as the lines of an entry, is refused; then that of the last argument is taken. */
static void check_choices(struct world *w, const char *ballot, const char *const *wrong, size_t count,
                          const char *right, const char *kept)
{
    const char *vote = world_vote_text(w, ballot, "stadt", "stadt", "holder", "a");
    for (size_t i = 0; i < count; i++)
        world_refuse(w, world_edit(w, vote, "choice: a\n", world_say(w, "choice: %s\n", wrong[i])), "stadt", "choice");
    world_take(w, world_edit(w, vote, "choice: a\n", world_say(w, "choice: %s\n", right)), "stadt");
    assert_int_equal(world_number(w, world_say(w, "SELECT count(*) FROM vote WHERE choice = '%s'", kept)), 1);
}

#define REFUSED(list) (list), sizeof(list) / sizeof(list)[0]

static void choice(void **state)
{
    static const char *const wrong[] = {"d", "yes", "none", "a>b", "a=b", "a\nchoice: b", "a\nchoice: abstain"};
    struct world *w = *state;
    const char *ballot = begin(w, "wahl");
    check_choices(w, ballot, REFUSED(wrong), "b", "b");
    world_vote(w, ballot, "kreis", "kreis", "abstain");
}

static void choice_without_abstaining(void **state)
{
    static const char *const wrong[] = {"abstain"};
    struct world *w = *state;
    const char *ballot = begin(w, "vorsitz");
    check_choices(w, ballot, REFUSED(wrong), "c", "c");
}

static void approval(void **state)
{
    static const char *const wrong[] = {"d",  "none", "a>c", "a\nchoice: d", "c\nchoice: a", "a\nchoice: abstain",
                                        "yes"};
    struct world *w = *state;
    const char *ballot = begin(w, "mehrere");
    check_choices(w, ballot, REFUSED(wrong), "a\nchoice: c", "a,c");
    world_vote(w, ballot, "kreis", "kreis", "abstain");
    world_vote(w, ballot, "bmds", "bmds", "a\nchoice: b\nchoice: c");
    assert_int_equal(world_number(w, "SELECT count(*) FROM vote WHERE choice IN ('a,b,c', 'abstain')"), 2);
}

/* An option that stands twice on lines of its own is a defect of form already. */
static void approval_twice(void **state)
{
    struct world *w = *state;
    const char *ballot = begin(w, "mehrere");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "a\nchoice: a"), "stadt", "form");
    world_vote(w, ballot, "stadt", "stadt", "a");
}

static void ranking(void **state)
{
    static const char *const wrong[] = {"d", "a>d", "a>a", "a>b=a", "a>c=b", "none=a", "a>b\nchoice: c", "yes"};
    struct world *w = *state;
    const char *ballot = begin(w, "rang");
    check_choices(w, ballot, REFUSED(wrong), "c>a=b>none", "c>a=b>none");
    world_refuse(w, world_vote_text(w, ballot, "kreis", "kreis", "holder", "a>abstain"), "kreis", "form");
    world_vote(w, ballot, "kreis", "kreis", "none");
    world_vote(w, ballot, "bmds", "bmds", "abstain");
    world_vote(w, ballot, "gemeinde", "gemeinde", "b");
    assert_int_equal(world_number(w, "SELECT count(*) FROM vote WHERE choice IN ('none', 'abstain', 'b')"), 3);
}

/* What was kept of one ballot's options is not taken for another's. */
static void two_ballots_with_options_of_their_own(void **state)
{
    static const char other[] = "option: x Xaver\noption: y Yvonne\n";
    struct world *w = *state;
    const char *first = begin(w, "wahl");
    const char *second = world_open(w, world_propose(w, "stadt", "2026-002", other), "rang", other);
    world_refuse(w, world_vote_text(w, first, "stadt", "stadt", "holder", "x"), "stadt", "choice");
    world_refuse(w, world_vote_text(w, second, "stadt", "stadt", "holder", "a"), "stadt", "choice");
    world_vote(w, first, "stadt", "stadt", "a");
    world_vote(w, second, "stadt", "stadt", "y>x");
    world_vote(w, first, "kreis", "kreis", "b");
    world_vote(w, second, "kreis", "kreis", "x");
    assert_int_equal(world_number(w, "SELECT count(*) FROM vote"), 4);
}

struct cast {
    const char *seat, *choice; /* the choice as the lines of an entry */
};

/* Casts, closes; the result's text, which has `part` in it and was taken. */
static const char *expect(struct world *w, const char *ballot, const struct cast *votes, size_t count, const char *part)
{
    for (size_t i = 0; i < count; i++)
        world_vote(w, ballot, votes[i].seat, votes[i].seat, votes[i].choice);
    const char *text = world_result_text(w, ballot, world_close(w, ballot));
    if (!strstr(text, part))
        fail_msg("no such lines:\n%s\nin\n%s", part, text);
    world_take(w, text, "gs1");
    return text;
}

#define EXPECT(w, ballot, votes, part) expect((w), (ballot), (votes), sizeof(votes) / sizeof(votes)[0], (part))

static void result_of_a_choice(void **state)
{
    static const struct cast votes[] = {{"stadt", "a"}, {"gemeinde", "b"}, {"bmds", "a"}};
    struct world *w = *state;
    const char *ballot = begin(w, "wahl");
    for (size_t i = 0; i < 3; i++)
        world_vote(w, ballot, votes[i].seat, votes[i].seat, votes[i].choice);
    const char *text = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(text, "votes: 3\nresult: adopted\nwinner: a\ncount: a 2 4.0\ncount: b 1 1.5\n"
                                 "count: c 0 0.0\ncount: abstain 0 0.0\nreason: quorum 1 3 >= 2 holds\n"
                                 "reason: adopted 1 2 > 1.5 holds\n"));
    static const char *const wrong[][2] = {
        {"winner: a\n", ""},
        {"winner: a\n", "winner: b\n"},
        {"result: adopted", "result: rejected"},
        {"count: c 0 0.0\n", ""},
        {"count: abstain 0 0.0\n", "count: none 0 0.0\ncount: abstain 0 0.0\n"},
        {"count: a 2 4.0\ncount: b 1 1.5\n", "count: b 1 1.5\ncount: a 2 4.0\n"},
        {"adopted 1 2 > 1.5 holds", "adopted 1 2 > 3/2 holds"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        world_refuse(w, world_edit(w, text, wrong[i][0], wrong[i][1]), "gs1", "result");
    world_take(w, text, "gs1");
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'adopted'"), 1);
}

/* More weight leads, also against more heads; and the one that leads must have the majority that the rule asks for. */
static void the_weight_leads_and_the_rule_decides(void **state)
{
    static const struct cast votes[] = {{"stadt", "b"}, {"gemeinde", "b"}, {"bmds", "a"}};
    struct world *w = *state;
    EXPECT(w, begin(w, "wahl"), votes,
           "result: rejected\nwinner: a\ncount: a 1 3.0\ncount: b 2 2.5\ncount: c 0 0.0\ncount: abstain 0 0.0\n"
           "reason: quorum 1 3 >= 2 holds\nreason: adopted 1 1 > 1.5 fails\n");
}

static void no_winner_without_a_quorum(void **state)
{
    static const struct cast votes[] = {{"bmds", "a"}};
    struct world *w = *state;
    EXPECT(w, begin(w, "wahl"), votes, "votes: 1\nresult: no-quorum\ncount: a 1 3.0\n");
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'open'"), 1);
}

static void a_tie_has_no_winner(void **state)
{
    static const struct cast votes[] = {{"stadt", "a"}, {"kreis", "a"}, {"bmds", "b"}};
    struct world *w = *state;
    EXPECT(w, begin(w, "wahl"), votes, "result: rejected\ncount: a 2 3.0\ncount: b 1 3.0\n");
}

static void the_chair_decides_a_tie(void **state)
{
    static const struct cast votes[] = {{"stadt", "a"}, {"kreis", "a"}, {"bmds", "b"}};
    struct world *w = *state;
    EXPECT(w, begin(w, "vorsitz"), votes, "result: adopted\nwinner: a\n");
}

/* The chair's vote decides where it names one of those that share the lead, and no other of them. */
static void the_chair_decides_with_one_name_only(void **state)
{
    static const struct {
        const char *chair, *kreis, *bmds, *part;
    } rows[] = {
        {"a", "a", "b", "result: adopted\nwinner: a\n"},
        {"c", "abstain", "a\nchoice: b", "result: rejected\ncount: a 1 3.0\n"},
        {"a\nchoice: b", "c", "a\nchoice: b", "result: rejected\ncount: a 2 4.0\n"},
        {"abstain", "a\nchoice: b", "c", "result: adopted\nwinner: c\n"},
    };
    struct world *w = *state;
    world_close(w, begin(w, "wahl"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct cast votes[] = {{"stadt", rows[i].chair}, {"kreis", rows[i].kreis}, {"bmds", rows[i].bmds}};
        const char *proposal = world_propose(w, "stadt", world_say(w, "P-%zu", i), OPTIONS);
        EXPECT(w, world_open(w, proposal, "mehrere", OPTIONS), votes, rows[i].part);
    }
}

static void result_of_an_approval(void **state)
{
    static const struct cast votes[] = {
        {"stadt", "a\nchoice: b"}, {"kreis", "b\nchoice: c"}, {"gemeinde", "abstain"}, {"bmds", "a\nchoice: c"}};
    struct world *w = *state;
    EXPECT(w, begin(w, "mehrere"), votes,
           "votes: 4\nresult: adopted\nwinner: c\ncount: a 2 4.0\ncount: b 2 3.0\ncount: c 2 5.0\n"
           "count: abstain 1 1.5\nreason: adopted 1 5 >= 3.75 holds\n");
}

/* By weight a goes before b goes before c; a seat that ranks only some ranks the others alike behind them. */
static void result_of_a_ranking(void **state)
{
    static const struct cast votes[] = {{"stadt", "b>a"}, {"kreis", "a>b>c"}, {"gemeinde", "none"}, {"bmds", "a=b"}};
    struct world *w = *state;
    EXPECT(w, begin(w, "rang"), votes,
           "votes: 4\nresult: adopted\nwinner: a\ncount: a 3 6.0\ncount: b 3 6.0\ncount: c 1 2.0\ncount: none 1 1.5\n"
           "count: abstain 0 0.0\nreason: quorum 1 4 >= 2 holds\nreason: adopted 1 3 >= 2 holds\n");
}

/* Nobody is elected when no majority of weight ranks anyone above "none". */
static void none_wins(void **state)
{
    static const struct cast votes[] = {{"stadt", "a>none"}, {"kreis", "none>a"}, {"bmds", "none"}};
    struct world *w = *state;
    const char *text = EXPECT(w, begin(w, "rang"), votes, "votes: 3\nresult: rejected\ncount: a 1 1.0\n");
    assert_null(strstr(text, "winner:"));
    assert_non_null(strstr(text, "count: none 2 5.0\n"));
}

/* The holder's order replaces the deputy's, in both orders of the entries. */
static void the_holder_overrides(void **state)
{
    struct world *w = *state;
    const char *closed = begin(w, "wahl");
    world_close(w, closed);
    world_enrol(w, "vize", "deputy", "bmds");
    for (size_t i = 0; i < 2; i++) {
        const char *number = world_say(w, "P-%zu", i);
        const char *ballot = world_open(w, world_propose(w, "stadt", number, OPTIONS), "rang", OPTIONS);
        const char *deputy = world_vote_text(w, ballot, "vize", "bmds", "deputy", "a>c");
        if (i)
            world_take(w, deputy, "vize");
        world_vote(w, ballot, "bmds", "bmds", "c>b");
        if (!i)
            world_take(w, deputy, "vize");
        static const struct cast votes[] = {{"stadt", "b>c"}};
        EXPECT(w, ballot, votes, "votes: 2\nresult: adopted\nwinner: c\ncount: a 0 0.0\ncount: b 2 4.0\n");
    }
}

/* A body that allows no second vote, and a ballot with a deadline of a day. */
static const char *begin_early(struct world *w, const char *rule)
{
    const char *statute = world_edit(w, WORLD_STATUTE, "chair: stadt\n", "chair: stadt\nrevote: no\n");
    return begin_with(w, statute, rule, world_say(w, "closes: %s\n", world_time(w, 86400)));
}

static void early_when_the_winner_is_certain(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_early(w, "wahl");
    world_vote(w, ballot, "bmds", "bmds", "a");
    world_vote(w, ballot, "kreis", "kreis", "a");
    w->now.seconds += 599;
    /* a leads for certain, but two more votes may keep it from its majority. */
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    world_vote(w, ballot, "gemeinde", "gemeinde", "a");
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    w->now.seconds++;
    world_close(w, ballot);
}

static void a_ranking_is_not_closed_early(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_early(w, "rang");
    world_vote(w, ballot, "bmds", "bmds", "a>b");
    world_vote(w, ballot, "kreis", "kreis", "a>b");
    world_vote(w, ballot, "gemeinde", "gemeinde", "a>b");
    w->now.seconds += 600;
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    world_vote(w, ballot, "stadt", "stadt", "abstain");
    world_close(w, ballot);
}

static void the_options_are_the_proposals(void **state)
{
    struct world *w = *state;
    world_close(w, begin(w, "wahl"));
    const char *proposal = world_propose(w, "stadt", "2026-002", OPTIONS);
    static const char *const wrong[] = {"", "option: a Anna\noption: b Berta\n",
                                        "option: b Berta\noption: a Anna\noption: c Carl\n",
                                        "option: a Anna\noption: b Bertha\noption: c Carl\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        world_refuse(w, world_ballot_text(w, proposal, "rang", wrong[i]), "gs1", "option");
    world_refuse(w, world_ballot_text(w, proposal, "einfach", OPTIONS), "gs1", "option");
    world_refuse(w, world_ballot_text(w, world_propose(w, "stadt", "2026-003", ""), "rang", ""), "gs1", "option");
    world_open(w, proposal, "rang", OPTIONS);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(choice),
        WORLD_TEST(choice_without_abstaining),
        WORLD_TEST(approval),
        WORLD_TEST(approval_twice),
        WORLD_TEST(ranking),
        WORLD_TEST(two_ballots_with_options_of_their_own),
        WORLD_TEST(result_of_a_choice),
        WORLD_TEST(the_weight_leads_and_the_rule_decides),
        WORLD_TEST(no_winner_without_a_quorum),
        WORLD_TEST(a_tie_has_no_winner),
        WORLD_TEST(the_chair_decides_a_tie),
        WORLD_TEST(the_chair_decides_with_one_name_only),
        WORLD_TEST(result_of_an_approval),
        WORLD_TEST(result_of_a_ranking),
        WORLD_TEST(none_wins),
        WORLD_TEST(the_holder_overrides),
        WORLD_TEST(early_when_the_winner_is_certain),
        WORLD_TEST(a_ranking_is_not_closed_early),
        WORLD_TEST(the_options_are_the_proposals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
