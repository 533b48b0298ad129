#include "core/expression_words.h"
#include "tests/ballot_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Phrase by phrase, as a translator would: what comes out must be German. */
static const struct vocabulary german = {{
    [PHRASE_HEADS_ALL] = "stimmberechtigte Sitze",
    [PHRASE_HEADS_SEATS] = "stimmberechtigte Sitze ohne Befangene",
    [PHRASE_HEADS_PRESENT] = "Anwesende",
    [PHRASE_HEADS_CAST] = "abgegebene Stimmen",
    [PHRASE_HEADS_VALID] = "Stimmen ohne Enthaltungen",
    [PHRASE_HEADS_ABSTAIN] = "Enthaltungen",
    [PHRASE_HEADS_WINNER] = "Stimmen für die führende Möglichkeit",
    [PHRASE_HEADS_YES] = "Ja-Stimmen",
    [PHRASE_HEADS_NO] = "Nein-Stimmen",
    [PHRASE_HEADS_CONSENT] = "Zustimmungen",
    [PHRASE_HEADS_CONCERN] = "Bedenken",
    [PHRASE_HEADS_OBJECT] = "Einwände",
    [PHRASE_WEIGHT_ALL] = "das Gewicht der stimmberechtigten Sitze",
    [PHRASE_WEIGHT_SEATS] = "das Gewicht der stimmberechtigten Sitze ohne Befangene",
    [PHRASE_WEIGHT_PRESENT] = "das Gewicht der Anwesenden",
    [PHRASE_WEIGHT_CAST] = "das Gewicht der abgegebenen Stimmen",
    [PHRASE_WEIGHT_VALID] = "das Gewicht der Stimmen ohne Enthaltungen",
    [PHRASE_WEIGHT_ABSTAIN] = "das Gewicht der Enthaltungen",
    [PHRASE_WEIGHT_WINNER] = "das Gewicht der Stimmen für die führende Möglichkeit",
    [PHRASE_WEIGHT_YES] = "das Gewicht der Ja-Stimmen",
    [PHRASE_WEIGHT_NO] = "das Gewicht der Nein-Stimmen",
    [PHRASE_WEIGHT_CONSENT] = "das Gewicht der Zustimmungen",
    [PHRASE_WEIGHT_CONCERN] = "das Gewicht der Bedenken",
    [PHRASE_WEIGHT_OBJECT] = "das Gewicht der Einwände",
    [PHRASE_HEADS_RANKED] = "Stimmen, die die führende Möglichkeit über „keine davon“ setzen",
    [PHRASE_WEIGHT_RANKED] = "das Gewicht der Stimmen, die die führende Möglichkeit über „keine davon“ setzen",
    [PHRASE_PART_HEADS_ALL] = "{1} der stimmberechtigten Sitze",
    [PHRASE_PART_HEADS_SEATS] = "{1} der stimmberechtigten Sitze ohne Befangene",
    [PHRASE_PART_HEADS_PRESENT] = "{1} der Anwesenden",
    [PHRASE_PART_HEADS_CAST] = "{1} der abgegebenen Stimmen",
    [PHRASE_PART_HEADS_VALID] = "{1} der Stimmen ohne Enthaltungen",
    [PHRASE_PART_WEIGHT_ALL] = "{1} des Gewichts der stimmberechtigten Sitze",
    [PHRASE_PART_WEIGHT_SEATS] = "{1} des Gewichts der stimmberechtigten Sitze ohne Befangene",
    [PHRASE_PART_WEIGHT_PRESENT] = "{1} des Gewichts der Anwesenden",
    [PHRASE_PART_WEIGHT_CAST] = "{1} des Gewichts der abgegebenen Stimmen",
    [PHRASE_PART_WEIGHT_VALID] = "{1} des Gewichts der Stimmen ohne Enthaltungen",
    [PHRASE_HALF] = "die Hälfte",
    [PHRASE_THIRD] = "ein Drittel",
    [PHRASE_TWO_THIRDS] = "zwei Drittel",
    [PHRASE_QUARTER] = "ein Viertel",
    [PHRASE_THREE_QUARTERS] = "drei Viertel",
    [PHRASE_PERCENT] = "{1} %",
    [PHRASE_IN_GROUP] = "{1} ({2})",
    [PHRASE_CHAIR] = "Vorsitz",
    [PHRASE_ROUND] = "Abstimmungsrunde",
    [PHRASE_CALL] = "Einberufung",
    [PHRASE_TIMES] = "{1} × {2}",
    [PHRASE_PLUS] = "{1} plus {2}",
    [PHRASE_MINUS] = "{1} minus {2}",
    [PHRASE_GT] = "mehr als {1}",
    [PHRASE_GE] = "mindestens {1}",
    [PHRASE_LT] = "weniger als {1}",
    [PHRASE_LE] = "höchstens {1}",
    [PHRASE_EQ] = "genau {1}",
    [PHRASE_NE] = "nicht {1}",
    [PHRASE_SAME] = "ebenso viel wie {1}",
    [PHRASE_OTHER] = "nicht ebenso viel wie {1}",
    [PHRASE_SAME_WEIGHT] = "so viel wie {1}",
    [PHRASE_OTHER_WEIGHT] = "nicht so viel wie {1}",
    [PHRASE_DEMAND] = "{1}: {2}",
    [PHRASE_NEEDED] = "{1}: {2}, nötig {3}",
    [PHRASE_BASIS] = "{1} = {2}",
    [PHRASE_ABOUT] = "{1} (rund {2})",
    [PHRASE_PROPOSED] = "vorgeschlagen von: {1}",
    [PHRASE_NOT] = "nicht: {1}",
    [PHRASE_AND] = "{1}; und {2}",
    [PHRASE_OR] = "{1}; oder {2}",
    [PHRASE_BRACKETS] = "({1})",
    [PHRASE_DECIMAL_MARK] = ",",
}};

struct words {
    const char *rule, *english, *german;
};

static void assert_text(const struct buffer *out, const char *text, const char *rule)
{
    assert_int_equal(buffer_status(out), STATUS_OK);
    if (strcmp(out->at, text) != 0)
        fail_msg("'%s' is told as\n%s\nnot as\n%s", rule, out->at, text);
}

/* Every comparison of the rule, one a line. */
static void explain(const struct ballot_text *ballot, const struct vocabulary *words, struct buffer *out)
{
    buffer_clear(out);
    for (size_t i = 0; i < ballot->tally.adopteds; i++) {
        if (i)
            buffer_byte(out, '\n');
        expression_explain(&ballot->tally.adopted[i], &ballot->roll.roll, words, out);
    }
}

static void assert_explained(const char *seats, enum method method, const char *votes, const struct words *rows,
                             size_t count)
{
    struct buffer out = {0};
    for (size_t i = 0; i < count; i++) {
        struct ballot_text ballot;
        ballot_text_open(&ballot, seats, method, NULL, rows[i].rule);
        ballot_text_votes(&ballot, votes);
        ballot_text_count(&ballot);
        explain(&ballot, &vocabulary_english, &out);
        assert_text(&out, rows[i].english, rows[i].rule);
        explain(&ballot, &german, &out);
        assert_text(&out, rows[i].german, rows[i].rule);
        ballot_text_release(&ballot);
    }
    buffer_release(&out);
}

static void comparisons_are_explained_with_their_values(void **state)
{
    (void)state;
    static const struct words rows[] = {
        {"heads(yes in laender) >= 11", "yes votes (Länder): 12, needed at least 11",
         "Ja-Stimmen (Länder): 12, nötig mindestens 11"},
        {"weight(yes in laender) >= 2/3 * weight(all in laender)",
         "the weight of the yes votes (Länder): 51.29641, needed at least 200/3 (about 66.67) = two thirds of the "
         "weight of all voting seats (Länder)",
         "das Gewicht der Ja-Stimmen (Länder): 51,29641, nötig mindestens 200/3 (rund 66,67) = zwei Drittel des "
         "Gewichts der stimmberechtigten Sitze (Länder)"},
        {"heads(yes in bund) = heads(all in bund)", "yes votes (Bund): 1, needed exactly 1 = all voting seats (Bund)",
         "Ja-Stimmen (Bund): 1, nötig genau 1 = stimmberechtigte Sitze (Bund)"},
        {"heads(present) > 1/2 * heads(all)", "seats present: 15, needed more than 8.5 = half of all voting seats",
         "Anwesende: 15, nötig mehr als 8,5 = die Hälfte der stimmberechtigten Sitze"},
        {"heads(all) - heads(yes) < 4", "all voting seats minus yes votes: 4, needed less than 4",
         "stimmberechtigte Sitze minus Ja-Stimmen: 4, nötig weniger als 4"},
        {"3 < heads(no)", "no votes: 2, needed more than 3", "Nein-Stimmen: 2, nötig mehr als 3"},
        {"1.5 * 2 >= heads(no in by)", "no votes (Bayern): 1, needed at most 3 = 1.5 × 2",
         "Nein-Stimmen (Bayern): 1, nötig höchstens 3 = 1,5 × 2"},
        {"heads(yes in chair) != 0", "yes votes (chair): 1, needed anything but 0",
         "Ja-Stimmen (Vorsitz): 1, nötig nicht 0"},
        {"proposer in laender or proposer in kommunen-1",
         "proposed by: Länder\nproposed by: Kommunale Spitzenverbände, erste Vertretung",
         "vorgeschlagen von: Länder\nvorgeschlagen von: Kommunale Spitzenverbände, erste Vertretung"},
        {"round < 3 and call >= 1", "round of voting: 2, needed less than 3\ncall of the meeting: 1, needed at least 1",
         "Abstimmungsrunde: 2, nötig weniger als 3\nEinberufung: 1, nötig mindestens 1"},
        {"heads(no) - heads(yes) > 0", "no votes minus yes votes: -11, needed more than 0",
         "Nein-Stimmen minus Ja-Stimmen: -11, nötig mehr als 0"},
    };
    assert_explained(roll_it_planungsrat, METHOD_YES_NO,
                     "yes: bund bw be bb hb hh he mv rp sl sn st sh; no: nw by; round: 2", rows,
                     sizeof rows / sizeof rows[0]);
}

static void consent_has_its_own_words(void **state)
{
    (void)state;
    static const struct words rows[] = {
        {"heads(object) = 0 and weight(concern) < weight(consent)",
         "objections: 1, needed exactly 0\nthe weight of the concerns: 1, needed less than 2 = the weight of the "
         "consents",
         "Einwände: 1, nötig genau 0\ndas Gewicht der Bedenken: 1, nötig weniger als 2 = das Gewicht der Zustimmungen"},
    };
    assert_explained(roll_arbeitskreis, METHOD_CONSENT, "object: stadt; concern: kreis; consent: itdl", rows, 1);
}

static void rules_are_described_without_values(void **state)
{
    (void)state;
    static const struct words rows[] = {
        {"heads(yes) > heads(no)", "yes votes: more than no votes", "Ja-Stimmen: mehr als Nein-Stimmen"},
        {"heads(yes) > heads(no) or heads(yes) = heads(no) and heads(yes in chair) = 1",
         "yes votes: more than no votes; or (yes votes: as many as no votes; and yes votes (chair): exactly 1)",
         "Ja-Stimmen: mehr als Nein-Stimmen; oder (Ja-Stimmen: ebenso viel wie Nein-Stimmen; und Ja-Stimmen "
         "(Vorsitz): genau 1)"},
        {"weight(yes) >= 65% * weight(all)",
         "the weight of the yes votes: at least 65% of the weight of all voting seats",
         "das Gewicht der Ja-Stimmen: mindestens 65 % des Gewichts der stimmberechtigten Sitze"},
        {"not (proposer in bund or round >= 3) and heads(no) != heads(abstain)",
         "not: (proposed by: Bund; or round of voting: at least 3); and no votes: not as many as abstentions",
         "nicht: (vorgeschlagen von: Bund; oder Abstimmungsrunde: mindestens 3); und Nein-Stimmen: nicht ebenso "
         "viel wie Enthaltungen"},
        {"not heads(cast) + 0.5 <= 2 * 3 * heads(valid in itdl-1)",
         "not: votes cast plus 0.5: at most 2 × 3 × votes without abstentions (Kommunale IT-Dienstleister Nord)",
         "nicht: abgegebene Stimmen plus 0,5: höchstens 2 × 3 × Stimmen ohne Enthaltungen (Kommunale "
         "IT-Dienstleister Nord)"},
        {"weight(yes) = weight(no) and weight(yes) != 3/4 * weight(seats)",
         "the weight of the yes votes: as much as the weight of the no votes; and the weight of the yes votes: not "
         "as much as three quarters of the weight of the seats that may vote",
         "das Gewicht der Ja-Stimmen: so viel wie das Gewicht der Nein-Stimmen; und das Gewicht der Ja-Stimmen: "
         "nicht so viel wie drei Viertel des Gewichts der stimmberechtigten Sitze ohne Befangene"},
        {"1/2 * heads(yes) > 1/3 * heads(cast) + 2% * heads(present) - 1/4 * heads(valid)",
         "1/2 × yes votes: more than a third of the votes cast plus 2% of the seats present minus a quarter of the "
         "votes without abstentions",
         "1/2 × Ja-Stimmen: mehr als ein Drittel der abgegebenen Stimmen plus 2 % der Anwesenden minus ein Viertel "
         "der Stimmen ohne Enthaltungen"},
        {"heads(yes) >= 3/5 * heads(all) or weight(yes) > 2 * weight(cast)",
         "yes votes: at least 3/5 of all voting seats; or the weight of the yes votes: more than 2 × the weight of "
         "the votes cast",
         "Ja-Stimmen: mindestens 3/5 der stimmberechtigten Sitze; oder das Gewicht der Ja-Stimmen: mehr als 2 × das "
         "Gewicht der abgegebenen Stimmen"},
        {"4 > heads(seats)", "seats that may vote: less than 4",
         "stimmberechtigte Sitze ohne Befangene: weniger als 4"},
        {"4 <= call", "call of the meeting: at least 4", "Einberufung: mindestens 4"},
        {"4 >= call", "call of the meeting: at most 4", "Einberufung: höchstens 4"},
        {"1 = 1", "1: exactly 1", "1: genau 1"},
    };
    struct buffer out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct ballot_text ballot;
        ballot_text_open(&ballot, roll_lenkungskreis, METHOD_YES_NO, NULL, rows[i].rule);
        buffer_clear(&out);
        expression_describe(ballot.rule.adopted, &ballot.roll.roll, &vocabulary_english, &out);
        assert_text(&out, rows[i].english, rows[i].rule);
        buffer_clear(&out);
        expression_describe(ballot.rule.adopted, &ballot.roll.roll, &german, &out);
        assert_text(&out, rows[i].german, rows[i].rule);
        ballot_text_release(&ballot);
    }
    buffer_release(&out);
}

static void the_leading_option_has_words_for_each_method(void **state)
{
    (void)state;
    static const struct {
        enum method method;
        const char *rule, *english, *german;
    } rows[] = {
        {METHOD_CHOICE, "heads(winner) > 1/2 * heads(valid)",
         "votes for the leading option: more than half of the votes without abstentions",
         "Stimmen für die führende Möglichkeit: mehr als die Hälfte der Stimmen ohne Enthaltungen"},
        {METHOD_APPROVAL, "weight(winner in bund) >= 2",
         "the weight of the votes for the leading option (Bund): at least 2",
         "das Gewicht der Stimmen für die führende Möglichkeit (Bund): mindestens 2"},
        {METHOD_RANKING, "heads(winner) > heads(abstain)",
         "votes that rank the leading option above \"none\": more than abstentions",
         "Stimmen, die die führende Möglichkeit über „keine davon“ setzen: mehr als Enthaltungen"},
        {METHOD_RANKING, "weight(winner) = weight(seats)",
         "the weight of the votes that rank the leading option above \"none\": as much as the weight of the seats that "
         "may "
         "vote",
         "das Gewicht der Stimmen, die die führende Möglichkeit über „keine davon“ setzen: so viel wie das Gewicht der "
         "stimmberechtigten Sitze ohne Befangene"},
    };
    struct buffer out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct ballot_text ballot;
        ballot_text_open(&ballot, roll_lenkungskreis, rows[i].method, NULL, rows[i].rule);
        buffer_clear(&out);
        expression_describe(ballot.rule.adopted, &ballot.roll.roll, &vocabulary_english, &out);
        assert_text(&out, rows[i].english, rows[i].rule);
        buffer_clear(&out);
        expression_describe(ballot.rule.adopted, &ballot.roll.roll, &german, &out);
        assert_text(&out, rows[i].german, rows[i].rule);
        ballot_text_release(&ballot);
    }
    buffer_release(&out);
}

static void a_bench_or_seat_without_title_goes_by_its_id(void **state)
{
    (void)state;
    struct ballot_text ballot;
    struct buffer out = {0};
    ballot_text_open(&ballot, "bench: rat\nseat: a rat 1 voting\n", METHOD_YES_NO, NULL,
                     "heads(yes in rat) = heads(yes in a)");
    expression_describe(ballot.rule.adopted, &ballot.roll.roll, &vocabulary_english, &out);
    assert_text(&out, "yes votes (rat): as many as yes votes (a)", "rat, a");
    buffer_release(&out);
    ballot_text_release(&ballot);
}

static void every_phrase_is_there(void **state)
{
    (void)state;
    for (enum phrase phrase = 0; phrase < PHRASE_COUNT; phrase++)
        assert_true(vocabulary_english.phrase[phrase] && *vocabulary_english.phrase[phrase] && german.phrase[phrase]);
}

static void phrases_take_their_parts_in_any_order(void **state)
{
    (void)state;
    struct vocabulary words = {{[PHRASE_NEEDED] = "{3} {1}{4}{0}{} {2"}};
    const struct slice part[PHRASE_PARTS_MAX] = {SLICE("a"), SLICE("b"), SLICE("{1}")};
    struct buffer out = {0};
    vocabulary_say(&words, PHRASE_NEEDED, part, &out);
    assert_string_equal(out.at, "{1} a{4}{0}{} {2");
    buffer_release(&out);
}

static void assert_rational(struct rational value, const char *text)
{
    struct buffer out = {0};
    rational_write(value, &out);
    assert_string_equal(out.at, text);
    buffer_release(&out);
}

static void parts_of_a_base_have_a_share(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *share, *needed; /* NULL: none */
    } rows[] = {
        {"weight(yes in laender) >= 2/3 * weight(all in laender)", "0.5129641", "2/3"},
        {"heads(yes) > 1/2 * heads(present)", "13/15", "0.5"},
        {"heads(yes) >= 55% * heads(all)", "13/17", "0.55"},
        {"heads(yes) > heads(cast)", "13/15", "1"},
        {"heads(yes) > heads(no)", NULL, NULL},
        {"heads(yes) >= 11", NULL, NULL},
        {"weight(yes) >= 1/2 * heads(all)", NULL, NULL},
        {"heads(yes) > 1/2 * heads(present in beratend)", NULL, NULL},
        {"heads(yes) - heads(no) > 1/2 * heads(all)", NULL, NULL},
        {"2 * heads(yes) > heads(all)", NULL, NULL},
        {"heads(yes) > 0 * heads(all)", NULL, NULL},
        {"proposer in bund", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct ballot_text ballot;
        struct rational share, needed;
        ballot_text_open(&ballot, roll_it_planungsrat, METHOD_YES_NO, NULL, rows[i].rule);
        ballot_text_votes(&ballot, "yes: bund bw be bb hb hh he mv rp sl sn st sh; no: nw by");
        ballot_text_count(&ballot);
        bool has = expression_share(&ballot.tally.adopted[0], &share, &needed);
        if (has != (rows[i].share != NULL))
            fail_msg("'%s' has %s share", rows[i].rule, has ? "a" : "no");
        if (has) {
            assert_rational(share, rows[i].share);
            assert_rational(needed, rows[i].needed);
        }
        ballot_text_release(&ballot);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparisons_are_explained_with_their_values),
        cmocka_unit_test(consent_has_its_own_words),
        cmocka_unit_test(rules_are_described_without_values),
        cmocka_unit_test(the_leading_option_has_words_for_each_method),
        cmocka_unit_test(a_bench_or_seat_without_title_goes_by_its_id),
        cmocka_unit_test(every_phrase_is_there),
        cmocka_unit_test(phrases_take_their_parts_in_any_order),
        cmocka_unit_test(parts_of_a_base_have_a_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
