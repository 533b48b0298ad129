/*
 * Texts that are no rules: where, and what was expected. The limits of rules: tests/test_expression_limits.c.
 */
#include "tests/random_rule.h"
#include "tests/rule_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void other_sets_are_refused(void **state)
{
    (void)state;
    static const struct {
        enum method method;
        const char *set;
    } rows[] = {
        {METHOD_YES_NO, "winner"},   {METHOD_YES_NO, "consent"}, {METHOD_YES_NO, "object"}, {METHOD_CONSENT, "yes"},
        {METHOD_CONSENT, "no"},      {METHOD_CONSENT, "winner"}, {METHOD_CHOICE, "yes"},    {METHOD_RANKING, "object"},
        {METHOD_EXTERNAL, "winner"}, {METHOD_EXTERNAL, "yes"},   {METHOD_YES_NO, "Yes"},    {METHOD_YES_NO, "laender"},
    };
    struct buffer out = {0};
    struct problem problem;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[64];
        snprintf(text, sizeof text, "1 < heads(%s)", rows[i].set);
        if (rule_text_parse(text, rows[i].method, roll_lenkungskreis, &out, &problem) != STATUS_FORM ||
            problem.column != 11)
            fail_msg("'%s' was taken for %s, or refused in column %lu", text, method_name(rows[i].method),
                     problem.column);
    }
    buffer_release(&out);
}

static const char needs_atom[] = "a number, 'heads", needs_literal[] = "a condition is expected",
                  needs_relation[] = "a comparison is", needs_list[] = "'and', 'or' or the end",
                  needs_inner[] = "'and', 'or' or ')'", needs_set[] = "a set of votes is",
                  unknown_set[] = "with the method of this rule there is no set", needs_group[] = "a bench, a seat or",
                  unknown_group[] = "there is no bench and no seat", needs_close[] = "'in' or ')'",
                  needs_open[] = "'(' is expected", breaks_off[] = "the number breaks off";

static const struct rule_fault faults[] = {
    {"", 1, needs_literal},
    {"   ", 4, needs_literal},
    {"heads(yes)", 11, needs_relation},
    {"heads(yes) >", 13, needs_atom},
    {"heads(yes) > and", 14, needs_atom},
    {"> 1", 1, needs_literal},
    {"heads", 6, needs_open},
    {"heads yes", 7, needs_open},
    {"heads(", 7, needs_set},
    {"heads()", 7, needs_set},
    {"heads(1)", 7, needs_set},
    {"heads(yess) > 1", 7, unknown_set},
    {"heads(in bund) > 1", 7, unknown_set},
    {"heads(yes bund) > 1", 11, needs_close},
    {"heads(yes in) > 1", 13, needs_group},
    {"heads(yes in 1) > 1", 14, needs_group},
    {"heads(yes in nirgends) > 1", 14, unknown_group},
    {"heads(yes in and) > 1", 14, unknown_group},
    {"heads(yes in bund-) > 1", 18, "')' is expected"},
    {"heads(yes in bund > 1", 19, "')' is expected"},
    {"heads(yes in -bund) > 1", 14, needs_group},
    {"heads(yes in bund--1) > 1", 18, "')' is expected"},
    {"heads(yes > 1", 11, needs_close},
    {"proposer bund", 10, "'in' is expected after"},
    {"proposer in", 12, needs_group},
    {"proposer in nirgends", 13, unknown_group},
    {"proposer in bund > 1", 18, needs_list},
    {"1 < 2 < 3", 7, needs_list},
    {"1 = 1 2 = 2", 7, needs_list},
    {"1 = 1 and", 10, needs_literal},
    {"1 = 1 or or 2 = 2", 10, needs_literal},
    {"1 = 1 and not", 14, needs_literal},
    {"(1 = 1", 7, needs_inner},
    {"(1 = 1 2", 8, needs_inner},
    {"1 = 1)", 6, needs_list},
    {"()", 2, needs_literal},
    {"(1) = 1", 3, needs_relation},
    {"(heads(yes) + 1) > 2", 16, needs_relation},
    {"1 == 1", 4, needs_atom},
    {"1 => 1", 4, needs_atom},
    {"1 ! 1", 3, needs_relation},
    {"1 <> 1", 4, needs_atom},
    {"1. = 1", 3, breaks_off},
    {"1/ = 1", 3, breaks_off},
    {"1 = 2.%", 7, breaks_off},
    {"1 = 1 2.", 9, breaks_off},
    {".5 = 1", 1, needs_literal},
    {"-1 < 2", 1, needs_literal},
    {"1/2/3 = 1", 4, needs_relation},
    {"1/2% = 1", 4, needs_relation},
    {"1.5/2 = 1", 4, needs_relation},
    {"5%% = 1", 3, needs_relation},
    {"1 000 = 1", 3, needs_relation},
    {"1 = 1/0", 5, "the denominator is zero"},
    {"0/0 * heads(yes) = 1", 1, "the denominator is zero"},
    {"heads(yes) * 2 > 1", 12, needs_relation},
    {"2 heads(yes) > 1", 3, needs_relation},
    {"2 * (1) > 1", 5, needs_atom},
    {"2 * > 1", 5, needs_atom},
    {"1 + + 1 > 1", 5, needs_atom},
    {"round-1 > 1", 1, needs_literal},
    {"rounds > 1", 1, needs_literal},
    {"Heads(yes) > 1", 1, needs_literal},
    {"heads(yes) > 1;", 15, needs_list},
    {"heads(yes)\t> 1", 11, needs_relation},
    {"heads(yes) > 1\n", 15, needs_list},
    {"heads(yes) \xE2\x89\xA5 1", 12, needs_relation},
    {"heads(yes in l\xC3\xA4nder) > 1", 14, unknown_group},
    {"1 = 1 and \xC3\xA4\xC3\xA4", 11, needs_literal},
    {"heads(yes) > 1 \xFF", 16, needs_list},
    {"not1 = 1", 1, needs_literal},
    {"1 = 1 AND 2 = 2", 7, needs_list},
};

static void ill_formed_texts_are_refused_with_their_place(void **state)
{
    (void)state;
    RULE_FAULTS(faults, roll_lenkungskreis);
}

/* What there is instead of what is not there. */
static void what_there_is_is_told(void **state)
{
    (void)state;
    static const struct {
        enum method method;
        const char *text, *known;
    } rows[] = {
        {METHOD_YES_NO, "heads(ja) > 1", "all, seats, present, cast, valid, abstain, yes, no"},
        {METHOD_CONSENT, "heads(yes) > 1", "all, seats, present, cast, valid, abstain, consent, concern, object"},
        {METHOD_RANKING, "heads(yes) > 1", "all, seats, present, cast, valid, abstain, winner"},
        {METHOD_YES_NO, "heads(yes in nirgends) > 1", "bund, laender"},
        {METHOD_YES_NO, "proposer in nirgends", "bund, laender"},
    };
    static const char seats[] = "bench: bund Bund\nbench: laender Länder\nseat: a bund 1 voting A\n";
    struct buffer out = {0};
    struct problem problem;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(rule_text_parse(rows[i].text, rows[i].method, seats, &out, &problem), STATUS_FORM);
        assert_string_equal(problem.detail[1], rows[i].known);
    }
    buffer_release(&out);
}

/* Code points before the fault count once each, however many bytes they have. */
static void columns_count_code_points(void **state)
{
    (void)state;
    static const struct rule_fault rows[] = {{"1 = 1 \xC3\xA4 \xE2\x82\xAC", 7, "'and', 'or' or the end"},
                                             {"heads(yes) > 1 \xF0\x9F\x98\x80", 16, "'and', 'or' or the end"}};
    RULE_FAULTS(rows, roll_lenkungskreis);
}

static void a_body_without_chair_has_no_chair(void **state)
{
    (void)state;
    static const char seats[] = "bench: bund Bund\nseat: a bund 1 voting A\n";
    static const struct rule_fault rows[] = {{"heads(yes in chair) = 1", 14, "this body has no chair"},
                                             {"1 = 1 or proposer in chair", 22, "this body has no chair"}};
    RULE_FAULTS(rows, seats);
}

/* One number has one spelling, but for zeros behind the point. */
static void zeros_in_front_of_a_number_are_refused(void **state)
{
    (void)state;
    static const struct rule_fault rows[] = {
        {"heads(yes) > 007", 14, "a number is written without zeros in front"},
        {"00 = 0", 1, "a number is written without zeros in front"},
        {"1 = 01.5%", 5, "a number is written without zeros in front"},
        {"01/2 = 1", 1, "a number is written without zeros in front"},
        {"1 = 1/02", 5, "a number is written without zeros in front"},
    };
    RULE_FAULTS(rows, roll_lenkungskreis);
    struct buffer out = {0};
    struct problem problem;
    static const char *const good[] = {"0 = 0.00", "0/3 = 0%", "10 > 0.05"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        if (rule_text_parse(good[i], METHOD_YES_NO, roll_lenkungskreis, &out, &problem) != STATUS_OK)
            fail_msg("%s was refused: %s", good[i], problem.message);
    buffer_release(&out);
}

/* A rule cut short or with one byte changed is refused or accepted, and nothing else happens. */
static void damaged_rules_do_no_harm(void **state)
{
    (void)state;
    static const char rule[] = "not (heads(yes in bund) >= 2/3 * heads(all)) or proposer in chair and 1.5% < round - 1";
    struct chance chance = {.state = 7};
    struct roll_text roll;
    const struct expression *expression;
    roll_text_read(&roll, roll_lenkungskreis);
    for (unsigned n = 0; n < 3000; n++) {
        char text[sizeof rule];
        struct problem problem = {0};
        memcpy(text, rule, sizeof rule);
        size_t length = n < sizeof rule ? n : sizeof rule - 1;
        if (n >= sizeof rule)
            text[chance_below(&chance, sizeof rule - 1)] = (char)chance_below(&chance, 256);
        struct slice damaged = {.at = text, .length = length};
        enum status status = expression_parse(damaged, METHOD_YES_NO, &roll.roll, &roll.arena, &expression, &problem);
        if (status != STATUS_OK &&
            (status != STATUS_FORM || !problem.message || !problem.column || problem.column > length + 1))
            fail_msg("'%s': status %d, column %lu", text, status, problem.column);
    }
    roll_text_release(&roll);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_sets_are_refused),
        cmocka_unit_test(ill_formed_texts_are_refused_with_their_place),
        cmocka_unit_test(what_there_is_is_told),
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(a_body_without_chair_has_no_chair),
        cmocka_unit_test(zeros_in_front_of_a_number_are_refused),
        cmocka_unit_test(damaged_rules_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
