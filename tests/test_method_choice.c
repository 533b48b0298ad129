#include "core/method_choice.h"
#include "tests/ballot_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char seven[] = "bench: rat Rat\nbench: beirat Beirat\nseat: a rat 1 voting A\nseat: b rat 1 voting B\n"
                            "seat: c rat 1 voting C\nseat: d rat 1 voting D\nseat: e rat 1 voting E\n"
                            "seat: f beirat 2.5 voting F\nseat: g beirat 0 voting G\nseat: x rat 1 advisory X\n"
                            "chair: a\n";

static void open_election(struct ballot_text *ballot, const char *quorum, const char *adopted)
{
    ballot_text_open(ballot, seven, METHOD_CHOICE, quorum, adopted);
    ballot_text_options(ballot, "huber maier schulz");
}

static const char *option(int index)
{
    static const char *const names[] = {"huber", "maier", "schulz"};
    return index == LEAD_NONE ? "" : names[index];
}

struct row {
    const char *votes, *winner, *first, *second; /* winner; who would meet in a run-off */
    unsigned tied;                               /* bits: 1 huber, 2 maier, 4 schulz */
    enum outcome outcome;
};

static void assert_rows(struct ballot_text *ballot, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ballot_text_votes(ballot, rows[i].votes);
        ballot_text_count(ballot);
        const struct lead *lead = &ballot->tally.lead;
        if (strcmp(option(lead->winner), rows[i].winner) != 0 || lead->tied != rows[i].tied ||
            strcmp(option(lead->runoff[0]), rows[i].first) != 0 ||
            strcmp(option(lead->runoff[1]), rows[i].second) != 0 || ballot->tally.outcome != rows[i].outcome)
            fail_msg("'%s': %s, winner '%s', tied %llx, run-off '%s' '%s'", rows[i].votes,
                     outcome_name(ballot->tally.outcome), option(lead->winner), (unsigned long long)lead->tied,
                     option(lead->runoff[0]), option(lead->runoff[1]));
    }
    ballot_text_release(ballot);
}

#define ASSERT_ROWS(ballot, rows) assert_rows(ballot, rows, sizeof rows / sizeof rows[0])

static void most_weight_leads_and_needs_a_majority(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"huber: a b c; maier: d", "huber", "", "", 0, OUTCOME_ADOPTED},
        {"huber: a b; maier: c; schulz: d", "huber", "", "", 0, OUTCOME_REJECTED}, /* two for the second place */
        {"huber: a b c; maier: d e; schulz: f", "huber", "huber", "schulz", 0, OUTCOME_REJECTED},
        {"huber: a b; maier: d e; schulz: f", "schulz", "", "", 0, OUTCOME_REJECTED},
        {"huber: a b; maier: d", "huber", "", "", 0, OUTCOME_ADOPTED},
        {"maier: f; huber: a b", "maier", "maier", "huber", 0, OUTCOME_REJECTED}, /* 2.5 leads, 1 of 3 heads */
        {"huber: a; maier: b", "", "huber", "maier", 3, OUTCOME_REJECTED},
        {"huber: a; maier: b; schulz: c d", "schulz", "", "", 0, OUTCOME_REJECTED},
        {"huber: a; maier: b; schulz: c", "", "", "", 7, OUTCOME_REJECTED},
        {"huber: a; abstain: b c d e", "huber", "", "", 0, OUTCOME_ADOPTED}, /* abstentions are not valid votes */
        {"huber: g", "", "", "", 0, OUTCOME_REJECTED},                       /* no weight */
        {"abstain: a b", "", "", "", 0, OUTCOME_REJECTED},
        {"", "", "", "", 0, OUTCOME_REJECTED},
        {"maier: x; huber: a; recused: b", "huber", "", "", 0, OUTCOME_ADOPTED},
        {"maier: b c; huber: a; recused: b c", "huber", "", "", 0, OUTCOME_ADOPTED},
    };
    struct ballot_text ballot;
    open_election(&ballot, NULL, "heads(winner) > 1/2 * heads(valid)");
    ASSERT_ROWS(&ballot, rows);
}

static void without_a_leader_nothing_is_adopted(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"huber: a; maier: b", "", "huber", "maier", 3, OUTCOME_REJECTED},
        {"", "", "", "", 0, OUTCOME_REJECTED},
        {"huber: a", "huber", "", "", 0, OUTCOME_ADOPTED},
    };
    struct ballot_text ballot;
    open_election(&ballot, NULL, "heads(winner) >= 0");
    ballot_text_votes(&ballot, "huber: a; maier: b");
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.adopted[0].verdict, VERDICT_TRUE); /* it is told, and does not decide */
    assert_int_equal(ballot.tally.adopted[0].left.numerator, 0);
    ASSERT_ROWS(&ballot, rows);
}

static void without_a_quorum_no_one_leads(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"huber: a b", "", "", "", 0, OUTCOME_NO_QUORUM},
        {"huber: a; maier: b", "", "", "", 0, OUTCOME_NO_QUORUM},
        {"huber: a b c", "huber", "", "", 0, OUTCOME_ADOPTED},
        {"huber: a b; abstain: c", "huber", "", "", 0, OUTCOME_ADOPTED},
    };
    static const struct row of_winner[] = {
        {"huber: a; maier: b c", "maier", "", "", 0, OUTCOME_ADOPTED},
        {"huber: a; maier: b", "", "", "", 0, OUTCOME_NO_QUORUM},
    };
    struct ballot_text ballot;
    open_election(&ballot, "heads(present) >= 3", "heads(winner) > 0");
    ASSERT_ROWS(&ballot, rows);
    open_election(&ballot, "heads(winner) >= 2", "heads(winner) > 0");
    ASSERT_ROWS(&ballot, of_winner);
}

static void the_chair_decides_a_tie(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"huber: a b; maier: c d", "huber", "", "", 3, OUTCOME_ADOPTED},
        {"maier: a b; huber: c d", "maier", "", "", 3, OUTCOME_ADOPTED},
        {"maier/deputy: a; huber: c", "maier", "", "", 3, OUTCOME_ADOPTED},
        {"schulz: a; huber: b c; maier: d e", "", "huber", "maier", 3, OUTCOME_REJECTED}, /* the chair's is not tied */
        {"abstain: a; huber: b; maier: c", "", "huber", "maier", 3, OUTCOME_REJECTED},
        {"huber: b; maier: c", "", "huber", "maier", 3, OUTCOME_REJECTED},
        {"huber: a b; maier: c d; recused: a", "maier", "", "", 0, OUTCOME_ADOPTED},
        {"huber: a; maier: b; schulz: c", "huber", "", "", 7, OUTCOME_ADOPTED},
    };
    static const struct row rejected[] = {
        {"maier: a b; huber: c d", "maier", "maier", "huber", 3, OUTCOME_REJECTED},
        {"huber: a; maier: b; schulz: c", "huber", "", "", 7, OUTCOME_REJECTED},
    };
    struct ballot_text ballot;
    open_election(&ballot, NULL, "heads(winner) >= 1/3 * heads(valid)");
    ballot.rule.tie_chair = true;
    ASSERT_ROWS(&ballot, rows);
    open_election(&ballot, NULL, "heads(winner) > heads(all)");
    ballot.rule.tie_chair = true;
    ASSERT_ROWS(&ballot, rejected);
}

static void counts_and_sets(void **state)
{
    (void)state;
    struct ballot_text ballot;
    open_election(
        &ballot, NULL,
        "heads(winner) = 3 and weight(winner) = 4.5 and heads(winner in beirat) = 1 and heads(abstain) = 3 and "
        "heads(valid) = 4 and heads(cast) = 7 and heads(present) = 7");
    ballot.rule.silence = SILENCE_ABSTAIN; /* e and g do not vote */
    ballot_text_votes(&ballot, "huber: a b f; schulz: c; abstain: d");
    ballot_text_count(&ballot);
    const struct tally *tally = &ballot.tally;
    static const unsigned heads[] = {3, 0, 1, 1}; /* as cast */
    assert_int_equal(tally->options, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(tally->count[i].heads, heads[i]);
    assert_true(tally->count[0].weight == DECIMAL_ONE * 9 / 2);
    assert_int_equal(tally->bench[1].count[0].heads, 1);
    assert_int_equal(tally->bench[1].count[2].heads, 0);
    assert_int_equal(tally->bench[0].count[3].heads, 1);
    assert_int_equal(tally->cast, 5);
    assert_int_equal(tally->silent, 2);
    assert_int_equal(tally->outcome, OUTCOME_ADOPTED);
    ballot_text_release(&ballot);
}

static void votes_for_what_is_not_offered_are_ignored(void **state)
{
    (void)state;
    struct ballot_text ballot;
    open_election(&ballot, NULL, "heads(winner) > 0");
    ballot_text_votes(&ballot, "huber: a");
    ballot.choices.first[1] = 4; /* 3 is "abstain" */
    ballot.choices.first[2] = -5;
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.cast, 1);
    ballot_text_release(&ballot);
}

static void a_ballot_without_options_elects_no_one(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, seven, METHOD_CHOICE, NULL, "heads(winner) >= 0");
    ballot_text_votes(&ballot, "abstain: a");
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.options, 1);
    assert_int_equal(ballot.tally.outcome, OUTCOME_REJECTED);
    assert_int_equal(ballot.tally.lead.winner, LEAD_NONE);
    ballot_text_release(&ballot);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_weight_leads_and_needs_a_majority),
        cmocka_unit_test(without_a_leader_nothing_is_adopted),
        cmocka_unit_test(without_a_quorum_no_one_leads),
        cmocka_unit_test(the_chair_decides_a_tie),
        cmocka_unit_test(counts_and_sets),
        cmocka_unit_test(votes_for_what_is_not_offered_are_ignored),
        cmocka_unit_test(a_ballot_without_options_elects_no_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
