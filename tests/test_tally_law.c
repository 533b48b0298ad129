/*
 * The rules of real bodies, each with ballots that pass, that fail, and that lie just beside the border.
 */
#include "tests/ballot_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char council[] = "bench: rat Rat\n"
                              "seat: a rat 1 voting A\nseat: b rat 1 voting B\nseat: c rat 1 voting C\n"
                              "seat: d rat 1 voting D\nseat: e rat 1 voting E\nseat: f rat 1 voting F\n"
                              "chair: a\n";

/* Bund and five Länder, as in the KONSENS steering group. */
static const char konsens[] = "bench: bund Bund\nbench: laender Länder\nseat: bmf bund 1 voting Bund\n"
                              "seat: bw laender 1 voting BW\nseat: by laender 1 voting BY\n"
                              "seat: he laender 1 voting HE\nseat: ni laender 1 voting NI\n"
                              "seat: nw laender 1 voting NW\n";

/* Ten invented states with 100 parts of population. */
static const char states[] = "bench: rat Rat\n"
                             "seat: s0 rat 30 voting 0\nseat: s1 rat 20 voting 1\nseat: s2 rat 15 voting 2\n"
                             "seat: s3 rat 5 voting 3\nseat: s4 rat 5 voting 4\nseat: s5 rat 5 voting 5\n"
                             "seat: s6 rat 5 voting 6\nseat: s7 rat 5 voting 7\nseat: s8 rat 5 voting 8\n"
                             "seat: s9 rat 5 voting 9\n";

struct row {
    const char *votes;
    enum outcome outcome;
};

static void assert_rows(const char *seats, enum method method, const char *quorum, const char *adopted,
                        const struct row *rows, size_t count)
{
    struct ballot_text ballot;
    ballot_text_open(&ballot, seats, method, quorum, adopted);
    for (size_t i = 0; i < count; i++) {
        ballot_text_votes(&ballot, rows[i].votes);
        ballot_text_count(&ballot);
        if (ballot.tally.outcome != rows[i].outcome)
            fail_msg("%s: '%s' is %s", adopted, rows[i].votes, outcome_name(ballot.tally.outcome));
    }
    ballot_text_release(&ballot);
}

#define ASSERT_ROWS(seats, quorum, adopted, rows)                                                                      \
    assert_rows(seats, METHOD_YES_NO, quorum, adopted, rows, sizeof rows / sizeof rows[0])

static void simple_majority(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: a b; no: c", OUTCOME_ADOPTED}, {"yes: a; no: b c", OUTCOME_REJECTED},
        {"yes: a; no: b", OUTCOME_REJECTED},  {"yes: a; abstain: b c d e f", OUTCOME_ADOPTED},
        {"abstain: a b", OUTCOME_REJECTED},   {"", OUTCOME_REJECTED},
    };
    ASSERT_ROWS(council, NULL, "heads(yes) > heads(no)", rows);
}

static void majority_of_all_members(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: a b c d", OUTCOME_ADOPTED},
        {"yes: a b c", OUTCOME_REJECTED},
        {"yes: a b c; recused: d e f", OUTCOME_REJECTED}, /* `all` holds the recused */
        {"yes: a b c d; no: e f", OUTCOME_ADOPTED},
    };
    ASSERT_ROWS(council, NULL, "heads(yes) > 1/2 * heads(all)", rows);
}

static void majority_of_those_present(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: a b; no: c", OUTCOME_ADOPTED},
        {"yes: a b; abstain: c d", OUTCOME_REJECTED},
        {"yes: a b c; abstain: d; no: e", OUTCOME_ADOPTED},
        {"yes: a b; present: c d", OUTCOME_REJECTED}, /* present and silent counts in the base */
        {"yes: a b; present: a b c", OUTCOME_ADOPTED},
        {"yes: a b; present: c d; recused: d", OUTCOME_ADOPTED},
    };
    ASSERT_ROWS(council, NULL, "heads(yes) > 1/2 * heads(present)", rows);
}

static void two_thirds_of_yes_and_no(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: a b c d; no: e f", OUTCOME_ADOPTED},
        {"yes: a b c; no: d e", OUTCOME_REJECTED},
        {"yes: a b; no: c; abstain: d e f", OUTCOME_ADOPTED},
        {"abstain: a b", OUTCOME_ADOPTED}, /* nothing is two thirds of nothing: the quorum's to prevent */
    };
    ASSERT_ROWS(council, NULL, "heads(yes) >= 2/3 * heads(valid)", rows);
}

static void three_to_one(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: a b c; no: d", OUTCOME_ADOPTED},
        {"yes: a b; no: d", OUTCOME_REJECTED},
        {"yes: a b c d; no: e f", OUTCOME_REJECTED},
    };
    ASSERT_ROWS(council, NULL, "heads(yes) >= 3 * heads(no)", rows);
}

static void casting_vote_of_the_chair(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: b c; no: d", OUTCOME_ADOPTED},
        {"yes: a b; no: c d", OUTCOME_ADOPTED},
        {"yes: b c; no: a d", OUTCOME_REJECTED},
        {"yes: b; no: c; abstain: a", OUTCOME_REJECTED},
        {"yes: a b; no: c d; recused: a", OUTCOME_REJECTED}, /* 1 to 2, and the chair has no vote */
    };
    ASSERT_ROWS(council, NULL, "heads(yes) > heads(no) or heads(yes) = heads(no) and heads(yes in chair) = 1", rows);
}

#define BESCHLUSS                                                                                                      \
    "heads(yes in bund) = heads(all in bund) and heads(yes in laender) >= 11 and "                                     \
    "weight(yes in laender) >= 2/3 * weight(all in laender)"

static void it_planungsrat_beschluss(void **state)
{
    (void)state;
    static const struct row rows[] = {
        /* 12 Länder with 51.29641 of 100 */
        {"yes: bund bw be bb hb hh he mv rp sl sn st sh; no: nw by", OUTCOME_REJECTED},
        /* 14 with 94.05174; all 16 without the Bund; all */
        {"yes: bund bw by be bb hb he mv nw rp sl sn st th ni; abstain: sh", OUTCOME_ADOPTED},
        {"yes: bw by be bb hb hh he mv ni nw rp sl sn st sh th; no: bund", OUTCOME_REJECTED},
        {"yes: bw by be bb hb hh he mv ni nw rp sl sn st sh th; recused: bund", OUTCOME_REJECTED},
        {"yes: bund bw by be bb hb hh he mv ni nw rp sl sn st sh th", OUTCOME_ADOPTED},
        /* 14 without the two largest: 63.32249; without NW and BW: 65.88914; without BY and BW: 71.50011 */
        {"yes: bund bw be bb hb hh he mv ni rp sl sn st sh th; no: by nw", OUTCOME_REJECTED},
        {"yes: bund by be bb hb hh he mv ni rp sl sn st sh th; no: bw nw", OUTCOME_REJECTED},
        {"yes: bund be bb hb hh he mv ni nw rp sl sn st sh th; no: bw by", OUTCOME_ADOPTED},
        /* the smallest eleven that pass, 66.67050, and the largest that fail, 66.65653 */
        {"yes: bund by bb hb he mv nw rp sl sn st th", OUTCOME_ADOPTED},
        {"yes: bund bw by be bb hh he mv ni rp sl th", OUTCOME_REJECTED},
        /* ten do not suffice, whatever they carry: 87.77155 */
        {"yes: bund bw by be he ni nw rp sn sh bb", OUTCOME_REJECTED},
        /* the eleven smallest: 33.62564 */
        {"yes: bund hb sl mv hh th st bb sh rp sn be", OUTCOME_REJECTED},
    };
    ASSERT_ROWS(roll_it_planungsrat, NULL, BESCHLUSS, rows);
}

static void it_planungsrat_empfehlung(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: bund bw by be bb; no: hb hh he mv; abstain: ni nw", OUTCOME_ADOPTED},
        {"yes: bund bw by be; no: hb hh he mv; abstain: ni nw", OUTCOME_REJECTED},
        {"yes: bund bw by be bb; no: hb hh; abstain: ni", OUTCOME_NO_QUORUM},
        {"yes: bund bw by be bb kommunen-1 kommunen-2; no: hb hh; abstain: ni", OUTCOME_NO_QUORUM},
        {"yes: bund bw by be bb; no: hb hh; abstain: ni nw", OUTCOME_ADOPTED},
    };
    ASSERT_ROWS(roll_it_planungsrat, "heads(present) > 1/2 * heads(all)", "heads(yes) > heads(no)", rows);
}

/* All 4,368 coalitions of eleven Länder with the Bund: 2,586 carry two thirds. Shares in 1/100,000 %. */
static void koenigstein_coalitions(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, roll_it_planungsrat, METHOD_YES_NO, NULL, BESCHLUSS);
    const struct roll *roll = &ballot.roll.roll;
    struct situation situation = {.roll = roll, .choice = ballot.choices.first, .round = 1, .call = 1, .winner = -1};
    struct comparison comparison[3];
    size_t land[16] = {0}, count = 0, passing = 0, coalitions = 0;
    wide smallest = 100 * DECIMAL_ONE, largest = 0;
    for (size_t i = 0; i < roll->seats; i++)
        if (slice_is(roll->bench[roll->seat[i].bench].id, "laender"))
            land[count++] = i;
    assert_int_equal(count, 16);
    ballot.choices.first[roll_text_seat(&ballot.roll, "bund")] = 0;
    for (unsigned set = 0; set < 1U << 16; set++) {
        if (__builtin_popcount(set) != 11)
            continue;
        wide weight = 0;
        for (size_t i = 0; i < 16; i++) {
            ballot.choices.first[land[i]] = set >> i & 1 ? 0 : 1;
            weight += set >> i & 1 ? roll->seat[land[i]].weight.units : 0;
        }
        coalitions++;
        bool carried = expression_evaluate(ballot.rule.adopted, &situation, comparison);
        passing += carried;
        if (carried && weight < smallest)
            smallest = weight;
        if (!carried && weight > largest)
            largest = weight;
    }
    assert_int_equal(coalitions, 4368);
    assert_int_equal(passing, 2586);
    assert_int_equal(smallest / 10000, 6667050);
    assert_int_equal(largest / 10000, 6665653);
    ballot_text_release(&ballot);
}

static void konsens_section_9(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"proposer: bmf; yes: bmf; no: bw by; abstain: he ni nw", OUTCOME_ADOPTED},
        {"proposer: bmf; yes: bmf he ni; no: bw by nw", OUTCOME_REJECTED},
        {"proposer: bmf; abstain: bmf bw by he", OUTCOME_ADOPTED},
        {"proposer: bw; yes: bw by; no: he; abstain: bmf", OUTCOME_ADOPTED},
        {"proposer: bw; yes: bw by; no: he ni; abstain: bmf", OUTCOME_REJECTED},
        {"proposer: bw; yes: bw by he; no: bmf", OUTCOME_REJECTED},
        {"proposer: bmf; yes: bmf bw", OUTCOME_NO_QUORUM},
        {"yes: bmf bw by he ni nw", OUTCOME_REJECTED}, /* neither side proposed it */
        {"proposer: bmf bw; yes: bw by he; no: bmf ni nw", OUTCOME_ADOPTED},
    };
    ASSERT_ROWS(konsens, "heads(present) >= 4",
                "proposer in bund and heads(no in laender) <= 2 or proposer in laender and "
                "heads(yes in laender) > heads(no in laender) and heads(no in bund) = 0",
                rows);
}

static void dhrv_section_8(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: bund-1 bund-2 land-1 land-2 land-3 itdl-1", OUTCOME_ADOPTED},
        {"yes: bund-1 bund-2 land-1 land-2 land-3", OUTCOME_NO_QUORUM},
        {"round: 2; yes: bund-1 bund-2 land-1 land-2 land-3; abstain: itdl-1", OUTCOME_REJECTED},
        {"round: 2; yes: bund-1 bund-2 land-1 land-2 land-3; present: itdl-1", OUTCOME_REJECTED},
        {"round: 3; yes: bund-1 bund-2 land-1 land-2 land-3 itdl-1; no: itdl-2 kommune-1", OUTCOME_ADOPTED},
        {"round: 3; yes: bund-1 bund-2 land-1 land-2 land-3; no: itdl-1", OUTCOME_REJECTED},
        {"round: 3; yes: bund-1 bund-2 land-1; no: itdl-1 itdl-2 land-3", OUTCOME_ADOPTED},
        {"round: 4; yes: land-2 bund-2 land-1; no: itdl-1 itdl-2 bund-1", OUTCOME_REJECTED},
    };
    ASSERT_ROWS(roll_lenkungskreis, "heads(present) >= 6",
                "round < 3 and heads(yes) = heads(present) or round >= 3 and (heads(yes) > 1/2 * heads(all) or "
                "heads(yes) = heads(no) and heads(yes in chair) = 1)",
                rows);
}

static void bundesrat(void **state)
{
    (void)state;
    static const struct row half[] = {
        /* 33, 35 and 34 of 69; an abstention is no yes */
        {"yes: bw by ni nw he be", OUTCOME_REJECTED},
        {"yes: bw by ni nw he hh hb", OUTCOME_ADOPTED},
        {"yes: bw by ni nw be hh hb", OUTCOME_REJECTED},
        {"yes: bw by ni nw he be; abstain: hh hb mv", OUTCOME_REJECTED},
    };
    static const struct row two_thirds[] = {
        {"yes: bw by ni nw he be bb rp sn hh hb", OUTCOME_ADOPTED},         /* 51 */
        {"yes: bw by ni nw he be bb rp st", OUTCOME_REJECTED},              /* 45 */
        {"yes: bw by ni nw be bb rp hh hb sl sn; no: he", OUTCOME_ADOPTED}, /* 49 */
        {"yes: bw by ni nw be bb rp sn hh hb", OUTCOME_ADOPTED},            /* exactly 46 */
    };
    ASSERT_ROWS(roll_bundesrat, NULL, "weight(yes) > 1/2 * weight(all)", half);
    ASSERT_ROWS(roll_bundesrat, NULL, "weight(yes) >= 2/3 * weight(all)", two_thirds);
}

static void eu_council(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: s0 s1 s2 s3 s4 s5", OUTCOME_ADOPTED},                  /* 6 of 10, 80 of 100 */
        {"yes: s0 s1 s2 s3 s4", OUTCOME_REJECTED},                    /* 5 of 10 */
        {"yes: s0 s3 s4 s5 s6 s7; no: s1", OUTCOME_REJECTED},         /* 55 of 100, four not in favour */
        {"yes: s0 s2 s3 s4 s5 s6; no: s1", OUTCOME_ADOPTED},          /* exactly 65 */
        {"yes: s3 s4 s5 s6 s7 s8 s9; no: s0 s1 s2", OUTCOME_ADOPTED}, /* 35, but three cannot block */
        {"yes: s3 s4 s5 s6 s7 s8; no: s0 s1 s2; abstain: s9", OUTCOME_REJECTED},
    };
    ASSERT_ROWS(states, NULL,
                "heads(yes) >= 55% * heads(all) and (weight(yes) >= 65% * weight(all) or heads(all) - heads(yes) < 4)",
                rows);
}

static void municipal_council_with_conflicts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: a b; present: c", OUTCOME_ADOPTED},
        {"yes: a; present: b", OUTCOME_NO_QUORUM},
        {"yes: a; present: b; recused: d e f", OUTCOME_NO_QUORUM}, /* half of six may vote: not less than half */
        {"yes: a; present: b; recused: c d e f", OUTCOME_ADOPTED},
        {"yes: a; recused: c d e f", OUTCOME_NO_QUORUM}, /* 1 of 6 is less than a quarter */
        {"call: 2; yes: a; present: b c d; recused: d", OUTCOME_ADOPTED},
        {"call: 2; yes: a; present: b; recused: f", OUTCOME_NO_QUORUM},
        {"call: 2; present: a b c", OUTCOME_REJECTED},
    };
    static const char quorum[] = "heads(present) >= 1/2 * heads(all) or heads(seats) < 1/2 * heads(all) and "
                                 "heads(present) >= 1/4 * heads(all) or call >= 2 and heads(present) >= 3";
    ASSERT_ROWS(council, quorum, "heads(yes) > heads(no)", rows);
    static const struct row second_call[] = {
        {"yes: bund-1 bund-2; present: land-1", OUTCOME_NO_QUORUM},
        {"call: 2; yes: bund-1 bund-2; present: land-1", OUTCOME_ADOPTED},
        {"call: 3; yes: bund-1; present: land-1", OUTCOME_NO_QUORUM},
    };
    ASSERT_ROWS(roll_lenkungskreis, quorum, "heads(yes) > heads(no)", second_call);
}

static void municipal_veto(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes: bund-1 bund-2 kommune-1 kommune-2; no: land-1 kommune-3", OUTCOME_ADOPTED},
        {"yes: bund-1 bund-2 land-1 land-2 land-3 kommune-1; no: kommune-2", OUTCOME_REJECTED},
        {"yes: bund-1 bund-2 land-1 land-2 land-3 itdl-1 itdl-2", OUTCOME_REJECTED},
        {"yes: kommune-1 kommune-2 kommune-3; no: bund-1 bund-2 land-1", OUTCOME_REJECTED},
        {"yes: kommune-1 bund-1; no: bund-2; abstain: kommune-2 kommune-3", OUTCOME_ADOPTED},
    };
    ASSERT_ROWS(roll_lenkungskreis, NULL, "heads(yes) > heads(no) and heads(yes in kommunen) > heads(no in kommunen)",
                rows);
}

static void consent_without_objection(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"consent: stadt kreis; concern: itdl", OUTCOME_ADOPTED},
        {"consent: stadt kreis gemeinde plattform; object: itdl", OUTCOME_REJECTED},
        {"consent: stadt kreis", OUTCOME_REJECTED}, /* 2 of 5 */
        {"consent: stadt; concern: kreis gemeinde", OUTCOME_ADOPTED},
        {"consent: stadt kreis gemeinde; object: dvc", OUTCOME_ADOPTED}, /* advisory seats have no vote */
    };
    assert_rows(roll_arbeitskreis, METHOD_CONSENT, NULL, "heads(object) = 0 and heads(cast) >= 1/2 * heads(all)", rows,
                sizeof rows / sizeof rows[0]);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple_majority),
        cmocka_unit_test(majority_of_all_members),
        cmocka_unit_test(majority_of_those_present),
        cmocka_unit_test(two_thirds_of_yes_and_no),
        cmocka_unit_test(three_to_one),
        cmocka_unit_test(casting_vote_of_the_chair),
        cmocka_unit_test(it_planungsrat_beschluss),
        cmocka_unit_test(it_planungsrat_empfehlung),
        cmocka_unit_test(koenigstein_coalitions),
        cmocka_unit_test(konsens_section_9),
        cmocka_unit_test(dhrv_section_8),
        cmocka_unit_test(bundesrat),
        cmocka_unit_test(eu_council),
        cmocka_unit_test(municipal_council_with_conflicts),
        cmocka_unit_test(municipal_veto),
        cmocka_unit_test(consent_without_objection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
