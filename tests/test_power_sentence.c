/* What is said about voting power, in both languages: each situation once, and where nothing is to be said. */
#include "tests/roll_text.h"
#include "tui/i18n.h"
#include "tui/power_sentence.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char *const languages[2] = {"de", "en"};

/* A small body and one rule. */
struct made {
    struct roll_text roll;
    struct rule rule;
    struct power_body body;
    struct power_case power;
};

static void make(struct made *made, const char *roll, const char *rule)
{
    const struct power_asked asked = {.round = 1};
    struct problem problem = {0};
    *made = (struct made){.rule = {.id = SLICE("regel"), .title = SLICE("Regel"), .method = METHOD_YES_NO}};
    roll_text_read(&made->roll, roll);
    made->body.roster = made->roll.roll;
    assert_int_equal(expression_parse(slice_of(rule), METHOD_YES_NO, &made->body.roster, &made->roll.arena,
                                      &made->rule.adopted, &problem),
                     STATUS_OK);
    assert_int_equal(power_case_make(&made->body, &made->rule, &asked, &made->power, &problem), STATUS_OK);
}

static void release(struct made *made)
{
    power_case_release(&made->power);
    roll_text_release(&made->roll);
}

static void expect(struct buffer *said, const char *wanted)
{
    assert_int_equal(buffer_status(said), STATUS_OK);
    if (!slice_is(buffer_slice(said), wanted))
        fail_msg("\"%s\" instead of \"%s\"", said->length ? said->at : "", wanted);
    buffer_release(said);
}

/* Two benches: three Länder, and one municipal seat or two. */
#define LAENDER "bench: laender Länder\nbench: kommunen Kommunen\n"
#define THREE "seat: a laender 1 voting Aland\nseat: b laender 1 voting Beland\nseat: c laender 1 voting Celand\n"
#define ONE "seat: k kommunen 1 voting Kommune\n"
#define TWO "seat: k kommunen 1 voting Kommune\nseat: l kommunen 1 voting Landkreis\n"

static void each_situation_of_a_bench_is_said(void **state)
{
    static const struct {
        const char *roll, *rule, *wanted[2];
    } rows[] = {
        /* A dummy; and one with a veto. */
        {LAENDER THREE ONE,
         "heads(yes in laender) >= 2",
         {"Die Bank „Kommunen“ hat 25,0 % der stimmberechtigten Sitze, aber überhaupt keine Abstimmungsmacht; sie kann "
          "allein nichts verhindern.\n",
          "The bench \"Kommunen\" has 25.0% of the voting seats, but no voting power at all; alone it cannot prevent "
          "anything.\n"}},
        {LAENDER THREE ONE,
         "heads(yes in laender) >= 2 and heads(yes in kommunen) = 1",
         {"Die Bank „Kommunen“ hat 25,0 % der stimmberechtigten Sitze und sogar 40,0 % der Abstimmungsmacht; gegen "
          "ihren einen Sitz wird nichts entschieden.\n",
          "The bench \"Kommunen\" has 25.0% of the voting seats and even 40.0% of the voting power; nothing is decided "
          "against its one seat.\n"}},
        /* As strong as many, and cannot prevent anything; weaker than many. */
        {LAENDER THREE TWO,
         "heads(yes) >= 3",
         {"Die Bank „Kommunen“ hat 40,0 % der stimmberechtigten Sitze und 40,0 % der Abstimmungsmacht; sie kann allein "
          "nichts verhindern.\n",
          "The bench \"Kommunen\" has 40.0% of the voting seats and 40.0% of the voting power; alone it cannot prevent "
          "anything.\n"}},
        {LAENDER THREE TWO,
         "heads(yes) >= 3 and heads(yes in laender) >= 2",
         {"Die Bank „Kommunen“ hat 40,0 % der stimmberechtigten Sitze, aber nur 22,2 % der Abstimmungsmacht; sie kann "
          "allein nichts verhindern.\n",
          "The bench \"Kommunen\" has 40.0% of the voting seats, but only 22.2% of the voting power; alone it cannot "
          "prevent anything.\n"}},
        /* It blocks with all its seats; with a single one. */
        {LAENDER THREE TWO,
         "heads(yes) >= 4",
         {"Die Bank „Kommunen“ hat 40,0 % der stimmberechtigten Sitze und 40,0 % der Abstimmungsmacht; sie kann "
          "allein eine Entscheidung verhindern, wenn keiner ihrer 2 Sitze zustimmt.\n",
          "The bench \"Kommunen\" has 40.0% of the voting seats and 40.0% of the voting power; it can prevent a "
          "decision alone when all its 2 seats do not agree.\n"}},
        {LAENDER THREE TWO,
         "heads(yes) = heads(all)",
         {"Die Bank „Kommunen“ hat 40,0 % der stimmberechtigten Sitze und 40,0 % der Abstimmungsmacht; schon ein "
          "einzelner ihrer 2 Sitze kann eine Entscheidung verhindern.\n",
          "The bench \"Kommunen\" has 40.0% of the voting seats and 40.0% of the voting power; a single one of its 2 "
          "seats can prevent a decision.\n"}},
        /* It only advises. */
        {LAENDER THREE "seat: k kommunen 1 advisory Kommune\n",
         "heads(yes) >= 2",
         {"Die Bank „Kommunen“ berät nur: Ihr 1 Sitz hat keine Stimme und keine Abstimmungsmacht.\n",
          "The bench \"Kommunen\" only advises: its 1 seat has no vote and no voting power.\n"}},
        {LAENDER THREE "seat: k kommunen 1 advisory Kommune\nseat: l kommunen 1 advisory Landkreis\n",
         "heads(yes) >= 2",
         {"Die Bank „Kommunen“ berät nur: Ihre 2 Sitze haben keine Stimme und keine Abstimmungsmacht.\n",
          "The bench \"Kommunen\" only advises: its 2 seats have no vote and no voting power.\n"}},
        {LAENDER THREE, "heads(yes) >= 2", {"", ""}},
        /* Weight that is dealt out otherwise than seats, where the rule asks for it. */
        {LAENDER "seat: a laender 3 voting Aland\n" ONE,
         "weight(yes) >= 3",
         {"Die Bank „Kommunen“ hat 50,0 % der stimmberechtigten Sitze mit 25,0 % des Gewichts, aber überhaupt keine "
          "Abstimmungsmacht; sie kann allein nichts verhindern.\n",
          "The bench \"Kommunen\" has 50.0% of the voting seats with 25.0% of the weight, but no voting power at all; "
          "alone it cannot prevent anything.\n"}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t k = 0; k < 2; k++) {
            struct made made;
            struct buffer said = {0};
            assert_true(i18n_start(languages[k]));
            make(&made, rows[i].roll, rows[i].rule);
            power_sentence_bench(&made.power, 1, &said);
            expect(&said, rows[i].wanted[k]);
            release(&made);
        }
}

static void seats_with_a_veto_and_those_that_never_decide_are_named(void **state)
{
    static const struct {
        const char *rule, *wanted[2];
    } rows[] = {
        {"heads(yes in a) = 1 and heads(yes) >= 3",
         {"Ohne diesen Sitz wird nichts angenommen: Aland.\n", "Nothing is adopted without this seat: Aland.\n"}},
        {"heads(yes in laender) = 3",
         {"Ohne jeden einzelnen dieser Sitze wird nichts angenommen: Aland, Beland, Celand.\n",
          "Nothing is adopted without each single one of these seats: Aland, Beland, Celand.\n"}},
        {"heads(yes in a) = 1",
         {"Ohne diesen Sitz wird nichts angenommen: Aland.\n"
          "Auf die Stimmen dieser Sitze kommt es nie an: Beland, Celand.\n",
          "Nothing is adopted without this seat: Aland.\n"
          "The votes of these seats never decide anything: Beland, Celand.\n"}},
        {"heads(yes) >= 3", {"", ""}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t k = 0; k < 2; k++) {
            struct made made;
            struct buffer said = {0};
            assert_true(i18n_start(languages[k]));
            make(&made, LAENDER THREE TWO, rows[i].rule);
            power_sentence_seats(&made.power, 0, &said);
            expect(&said, rows[i].wanted[k]);
            release(&made);
        }
}

static void many_names_are_cut_short(void **state)
{
    (void)state;
    struct made made;
    struct buffer roll = {0}, said = {0};
    buffer_text(&roll, LAENDER);
    for (int i = 0; i < 9; i++)
        buffer_format(&roll, "seat: l%d laender 1 voting Land %d\n", i, i);
    assert_int_equal(buffer_status(&roll), STATUS_OK);
    assert_true(i18n_start("en"));
    make(&made, roll.at, "heads(yes) = heads(all)");
    power_sentence_seats(&made.power, 0, &said);
    expect(&said, "Nothing is adopted without each single one of these seats: Land 0, Land 1, Land 2, Land 3, Land 4, "
                  "Land 5, and 3 more.\n");
    release(&made);
    buffer_release(&roll);
}

static void a_change_rises_falls_or_stays(void **state)
{
    (void)state;
    static const char *const rules[] = {"heads(yes) >= 3 and heads(yes in laender) >= 2", "heads(yes) >= 3"};
    static const char *const wanted[2][2] = {
        {"Die Abstimmungsmacht der Bank „Kommunen“ steigt von 22,2 % auf 40,0 %.\n",
         "The voting power of the bench \"Kommunen\" rises from 22.2% to 40.0%.\n"},
        {"Die Abstimmungsmacht der Bank „Kommunen“ sinkt von 40,0 % auf 22,2 %.\n",
         "The voting power of the bench \"Kommunen\" falls from 40.0% to 22.2%.\n"}};
    for (size_t k = 0; k < 2; k++) {
        struct made first, second;
        struct buffer said = {0};
        assert_true(i18n_start(languages[k]));
        make(&first, LAENDER THREE TWO, rules[0]);
        make(&second, LAENDER THREE TWO, rules[1]);
        power_sentence_change(&first.power, 1, &second.power, 1, &said);
        expect(&said, wanted[0][k]);
        power_sentence_change(&second.power, 1, &first.power, 1, &said);
        expect(&said, wanted[1][k]);
        power_sentence_change(&first.power, 1, &first.power, 1, &said);
        expect(&said, k ? "The voting power of the bench \"Kommunen\" stays at 22.2%.\n"
                        : "Die Abstimmungsmacht der Bank „Kommunen“ bleibt bei 22,2 %.\n");
        release(&first);
        release(&second);
    }
}

static void coalitions_and_what_holds_for_all(void **state)
{
    static const struct {
        const char *rule, *together, *all;
    } rows[] = {
        {"heads(yes) >= 3", "So few benches carry a motion, each voting as one:\n  Länder\n", ""},
        {"heads(yes) >= 4", "So few benches carry a motion, each voting as one:\n  Länder + Kommunen\n", ""},
        {"heads(yes) > 9", "No benches carry a motion together, each voting as one.\n",
         "Under this rule no single vote ever decides: in this round, and with this proposer (--round, --proposer), "
         "the "
         "outcome does not depend on the votes for and against.\n"},
        {"heads(yes) = 3", "So few benches carry a motion, each voting as one:\n  Länder\n",
         "Under this rule a further yes can also make a motion fail; such cases count as power too.\n"},
    };
    (void)state;
    assert_true(i18n_start("en"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct made made;
        struct buffer said = {0};
        make(&made, LAENDER THREE TWO, rows[i].rule);
        power_sentence_together(&made.power, &said);
        expect(&said, rows[i].together);
        power_sentence_all(&made.power, &said);
        expect(&said, rows[i].all);
        release(&made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_situation_of_a_bench_is_said),
        cmocka_unit_test(seats_with_a_veto_and_those_that_never_decide_are_named),
        cmocka_unit_test(many_names_are_cut_short),
        cmocka_unit_test(a_change_rises_falls_or_stays),
        cmocka_unit_test(coalitions_and_what_holds_for_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
