/* Moments, numbers and amounts in both languages. */
#include "tui/format.h"
#include "tui/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static const char *const languages[2] = {"de", "en"};

/* 2026-11-23 is a Monday; local time is UTC+1 in winter. */
enum { MONDAY_18 = 1795453200, DAY = 86400, HOUR = 3600 };

static int in_berlin(void **state)
{
    (void)state;
    return setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
}

/* Compares and empties. */
static void expect(size_t row, const char *language, struct buffer *out, const char *wanted)
{
    if (!slice_is(buffer_slice(out), wanted))
        fail_msg("row %zu (%s): \"%s\" and not \"%s\"", row, language, out->at ? out->at : "", wanted);
    buffer_release(out);
    buffer_init(out);
}

static void moments_have_their_day(void **state)
{
    static const struct {
        int64_t seconds;
        const char *moment[2], *day[2];
    } rows[] = {
        {MONDAY_18, {"Mo 23.11.2026, 18:00", "Mon 2026-11-23 18:00"}, {"23.11.2026", "2026-11-23"}},
        {MONDAY_18 + 7 * DAY - 18 * HOUR,
         {"Mo 30.11.2026, 00:00", "Mon 2026-11-30 00:00"},
         {"30.11.2026", "2026-11-30"}},
        {MONDAY_18 + 5 * DAY, {"Sa 28.11.2026, 18:00", "Sat 2026-11-28 18:00"}, {"28.11.2026", "2026-11-28"}},
        {0, {"Do 01.01.1970, 01:00", "Thu 1970-01-01 01:00"}, {"01.01.1970", "1970-01-01"}},
        {INT64_MAX, {"", ""}, {"", ""}},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t language = 0; language < 2; language++) {
        assert_true(i18n_start(languages[language]));
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            format_moment(rows[i].seconds, &out);
            expect(i, languages[language], &out, rows[i].moment[language]);
            format_day(rows[i].seconds, &out);
            expect(i, languages[language], &out, rows[i].day[language]);
        }
    }
}

static void near_moments_are_short(void **state)
{
    static const struct {
        int64_t after; /* now, which is Monday 18:00 */
        const char *near[2], *brief[2];
    } rows[] = {
        {0, {"heute 18:00", "today 18:00"}, {"23.11. 18:00", "11-23 18:00"}},
        {6 * HOUR - 60, {"heute 23:59", "today 23:59"}, {"23.11. 23:59", "11-23 23:59"}},
        {6 * HOUR, {"morgen 00:00", "tomorrow 00:00"}, {"24.11. 00:00", "11-24 00:00"}},
        {30 * HOUR, {"Mi 25.11.", "Wed 11-25"}, {"25.11. 00:00", "11-25 00:00"}},
        {-DAY, {"So 22.11.", "Sun 11-22"}, {"22.11. 18:00", "11-22 18:00"}},
        {60 * DAY, {"Fr 22.01.2027", "Fri 2027-01-22"}, {"22.01.2027", "2027-01-22"}},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t language = 0; language < 2; language++) {
        assert_true(i18n_start(languages[language]));
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            format_near(MONDAY_18 + rows[i].after, MONDAY_18, &out);
            expect(i, languages[language], &out, rows[i].near[language]);
            format_brief(MONDAY_18 + rows[i].after, MONDAY_18, &out);
            expect(i, languages[language], &out, rows[i].brief[language]);
        }
    }
}

static void tomorrow_knows_months_and_clock_changes(void **state)
{
    /* 31 December 2026, 23:30, and Saturday 24 October 2026, 23:30: a day of 25 hours follows. */
    static const int64_t evening[] = {1798756200, 1792877400};
    struct buffer out;
    buffer_init(&out);
    (void)state;
    assert_true(i18n_start("de"));
    format_near(evening[0] + HOUR, evening[0], &out);
    expect(0, "de", &out, "morgen 00:30");
    format_near(evening[1] + 25 * HOUR, evening[1], &out);
    expect(1, "de", &out, "morgen 23:30");
    format_near(evening[1] + 26 * HOUR, evening[1], &out);
    expect(2, "de", &out, "Mo 26.10.");
}

static void thousands_are_marked(void **state)
{
    static const struct {
        uint64_t number;
        const char *written[2];
    } rows[] = {
        {0, {"0", "0"}},
        {999, {"999", "999"}},
        {1000, {"1.000", "1,000"}},
        {12345, {"12.345", "12,345"}},
        {1234567, {"1.234.567", "1,234,567"}},
        {UINT64_MAX, {"18.446.744.073.709.551.615", "18,446,744,073,709,551,615"}},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t language = 0; language < 2; language++) {
        assert_true(i18n_start(languages[language]));
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            format_number(rows[i].number, &out);
            expect(i, languages[language], &out, rows[i].written[language]);
        }
    }
}

static void parts_are_percent_of_a_whole(void **state)
{
    static const struct {
        int64_t part, whole;
        const char *percent[2];
    } rows[] = {
        {24, 41, {"58,5\xC2\xA0%", "58.5%"}},   {0, 41, {"0,0\xC2\xA0%", "0.0%"}},
        {41, 41, {"100,0\xC2\xA0%", "100.0%"}}, {1, 2000, {"0,1\xC2\xA0%", "0.1%"}},
        {1, 2001, {"0,0\xC2\xA0%", "0.0%"}},    {1, 0, {"", ""}},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t language = 0; language < 2; language++) {
        assert_true(i18n_start(languages[language]));
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            format_percent(rows[i].part, rows[i].whole, &out);
            expect(i, languages[language], &out, rows[i].percent[language]);
        }
        format_decimal(12966620000, 5, &out);
        expect(0, languages[language], &out, language ? "12.96662" : "12,96662");
        format_decimal(3 * DECIMAL_ONE, 0, &out);
        expect(1, languages[language], &out, "3");
    }
}

static void near_deadlines_have_a_sign(void **state)
{
    struct buffer out;
    buffer_init(&out);
    (void)state;
    assert_true(i18n_start("de"));
    format_deadline(MONDAY_18, MONDAY_18 - DAY + 1, &out);
    expect(0, "de", &out, "! morgen 18:00");
    format_deadline(MONDAY_18, MONDAY_18 - DAY, &out);
    expect(1, "de", &out, "  morgen 18:00");
    format_deadline(MONDAY_18, MONDAY_18 + 1, &out);
    expect(2, "de", &out, "! heute 18:00");
}

static void cents_become_euros(void **state)
{
    static const struct {
        int64_t cents;
        const char *euro[2], *whole[2];
    } rows[] = {
        {123456789, {"1.234.567,89\xC2\xA0€", "€1,234,567.89"}, {"1.234.567", "1,234,567"}},
        {0, {"0,00\xC2\xA0€", "€0.00"}, {"0", "0"}},
        {5, {"0,05\xC2\xA0€", "€0.05"}, {"0", "0"}},
        {100000, {"1.000,00\xC2\xA0€", "€1,000.00"}, {"1.000", "1,000"}},
        {-3150050, {"-31.500,50\xC2\xA0€", "-€31,500.50"}, {"-31.500", "-31,500"}},
        {999999999999999,
         {"9.999.999.999.999,99\xC2\xA0€", "€9,999,999,999,999.99"},
         {"9.999.999.999.999", "9,999,999,999,999"}},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t language = 0; language < 2; language++) {
        assert_true(i18n_start(languages[language]));
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            format_euro(rows[i].cents, &out);
            expect(i, languages[language], &out, rows[i].euro[language]);
            format_amount(rows[i].cents, false, &out);
            expect(i, languages[language], &out, rows[i].whole[language]);
        }
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(moments_have_their_day, in_berlin),
        cmocka_unit_test_setup(near_moments_are_short, in_berlin),
        cmocka_unit_test_setup(tomorrow_knows_months_and_clock_changes, in_berlin),
        cmocka_unit_test(thousands_are_marked),
        cmocka_unit_test(cents_become_euros),
        cmocka_unit_test(parts_are_percent_of_a_whole),
        cmocka_unit_test_setup(near_deadlines_have_a_sign, in_berlin),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
