/* The legal time of Germany, beside what the tz database says of it. */
#include "core/german_time.h"
#include "core/instant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void knows_summer_and_winter(void **state)
{
    static const struct {
        const char *utc, *german;
    } rows[] = {
        {"2026-01-01T00:00:00Z", "4 2026-01-01 01:00"}, {"2025-12-31T23:00:00Z", "4 2026-01-01 00:00"},
        {"2026-03-29T00:59:59Z", "0 2026-03-29 01:59"}, {"2026-03-29T01:00:00Z", "0 2026-03-29 03:00"},
        {"2026-07-15T22:30:00Z", "4 2026-07-16 00:30"}, {"2026-10-25T00:59:59Z", "0 2026-10-25 02:59"},
        {"2026-10-25T01:00:00Z", "0 2026-10-25 02:00"}, {"2027-03-28T00:59:59Z", "0 2027-03-28 01:59"},
        {"2027-03-28T01:00:00Z", "0 2027-03-28 03:00"}, {"2024-02-29T12:00:00Z", "4 2024-02-29 13:00"},
        {"2000-02-29T23:30:00Z", "3 2000-03-01 00:30"}, {"1970-01-01T00:00:00Z", "4 1970-01-01 01:00"},
        {"9999-12-31T22:59:59Z", "5 9999-12-31 23:59"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct instant instant;
        char text[64];
        assert_true(instant_parse(slice_of(rows[i].utc), &instant));
        struct german_time time = german_time(instant.seconds);
        snprintf(text, sizeof text, "%d %04d-%02d-%02d %02d:%02d", time.weekday, time.year, time.month, time.day,
                 time.hour, time.minute);
        assert_string_equal(text, rows[i].german);
    }
}

/* From the beginning of 2026 on, hour by hour for a year. */
static void changes_by_an_hour_twice_a_year(void **state)
{
    enum { HOUR = 3600, YEAR = 365 * 24 };
    int changes = 0;
    (void)state;
    for (int64_t hour = 1767225600 / HOUR, end = hour + YEAR; hour < end; hour++)
        changes += german_time(hour * HOUR).summer != german_time((hour + 1) * HOUR).summer;
    assert_int_equal(changes, 2);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_summer_and_winter),
        cmocka_unit_test(changes_by_an_hour_twice_a_year),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
