/*
 * The sample statutes of municipal councils and of elections: quorums, conflicts, abstentions, ties.
 */
#include "tests/statute_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Sixteen members: half are 8, a quarter 4, and 3 suffice when called a second time. */
static void baden_wuerttemberg_quorum(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"sitzung", "yes: r2 r3 r4 r5 r6; no: r7 r8 r9", OUTCOME_ADOPTED, "quorum 1 8 >= 8 holds"},
        {"sitzung", "yes: r2 r3 r4 r5 r6; no: r7 r8; present:", OUTCOME_NO_QUORUM, "quorum 1 7 >= 8 fails"},
        {"sitzung", "yes: r2 r3 r4 r5 r6; no: r7 r8; present: r9", OUTCOME_ADOPTED, "quorum 1 8 >= 8 holds"},
        /* present, but with a conflict: not entitled */
        {"sitzung", "yes: r2 r3 r4 r5 r6; no: r7 r8; present: r9; recused: r9", OUTCOME_NO_QUORUM,
         "quorum 1 7 >= 8 fails"},
        /* exactly half have a conflict: that is not more than half */
        {"sitzung", "yes: r2 r3 r4 r5; recused: r9 r10 r11 r12 r13 r14 r15 r16", OUTCOME_NO_QUORUM,
         "quorum 2 8 < 8 fails"},
        /* one more, and a quarter is enough, but not less */
        {"sitzung", "yes: r2 r3 r4 r5; recused: r8 r9 r10 r11 r12 r13 r14 r15 r16", OUTCOME_ADOPTED,
         "quorum 3 4 >= 4 holds"},
        {"sitzung", "yes: r2 r3 r4; recused: r8 r9 r10 r11 r12 r13 r14 r15 r16", OUTCOME_NO_QUORUM,
         "quorum 3 3 >= 4 fails"},
        /* the second call */
        {"sitzung", "call: 2; yes: r2 r3 r4", OUTCOME_ADOPTED, "quorum 5 3 >= 3 holds"},
        {"sitzung", "call: 2; yes: r2 r3; present:", OUTCOME_NO_QUORUM, "quorum 5 2 >= 3 fails"},
        {"sitzung", "call: 2; yes: r2 r3; present: r4; recused: r4", OUTCOME_NO_QUORUM, "quorum 5 2 >= 3 fails"},
        {"sitzung", "call: 1; yes: r2 r3 r4", OUTCOME_NO_QUORUM, "quorum 4 1 >= 2 fails"},
        /* quorate, and a tie */
        {"sitzung", "yes: r2 r3 r4 r5; no: r6 r7 r8 r9", OUTCOME_REJECTED, "adopted 1 4 > 4 fails"},
        {"sitzung", "yes: r2; abstain: r3 r4 r5 r6 r7 r8 r9", OUTCOME_ADOPTED, "adopted 1 1 > 0 holds"},
    };
    STATUTE_ROWS("gemeinderat-bw", rows);
}

/* Simple matters: who says nothing agrees, and a single objection stops it. */
static void baden_wuerttemberg_disclosure(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"offenlegung", "", OUTCOME_ADOPTED, "adopted 1 0 = 0 holds"},
        {"offenlegung", "concern: r2 r3", OUTCOME_ADOPTED, "adopted 1 0 = 0 holds"},
        {"offenlegung", "consent: rat; object: r16", OUTCOME_REJECTED, "adopted 1 1 = 0 fails"},
        {"offenlegung", "object: r16; recused: r16", OUTCOME_ADOPTED, "adopted 1 0 = 0 holds"},
    };
    STATUTE_ROWS("gemeinderat-bw", rows);
}

/* Thirteen members, none of whom may abstain: a vote that says so is none at all (tests/test_statute_ledger.c). */
static void bavaria(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"sitzung", "yes: r2 r3 r4 r5; no: r6 r7 r8", OUTCOME_ADOPTED, "adopted 1 4 > 3 holds"},
        {"sitzung", "yes: r2 r3 r4 r5; no: r6 r7 r8 r9", OUTCOME_REJECTED, "adopted 1 4 > 4 fails"},
        {"sitzung", "yes: r2 r3 r4 r5; no: r6 r7; present:", OUTCOME_NO_QUORUM, "quorum 1 6 > 6.5 fails"},
        {"sitzung", "yes: r2 r3 r4 r5; no: r6 r7; present: r8", OUTCOME_ADOPTED, "quorum 1 7 > 6.5 holds"},
    };
    STATUTE_ROWS("gemeinderat-by", rows);
    struct statute_text statute;
    statute_text_read(&statute, "gemeinderat-by");
    assert_true(statute_rule_find(&statute.body.statute, SLICE("sitzung"))->rule.abstention_forbidden);
    statute_text_release(&statute);
}

/* Fifteen by law, whether they were elected or not. */
static void hesse(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"sitzung", "yes: r2 r3 r4; no: r5 r6; abstain: r7 r8 r9", OUTCOME_ADOPTED, "quorum 1 8 > 7.5 holds"},
        {"sitzung", "yes: r2 r3 r4; no: r5 r6; abstain: r7 r8", OUTCOME_NO_QUORUM, "quorum 1 7 > 7.5 fails"},
        {"sitzung", "yes: r2 r3; no: r5 r6; abstain: r7 r8 r9 r10", OUTCOME_REJECTED, "adopted 1 2 > 2 fails"},
        /* a conflict changes who votes, not the number by law */
        {"sitzung", "yes: r2 r3 r4; no: r5 r6; abstain: r7 r8 r9; recused: r9", OUTCOME_NO_QUORUM,
         "quorum 1 7 > 7.5 fails"},
    };
    STATUTE_ROWS("gemeindevertretung-he", rows);
}

static void saarland(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"sitzung", "yes: r1 r2 r3; no: r4 r5; abstain: r6", OUTCOME_ADOPTED, "adopted 1 3 > 2 holds"},
        {"sitzung", "yes: r1 r2 r3; no: r4 r5 r6", OUTCOME_REJECTED, "adopted 1 3 > 3 fails"},
        {"sitzung", "yes: r1 r2 r3 bm; no: r4 r5 r6; present: bm", OUTCOME_REJECTED, "adopted 1 3 > 3 fails"},
        {"sitzung", "yes: r1 r2 r3; no: r4 r5; present: bm", OUTCOME_NO_QUORUM, "quorum 1 5 > 5.5 fails"},
        /* a secret ballot where more than a third of those present ask for it */
        {"geheim-verlangt", "yes: r1 r2 r3; present: r4 r5 r6 r7 r8", OUTCOME_ADOPTED, "adopted 1 3 > 8/3 holds"},
        {"geheim-verlangt", "yes: r1 r2 r3; present: r4 r5 r6 r7 r8 r9", OUTCOME_REJECTED, "adopted 1 3 > 3 fails"},
        {"geheim-verlangt", "yes: r1 r2 r3; present: r4 r5", OUTCOME_NO_QUORUM, "quorum 1 5 > 5.5 fails"},
    };
    STATUTE_ROWS("gemeinderat-sl", rows);
}

/* The base are those present without those who abstain. */
static void rhineland_palatinate(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"sitzung", "yes: r2 r3 r4 r5; no: r6 r7 r8", OUTCOME_ADOPTED, "adopted 1 4 > 3.5 holds"},
        {"sitzung", "yes: r2 r3 r4 r5; no: r6 r7 r8 r9", OUTCOME_REJECTED, "adopted 1 4 > 4 fails"},
        /* abstaining is not counted; sitting there without a vote is */
        {"sitzung", "yes: r2 r3; no: r4; abstain: r5 r6 r7 r8", OUTCOME_ADOPTED, "adopted 1 2 > 1.5 holds"},
        {"sitzung", "yes: r2 r3; no: r4; present: r5 r6 r7 r8", OUTCOME_REJECTED, "adopted 1 2 > 3.5 fails"},
        {"sitzung", "yes: r2 r3; no: r4; abstain: r5 r6 r7; present: r8", OUTCOME_REJECTED, "adopted 1 2 > 2 fails"},
        {"sitzung", "yes: r2 r3 r4 r5; no: r6 r7; present:", OUTCOME_NO_QUORUM, "quorum 1 6 > 6.5 fails"},
        /* a secret ballot where two thirds of the number by law want it */
        {"geheim-beschliessen", "yes: r2 r3 r4 r5 r6 r7 r8 r9 r10", OUTCOME_ADOPTED, "adopted 1 9 >= 26/3 holds"},
        {"geheim-beschliessen", "yes: r2 r3 r4 r5 r6 r7 r8 r9", OUTCOME_REJECTED, "adopted 1 8 >= 26/3 fails"},
        {"geheim-beschliessen", "yes: r2 r3 r4 r5 r6 r7 r8 r9; recused: r13", OUTCOME_REJECTED,
         "adopted 1 8 >= 26/3 fails"},
    };
    STATUTE_ROWS("gemeinderat-rp", rows);
}

static void schleswig_holstein(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"sitzung", "yes: r2; abstain: r3 r4 r5 r6 r7 r8", OUTCOME_ADOPTED, "adopted 1 1 > 0 holds"},
        {"sitzung", "yes: r2; no: r3; abstain: r4 r5 r6 r7 r8", OUTCOME_REJECTED, "adopted 1 1 > 1 fails"},
        {"sitzung", "yes: r2; abstain: r3 r4 r5 r6 r7", OUTCOME_NO_QUORUM, "quorum 1 6 > 6.5 fails"},
    };
    STATUTE_ROWS("gemeindevertretung-sh", rows);
}

/* What is secret is voted on paper. */
static void secret_ballots_of_councils(void **state)
{
    (void)state;
    static const char *const files[] = {"gemeinderat-sl", "gemeinderat-rp"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct statute_text statute;
        statute_text_read(&statute, files[i]);
        const struct statute_rule *paper = statute_rule_find(&statute.body.statute, SLICE("papier"));
        assert_non_null(paper);
        assert_int_equal(paper->rule.method, METHOD_EXTERNAL);
        statute_text_release(&statute);
    }
}

/* What a statute says about elections; how they are counted is tested where it is done. */
static void elections(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        enum method method;
        bool tie_chair, adopted;
    } rows[] = {
        {"person", METHOD_CHOICE, false, true},
        {"zustimmung", METHOD_APPROVAL, true, true},
        {"rangfolge", METHOD_RANKING, true, true},
        {"geheim", METHOD_EXTERNAL, false, false},
    };
    struct statute_text statute;
    statute_text_read(&statute, "wahlgremium");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct rule *rule = &statute_rule_find(&statute.body.statute, slice_of(rows[i].rule))->rule;
        assert_int_equal(rule->method, rows[i].method);
        assert_int_equal(rule->tie_chair, rows[i].tie_chair);
        assert_int_equal(rule->adopted != NULL, rows[i].adopted);
        assert_int_equal(rule->kinds, 1);
        assert_true(slice_is(rule->kind[0], "election"));
    }
    statute_text_release(&statute);
}

/* Nine members, of whom five make a quorum; w1 is the chair. */
static void election_by_one_vote(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"person", "anna: w1 w2 w3; berta: w4 w5", OUTCOME_ADOPTED, "adopted 1 3 > 2.5 holds"},
        {"person", "anna: w1 w2; berta: w3; carl: w4; abstain: w5", OUTCOME_REJECTED, "adopted 1 2 > 2 fails"},
        {"person", "anna: w1 w2 w3; berta: w4; carl: w5; abstain: w6 w7 w8 w9", OUTCOME_ADOPTED,
         "adopted 1 3 > 2.5 holds"},
        {"person", "anna: w1 w2 w3 w4", OUTCOME_NO_QUORUM, "quorum 1 4 > 4.5 fails"},
        {"person", "anna: w1 w2 w3 w4 w5", OUTCOME_ADOPTED, "quorum 1 5 > 4.5 holds"},
        /* a tie, and the chair does not decide here: there is no leading option */
        {"person", "anna: w1 w2 w3; berta: w4 w5 w6", OUTCOME_REJECTED, "adopted 1 0 > 3 fails"},
        {"person", "abstain: w1 w2 w3 w4 w5", OUTCOME_REJECTED, "adopted 1 0 > 0 fails"},
    };
    STATUTE_ROWS_OF("wahlgremium", "anna berta carl", rows);
}

static void election_by_approval(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"zustimmung", "anna,berta: w1 w2; berta: w3 w4; carl: w5", OUTCOME_ADOPTED, "adopted 1 4 > 2.5 holds"},
        {"zustimmung", "anna: w1 w2; berta: w3; carl: w4; abstain: w5", OUTCOME_REJECTED, "adopted 1 2 > 2 fails"},
        {"zustimmung", "anna,berta,carl: w2 w3 w4 w5", OUTCOME_NO_QUORUM, "quorum 1 4 > 4.5 fails"},
        /* a tie: the chair's vote decides where it names one of them alone */
        {"zustimmung", "anna: w1 w2 w3; anna,berta: w4; berta: w5 w6 w7", OUTCOME_ADOPTED, "adopted 1 4 > 3.5 holds"},
        {"zustimmung", "anna,berta: w1 w2 w3 w4 w5", OUTCOME_REJECTED, "adopted 1 0 > 2.5 fails"},
        {"zustimmung", "abstain: w1; anna,berta: w2 w3 w4 w5", OUTCOME_REJECTED, "adopted 1 0 > 2 fails"},
    };
    STATUTE_ROWS_OF("wahlgremium", "anna berta carl", rows);
}

static void election_by_ranking(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"rangfolge", "anna>berta: w1 w2 w3; berta>anna: w4 w5", OUTCOME_ADOPTED, "adopted 1 5 > 2.5 holds"},
        /* preferred by most, and above none for exactly half: not more */
        {"rangfolge", "anna: w1 w2 w3; none: w4 w5; abstain: w6", OUTCOME_REJECTED, "adopted 1 3 > 3 fails"},
        {"rangfolge", "anna: w1 w2 w3 w7; none: w4 w5; abstain: w6", OUTCOME_ADOPTED, "adopted 1 4 > 3.5 holds"},
        /* nobody is elected where as many rank everybody below none */
        {"rangfolge", "anna: w1 w2 w3; none>anna: w4 w5 w6", OUTCOME_REJECTED, "adopted 1 0 > 3 fails"},
        {"rangfolge", "anna>berta: w2 w3 w4 w5", OUTCOME_NO_QUORUM, "quorum 1 4 > 4.5 fails"},
        /* as many for one before the other as the other way round: the chair's order decides, a tie in it does not */
        {"rangfolge", "anna>berta: w1 w2 w3; berta>anna: w4 w5 w6", OUTCOME_ADOPTED, "adopted 1 6 > 3 holds"},
        {"rangfolge", "anna=berta: w1; anna>berta: w2 w3; berta>anna: w4 w5", OUTCOME_REJECTED,
         "adopted 1 0 > 2.5 fails"},
        {"rangfolge", "abstain: w1; anna>berta: w2 w3; berta>anna: w4 w5", OUTCOME_REJECTED, "adopted 1 0 > 2.5 fails"},
    };
    STATUTE_ROWS_OF("wahlgremium", "anna berta carl", rows);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(baden_wuerttemberg_quorum),
        cmocka_unit_test(baden_wuerttemberg_disclosure),
        cmocka_unit_test(bavaria),
        cmocka_unit_test(hesse),
        cmocka_unit_test(saarland),
        cmocka_unit_test(rhineland_palatinate),
        cmocka_unit_test(schleswig_holstein),
        cmocka_unit_test(secret_ballots_of_councils),
        cmocka_unit_test(elections),
        cmocka_unit_test(election_by_one_vote),
        cmocka_unit_test(election_by_approval),
        cmocka_unit_test(election_by_ranking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
