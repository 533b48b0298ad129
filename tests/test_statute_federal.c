/*
 * The sample statutes of bodies of Bund, Länder and municipalities: what passes, what fails, and what lies just beside.
 */
#include "tests/statute_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Shares by the Königsteiner Schlüssel of 2016; two thirds of them are needed. */
static void it_planungsrat_beschluss(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"beschluss", "yes: bund laender", OUTCOME_ADOPTED, "adopted 3 100 >= 200/3 holds"},
        {"beschluss", "yes: laender; no: bund", OUTCOME_REJECTED, "adopted 1 0 = 1 fails"},
        {"beschluss", "yes: laender; abstain: bund", OUTCOME_REJECTED, "adopted 1 0 = 1 fails"},
        {"beschluss", "yes: laender", OUTCOME_REJECTED, "adopted 1 0 = 1 fails"},
        {"beschluss", "yes: laender; recused: bund", OUTCOME_REJECTED, "adopted 1 0 = 1 fails"},
        /* fourteen Länder are enough heads, but not always enough money */
        {"beschluss", "yes: bund laender; no: nw by", OUTCOME_REJECTED, "adopted 3 63.32249 >= 200/3 fails"},
        {"beschluss", "yes: bund laender; no: nw bw", OUTCOME_REJECTED, "adopted 3 65.88914 >= 200/3 fails"},
        {"beschluss", "yes: bund laender; no: by bw", OUTCOME_ADOPTED, "adopted 3 71.50011 >= 200/3 holds"},
        /* the smallest eleven that pass, the largest that fail, the eleven smallest of all */
        {"beschluss", "yes: bund by bb hb he mv nw rp sl sn st th", OUTCOME_ADOPTED,
         "adopted 3 66.6705 >= 200/3 holds"},
        {"beschluss", "yes: bund bw by be bb hh he mv ni rp sl th", OUTCOME_REJECTED,
         "adopted 3 66.65653 >= 200/3 fails"},
        {"beschluss", "yes: bund hb sl mv hh th st bb sh rp sn be", OUTCOME_REJECTED,
         "adopted 3 33.62564 >= 200/3 fails"},
        /* ten with the most money, and the eleventh */
        {"beschluss", "yes: bund nw by bw ni he be sn rp sh bb", OUTCOME_REJECTED, "adopted 2 10 >= 11 fails"},
        {"beschluss", "yes: bund nw by bw ni he be sn rp sh bb hb", OUTCOME_ADOPTED, "adopted 2 11 >= 11 holds"},
        /* a recused Land has no vote, and its share stays in the base */
        {"beschluss", "yes: bund laender; recused: by bw", OUTCOME_ADOPTED, "adopted 3 71.50011 >= 200/3 holds"},
        {"beschluss", "yes: bund laender; recused: by nw", OUTCOME_REJECTED, "adopted 3 63.32249 >= 200/3 fails"},
        {"beschluss-zustimmende", "yes: bund laender; no: by bw", OUTCOME_ADOPTED, "adopted 2 14 >= 11 holds"},
        {"beschluss-zustimmende", "yes: bund laender; no: by nw", OUTCOME_REJECTED, "adopted 2 14 >= 11 holds"},
        {"beschluss-zustimmende", "yes: bund laender; no: by nw", OUTCOME_REJECTED,
         "adopted 3 63.32249 >= 200/3 fails"},
        {"beschluss-zustimmende", "yes: laender; no: bund", OUTCOME_REJECTED, "adopted 1 0 = 1 fails"},
        /* eight of seventeen are no quorum; nine are one, and not enough for anything */
        {"beschluss", "yes: bund nw by bw ni he be sn", OUTCOME_NO_QUORUM, "quorum 1 8 > 8.5 fails"},
        {"beschluss", "yes: bund nw by bw ni he be sn rp", OUTCOME_REJECTED, "quorum 1 9 > 8.5 holds"},
        {"beschluss-zustimmende", "yes: bund nw by bw ni he be sn", OUTCOME_NO_QUORUM, "quorum 1 8 > 8.5 fails"},
        {"beschluss-zustimmende", "yes: bund nw by bw ni he be sn rp", OUTCOME_REJECTED, "quorum 1 9 > 8.5 holds"},
    };
    STATUTE_ROWS("it-planungsrat", rows);
}

static void it_planungsrat_empfehlung(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"empfehlung", "yes: bw by be bb hb; no: hh he mv ni", OUTCOME_ADOPTED, "quorum 1 9 > 8.5 holds"},
        {"empfehlung", "yes: bw by be bb hb; no: hh he mv", OUTCOME_NO_QUORUM, "quorum 1 8 > 8.5 fails"},
        {"empfehlung", "yes: bw by be bb hb; no: hh he mv; present: ni", OUTCOME_ADOPTED, "quorum 1 9 > 8.5 holds"},
        {"empfehlung", "yes: bw by be bb hb; no: hh he mv; present: ni; recused: ni", OUTCOME_NO_QUORUM,
         "quorum 1 8 > 8.5 fails"},
        /* municipalities advise: their votes count nowhere */
        {"empfehlung", "yes: bw by be bb hb beratend; no: hh he mv; present: beratend", OUTCOME_NO_QUORUM,
         "quorum 1 8 > 8.5 fails"},
        /* abstentions make the quorum and are not counted in the majority; a tie is no majority */
        {"empfehlung", "yes: bw by; no: be; abstain: bb hb hh he mv ni", OUTCOME_ADOPTED, "adopted 1 2 > 1 holds"},
        {"empfehlung", "yes: bw by; no: be bb; abstain: hb hh he mv ni", OUTCOME_REJECTED, "adopted 1 2 > 2 fails"},
        {"empfehlung", "abstain: bund laender", OUTCOME_REJECTED, "adopted 1 0 > 0 fails"},
    };
    STATUTE_ROWS("it-planungsrat", rows);
}

static void abteilungsleiterrunde(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"beschluss", "yes: bund laender; no: by bw; present:", OUTCOME_ADOPTED, "adopted 3 71.50011 >= 200/3 holds"},
        {"beschluss", "yes: bund laender; no: nw bw; present:", OUTCOME_REJECTED, "adopted 3 65.88914 >= 200/3 fails"},
        {"beschluss", "yes: bund nw by bw ni he be sn; present:", OUTCOME_NO_QUORUM, "quorum 1 8 > 8.5 fails"},
        {"beschluss", "yes: laender; present:", OUTCOME_REJECTED, "adopted 1 0 = 1 fails"},
        {"beschluss", "yes: bund nw by bw ni he be sn rp sh bb; present:", OUTCOME_REJECTED,
         "adopted 2 10 >= 11 fails"},
        {"beschluss", "yes: bund nw by bw ni he be sn rp sh bb hb; present:", OUTCOME_ADOPTED,
         "adopted 2 11 >= 11 holds"},
        /* in a written procedure who is silent abstains: no more than that */
        {"beschluss-umlauf", "yes: bund by bb hb he mv nw rp sl sn st th", OUTCOME_ADOPTED,
         "adopted 3 66.6705 >= 200/3 holds"},
        {"beschluss-umlauf", "yes: bund nw by bw ni he be sn rp sh bb", OUTCOME_REJECTED, "adopted 2 10 >= 11 fails"},
        {"beschluss-umlauf", "", OUTCOME_REJECTED, "adopted 2 0 >= 11 fails"},
        {"beschluss-umlauf", "yes: laender", OUTCOME_REJECTED, "adopted 1 0 = 1 fails"},
        {"beschluss-zustimmende", "yes: bund laender; no: sl", OUTCOME_ADOPTED, "adopted 2 15 >= 11 holds"},
        {"beschluss-zustimmende", "yes: laender", OUTCOME_REJECTED, "adopted 1 0 = 1 fails"},
        {"beschluss-zustimmende", "yes: bund laender; no: nw by", OUTCOME_REJECTED,
         "adopted 3 63.32249 >= 200/3 fails"},
        {"beschluss-zustimmende", "yes: bund nw by bw ni he be sn", OUTCOME_NO_QUORUM, "quorum 1 8 > 8.5 fails"},
        {"beschluss-zustimmende", "yes: bund nw by bw ni he be sn rp", OUTCOME_REJECTED, "quorum 1 9 > 8.5 holds"},
        {"empfehlung", "abstain: laender; yes: bund bw; no: by", OUTCOME_ADOPTED, "adopted 1 2 > 1 holds"},
        {"empfehlung", "yes: bund bw by be bb; no: hb hh he mv ni", OUTCOME_REJECTED, "adopted 1 5 > 5 fails"},
        {"empfehlung", "yes: bund bw by be bb; no: hb hh he mv", OUTCOME_ADOPTED, "quorum 1 9 > 8.5 holds"},
        {"empfehlung", "yes: bund bw by be bb; no: hb hh he", OUTCOME_NO_QUORUM, "quorum 1 8 > 8.5 fails"},
        {"empfehlung-umlauf", "yes: bund bw by be bb; no: hb hh he mv", OUTCOME_ADOPTED, "adopted 1 5 > 4 holds"},
        {"empfehlung-umlauf", "yes: bund bw by be; no: hb hh he mv ni", OUTCOME_REJECTED, "adopted 1 4 > 5 fails"},
        {"empfehlung-umlauf", "yes: bund bw by be; no: hb hh he mv", OUTCOME_NO_QUORUM, "quorum 1 8 > 8.5 fails"},
    };
    STATUTE_ROWS("abteilungsleiterrunde", rows);
}

static void fitko_unanimous(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"einzelheiten", "yes: bund laender", OUTCOME_ADOPTED, "adopted 1 0 = 0 holds"},
        {"einzelheiten", "yes: bund laender; no: hb", OUTCOME_REJECTED, "adopted 1 1 = 0 fails"},
        {"einzelheiten", "yes: bund laender; abstain: hb", OUTCOME_ADOPTED, "adopted 2 16 >= 1 holds"},
        {"einzelheiten", "abstain: bund laender", OUTCOME_REJECTED, "adopted 2 0 >= 1 fails"},
        {"einzelheiten", "yes: bund nw by bw ni he be sn", OUTCOME_NO_QUORUM, "quorum 1 8 > 8.5 fails"},
        {"gruendung", "yes: bund laender", OUTCOME_ADOPTED, "adopted 1 17 = 17 holds"},
        {"gruendung", "yes: bund laender; abstain: hb", OUTCOME_REJECTED, "adopted 1 16 = 17 fails"},
        {"gruendung", "yes: laender", OUTCOME_REJECTED, "adopted 1 16 = 17 fails"},
        {"gruendung", "yes: bund laender; recused: hb", OUTCOME_REJECTED, "adopted 1 16 = 17 fails"},
        {"wirtschaftsplan", "yes: bund laender; no: by bw", OUTCOME_ADOPTED, "adopted 3 71.50011 >= 200/3 holds"},
        {"wirtschaftsplan", "yes: bund laender; no: by nw", OUTCOME_REJECTED, "adopted 3 63.32249 >= 200/3 fails"},
        {"wirtschaftsplan", "yes: bund nw by bw ni he be sn rp sh bb", OUTCOME_REJECTED, "adopted 2 10 >= 11 fails"},
        {"wirtschaftsplan", "yes: bund nw by bw ni he be sn rp sh bb hb", OUTCOME_ADOPTED, "adopted 2 11 >= 11 holds"},
        {"wirtschaftsplan", "yes: laender", OUTCOME_REJECTED, "adopted 1 0 = 1 fails"},
        {"wirtschaftsplan", "yes: bund nw by bw ni he be sn", OUTCOME_NO_QUORUM, "quorum 1 8 > 8.5 fails"},
        {"wirtschaftsplan", "yes: bund nw by bw ni he be sn rp", OUTCOME_REJECTED, "quorum 1 9 > 8.5 holds"},
    };
    STATUTE_ROWS("fitko-grundlagen", rows);
}

static void fit_sb_simple_majority(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"einfach", "yes: kommunen itdl land-1; no: bund land-2", OUTCOME_ADOPTED, "adopted 1 3 > 2 holds"},
        {"einfach", "yes: kommunen itdl; no: bund land-2; abstain: land-1", OUTCOME_REJECTED, "adopted 1 2 > 2 fails"},
        {"einfach", "yes: kommunen itdl; no: bund; abstain: land-1 land-2", OUTCOME_ADOPTED, "quorum 1 5 > 4 holds"},
        {"einfach", "yes: kommunen itdl fitko kosit; no: bund; abstain: land-1", OUTCOME_NO_QUORUM,
         "quorum 1 4 > 4 fails"},
    };
    STATUTE_ROWS("fit-sb", rows);
}

static void it_rat_brandenburg_consensus(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"konsens", "consent: land kommunen", OUTCOME_ADOPTED, "adopted 1 0 = 0 holds"},
        {"konsens", "consent: land kommunen; object: stgb-2", OUTCOME_REJECTED, "adopted 1 1 = 0 fails"},
        {"konsens", "consent: land kommunen; object: finanzen", OUTCOME_REJECTED, "adopted 1 1 = 0 fails"},
        {"konsens", "consent: land; concern: kommunen", OUTCOME_ADOPTED, "adopted 1 0 = 0 holds"},
        {"konsens", "consent: land kommunen; object: itdl", OUTCOME_ADOPTED, "adopted 1 0 = 0 holds"},
        {"konsens", "consent: land stgb-1 stgb-2", OUTCOME_ADOPTED, "quorum 2 2 >= 2 holds"},
        {"konsens", "consent: land stgb-1", OUTCOME_NO_QUORUM, "quorum 2 1 >= 2 fails"},
        {"konsens", "consent: land stgb-1; present: stgb-2", OUTCOME_ADOPTED, "quorum 2 2 >= 2 holds"},
        {"konsens", "", OUTCOME_NO_QUORUM, "quorum 1 0 >= 2 fails"},
    };
    STATUTE_ROWS("it-rat-brandenburg", rows);
}

static void konsens_depends_on_the_proposer(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        /* a proposal of the Bund: two Länder may object, three stop it; abstaining is not objecting */
        {"beschluss", "proposer: bund; yes: bund; no: bw by; abstain: he ni nw", OUTCOME_ADOPTED,
         "adopted 2 2 <= 2 holds"},
        {"beschluss", "proposer: bund; yes: bund he ni; no: bw by nw", OUTCOME_REJECTED, "adopted 2 3 <= 2 fails"},
        {"beschluss", "proposer: bund; abstain: bund laender", OUTCOME_ADOPTED, "adopted 2 0 <= 2 holds"},
        {"beschluss", "proposer: bund; yes: bund laender; no: bw by nw; recused: nw", OUTCOME_ADOPTED,
         "adopted 2 2 <= 2 holds"},
        /* one of Länder: their simple majority, and no objection of the Bund */
        {"beschluss", "proposer: bw; yes: bw by; no: he; abstain: bund", OUTCOME_ADOPTED, "adopted 4 2 > 1 holds"},
        {"beschluss", "proposer: bw; yes: bw by; no: he ni; abstain: bund", OUTCOME_REJECTED, "adopted 4 2 > 2 fails"},
        {"beschluss", "proposer: bw by; yes: laender; no: bund", OUTCOME_REJECTED, "adopted 5 1 = 0 fails"},
        {"beschluss", "proposer: bw; yes: laender", OUTCOME_ADOPTED, "adopted 5 0 = 0 holds"},
        /* the same votes under both proposers */
        {"beschluss", "proposer: bund; yes: bund bw; no: by he", OUTCOME_ADOPTED,
         "adopted 3 proposer in laender fails"},
        {"beschluss", "proposer: bw; yes: bund bw; no: by he", OUTCOME_REJECTED, "adopted 1 proposer in bund fails"},
        /* of both together: either way is enough */
        {"beschluss", "proposer: bund bw; yes: bw by he; no: bund ni nw", OUTCOME_ADOPTED, "adopted 2 2 <= 2 holds"},
        {"beschluss", "proposer: bund bw; yes: bw by; no: bund ni nw he", OUTCOME_REJECTED, "adopted 2 3 <= 2 fails"},
        {"beschluss", "proposer: bund; yes: bund bw by", OUTCOME_NO_QUORUM, "quorum 1 3 >= 4 fails"},
        {"beschluss", "yes: bund laender", OUTCOME_REJECTED, "adopted 1 proposer in bund fails"},
    };
    STATUTE_ROWS("konsens-steuerungsgruppe", rows);
}

static void a_veto_of_the_municipalities(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"kommunal", "yes: bund kommune-1 kommune-2; no: land-1 kommune-3", OUTCOME_ADOPTED, "adopted 2 2 > 1 holds"},
        {"kommunal", "yes: bund laender kommune-1; no: kommune-2", OUTCOME_REJECTED, "adopted 2 1 > 1 fails"},
        {"kommunal", "yes: bund laender it-dienstleister; abstain: kommunen", OUTCOME_REJECTED,
         "adopted 2 0 > 0 fails"},
        {"kommunal", "yes: bund laender kommune-1; abstain: kommune-2 kommune-3", OUTCOME_ADOPTED,
         "adopted 2 1 > 0 holds"},
        {"kommunal", "yes: kommunen; no: bund land-1", OUTCOME_REJECTED, "adopted 1 3 > 3 fails"},
        {"kommunal", "yes: kommunen bund; present:", OUTCOME_NO_QUORUM, "quorum 1 5 > 5 fails"},
        {"einfach", "yes: bund laender it-dienstleister; no: kommunen", OUTCOME_ADOPTED, "adopted 1 7 > 3 holds"},
        {"einfach", "yes: bund laender; present:", OUTCOME_NO_QUORUM, "quorum 1 5 > 5 fails"},
        {"einfach", "yes: bund laender; present: itdl-1", OUTCOME_ADOPTED, "quorum 1 6 > 5 holds"},
        {"zweidrittel", "yes: bund laender; present:", OUTCOME_NO_QUORUM, "quorum 1 5 > 5 fails"},
        {"zweidrittel", "yes: bund laender; present: itdl-1", OUTCOME_ADOPTED, "quorum 1 6 > 5 holds"},
        {"zweidrittel", "yes: bund laender kommune-1; no: kommune-2 itdl-1 itdl-2", OUTCOME_ADOPTED,
         "adopted 1 6 >= 6 holds"},
        {"zweidrittel", "yes: bund laender; no: kommunen", OUTCOME_REJECTED, "adopted 1 5 >= 16/3 fails"},
    };
    STATUTE_ROWS("lenkungskreis", rows);
}

static void consent_and_weighted_votes(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"konsent", "consent: stadt; concern: kreis gemeinde", OUTCOME_ADOPTED, "adopted 2 3 >= 2.5 holds"},
        {"konsent", "consent: stadt kreis", OUTCOME_REJECTED, "adopted 2 2 >= 2.5 fails"},
        {"konsent", "consent: kommunen plattform; object: itdl", OUTCOME_REJECTED, "adopted 1 1 = 0 fails"},
        {"gewichtet", "yes: kreis itdl; no: stadt gemeinde", OUTCOME_ADOPTED, "adopted 1 3 > 2 holds"},
        {"gewichtet", "yes: itdl; no: stadt kreis", OUTCOME_REJECTED, "adopted 2 2 = 2 holds"},
        {"gewichtet", "yes: stadt kreis; no: itdl", OUTCOME_ADOPTED, "adopted 3 1 = 1 holds"},
        {"gewichtet", "yes: kreis gemeinde; no: itdl; abstain: stadt", OUTCOME_REJECTED, "adopted 3 0 = 1 fails"},
        /* of five seats three, or a quarter where three have a conflict, or three when called again */
        {"gewichtet", "yes: stadt kreis; present: itdl", OUTCOME_ADOPTED, "quorum 1 3 >= 2.5 holds"},
        {"gewichtet", "yes: stadt kreis; present:", OUTCOME_NO_QUORUM, "quorum 1 2 >= 2.5 fails"},
        {"gewichtet", "yes: stadt kreis; recused: gemeinde itdl", OUTCOME_NO_QUORUM, "quorum 2 3 < 2.5 fails"},
        {"gewichtet", "yes: stadt kreis; recused: gemeinde itdl plattform", OUTCOME_ADOPTED,
         "quorum 3 2 >= 1.25 holds"},
        {"gewichtet", "yes: stadt; recused: gemeinde itdl plattform", OUTCOME_NO_QUORUM, "quorum 3 1 >= 1.25 fails"},
        {"gewichtet", "call: 2; yes: stadt kreis gemeinde", OUTCOME_ADOPTED, "quorum 4 2 >= 2 holds"},
        {"gewichtet", "call: 2; yes: stadt kreis; present: itdl", OUTCOME_ADOPTED, "quorum 5 3 >= 3 holds"},
        {"gewichtet", "call: 2; yes: stadt kreis; present:", OUTCOME_NO_QUORUM, "quorum 5 2 >= 3 fails"},
    };
    STATUTE_ROWS("arbeitskreis-betrieb", rows);
}

/* "yes: bund" and the Länder of the set; their shares together. */
static wide coalition(const struct roll *roll, unsigned set, struct buffer *votes)
{
    wide share = 0;
    buffer_clear(votes);
    buffer_text(votes, "yes: bund");
    for (size_t i = 0, land = 0; i < roll->seats; i++) {
        if (!slice_is(roll->bench[roll->seat[i].bench].id, "laender") || !(set >> land++ & 1))
            continue;
        buffer_byte(votes, ' ');
        buffer_add(votes, roll->seat[i].id);
        share += roll->seat[i].weight.units;
    }
    assert_int_equal(buffer_status(votes), STATUS_OK);
    return share;
}

/* All 4,368 coalitions of eleven Länder with the Bund: 2,586 carry two thirds. Shares in 1/100,000 %. */
static void koenigstein_coalitions(void **state)
{
    (void)state;
    struct statute_text statute;
    struct ballot_text ballot;
    struct buffer votes;
    size_t coalitions = 0, passing = 0;
    wide smallest = 100 * DECIMAL_ONE, largest = 0;
    buffer_init(&votes);
    statute_text_read(&statute, "it-planungsrat");
    ballot_text_found(&ballot, &statute.body, "beschluss");
    for (unsigned set = 0; set < 1U << 16; set++) {
        if (__builtin_popcount(set) != 11)
            continue;
        wide share = coalition(&ballot.roll.roll, set, &votes);
        ballot_text_votes(&ballot, votes.at);
        ballot_text_count(&ballot);
        assert_int_equal(ballot.tally.count[0].heads, 12);
        bool carried = ballot.tally.outcome == OUTCOME_ADOPTED;
        coalitions++;
        passing += carried;
        smallest = carried && share < smallest ? share : smallest;
        largest = !carried && share > largest ? share : largest;
    }
    assert_int_equal(coalitions, 4368);
    assert_int_equal(passing, 2586);
    assert_int_equal(smallest / 10000, 6667050);
    assert_int_equal(largest / 10000, 6665653);
    buffer_release(&votes);
    ballot_text_release(&ballot);
    statute_text_release(&statute);
}

/* What a rule says beside its conditions. */
static void lines_of_the_rules(void **state)
{
    (void)state;
    struct statute_text statute;
    statute_text_read(&statute, "it-planungsrat");
    const struct statute_rule *rule = statute_rule_find(&statute.body.statute, SLICE("beschluss"));
    assert_int_equal(rule->rule.silence, SILENCE_ABSTAIN);
    assert_false(rule->rule.binds_agreeing);
    rule = statute_rule_find(&statute.body.statute, SLICE("beschluss-zustimmende"));
    assert_true(rule->rule.binds_agreeing);
    assert_int_equal(statute_rule_find(&statute.body.statute, SLICE("empfehlung"))->rule.silence, SILENCE_ABSTAIN);
    statute_text_release(&statute);
    statute_text_read(&statute, "fitko-grundlagen");
    assert_int_equal(statute.body.statute.filings, 2);
    assert_int_equal(statute.body.statute.filing[0].count, 1);
    assert_int_equal(statute.body.statute.filing[1].count, 3);
    statute_text_release(&statute);
    statute_text_read(&statute, "it-rat-brandenburg");
    assert_int_equal(statute.body.statute.requires, 1);
    assert_int_equal(statute.body.statute.require[0].gate, GATE_NOTICE);
    assert_int_equal(statute.body.statute.require[0].count, 28);
    statute_text_release(&statute);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_planungsrat_beschluss),
        cmocka_unit_test(it_planungsrat_empfehlung),
        cmocka_unit_test(abteilungsleiterrunde),
        cmocka_unit_test(fitko_unanimous),
        cmocka_unit_test(fit_sb_simple_majority),
        cmocka_unit_test(it_rat_brandenburg_consensus),
        cmocka_unit_test(konsens_depends_on_the_proposer),
        cmocka_unit_test(a_veto_of_the_municipalities),
        cmocka_unit_test(consent_and_weighted_votes),
        cmocka_unit_test(koenigstein_coalitions),
        cmocka_unit_test(lines_of_the_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
