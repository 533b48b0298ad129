#include "tests/ballot_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char six[] = "bench: rat Rat\nseat: a rat 1 voting A\nseat: b rat 1 voting B\nseat: c rat 1 voting C\n"
                          "seat: d rat 2 voting D\nseat: e rat 1 voting E\nseat: f rat 1 voting F\nchair: a\n";

static void open_poll(struct ballot_text *ballot, const char *adopted)
{
    ballot_text_open(ballot, six, METHOD_APPROVAL, NULL, adopted);
    ballot_text_options(ballot, "mai juni juli");
}

static const char *option(int index)
{
    static const char *const names[] = {"mai", "juni", "juli"};
    return index == LEAD_NONE ? "" : names[index];
}

struct row {
    const char *votes, *winner, *first, *second;
    unsigned tied; /* bits: 1 mai, 2 juni, 4 juli */
    bool chair;
    enum outcome outcome;
};

static void assert_rows(const char *adopted, const struct row *rows, size_t count)
{
    struct ballot_text ballot;
    open_poll(&ballot, adopted);
    for (size_t i = 0; i < count; i++) {
        ballot_text_votes(&ballot, rows[i].votes);
        ballot.rule.tie_chair = rows[i].chair;
        ballot_text_count(&ballot);
        const struct lead *lead = &ballot.tally.lead;
        if (strcmp(option(lead->winner), rows[i].winner) != 0 || lead->tied != rows[i].tied ||
            strcmp(option(lead->runoff[0]), rows[i].first) != 0 ||
            strcmp(option(lead->runoff[1]), rows[i].second) != 0 || ballot.tally.outcome != rows[i].outcome)
            fail_msg("'%s': %s, winner '%s', tied %llx, run-off '%s' '%s'", rows[i].votes,
                     outcome_name(ballot.tally.outcome), option(lead->winner), (unsigned long long)lead->tied,
                     option(lead->runoff[0]), option(lead->runoff[1]));
    }
    ballot_text_release(&ballot);
}

#define ASSERT_ROWS(adopted, rows) assert_rows(adopted, rows, sizeof rows / sizeof rows[0])

static void most_approved_leads(void **state)
{
    (void)state;
    static const struct row majority[] = {
        {"mai: a b c; juni: d; juli: e", "mai", "", "", 0, false, OUTCOME_ADOPTED},
        {"mai: a b; juni: c; juli: e; mai,juni: f", "mai", "", "", 0, false, OUTCOME_ADOPTED},
    };
    ASSERT_ROWS("heads(winner) > 1/2 * heads(valid)", majority);
    static const struct row three_quarters[] = {
        {"mai,juni: a b; juni: c", "juni", "", "", 0, false, OUTCOME_ADOPTED},
        {"mai,juni: a b; juni,juli: c", "juni", "", "", 0, false, OUTCOME_ADOPTED},
        {"mai: a b; juni: d c; juli: e f", "juni", "", "", 0, false, OUTCOME_REJECTED}, /* 2:3:2, two come second */
        {"mai: a b; juni: d; juli: c f", "", "", "", 7, false, OUTCOME_REJECTED},
        {"mai: a b c; juni: d; juli: e", "mai", "mai", "juni", 0, false, OUTCOME_REJECTED},
        {"mai,juni,juli: a b c d", "", "", "", 7, false, OUTCOME_REJECTED},
        {"mai,juni: a b; abstain: c d e f", "", "mai", "juni", 3, false, OUTCOME_REJECTED},
        {"abstain: a", "", "", "", 0, false, OUTCOME_REJECTED},
    };
    ASSERT_ROWS("heads(winner) >= 3/4 * heads(valid)", three_quarters);
}

static void the_chair_decides_by_approving_one_of_the_tied(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"mai: a; juni: b", "mai", "", "", 3, true, OUTCOME_ADOPTED},
        {"mai: a; juni: b", "", "mai", "juni", 3, false, OUTCOME_REJECTED},
        {"juni,juli: a; mai,juni: b; mai: c", "juni", "", "", 3, true, OUTCOME_ADOPTED}, /* juli is not tied */
        {"mai,juni: a; mai: b; juni: c", "", "mai", "juni", 3, true, OUTCOME_REJECTED},
        {"juli: a; mai: b c; juni: d", "", "mai", "juni", 3, true, OUTCOME_REJECTED},
        {"abstain: a; mai: b; juni: c", "", "mai", "juni", 3, true, OUTCOME_REJECTED},
        {"mai: b; juni: c", "", "mai", "juni", 3, true, OUTCOME_REJECTED},
    };
    ASSERT_ROWS("heads(winner) >= 1", rows);
}

static void a_vote_counts_for_each_option_it_names(void **state)
{
    (void)state;
    struct ballot_text ballot;
    open_poll(&ballot, "heads(winner) = 3 and weight(winner) = 4 and heads(valid) = 4 and heads(cast) = 5 and "
                       "weight(abstain) = 1 and heads(winner in chair) = 0");
    ballot_text_votes(&ballot, "mai: a; mai,juni: b d; juni,juli: c; abstain: e");
    ballot_text_count(&ballot);
    static const unsigned heads[] = {3, 3, 1, 1};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(ballot.tally.count[i].heads, heads[i]);
    assert_int_equal(ballot.tally.lead.tied, 3);
    ballot_text_votes(&ballot, "mai: a; juni: b; mai,juni: d; juni,juli: c; abstain: e");
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.count[1].heads, 3);
    assert_true(ballot.tally.count[1].weight == 4 * DECIMAL_ONE);
    assert_int_equal(ballot.tally.cast, 5);
    assert_int_equal(ballot.tally.outcome, OUTCOME_ADOPTED);
    ballot_text_release(&ballot);
}

static void approving_nothing_is_no_vote(void **state)
{
    (void)state;
    struct ballot_text ballot;
    open_poll(&ballot, "heads(winner) > 0");
    ballot_text_votes(&ballot, "mai: a b");
    ballot.choices.approved[0] = 0;
    ballot.choices.approved[1] |= UINT64_C(1) << 40; /* there is no such option */
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.cast, 1);
    assert_int_equal(ballot.tally.silent, 5);
    assert_int_equal(ballot.tally.count[0].heads, 1);
    ballot_text_release(&ballot);
}

static void all_64_options_are_counted(void **state)
{
    (void)state;
    struct ballot_text ballot;
    struct buffer lines = {0};
    for (int i = 0; i < CHOICE_LINES_MAX; i++)
        buffer_format(&lines, "%so%d", i ? " " : "", i);
    assert_int_equal(buffer_status(&lines), STATUS_OK);
    ballot_text_open(&ballot, six, METHOD_APPROVAL, NULL, "heads(winner) = 2");
    ballot_text_options(&ballot, lines.at);
    ballot_text_votes(&ballot, "o63: a; o0,o63: b; o0: c; o62,o63: d");
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.options, 65);
    assert_int_equal(ballot.tally.lead.winner, 63);
    assert_int_equal(ballot.tally.count[63].heads, 3);
    assert_int_equal(ballot.tally.count[62].heads, 1);
    assert_int_equal(ballot.tally.count[0].heads, 2);
    buffer_release(&lines);
    ballot_text_release(&ballot);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_approved_leads),
        cmocka_unit_test(the_chair_decides_by_approving_one_of_the_tied),
        cmocka_unit_test(a_vote_counts_for_each_option_it_names),
        cmocka_unit_test(approving_nothing_is_no_vote),
        cmocka_unit_test(all_64_options_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
