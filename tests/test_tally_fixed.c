/* Can the outcome still change, where options lead? That of yes-no and consent is in test_tally.c. */
#include "core/tally.h"
#include "tests/ballot_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char five[] = "bench: rat Rat\nseat: a rat 1 voting A\nseat: b rat 1 voting B\nseat: c rat 1 voting C\n"
                           "seat: d rat 1 voting D\nseat: e rat 1 voting E\nchair: a\n";

struct row {
    const char *votes;
    bool revote, forbidden, fixed;
    enum silence silence;
};

struct rule_text {
    enum method method;
    const char *options, *quorum, *adopted;
};

static void assert_rows(const struct rule_text *rule, const struct row *rows, size_t count)
{
    struct ballot_text ballot;
    ballot_text_open(&ballot, five, rule->method, rule->quorum, rule->adopted);
    ballot_text_options(&ballot, rule->options);
    for (size_t i = 0; i < count; i++) {
        ballot_text_votes(&ballot, rows[i].votes);
        ballot.input.revote = rows[i].revote;
        ballot.rule.abstention_forbidden = rows[i].forbidden;
        ballot.rule.silence = rows[i].silence;
        ballot_text_count(&ballot);
        if (ballot.tally.fixed != rows[i].fixed)
            fail_msg("%s %s: '%s' is %s", method_name(rule->method), rule->adopted, rows[i].votes,
                     rows[i].fixed ? "not fixed" : "fixed");
    }
    ballot_text_release(&ballot);
}

#define ASSERT_ROWS(rule, rows) assert_rows(&(const struct rule_text)rule, rows, sizeof rows / sizeof rows[0])
#define RULE(method, options, quorum, adopted)                                                                         \
    {                                                                                                                  \
        METHOD_##method, options, quorum, adopted                                                                      \
    }

static void a_lead_that_no_one_can_overtake(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {.votes = "x: a b c", .fixed = true}, /* x leads whatever d and e do, and more than two name it */
        {.votes = "x: a b c; y: d", .fixed = true},
        {.votes = "x: a b", .fixed = false},
        {.votes = "x: a b; y: c", .fixed = false},
        {.votes = "x: a b c", .revote = true, .fixed = false},
        {.votes = "x: a b; x/deputy: c", .fixed = false}, /* the holder may vote otherwise */
        {.votes = "x: a b; y: c; recused: d e", .fixed = true},
        {.votes = "x: a; y: b; recused: c d e", .fixed = true}, /* a tie, and no one is left to vote */
        {.votes = "x: a; y: b; recused: c d", .fixed = true},   /* two at most */
        {.votes = "x: a; y: b; recused: c", .fixed = false},
        {.votes = "x: a b c d e", .fixed = true},
    };
    ASSERT_ROWS(RULE(CHOICE, "x y z", NULL, "heads(winner) > 2"), rows);
    ASSERT_ROWS(RULE(APPROVAL, "x y z", NULL, "heads(winner) > 2"), rows);
}

static void the_leader_is_certain_but_its_majority_is_not(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {.votes = "x: a b c", .fixed = false}, /* d and e may bring it to five */
        {.votes = "x: a b c; y: d e", .fixed = true},
        {.votes = "x: a b c; abstain: d", .fixed = true}, /* four at most */
    };
    ASSERT_ROWS(RULE(CHOICE, "x y z", NULL, "heads(winner) = 5"), rows);
}

static void rejected_whoever_leads(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {.votes = "x: a; y: b; z: c", .fixed = true}, /* three of five at most: 1 + 2 */
        {.votes = "x: a b; y: c", .fixed = false},    {.votes = "x: a; y: b", .fixed = false},
        {.votes = "abstain: a b", .fixed = true},     {.votes = "abstain: a", .fixed = false},
    };
    ASSERT_ROWS(RULE(CHOICE, "x y z", NULL, "heads(winner) >= 4"), rows);
    /* the quorum must be certain too, or certainly missed */
    static const struct row quorum[] = {
        {.votes = "x: a; y: b; z: c", .fixed = false},
        {.votes = "x: a; y: b; z: c; abstain: d", .fixed = true},
        {.votes = "recused: a b", .fixed = true},
        {.votes = "x: a b c; recused: d e", .fixed = true},
    };
    ASSERT_ROWS(RULE(CHOICE, "x y z", "heads(present) >= 4", "heads(winner) >= 4"), quorum);
    /* a quorum that counts the votes of whoever leads */
    static const struct row led[] = {
        {.votes = "abstain: a b c", .fixed = true},
        {.votes = "x: a; abstain: b c", .fixed = false},
        {.votes = "x: a b c", .fixed = true},
    };
    ASSERT_ROWS(RULE(CHOICE, "x y z", "heads(winner) >= 3", "heads(all) > 0"), led);
}

static void with_one_option_whoever_does_not_abstain_names_it(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {.votes = "x: a b c", .fixed = true},
        {.votes = "x: a b", .fixed = false},
        {.votes = "x: a; x/deputy: b c d e", .fixed = false},
        {.votes = "x: a; x/deputy: b c d e", .forbidden = true, .fixed = true}, /* only for x can they vote */
        {.votes = "x/deputy: a b c", .forbidden = true, .revote = true, .fixed = true},
    };
    ASSERT_ROWS(RULE(CHOICE, "x", NULL, "heads(winner) >= 3"), rows);
    ASSERT_ROWS(RULE(APPROVAL, "x", NULL, "heads(winner) >= 3"), rows);
}

static void silence_that_abstains_counts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {.votes = "x: a b c", .silence = SILENCE_ABSTAIN, .fixed = false}, /* d may still vote for x: 4 of 5 */
        {.votes = "x: a b c; abstain: d e", .silence = SILENCE_ABSTAIN, .fixed = true},
        {.votes = "x: a b c; abstain: d", .silence = SILENCE_ABSTAIN, .fixed = false},
        {.votes = "x: a b c; y: d", .silence = SILENCE_ABSTAIN, .fixed = false},
        {.votes = "x: a b; y: c; z: d", .silence = SILENCE_ABSTAIN, .fixed = true},
    };
    ASSERT_ROWS(RULE(CHOICE, "x y z", NULL, "heads(winner) > 3/5 * heads(cast)"), rows);
}

static void a_ranking_is_fixed_when_all_have_voted(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {.votes = "x>y: a b c d e", .fixed = true},
        {.votes = "x>y: a b c d", .fixed = false}, /* more careful than necessary */
        {.votes = "x>y: a b c d e", .revote = true, .fixed = false},
        {.votes = "x>y: a; recused: b c d e", .fixed = true},
        {.votes = "abstain: a b c d", .fixed = false},
    };
    ASSERT_ROWS(RULE(RANKING, "x y", NULL, "heads(winner) >= 1"), rows);
    static const struct row never[] = {{.votes = "x>y: a b", .fixed = false}, {.votes = "x: a b c d e", .fixed = true}};
    ASSERT_ROWS(RULE(RANKING, "x y", NULL, "heads(winner) > heads(all)"), never);
    static const struct row quorum[] = {
        {.votes = "x>y: a b; recused: c d", .fixed = false},
        {.votes = "x>y: a b; recused: c d e", .fixed = true},
        {.votes = "x>y: a; recused: c d e", .fixed = true}, /* two at most */
    };
    ASSERT_ROWS(RULE(RANKING, "x y", "heads(present) >= 3", "heads(winner) >= 1"), quorum);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lead_that_no_one_can_overtake),
        cmocka_unit_test(the_leader_is_certain_but_its_majority_is_not),
        cmocka_unit_test(rejected_whoever_leads),
        cmocka_unit_test(with_one_option_whoever_does_not_abstain_names_it),
        cmocka_unit_test(silence_that_abstains_counts),
        cmocka_unit_test(a_ranking_is_fixed_when_all_have_voted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
