/*
 * The sample statutes of bodies under other laws, and the frequent majorities: what passes, what fails, and what lies
 * just beside.
 */
#include "tests/statute_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Eight members; pei-1 is the chair. */
static void dhrv_rounds(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        /* the first two ballots want unanimity of those present */
        {"beschluss", "yes: pei gth dhg", OUTCOME_ADOPTED, "adopted 2 6 = 6 holds"},
        {"beschluss", "yes: pei gth dhg; no: igh-1", OUTCOME_REJECTED, "adopted 2 6 = 7 fails"},
        {"beschluss", "yes: pei gth dhg igh-1; abstain: igh-2", OUTCOME_REJECTED, "adopted 2 7 = 8 fails"},
        {"beschluss", "yes: pei gth dhg igh-1; present: igh-2", OUTCOME_REJECTED, "adopted 2 7 = 8 fails"},
        {"beschluss", "round: 2; yes: pei gth dhg igh", OUTCOME_ADOPTED, "adopted 1 2 < 3 holds"},
        {"beschluss", "round: 2; yes: pei gth dhg igh-1; no: igh-2", OUTCOME_REJECTED, "adopted 2 7 = 8 fails"},
        /* the third one a majority of the members, or a tie and the chair */
        {"beschluss", "round: 3; yes: pei gth dhg-1; no: dhg-2 igh", OUTCOME_ADOPTED, "adopted 4 5 > 4 holds"},
        {"beschluss", "round: 3; yes: pei gth; no: dhg-1 dhg-2 igh-1", OUTCOME_REJECTED, "adopted 4 4 > 4 fails"},
        {"beschluss", "round: 3; yes: pei gth; abstain: dhg", OUTCOME_REJECTED, "adopted 4 4 > 4 fails"},
        {"beschluss", "round: 3; yes: pei gth; no: dhg igh", OUTCOME_ADOPTED, "adopted 6 1 = 1 holds"},
        {"beschluss", "round: 3; yes: dhg igh; no: pei gth", OUTCOME_REJECTED, "adopted 6 0 = 1 fails"},
        {"beschluss", "round: 3; yes: gth dhg-1; no: dhg-2 igh; abstain: pei", OUTCOME_REJECTED,
         "adopted 6 0 = 1 fails"},
        {"beschluss", "round: 3; yes: pei gth; no: dhg igh; recused: pei-1", OUTCOME_REJECTED, "adopted 5 3 = 4 fails"},
        {"beschluss", "round: 4; yes: pei gth dhg-1; no: dhg-2 igh", OUTCOME_ADOPTED, "adopted 3 4 >= 3 holds"},
        /* six must be there, in every round */
        {"beschluss", "yes: pei gth dhg-1", OUTCOME_NO_QUORUM, "quorum 1 5 >= 6 fails"},
        {"beschluss", "round: 3; yes: pei gth dhg-1", OUTCOME_NO_QUORUM, "quorum 1 5 >= 6 fails"},
        {"beschluss", "round: 3; yes: pei gth dhg-1; present: dhg-2", OUTCOME_ADOPTED, "quorum 1 6 >= 6 holds"},
        {"beschluss", "", OUTCOME_NO_QUORUM, "quorum 1 0 >= 6 fails"},
    };
    STATUTE_ROWS("dhrv-lenkungsausschuss", rows);
}

/* 69 votes: 35 are the majority, 46 two thirds. */
static void bundesrat(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"einfach", "yes: he nw rp sh be st th bb; no: bw by ni", OUTCOME_ADOPTED, "adopted 1 35 > 34.5 holds"},
        {"einfach", "yes: sn hb bb hh sh bw th by; no: nw ni he", OUTCOME_REJECTED, "adopted 1 34 > 34.5 fails"},
        /* an abstention is no yes */
        {"einfach", "abstain: laender; yes: sn hb bb hh sh bw th by", OUTCOME_REJECTED, "adopted 1 34 > 34.5 fails"},
        {"einfach", "yes: sn hb bb hh sh bw th by", OUTCOME_NO_QUORUM, "quorum 1 34 > 34.5 fails"},
        {"einfach", "yes: he nw rp sh be st th bb", OUTCOME_ADOPTED, "quorum 1 35 > 34.5 holds"},
        {"verfassung", "no: laender; yes: by rp mv nw st ni sh bw sn hb", OUTCOME_ADOPTED, "adopted 1 46 >= 46 holds"},
        {"verfassung", "yes: sn hb bb hh sh bw th by", OUTCOME_NO_QUORUM, "quorum 1 34 > 34.5 fails"},
        {"verfassung", "yes: he nw rp sh be st th bb", OUTCOME_REJECTED, "quorum 1 35 > 34.5 holds"},
        {"verfassung", "no: laender; yes: bw sl sh sn hh rp be by mv st th", OUTCOME_REJECTED,
         "adopted 1 45 >= 46 fails"},
    };
    STATUTE_ROWS("bundesrat", rows);
}

/* The shares add up to 100.01, so that 65 % of them are 65.0065. */
static void eu_council(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"vorschlag", "yes: mitglieder", OUTCOME_ADOPTED, "adopted 2 100.01 >= 65.0065 holds"},
        {"vorschlag", "yes: de fr it be cz pt se gr hu bg sk lt ee cy lu", OUTCOME_ADOPTED,
         "adopted 2 65.01 >= 65.0065 holds"},
        {"vorschlag", "yes: de fr es ro nl be se at bg fi ie lt si cy lu", OUTCOME_REJECTED,
         "adopted 2 65 >= 65.0065 fails"},
        /* fourteen members are too few, whatever they weigh */
        {"vorschlag", "yes: de fr it es pl ro nl be cz pt se gr hu at bg", OUTCOME_ADOPTED,
         "adopted 1 15 >= 14.85 holds"},
        {"vorschlag", "yes: de fr it es pl ro nl be cz pt se gr hu at", OUTCOME_REJECTED,
         "adopted 1 14 >= 14.85 fails"},
        /* three cannot block, four can; who abstains or is silent stands against it */
        {"vorschlag", "yes: mitglieder; no: de fr it", OUTCOME_ADOPTED, "adopted 3 3 < 4 holds"},
        {"vorschlag", "yes: mitglieder; no: de fr it mt", OUTCOME_REJECTED, "adopted 3 4 < 4 fails"},
        {"vorschlag", "yes: mitglieder; no: de fr; abstain: it mt", OUTCOME_REJECTED, "adopted 2 53 >= 65.0065 fails"},
        {"vorschlag", "no: de fr; yes: es pl ro nl be cz pt se gr hu at bg dk fi sk ie hr lt si lv ee cy lu",
         OUTCOME_REJECTED, "adopted 3 4 < 4 fails"},
        {"vorschlag", "yes: mitglieder; no: hu sk at cz", OUTCOME_ADOPTED, "adopted 2 92.23 >= 65.0065 holds"},
        {"ohne-vorschlag", "yes: mitglieder; no: hu at bg dk fi sk ie", OUTCOME_ADOPTED, "adopted 1 20 >= 19.44 holds"},
        {"ohne-vorschlag", "yes: mitglieder; no: hu at bg dk fi sk ie hr", OUTCOME_REJECTED,
         "adopted 1 19 >= 19.44 fails"},
        {"ohne-vorschlag", "yes: mitglieder; no: de fr it", OUTCOME_REJECTED, "adopted 2 53.12 >= 65.0065 fails"},
        /* twenty take part with 76.60: eleven of them and 49.79 are exactly 55 % and 65 % */
        {"teilnehmende", "recused: fr pt se gr lt si mt; yes: de it pl ro bg fi ie hr lv cy lu", OUTCOME_ADOPTED,
         "adopted 2 49.79 >= 49.79 holds"},
        {"teilnehmende", "recused: fr pt se gr lt si mt; yes: de it pl ro bg fi ie hr lv cy lu", OUTCOME_ADOPTED,
         "adopted 1 11 >= 11 holds"},
        {"teilnehmende", "recused: fr pt se gr lt si mt; yes: de it pl ro bg fi ie hr lv cy", OUTCOME_REJECTED,
         "adopted 1 10 >= 11 fails"},
        {"teilnehmende", "recused: fr pt se gr lt si mt; yes: de it pl ro bg fi ie hr ee cy lu", OUTCOME_REJECTED,
         "adopted 2 49.67 >= 49.79 fails"},
        {"teilnehmende", "recused: fr pt se gr lt si; yes: de it pl ro bg fi ie hr lv cy lu", OUTCOME_REJECTED,
         "adopted 1 11 >= 11.55 fails"},
    };
    STATUTE_ROWS("eu-rat", rows);
}

/* Seven members. */
static void committee_of_the_procedure_act(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"sitzung", "yes: mitglied-2 mitglied-3; no: mitglied-4; present: mitglied-5", OUTCOME_ADOPTED,
         "quorum 1 4 > 3.5 holds"},
        {"sitzung", "yes: mitglied-2 mitglied-3; no: mitglied-4; present:", OUTCOME_NO_QUORUM,
         "quorum 1 3 > 3.5 fails"},
        {"sitzung", "yes: mitglied-2 mitglied-3; no: mitglied-4; present: gast", OUTCOME_NO_QUORUM,
         "quorum 1 3 > 3.5 fails"},
        {"sitzung", "call: 2; yes: mitglied-2; present:", OUTCOME_ADOPTED, "quorum 3 2 >= 2 holds"},
        /* a tie: the chair's vote decides, for or against; without it the motion has failed */
        {"sitzung", "yes: vorsitz mitglied-2; no: mitglied-3 mitglied-4", OUTCOME_ADOPTED, "adopted 3 1 = 1 holds"},
        {"sitzung", "no: vorsitz mitglied-2; yes: mitglied-3 mitglied-4", OUTCOME_REJECTED, "adopted 3 0 = 1 fails"},
        {"sitzung", "yes: mitglied-2 mitglied-5; no: mitglied-3 mitglied-4; abstain: vorsitz", OUTCOME_REJECTED,
         "adopted 3 0 = 1 fails"},
        {"sitzung", "yes: vorsitz mitglied-2 mitglied-5; no: mitglied-3 mitglied-4; recused: vorsitz", OUTCOME_REJECTED,
         "adopted 3 0 = 1 fails"},
        /* the chair decides nothing where there is no tie */
        {"sitzung", "yes: vorsitz mitglied-2; no: mitglied-3 mitglied-4 mitglied-5", OUTCOME_REJECTED,
         "adopted 2 2 = 3 fails"},
        {"sitzung", "no: vorsitz; yes: mitglied-3 mitglied-4; abstain: mitglied-5", OUTCOME_ADOPTED,
         "adopted 1 2 > 1 holds"},
        {"schriftlich", "yes: mitglied-2 mitglied-3 mitglied-4; no: vorsitz", OUTCOME_ADOPTED, "adopted 1 3 > 1 holds"},
        {"schriftlich", "yes: mitglied-2 mitglied-3 mitglied-4", OUTCOME_NO_QUORUM, "quorum 1 3 > 3.5 fails"},
        {"schriftlich", "yes: vorsitz mitglied-2; no: mitglied-3 mitglied-4", OUTCOME_ADOPTED, "adopted 3 1 = 1 holds"},
        {"schriftlich", "no: vorsitz mitglied-2; yes: mitglied-3 mitglied-4", OUTCOME_REJECTED,
         "adopted 2 2 = 2 holds"},
    };
    STATUTE_ROWS("vwvfg-ausschuss", rows);
}

/* Three are the least, also where two of three would be more than half: the same statute with three members. */
static void the_least_quorum_of_a_committee(void **state)
{
    (void)state;
    static const char *const rules[] = {"sitzung", "schriftlich"};
    struct statute_text statute = {.body = {.approvals = 0}};
    struct problem problem = {0};
    struct buffer text = {0};
    struct slice rest = slice_of(statute_text_file(&statute.arena, "vwvfg-ausschuss"));
    while (rest.length) {
        struct slice line = slice_cut(&rest, '\n'), seat = slice_head(line, strlen("seat: mitglied-4"));
        if (slice_compare(seat, SLICE("seat: mitglied-4")) >= 0 && slice_compare(seat, SLICE("seat: mitglied-7")) <= 0)
            continue;
        buffer_add(&text, line);
        buffer_byte(&text, '\n');
    }
    assert_int_equal(buffer_status(&text), STATUS_OK);
    assert_int_equal(statute_text_found(&statute.arena, text.at, &statute.body, &problem), STATUS_OK);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        struct ballot_text ballot;
        ballot_text_found(&ballot, &statute.body, rules[i]);
        ballot_text_votes(&ballot, "yes: vorsitz mitglied-2 mitglied-3");
        ballot_text_count(&ballot);
        assert_int_equal(ballot.tally.all, 3);
        assert_int_equal(ballot.tally.outcome, OUTCOME_ADOPTED);
        ballot_text_votes(&ballot, "yes: vorsitz mitglied-2");
        ballot_text_count(&ballot);
        assert_int_equal(ballot.tally.outcome, OUTCOME_NO_QUORUM);
        ballot_text_release(&ballot);
    }
    buffer_release(&text);
    statute_text_release(&statute);
}

/* Twelve members. */
static void frequent_majorities(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"einfach", "yes: m1 m2; no: m3; abstain: m4 m5 m6", OUTCOME_ADOPTED, "adopted 1 2 > 1 holds"},
        {"einfach", "yes: m1 m2 m3; no: m4 m5 m6", OUTCOME_REJECTED, "adopted 1 3 > 3 fails"},
        {"einfach", "yes: m1 m2 m3; no: m4 m5", OUTCOME_NO_QUORUM, "quorum 1 5 >= 6 fails"},
        {"mitglieder", "yes: m1 m2 m3 m4 m5 m6 m7", OUTCOME_ADOPTED, "adopted 1 7 > 6 holds"},
        {"mitglieder", "yes: m1 m2 m3 m4 m5 m6", OUTCOME_REJECTED, "adopted 1 6 > 6 fails"},
        {"mitglieder", "yes: m1 m2 m3 m4 m5 m6; recused: m7 m8 m9", OUTCOME_REJECTED, "adopted 1 6 > 6 fails"},
        {"anwesende", "yes: m1 m2 m3 m4; no: m5; abstain: m6 m7", OUTCOME_ADOPTED, "adopted 1 4 > 3.5 holds"},
        {"anwesende", "yes: m1 m2 m3 m4; no: m5 m6", OUTCOME_ADOPTED, "quorum 1 6 >= 6 holds"},
        {"anwesende", "yes: m1 m2 m3 m4; no: m5", OUTCOME_NO_QUORUM, "quorum 1 5 >= 6 fails"},
        {"anwesende", "yes: m1 m2 m3 m4; no: m5; abstain: m6 m7 m8", OUTCOME_REJECTED, "adopted 1 4 > 4 fails"},
        {"anwesende", "yes: m1 m2 m3 m4; no: m5; present: m6 m7 m8", OUTCOME_REJECTED, "adopted 1 4 > 4 fails"},
        {"anwesende", "yes: m1 m2 m3 m4; no: m5; present: m6 m7 m8; recused: m8", OUTCOME_ADOPTED,
         "adopted 1 4 > 3.5 holds"},
        {"zweidrittel", "yes: m1 m2 m3 m4; no: m5 m6", OUTCOME_ADOPTED, "adopted 1 4 >= 4 holds"},
        {"zweidrittel", "yes: m1 m2 m3; no: m5 m6", OUTCOME_REJECTED, "adopted 1 3 >= 10/3 fails"},
        {"zweidrittel", "yes: m1 m2; no: m3; abstain: m4 m5 m6", OUTCOME_ADOPTED, "adopted 1 2 >= 2 holds"},
        {"zweidrittel", "abstain: m1 m2 m3", OUTCOME_NO_QUORUM, "quorum 1 0 >= 1 fails"},
        {"drei-zu-eins", "yes: m1 m2 m3; no: m4", OUTCOME_ADOPTED, "adopted 1 3 >= 3 holds"},
        {"drei-zu-eins", "yes: m1 m2 m3 m5 m6; no: m4 m7", OUTCOME_REJECTED, "adopted 1 5 >= 6 fails"},
        {"drei-zu-eins", "", OUTCOME_NO_QUORUM, "quorum 1 0 >= 1 fails"},
        {"unbefangene", "yes: m1 m2 m3 m4 m5; recused: m6 m7 m8", OUTCOME_ADOPTED, "adopted 1 5 > 4.5 holds"},
        {"unbefangene", "yes: m1 m2 m3 m4 m5; recused: m6 m7", OUTCOME_REJECTED, "adopted 1 5 > 5 fails"},
        {"unbefangene", "yes: m1 m2 m3 m4 m5; recused: m5 m6 m7", OUTCOME_REJECTED, "adopted 1 4 > 4.5 fails"},
    };
    STATUTE_ROWS("mustergremium", rows);
}

/* The same votes, and three meanings of the nine who say nothing. In a meeting silence means nothing anywhere. */
static void silence_has_three_meanings(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"schweigen-fehlt", "yes: m1 m2; no: m3", OUTCOME_ADOPTED, "adopted 1 2 > 1.5 holds"},
        {"schweigen-enthaelt", "yes: m1 m2; no: m3", OUTCOME_REJECTED, "adopted 1 2 > 6 fails"},
        {"schweigen-stimmt-zu", "yes: m1 m2; no: m3", OUTCOME_ADOPTED, "adopted 1 11 > 6 holds"},
        {"schweigen-fehlt", "yes: m1; no: m2 m3", OUTCOME_REJECTED, "adopted 1 1 > 1.5 fails"},
        {"schweigen-enthaelt", "yes: m1 m2 m3 m4 m5 m6 m7", OUTCOME_ADOPTED, "adopted 1 7 > 6 holds"},
        {"schweigen-enthaelt", "yes: m1 m2 m3 m4 m5 m6", OUTCOME_REJECTED, "adopted 1 6 > 6 fails"},
        {"schweigen-stimmt-zu", "no: m1 m2 m3 m4 m5", OUTCOME_ADOPTED, "adopted 1 7 > 6 holds"},
        {"schweigen-stimmt-zu", "no: m1 m2 m3 m4 m5 m6", OUTCOME_REJECTED, "adopted 1 6 > 6 fails"},
        /* silence speaks for no quorum */
        {"schweigen-fehlt", "yes: m1 m2", OUTCOME_NO_QUORUM, "quorum 1 2 >= 3 fails"},
        {"schweigen-enthaelt", "yes: m1 m2", OUTCOME_NO_QUORUM, "quorum 1 2 >= 3 fails"},
        {"schweigen-stimmt-zu", "yes: m1 m2", OUTCOME_NO_QUORUM, "quorum 1 2 >= 3 fails"},
        /* the recused are not silent: they are not there */
        {"schweigen-enthaelt", "yes: m1 m2 m3 m4 m5 m6; recused: m12", OUTCOME_ADOPTED, "adopted 1 6 > 5.5 holds"},
        {"schweigen-stimmt-zu", "no: m1 m2 m3 m4 m5; recused: m11 m12", OUTCOME_REJECTED, "adopted 1 5 > 5 fails"},
        {"schweigen-fehlt", "present: m4; yes: m1 m2; no: m3", OUTCOME_REJECTED, "adopted 1 2 > 2 fails"},
        {"schweigen-enthaelt", "present: m4; yes: m1 m2; no: m3", OUTCOME_REJECTED, "adopted 1 2 > 2 fails"},
        {"schweigen-stimmt-zu", "present: m4; yes: m1 m2; no: m3", OUTCOME_REJECTED, "adopted 1 2 > 2 fails"},
    };
    STATUTE_ROWS("mustergremium", rows);
}

static void written_procedure_of_a_council(void **state)
{
    (void)state;
    static const struct statute_row rows[] = {
        {"umlauf", "yes: schutz; no: schule industrie", OUTCOME_ADOPTED, "adopted 1 5 > 2 holds"},
        {"umlauf", "yes: tierschutz-1 tierschutz-2 tierschutz-3; no: schule industrie zucht; abstain: oeffentlichkeit",
         OUTCOME_REJECTED, "adopted 1 3 > 3 fails"},
        {"umlauf", "yes: schutz; no: schule", OUTCOME_NO_QUORUM, "quorum 1 6 > 6.5 fails"},
        {"umlauf", "yes/deputy: schutz; no/deputy: schule; no: industrie", OUTCOME_ADOPTED, "quorum 1 7 > 6.5 holds"},
    };
    STATUTE_ROWS("tierschutzbeirat-rp", rows);
    struct statute_text statute;
    statute_text_read(&statute, "tierschutzbeirat-rp");
    assert_true(statute_rule_find(&statute.body.statute, SLICE("umlauf"))->rule.objection_stops);
    assert_true(statute.body.statute.deadline_required);
    statute_text_release(&statute);
    statute_text_read(&statute, "vwvfg-ausschuss");
    assert_true(statute_rule_find(&statute.body.statute, SLICE("schriftlich"))->rule.objection_stops);
    assert_false(statute_rule_find(&statute.body.statute, SLICE("sitzung"))->rule.objection_stops);
    statute_text_release(&statute);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dhrv_rounds),
        cmocka_unit_test(bundesrat),
        cmocka_unit_test(eu_council),
        cmocka_unit_test(committee_of_the_procedure_act),
        cmocka_unit_test(the_least_quorum_of_a_committee),
        cmocka_unit_test(frequent_majorities),
        cmocka_unit_test(silence_has_three_meanings),
        cmocka_unit_test(written_procedure_of_a_council),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
