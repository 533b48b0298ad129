/*
 * The limits of rules (data/FORMAT.md section 7), each on both sides. 2^120 = 1329227995784915872903807060280344576.
 */
#include "tests/roll_text.h"
#include "tests/rule_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* `count` times `open`, then a comparison, then `count` times `close`. */
static enum status parse_nested(const char *open, const char *close, unsigned count, struct problem *problem)
{
    struct buffer text = {0}, out = {0};
    for (unsigned i = 0; i < count; i++)
        buffer_text(&text, open);
    buffer_text(&text, "1 = 1");
    for (unsigned i = 0; i < count; i++)
        buffer_text(&text, close);
    enum status status = rule_text_parse(text.at, METHOD_YES_NO, roll_lenkungskreis, &out, problem);
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
    enum status status = rule_text_parse(text.at, METHOD_YES_NO, roll_lenkungskreis, &out, problem);
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
    enum status status = rule_text_parse(text.at, METHOD_YES_NO, roll_lenkungskreis, &out, problem);
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

#define B "1329227995784915872903807060280344576"  /* 2^120 */
#define B1 "1329227995784915872903807060280344577" /* one more */
#define S "1152921504606846976"                    /* 2^60 */

struct limit {
    const char *rule;
    enum status status;
};

static void assert_limits(const struct limit *rows, size_t count, const char *seats)
{
    struct buffer out = {0};
    struct problem problem;
    for (size_t i = 0; i < count; i++)
        if (rule_text_parse(rows[i].rule, METHOD_YES_NO, seats, &out, &problem) != rows[i].status)
            fail_msg("%s was %s", rows[i].rule, rows[i].status ? "accepted" : problem.message);
    buffer_release(&out);
}

#define ASSERT_LIMITS(rows, seats) assert_limits(rows, sizeof rows / sizeof rows[0], seats)

static void numbers_have_a_limit(void **state)
{
    (void)state;
    static const struct limit rows[] = {
        {"0 < " B, STATUS_OK},
        {"0 < " B1, STATUS_FORM},
        {"0 < " B "/1", STATUS_OK},
        {"0 < " B1 "/1", STATUS_FORM},
        {"0 < 1/" B, STATUS_OK},
        {"0 < 1/" B1, STATUS_FORM},
        {"0 < " B "/" B, STATUS_OK},
        {"0 < " B1 "/" B1, STATUS_FORM}, /* although it is 1 */
        {"0 < 1.329227995784915872903807060280344576", STATUS_OK},
        {"0 < 1.329227995784915872903807060280344577", STATUS_FORM},
        /* 36 digits behind the point, 34 with a percent sign; zeros at the end are none */
        {"0 < 0.000000000000000000000000000000000001", STATUS_OK},
        {"0 < 0.0000000000000000000000000000000000010", STATUS_OK},
        {"0 < 0.0000000000000000000000000000000000001", STATUS_FORM},
        {"0 < 0.0000000000000000000000000000000001%", STATUS_OK},
        {"0 < 0.00000000000000000000000000000000001%", STATUS_FORM},
    };
    ASSERT_LIMITS(rows, roll_lenkungskreis);
}

static void products_have_a_limit(void **state)
{
    (void)state;
    static const struct limit rows[] = {
        {S " * " S " = 0", STATUS_OK},
        {S " * " S " * 2 = 0", STATUS_FORM},
        {"1/" S " * 1/" S " * round > 0", STATUS_OK},
        {"1/" S " * 1/" S " * 1/2 * round > 0", STATUS_FORM},
        /* in lowest terms, and from the left: what comes out at the end does not help */
        {B " * 1/" B " * 2 * round > 0", STATUS_OK},
        {B " * 2 * 1/" B " * round > 0", STATUS_FORM},
        {"1/" B " * 2 * " B " * round > 0", STATUS_OK},
        /* the unit of a weight is 10^-9 */
        {"1/1329227995784915872903807060 * weight(yes) > 0", STATUS_OK},
        {"1/1329227995784915872903807061 * weight(yes) > 0", STATUS_FORM},
    };
    ASSERT_LIMITS(rows, roll_lenkungskreis);
}

static void comparisons_have_a_limit(void **state)
{
    (void)state;
    static const struct limit rows[] = {
        /* the least common multiple of the denominators */
        {"1/" B " * heads(yes) > 1/2", STATUS_OK},
        {"1/" B " * heads(yes) > 1/3", STATUS_FORM},
        {"1/" B " * heads(yes) > 1/2 + 1/2", STATUS_FORM}, /* 10 + 2^119 + 2^119 */
        /* two of ten seats are in the bench; all ten are counted on */
        {"132922799578491587290380706028034457 * heads(yes in bund) > 0", STATUS_OK},
        {"132922799578491587290380706028034458 * heads(yes in bund) > 0", STATUS_FORM},
        {"132922799578491587290380706 * weight(yes in bund) > 0", STATUS_OK},
        {"132922799578491587290380707 * weight(yes in bund) > 0", STATUS_FORM},
        {"309485009893402662779486208 * call > 0", STATUS_OK},
        {"309485009893402662779486209 * call > 0", STATUS_FORM},
    };
    ASSERT_LIMITS(rows, roll_lenkungskreis);
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
        if (rule_text_parse(rows[i].rule, METHOD_YES_NO, rows[i].seats, &out, &problem) != rows[i].status)
            fail_msg("%s was %s", rows[i].rule, rows[i].status ? "accepted" : problem.message);
    buffer_release(&out);
}

static void the_place_of_an_overflow_is_its_comparison(void **state)
{
    (void)state;
    static const struct rule_fault rows[] = {
        {"1 = 1 and 1329227995784915872903807060280344576 * heads(yes) > 0", 11, "this comparison could exceed"},
        {"1 = 1 and 1152921504606846976 * 1152921504606846976 * 2 = 0", 55, "the product of the numbers"},
        {"1 = 99999999999999999999999999999999999999999", 5, "the number has too many digits"},
    };
    RULE_FAULTS(rows, roll_lenkungskreis);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(length_has_a_limit),
        cmocka_unit_test(long_numbers_are_read_without_overflow),
        cmocka_unit_test(numbers_have_a_limit),
        cmocka_unit_test(products_have_a_limit),
        cmocka_unit_test(comparisons_have_a_limit),
        cmocka_unit_test(comparisons_that_could_overflow_are_refused),
        cmocka_unit_test(the_place_of_an_overflow_is_its_comparison),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
