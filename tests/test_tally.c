#include "core/tally.h"
#include "tests/ballot_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define BESCHLUSS                                                                                                      \
    "heads(yes in bund) = heads(all in bund) and heads(yes in laender) >= 11 and "                                     \
    "weight(yes in laender) >= 2/3 * weight(all in laender)"
#define GEWICHTET                                                                                                      \
    "heads(present) >= 1/2 * heads(all) or heads(seats) < 1/2 * heads(all) and "                                       \
    "heads(present) >= 1/4 * heads(all) or call >= 2 and heads(present) >= 3"

static const char five[] = "bench: rat Rat\nseat: a rat 1 voting A\nseat: b rat 1 voting B\nseat: c rat 1 voting C\n"
                           "seat: d rat 1 voting D\nseat: e rat 1 voting E\nseat: x rat 1 advisory X\nchair: a\n";

static void assert_weight(wide units, unsigned digits, const char *text)
{
    struct buffer out = {0};
    decimal_write(units, digits, &out);
    assert_string_equal(out.at, text);
    buffer_release(&out);
}

static void assert_reason(const struct tally *tally, bool quorum, size_t index, const char *text)
{
    struct buffer out = {0};
    tally_reason(tally, quorum, index, &out);
    assert_string_equal(out.at, text);
    buffer_release(&out);
}

static void twelve_laender_without_the_share(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, roll_it_planungsrat, METHOD_YES_NO, "heads(present) > 1/2 * heads(all)", BESCHLUSS);
    ballot_text_votes(&ballot, "yes: bund bw be bb hb hh he mv rp sl sn st sh; no: nw by");
    ballot.rule.silence = SILENCE_ABSTAIN;
    ballot_text_count(&ballot);
    const struct tally *tally = &ballot.tally;
    assert_int_equal(tally->outcome, OUTCOME_REJECTED);
    assert_int_equal(tally->all, 17);
    assert_int_equal(tally->seats, 17);
    assert_int_equal(tally->cast, 15);
    assert_int_equal(tally->present, 15);
    assert_int_equal(tally->silent, 2);
    const struct tally_bench *laender = &tally->bench[roll_bench_find(&ballot.roll.roll, SLICE("laender"))];
    assert_int_equal(laender->seats, 16);
    assert_int_equal(laender->cast, 14);
    assert_int_equal(laender->count[0].heads, 12);
    assert_weight(laender->count[0].weight, roll_digits(&ballot.roll.roll), "51.29641");
    assert_int_equal(tally->count[0].heads, 13);
    assert_int_equal(tally->count[1].heads, 2);
    assert_weight(tally->count[1].weight, 5, "36.67751");
    assert_weight(tally->count[2].weight, 5, "0.00000");
    assert_int_equal(tally->bench[roll_bench_find(&ballot.roll.roll, SLICE("beratend"))].seats, 0);
    assert_int_equal(tally->quorums, 1);
    assert_int_equal(tally->adopteds, 3);
    assert_reason(tally, true, 0, "quorum 1 15 > 8.5 holds");
    assert_reason(tally, false, 0, "adopted 1 1 = 1 holds");
    assert_reason(tally, false, 1, "adopted 2 12 >= 11 holds");
    assert_reason(tally, false, 2, "adopted 3 51.29641 >= 200/3 fails");
    ballot_text_release(&ballot);
}

static void two_to_two_by_weight_and_the_chair(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, roll_arbeitskreis, METHOD_YES_NO, GEWICHTET,
                     "weight(yes) > weight(no) or weight(yes) = weight(no) and heads(yes in chair) = 1");
    ballot_text_votes(&ballot, "yes: stadt kreis; no: itdl; abstain: gemeinde; recused: plattform; present: plattform");
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.outcome, OUTCOME_ADOPTED);
    assert_int_equal(ballot.tally.all, 5);
    assert_int_equal(ballot.tally.seats, 4);
    assert_int_equal(ballot.tally.present, 4);
    assert_weight(ballot.tally.count[1].weight, roll_digits(&ballot.roll.roll), "2");
    assert_int_equal(ballot.tally.quorums, 5);
    assert_reason(&ballot.tally, true, 0, "quorum 1 4 >= 2.5 holds");
    assert_reason(&ballot.tally, true, 1, "quorum 2 4 < 2.5 fails");
    assert_reason(&ballot.tally, true, 2, "quorum 3 4 >= 1.25 holds");
    assert_reason(&ballot.tally, true, 3, "quorum 4 1 >= 2 fails");
    assert_reason(&ballot.tally, false, 0, "adopted 1 2 > 2 fails");
    assert_reason(&ballot.tally, false, 1, "adopted 2 2 = 2 holds");
    assert_reason(&ballot.tally, false, 2, "adopted 3 1 = 1 holds");
    ballot_text_votes(&ballot, "no: stadt kreis; yes: itdl; abstain: gemeinde");
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.outcome, OUTCOME_REJECTED);
    ballot_text_release(&ballot);
}

static void reasons_name_proposers_and_negative_values(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, roll_lenkungskreis, METHOD_YES_NO, NULL,
                     "proposer in kommunen or proposer in chair or heads(yes) - heads(no) > 1/3 - 1");
    ballot_text_votes(&ballot, "proposer: kommune-2; no: land-1 land-2");
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.quorums, 0);
    assert_reason(&ballot.tally, false, 0, "adopted 1 proposer in kommunen holds");
    assert_reason(&ballot.tally, false, 1, "adopted 2 proposer in chair fails");
    assert_reason(&ballot.tally, false, 2, "adopted 3 -2 > -2/3 fails");
    ballot_text_release(&ballot);
}

struct row {
    const char *votes;
    enum silence silence;
    enum outcome outcome;
};

static void assert_rows(struct ballot_text *ballot, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ballot_text_votes(ballot, rows[i].votes);
        ballot->rule.silence = rows[i].silence;
        ballot_text_count(ballot);
        if (ballot->tally.outcome != rows[i].outcome)
            fail_msg("'%s', silence %d: %s", rows[i].votes, rows[i].silence, outcome_name(ballot->tally.outcome));
    }
}

static void silence_speaks_for_adopted_alone(void **state)
{
    (void)state;
    static const struct row half_present[] = {
        {"yes: a b; no: c", SILENCE_ABSENT, OUTCOME_ADOPTED},
        {"yes: a b; no: c", SILENCE_ABSTAIN, OUTCOME_REJECTED}, /* 2 of 5 present */
        {"yes: a b; no: c", SILENCE_CONSENT, OUTCOME_ADOPTED},  /* 4 of 5 */
        {"no: a b c", SILENCE_CONSENT, OUTCOME_REJECTED},
        {"yes: a b", SILENCE_CONSENT, OUTCOME_NO_QUORUM}, /* the quorum does not see silence */
        {"yes: a b", SILENCE_ABSTAIN, OUTCOME_NO_QUORUM},
        {"yes: a b; no: c; recused: d e", SILENCE_ABSTAIN, OUTCOME_ADOPTED}, /* the recused are not silent */
        {"yes: a; no: b c; recused: d e", SILENCE_CONSENT, OUTCOME_REJECTED},
        /* in a meeting silence is absence */
        {"yes: a; no: b c; present: a", SILENCE_CONSENT, OUTCOME_REJECTED},
        {"yes: a b; no: c; present: a", SILENCE_ABSTAIN, OUTCOME_ADOPTED},
        {"yes: a b; no: c; present: d", SILENCE_ABSENT, OUTCOME_REJECTED},
    };
    struct ballot_text ballot;
    ballot_text_open(&ballot, five, METHOD_YES_NO, "heads(present) >= 3", "heads(yes) > 1/2 * heads(present)");
    assert_rows(&ballot, half_present, sizeof half_present / sizeof half_present[0]);
    ballot_text_release(&ballot);
}

static void silence_enters_the_sets_it_should(void **state)
{
    (void)state;
    static const char rule[] = "heads(yes) = 1 and heads(no) = 1 and heads(abstain) = 3 and heads(cast) = 5 and "
                               "heads(present) = 5 and heads(valid) = 2 and heads(seats) = 5";
    static const struct row abstain[] = {{"yes: a; no: b", SILENCE_ABSTAIN, OUTCOME_ADOPTED},
                                         {"yes: a; no: b; abstain: c", SILENCE_ABSTAIN, OUTCOME_ADOPTED},
                                         {"yes: a; no: b", SILENCE_ABSENT, OUTCOME_REJECTED}};
    static const char consent_rule[] = "heads(consent) = 3 and heads(concern) = 1 and heads(object) = 1 and "
                                       "heads(abstain) = 0 and heads(cast) = 5 and heads(valid) = 5";
    static const struct row consent[] = {{"concern: a; object: b", SILENCE_CONSENT, OUTCOME_ADOPTED},
                                         {"concern: a; object: b; consent: c", SILENCE_CONSENT, OUTCOME_ADOPTED},
                                         {"concern: a; object: b", SILENCE_ABSTAIN, OUTCOME_REJECTED}};
    static const struct row consent_abstain[] = {{"concern: a; object: b", SILENCE_ABSTAIN, OUTCOME_ADOPTED},
                                                 {"concern: a; object: b", SILENCE_ABSENT, OUTCOME_REJECTED}};
    struct ballot_text ballot;
    ballot_text_open(&ballot, five, METHOD_YES_NO, NULL, rule);
    assert_rows(&ballot, abstain, 3);
    ballot_text_release(&ballot);
    ballot_text_open(&ballot, five, METHOD_CONSENT, NULL, consent_rule);
    assert_rows(&ballot, consent, 3);
    ballot_text_release(&ballot);
    ballot_text_open(&ballot, five, METHOD_CONSENT, NULL,
                     "heads(abstain) = 3 and heads(cast) = 5 and heads(valid) = 2 and heads(consent) = 0");
    assert_rows(&ballot, consent_abstain, 2);
    ballot_text_release(&ballot);
}

static void counts_are_votes_as_cast(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, five, METHOD_YES_NO, NULL, "heads(yes) = 4");
    ballot_text_votes(&ballot, "yes: a; no: b");
    ballot.rule.silence = SILENCE_CONSENT;
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.outcome, OUTCOME_ADOPTED);
    assert_int_equal(ballot.tally.count[0].heads, 1);
    assert_int_equal(ballot.tally.cast, 2);
    assert_int_equal(ballot.tally.present, 2);
    assert_int_equal(ballot.tally.silent, 3);
    ballot_text_release(&ballot);
}

static void quorum_by_one(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: a b; abstain: c", SILENCE_ABSENT, OUTCOME_ADOPTED},
        {"yes: a b", SILENCE_ABSENT, OUTCOME_NO_QUORUM},
        {"yes: a b; present: c", SILENCE_ABSENT, OUTCOME_ADOPTED},
        {"yes: a b; present: a b", SILENCE_ABSENT, OUTCOME_NO_QUORUM},
        {"yes: a b; present: c; recused: c", SILENCE_ABSENT, OUTCOME_NO_QUORUM},
        {"yes: a b x", SILENCE_ABSENT, OUTCOME_NO_QUORUM},
    };
    struct ballot_text ballot;
    ballot_text_open(&ballot, five, METHOD_YES_NO, "heads(present) > 1/2 * heads(all)", "heads(yes) > heads(no)");
    assert_rows(&ballot, rows, sizeof rows / sizeof rows[0]);
    ballot_text_release(&ballot);
}

static void recusals_change_the_base(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: a b; no: c", SILENCE_ABSENT, OUTCOME_REJECTED},
        {"yes: a b; no: c; recused: d e", SILENCE_ABSENT, OUTCOME_ADOPTED},
        {"yes: a b; no: c; recused: a", SILENCE_ABSENT, OUTCOME_REJECTED}, /* a's vote is gone too */
        {"yes: a b; recused: c d e", SILENCE_ABSENT, OUTCOME_ADOPTED},
    };
    struct ballot_text ballot;
    ballot_text_open(&ballot, five, METHOD_YES_NO, NULL, "heads(yes) > 1/2 * heads(seats)");
    assert_rows(&ballot, rows, sizeof rows / sizeof rows[0]);
    ballot_text_release(&ballot);
}

static void votes_that_no_one_has_are_ignored(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, five, METHOD_YES_NO, NULL, "heads(yes) > heads(no)");
    ballot_text_votes(&ballot, "yes: a x; no: b; recused: c");
    ballot.choices.first[roll_text_seat(&ballot.roll, "c")] = 0;
    ballot.choices.first[roll_text_seat(&ballot.roll, "d")] = 3;
    ballot.choices.first[roll_text_seat(&ballot.roll, "e")] = -7;
    ballot_text_count(&ballot);
    assert_int_equal(ballot.tally.cast, 2);
    assert_int_equal(ballot.tally.count[0].heads, 1);
    assert_int_equal(ballot.tally.all, 5);
    assert_int_equal(ballot.tally.seats, 4);
    assert_int_equal(ballot.tally.outcome, OUTCOME_REJECTED);
    ballot_text_release(&ballot);
}

static void what_is_counted_on_paper_is_not_counted_here(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, five, METHOD_EXTERNAL, NULL, NULL);
    assert_int_equal(tally_count(&ballot.input, &ballot.roll.arena, &ballot.tally), STATUS_REFUSED);
    ballot_text_release(&ballot);
}

static void outcomes_have_names(void **state)
{
    (void)state;
    static const char *const names[] = {"adopted", "rejected", "no-quorum", "void"};
    for (enum outcome outcome = 0; outcome < OUTCOME_COUNT; outcome++)
        assert_string_equal(outcome_name(outcome), names[outcome]);
    assert_null(outcome_name(OUTCOME_COUNT));
}

struct outlook {
    const char *votes;
    bool revote, forbidden, ended, fixed;
    enum silence silence;
};

static void assert_outlooks(const char *quorum, const char *adopted, const struct outlook *rows, size_t count)
{
    struct ballot_text ballot;
    ballot_text_open(&ballot, five, METHOD_YES_NO, quorum, adopted);
    for (size_t i = 0; i < count; i++) {
        ballot_text_votes(&ballot, rows[i].votes);
        ballot.input.revote = rows[i].revote;
        ballot.input.ended = rows[i].ended;
        ballot.rule.abstention_forbidden = rows[i].forbidden;
        ballot.rule.silence = rows[i].silence;
        ballot_text_count(&ballot);
        if (ballot.tally.fixed != rows[i].fixed)
            fail_msg("%s: '%s' is %s", adopted, rows[i].votes, rows[i].fixed ? "not fixed" : "fixed");
    }
    ballot_text_release(&ballot);
}

#define ASSERT_OUTLOOKS(quorum, adopted, rows) assert_outlooks(quorum, adopted, rows, sizeof rows / sizeof rows[0])

static void what_can_still_change_is_not_fixed(void **state)
{
    (void)state;
    static const struct outlook majority[] = {
        {.votes = "yes: a b c", .fixed = true},
        {.votes = "yes: a b", .fixed = false},
        {.votes = "yes: a b", .ended = true, .fixed = true},
        {.votes = "yes: a b; no: c d", .fixed = false},
        {.votes = "yes: a b; no: c; recused: d e", .fixed = true},
        {.votes = "yes: a b c", .revote = true, .fixed = false},
        {.votes = "yes: a b; yes/deputy: c", .fixed = false}, /* its holder may still vote */
        {.votes = "yes: a b c; no: d e", .fixed = true},
        {.votes = "no: a b c; yes/clerk: d", .fixed = true},
    };
    ASSERT_OUTLOOKS(NULL, "heads(yes) > heads(no)", majority);
    /* a tie may come although neither end of what can happen is one */
    static const struct outlook tie[] = {
        {.votes = "yes: a; no: b", .fixed = false},
        {.votes = "yes: a; no/deputy: b; recused: c d e", .forbidden = true, .fixed = false},
        {.votes = "yes: a b c; no: d", .fixed = true},
    };
    ASSERT_OUTLOOKS(NULL, "heads(yes) = heads(no)", tie);
    static const struct outlook quorum[] = {
        {.votes = "recused: a b c", .fixed = true}, /* two can never be three */
        {.votes = "yes: a b", .fixed = false},
        {.votes = "yes: a; no/deputy: c b; recused: d e", .fixed = false}, /* quorate for certain, but not decided */
        {.votes = "yes: a b; no: c; recused: d e", .fixed = true},
        /* the deputy's vote cannot be taken away, only replaced: three it stays */
        {.votes = "yes: a b; no/deputy: c; recused: d e", .fixed = true},
        {.votes = "yes: a b", .silence = SILENCE_CONSENT, .fixed = false},
    };
    ASSERT_OUTLOOKS("heads(present) >= 3", "heads(yes) > heads(no)", quorum);
    static const struct outlook revote[] = {
        {.votes = "yes: a b c d e", .revote = true, .fixed = true}, /* votes may change, but not vanish */
        {.votes = "yes: a b c d", .revote = true, .fixed = false},
        {.votes = "yes: a b c d", .revote = true, .silence = SILENCE_ABSTAIN, .fixed = true},
    };
    ASSERT_OUTLOOKS(NULL, "heads(cast) = 5", revote);
    static const struct outlook abstention[] = {
        {.votes = "yes: a; no/deputy: b c d e", .forbidden = true, .fixed = true},
        {.votes = "yes: a; no/deputy: b c d e", .fixed = false},
        {.votes = "yes: a; no: b c d", .forbidden = true, .fixed = false}, /* e may stay silent */
        {.votes = "yes: a; no: b c d", .forbidden = true, .silence = SILENCE_CONSENT, .fixed = true},
    };
    ASSERT_OUTLOOKS(NULL, "heads(yes) + heads(no) = 5", abstention);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twelve_laender_without_the_share),
        cmocka_unit_test(two_to_two_by_weight_and_the_chair),
        cmocka_unit_test(reasons_name_proposers_and_negative_values),
        cmocka_unit_test(silence_speaks_for_adopted_alone),
        cmocka_unit_test(silence_enters_the_sets_it_should),
        cmocka_unit_test(counts_are_votes_as_cast),
        cmocka_unit_test(quorum_by_one),
        cmocka_unit_test(recusals_change_the_base),
        cmocka_unit_test(votes_that_no_one_has_are_ignored),
        cmocka_unit_test(what_is_counted_on_paper_is_not_counted_here),
        cmocka_unit_test(outcomes_have_names),
        cmocka_unit_test(what_can_still_change_is_not_fixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
