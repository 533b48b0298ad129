#include "core/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void weights_are_read_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        long long units;
        unsigned digits;
    } rows[] = {
        {"0", 0, 0},
        {"6", 6000000000, 0},
        {"12.96662", 12966620000, 5},
        {"2.01240", 2012400000, 5},
        {"0.000000001", 1, 9},
        {"10.0", 10000000000, 1},
        {"0.00000", 0, 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct decimal value;
        if (!decimal_parse(slice_of(rows[i].text), &value) || value.units != rows[i].units ||
            value.digits != rows[i].digits)
            fail_msg("'%s' was not read as %lld units with %u digits", rows[i].text, rows[i].units, rows[i].digits);
    }
}

static void anything_else_is_no_weight(void **state)
{
    (void)state;
    static const char *const rows[] = {"",     " ",   "-1",   "+1",   "01", "00",           "1.",
                                       ".5",   "1,5", "1e3",  "1 ",   " 1", "0x1",          "1.2.3",
                                       "1..2", "½",   "1%",   "1/2",  "١",  "1.0000000000", "1234567890123456",
                                       "00.5", ".",   "1.-2", "1.+2", "- 1"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct decimal value;
        if (decimal_parse(slice_of(rows[i]), &value))
            fail_msg("'%s' was taken for a weight", rows[i]);
    }
}

static void both_sides_of_the_digit_limits(void **state)
{
    (void)state;
    struct decimal value;
    assert_true(decimal_parse(SLICE("999999999999999.999999999"), &value));
    assert_true(value.units == (wide)999999999999999 * DECIMAL_ONE + 999999999);
    assert_false(decimal_parse(SLICE("1000000000000000"), &value));
    assert_false(decimal_parse(SLICE("0.1234567890"), &value));
}

static void weights_print_with_the_digits_of_the_roll(void **state)
{
    (void)state;
    static const struct {
        long long units;
        unsigned digits;
        const char *text;
    } rows[] = {
        {0, 0, "0"},
        {0, 5, "0.00000"},
        {51296410000, 5, "51.29641"},
        {6000000000, 0, "6"},
        {2000000000, 2, "2.00"},
        {1, 9, "0.000000001"},
        {66670500000, 9, "66.670500000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer out = {0};
        decimal_write(rows[i].units, rows[i].digits, &out);
        assert_string_equal(out.at, rows[i].text);
        buffer_release(&out);
    }
}

static void rationals_print_in_their_shortest_exact_form(void **state)
{
    (void)state;
    static const struct {
        long long numerator, denominator;
        const char *text;
    } rows[] = {
        {0, 1, "0"},
        {0, 7, "0"},
        {12, 1, "12"},
        {12, 4, "3"},
        {1, 2, "0.5"},
        {200, 3, "200/3"},
        {-1, 2, "-0.5"},
        {-4, 6, "-2/3"},
        {1, 8, "0.125"},
        {17, 20, "0.85"},
        {1, 7, "1/7"},
        {10, 4, "2.5"},
        {7, 700, "0.01"},
        {1, 3000, "1/3000"},
        {51296410000, 1000000000, "51.29641"},
        {6665653, 100000, "66.65653"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer out = {0};
        rational_write((struct rational){rows[i].numerator, rows[i].denominator}, &out);
        if (strcmp(out.at, rows[i].text) != 0)
            fail_msg("%lld/%lld printed as %s", rows[i].numerator, rows[i].denominator, out.at);
        buffer_release(&out);
    }
}

static void the_largest_rationals_print_without_overflow(void **state)
{
    (void)state;
    struct buffer out = {0};
    rational_write((struct rational){WIDE_LIMIT, 1}, &out);
    assert_string_equal(out.at, "1329227995784915872903807060280344576");
    buffer_clear(&out);
    rational_write((struct rational){-WIDE_LIMIT, WIDE_LIMIT - 1}, &out);
    assert_string_equal(out.at, "-1329227995784915872903807060280344576/1329227995784915872903807060280344575");
    buffer_clear(&out);
    rational_write((struct rational){1, WIDE_LIMIT}, &out); /* 2^-120 has 120 fraction digits */
    assert_int_equal(out.length, 122);
    assert_memory_equal(out.at, "0.000000000000000000000000000000000000752316384526264005", 56);
    assert_memory_equal(out.at + out.length - 6, "390625", 6);
    buffer_release(&out);
}

static void rounding_is_for_people(void **state)
{
    (void)state;
    static const struct {
        long long numerator, denominator;
        unsigned digits;
        const char *text;
    } rows[] = {
        {200, 3, 2, "66.67"},
        {5129641, 100000, 1, "51.3"},
        {1, 2, 0, "1"},
        {-1, 2, 0, "-1"},
        {-1, 3, 0, "0"},
        {999, 1000, 2, "1.00"},
        {585, 10, 1, "58.5"},
        {0, 1, 2, "0.00"},
        {1, 8, 2, "0.13"},
        {-2, 3, 3, "-0.667"},
        {1, 3, 99, "0.333333333"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer out = {0};
        rational_round((struct rational){rows[i].numerator, rows[i].denominator}, rows[i].digits, &out);
        if (strcmp(out.at, rows[i].text) != 0)
            fail_msg("%lld/%lld rounded to %s", rows[i].numerator, rows[i].denominator, out.at);
        buffer_release(&out);
    }
}

static void sums_and_products_stop_at_the_limit(void **state)
{
    (void)state;
    wide out = 7;
    assert_true(wide_plus(WIDE_LIMIT - 1, 1, &out));
    assert_true(out == WIDE_LIMIT);
    assert_false(wide_plus(WIDE_LIMIT, 1, &out));
    assert_false(wide_plus(-WIDE_LIMIT, -1, &out));
    assert_true(out == WIDE_LIMIT);
    assert_true(wide_times((wide)1 << 60, -((wide)1 << 60), &out));
    assert_true(out == -WIDE_LIMIT);
    assert_false(wide_times((wide)1 << 60, ((wide)1 << 60) + 1, &out));
    assert_false(wide_times(WIDE_LIMIT, WIDE_LIMIT, &out));
}

static void products_are_refused_only_when_the_result_does_not_fit(void **state)
{
    (void)state;
    struct rational out;
    assert_true(rational_times((struct rational){WIDE_LIMIT, 3}, (struct rational){3, WIDE_LIMIT}, &out));
    assert_true(out.numerator == 1 && out.denominator == 1);
    assert_true(rational_times((struct rational){-2, 3}, (struct rational){9, 4}, &out));
    assert_true(out.numerator == -3 && out.denominator == 2);
    assert_true(rational_times((struct rational){0, 5}, (struct rational){WIDE_LIMIT, 7}, &out));
    assert_true(out.numerator == 0 && out.denominator == 1);
    assert_false(rational_times((struct rational){WIDE_LIMIT, 1}, (struct rational){3, 2}, &out));
    assert_true(wide_gcd(-12, 18) == 6 && wide_gcd(0, 0) == 0 && wide_gcd(0, -5) == 5);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_are_read_exactly),
        cmocka_unit_test(anything_else_is_no_weight),
        cmocka_unit_test(both_sides_of_the_digit_limits),
        cmocka_unit_test(weights_print_with_the_digits_of_the_roll),
        cmocka_unit_test(rationals_print_in_their_shortest_exact_form),
        cmocka_unit_test(the_largest_rationals_print_without_overflow),
        cmocka_unit_test(rounding_is_for_people),
        cmocka_unit_test(sums_and_products_stop_at_the_limit),
        cmocka_unit_test(products_are_refused_only_when_the_result_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
