/*
 * Texts that are no rules, and the limits of those that are.
 */
#include "core/expression.h"
#include "tests/random_rule.h"
#include "tests/roll_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static enum status parse(const char *text, enum method method, const char *seats, struct buffer *printed,
                         struct problem *problem)
{
    struct roll_text roll;
    const struct expression *expression = NULL;
    roll_text_read(&roll, seats);
    problem_clear(problem);
    problem->line = 17;
    enum status status = expression_parse(slice_of(text), method, &roll.roll, &roll.arena, &expression, problem);
    buffer_clear(printed);
    if (status == STATUS_OK)
        expression_write(expression, printed);
    roll_text_release(&roll);
    return status;
}

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
        if (parse(text, rows[i].method, roll_lenkungskreis, &out, &problem) != STATUS_FORM || problem.column != 11)
            fail_msg("'%s' was taken for %s, or refused in column %lu", text, method_name(rows[i].method),
                     problem.column);
    }
    buffer_release(&out);
}

struct fault {
    const char *text;
    unsigned long column;
    const char *message; /* how it begins */
};

static void assert_faults(const struct fault *rows, size_t count, const char *seats)
{
    struct buffer out = {0};
    struct problem problem;
    for (size_t i = 0; i < count; i++) {
        enum status status = parse(rows[i].text, METHOD_YES_NO, seats, &out, &problem);
        if (status != STATUS_FORM)
            fail_msg("'%s' was not refused: status %d, '%s'", rows[i].text, status, out.at ? out.at : "");
        if (problem.column != rows[i].column || problem.line != 17 ||
            strncmp(problem.message, rows[i].message, strlen(rows[i].message)) != 0)
            fail_msg("'%s': column %lu, %s", rows[i].text, problem.column, problem.message);
    }
    buffer_release(&out);
}

static const char needs_atom[] = "a number, 'heads", needs_relation[] = "a comparison is",
                  needs_list[] = "'and', 'or' or the end", needs_inner[] = "'and', 'or' or ')'",
                  needs_set[] = "a set of votes is", unknown_set[] = "there is no set",
                  needs_group[] = "a bench, a seat or", unknown_group[] = "there is no bench and no seat",
                  needs_close[] = "'in' or ')'", needs_open[] = "'(' is expected",
                  breaks_off[] = "the number breaks off";

static const struct fault faults[] = {
    {"", 1, needs_atom},
    {"   ", 4, needs_atom},
    {"heads(yes)", 11, needs_relation},
    {"heads(yes) >", 13, needs_atom},
    {"heads(yes) > and", 14, needs_atom},
    {"> 1", 1, needs_atom},
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
    {"1 = 1 and", 10, needs_atom},
    {"1 = 1 or or 2 = 2", 10, needs_atom},
    {"1 = 1 and not", 14, needs_atom},
    {"(1 = 1", 7, needs_inner},
    {"(1 = 1 2", 8, needs_inner},
    {"1 = 1)", 6, needs_list},
    {"()", 2, needs_atom},
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
    {".5 = 1", 1, needs_atom},
    {"-1 < 2", 1, needs_atom},
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
    {"round-1 > 1", 1, needs_atom},
    {"rounds > 1", 1, needs_atom},
    {"Heads(yes) > 1", 1, needs_atom},
    {"heads(yes) > 1;", 15, needs_list},
    {"heads(yes)\t> 1", 11, needs_relation},
    {"heads(yes) > 1\n", 15, needs_list},
    {"heads(yes) \xE2\x89\xA5 1", 12, needs_relation},
    {"heads(yes in l\xC3\xA4nder) > 1", 14, unknown_group},
    {"1 = 1 and \xC3\xA4\xC3\xA4", 11, needs_atom},
    {"heads(yes) > 1 \xFF", 16, needs_list},
    {"not1 = 1", 1, needs_atom},
    {"1 = 1 AND 2 = 2", 7, needs_list},
};

static void ill_formed_texts_are_refused_with_their_place(void **state)
{
    (void)state;
    assert_faults(faults, sizeof faults / sizeof faults[0], roll_lenkungskreis);
}

/* Code points before the fault count once each, however many bytes they have. */
static void columns_count_code_points(void **state)
{
    (void)state;
    static const struct fault rows[] = {{"1 = 1 \xC3\xA4 \xE2\x82\xAC", 7, "'and', 'or' or the end"},
                                        {"heads(yes) > 1 \xF0\x9F\x98\x80", 16, "'and', 'or' or the end"}};
    assert_faults(rows, sizeof rows / sizeof rows[0], roll_lenkungskreis);
}

static void a_body_without_chair_has_no_chair(void **state)
{
    (void)state;
    static const char seats[] = "bench: bund Bund\nseat: a bund 1 voting A\n";
    static const struct fault rows[] = {{"heads(yes in chair) = 1", 14, "this body has no chair"},
                                        {"1 = 1 or proposer in chair", 22, "this body has no chair"}};
    assert_faults(rows, sizeof rows / sizeof rows[0], seats);
}

/* `count` times `open`, then a comparison, then `count` times `close`. */
static enum status parse_nested(const char *open, const char *close, unsigned count, struct problem *problem)
{
    struct buffer text = {0}, out = {0};
    for (unsigned i = 0; i < count; i++)
        buffer_text(&text, open);
    buffer_text(&text, "1 = 1");
    for (unsigned i = 0; i < count; i++)
        buffer_text(&text, close);
    enum status status = parse(text.at, METHOD_YES_NO, roll_lenkungskreis, &out, problem);
    buffer_release(&text);
    buffer_release(&out);
    return status;
}

static void depth_has_a_limit(void **state)
{
    (void)state;
    struct problem problem;
    assert_int_equal(parse_nested("(", ")", 64, &problem), STATUS_OK);
    assert_int_equal(parse_nested("(", ")", 65, &problem), STATUS_FORM);
    assert_int_equal(problem.column, 65);
    assert_string_equal(problem.detail[0], "64");
    assert_int_equal(parse_nested("not ", "", 64, &problem), STATUS_OK);
    assert_int_equal(parse_nested("not ", "", 65, &problem), STATUS_FORM);
    assert_int_equal(problem.column, 64 * 4 + 1);
    assert_int_equal(parse_nested("not (", ")", 32, &problem), STATUS_OK);
    assert_int_equal(parse_nested("not (", ")", 33, &problem), STATUS_FORM);
    assert_int_equal(parse_nested("(", ")", 4000, &problem), STATUS_FORM);
    assert_int_equal(parse_nested("1 = 1 or (not (", "))", 21, &problem), STATUS_OK);
    assert_int_equal(parse_nested("1 = 1 or (not (", "))", 22, &problem), STATUS_FORM);
}

static enum status parse_repeated(const char *start, const char *again, size_t length, struct problem *problem)
{
    struct buffer text = {0}, out = {0};
    buffer_text(&text, start);
    while (text.length + strlen(again) <= length)
        buffer_text(&text, again);
    while (text.length < length)
        buffer_byte(&text, ' ');
    enum status status = parse(text.at, METHOD_YES_NO, roll_lenkungskreis, &out, problem);
    buffer_release(&text);
    buffer_release(&out);
    return status;
}

static void length_has_a_limit(void **state)
{
    (void)state;
    struct problem problem;
    assert_int_equal(parse_repeated("1 = 1", " or 1 = 1", 4096, &problem), STATUS_OK);
    assert_int_equal(parse_repeated("1 = 1", " or 1 = 1", 4097, &problem), STATUS_FORM);
    assert_int_equal(problem.column, 4097);
    assert_string_equal(problem.detail[0], "4096");
    assert_int_equal(parse_repeated("1 = 1", " ", 4096, &problem), STATUS_OK);
    /* the canonical printing has the same limit: 6 + 409 * 10 bytes fit, and one more "and" does not */
    assert_int_equal(parse_repeated("10 = 1", " and 1=1", 6 + 409 * 8, &problem), STATUS_OK);
    assert_int_equal(parse_repeated("100 = 1", " and 1=1", 7 + 409 * 8, &problem), STATUS_FORM);
    assert_int_equal(problem.column, 1);
}

/* "1 = DIGITS" with so many of a digit. */
static enum status parse_digits(const char *before, char digit, size_t count, const char *behind,
                                struct problem *problem)
{
    struct buffer text = {0}, out = {0};
    buffer_text(&text, before);
    while (count--)
        buffer_byte(&text, digit);
    buffer_text(&text, behind);
    enum status status = parse(text.at, METHOD_YES_NO, roll_lenkungskreis, &out, problem);
    buffer_release(&text);
    buffer_release(&out);
    return status;
}

static void long_numbers_are_read_without_overflow(void **state)
{
    (void)state;
    struct problem problem;
    assert_int_equal(parse_digits("1 = ", '9', 36, "", &problem), STATUS_OK);
    assert_int_equal(parse_digits("1 = ", '9', 37, "", &problem), STATUS_FORM);
    assert_int_equal(problem.column, 5);
    assert_int_equal(parse_digits("1 = ", '9', 4092, "", &problem), STATUS_FORM);
    assert_int_equal(parse_digits("1 = 0.5", '0', 4089, "", &problem), STATUS_OK);
    assert_int_equal(parse_digits("1 = 0.", '0', 4089, "1", &problem), STATUS_FORM);
    assert_int_equal(parse_digits("1 = 1/", '9', 4090, "", &problem), STATUS_FORM);
    assert_int_equal(parse_digits("1 = 0.", '9', 4089, "%", &problem), STATUS_FORM);
    assert_int_equal(parse_digits("1 = 1/1", '0', 35, "", &problem), STATUS_OK);
}

/* One number has one spelling, but for zeros behind the point. */
static void zeros_in_front_of_a_number_are_refused(void **state)
{
    (void)state;
    static const struct fault rows[] = {
        {"heads(yes) > 007", 14, "a number is written without zeros in front"},
        {"00 = 0", 1, "a number is written without zeros in front"},
        {"1 = 01.5%", 5, "a number is written without zeros in front"},
        {"01/2 = 1", 1, "a number is written without zeros in front"},
        {"1 = 1/02", 5, "a number is written without zeros in front"},
    };
    assert_faults(rows, sizeof rows / sizeof rows[0], roll_lenkungskreis);
    struct buffer out = {0};
    struct problem problem;
    static const char *const good[] = {"0 = 0.00", "0/3 = 0%", "10 > 0.05"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        if (parse(good[i], METHOD_YES_NO, roll_lenkungskreis, &out, &problem) != STATUS_OK)
            fail_msg("%s was refused: %s", good[i], problem.message);
    buffer_release(&out);
}

/* Powers of two at both sides of 2^120: what a comparison can reach at most. */
static void comparisons_that_could_overflow_are_refused(void **state)
{
    (void)state;
    static const char heavy[] = "bench: a A\nseat: s a 999999999999999.999999999 voting S\nseat: t a 1 advisory T\n";
    static const struct {
        const char *rule;
        const char *seats;
        enum status status;
    } rows[] = {
        /* 2^119 + 2^119 = 2^120, and one more */
        {"664613997892457936451903530140172288 = 664613997892457936451903530140172288", roll_lenkungskreis, STATUS_OK},
        {"664613997892457936451903530140172289 = 664613997892457936451903530140172288", roll_lenkungskreis,
         STATUS_FORM},
        /* a difference needs as much room as a sum */
        {"664613997892457936451903530140172288 - 664613997892457936451903530140172288 = 0", roll_lenkungskreis,
         STATUS_OK},
        {"664613997892457936451903530140172288 - 664613997892457936451903530140172289 = 0", roll_lenkungskreis,
         STATUS_FORM},
        /* ten voting heads times 2^120 / 10 */
        {"132922799578491587290380706028034457 * heads(yes) > 0", roll_lenkungskreis, STATUS_OK},
        {"132922799578491587290380706028034458 * heads(yes) > 0", roll_lenkungskreis, STATUS_FORM},
        /* one: an advisory seat is none */
        {"1329227995784915872903807060280344576 * heads(yes) > 0", heavy, STATUS_OK},
        {"1329227995784915872903807060280344577 * heads(yes) > 0", heavy, STATUS_FORM},
        /* factors are multiplied out */
        {"1152921504606846976 * 115292150460684697 * heads(yes) > 0", roll_lenkungskreis, STATUS_OK},
        {"1152921504606846976 * 115292150460684698 * heads(yes) > 0", roll_lenkungskreis, STATUS_FORM},
        {"1152921504606846976 * 1152921504606846976 * 2 = 0", roll_lenkungskreis, STATUS_FORM},
        /* 10^24 units of weight leave room for about 10^12 */
        {"1329227995783 * weight(yes) > 0", heavy, STATUS_OK},
        {"1329227995787 * weight(yes) > 0", heavy, STATUS_FORM},
        /* rounds and calls count up to 2^32 - 1 */
        {"309485009893402662779486208 * round > 0", heavy, STATUS_OK},
        {"309485009893402662779486209 * round > 0", heavy, STATUS_FORM},
        {"309485009893402662779486209 * call > 0", heavy, STATUS_FORM},
        /* denominators: their least common multiple counts */
        {"1/1000003 * heads(yes) + 1/1000033 * heads(no) > 1/1000037", heavy, STATUS_OK},
        {"1/1000000000039 * heads(yes) + 1/1000000000061 * heads(no) > 1/1000000000063", heavy, STATUS_OK},
        {"1/10000000000037 * heads(yes) + 1/10000000000051 * heads(no) > 1/10000000000099", heavy, STATUS_FORM},
        {"weight(yes) >= 66.66667% * weight(all)", heavy, STATUS_OK},
        {"0.0000000001 * weight(yes) > 0.000000000000000000000000000000000000001", heavy, STATUS_FORM},
    };
    struct buffer out = {0};
    struct problem problem;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (parse(rows[i].rule, METHOD_YES_NO, rows[i].seats, &out, &problem) != rows[i].status)
            fail_msg("%s was %s", rows[i].rule, rows[i].status ? "accepted" : problem.message);
    buffer_release(&out);
}

static void the_place_of_an_overflow_is_its_comparison(void **state)
{
    (void)state;
    static const struct fault rows[] = {
        {"1 = 1 and 1329227995784915872903807060280344576 * heads(yes) > 0", 11, "this comparison could exceed"},
        {"1 = 1 and 1152921504606846976 * 1152921504606846976 * 2 = 0", 55, "the product of the numbers"},
        {"1 = 99999999999999999999999999999999999999999", 5, "the number has too many digits"},
    };
    assert_faults(rows, sizeof rows / sizeof rows[0], roll_lenkungskreis);
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
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(a_body_without_chair_has_no_chair),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(length_has_a_limit),
        cmocka_unit_test(long_numbers_are_read_without_overflow),
        cmocka_unit_test(zeros_in_front_of_a_number_are_refused),
        cmocka_unit_test(comparisons_that_could_overflow_are_refused),
        cmocka_unit_test(the_place_of_an_overflow_is_its_comparison),
        cmocka_unit_test(damaged_rules_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
