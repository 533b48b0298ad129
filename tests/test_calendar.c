/* Days and dates: the same both ways, each day the one after that before. */
#include "core/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

static void knows_the_days_of_dates(void **state)
{
    static const struct {
        struct calendar_date date;
        int64_t day;
    } rows[] = {{{1, 1, 1}, -719162},   {{1969, 12, 31}, -1},     {{1970, 1, 1}, 0},       {{1970, 3, 1}, 59},
                {{2000, 2, 29}, 11016}, {{2000, 3, 1}, 11017},    {{2026, 11, 23}, 20780}, {{2100, 2, 28}, 47540},
                {{2100, 3, 1}, 47541},  {{9999, 12, 31}, 2932896}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct calendar_date date = calendar_date(rows[i].day);
        assert_int_equal(calendar_day(rows[i].date), rows[i].day);
        assert_int_equal(date.year, rows[i].date.year);
        assert_int_equal(date.month, rows[i].date.month);
        assert_int_equal(date.day, rows[i].date.day);
    }
}

/* Through 400 years, after which everything is again as it was. */
static void each_day_follows_the_one_before(void **state)
{
    struct calendar_date before = calendar_date(0);
    (void)state;
    for (int64_t day = 1; day <= 146097; day++) {
        struct calendar_date date = calendar_date(day);
        bool next = date.year == before.year && date.month == before.month && date.day == before.day + 1;
        bool month = date.year == before.year && date.month == before.month + 1 && date.day == 1 && before.day >= 28;
        bool year =
            date.year == before.year + 1 && date.month == 1 && date.day == 1 && before.month == 12 && before.day == 31;
        assert_true((next && date.day <= 31) || month || year);
        assert_int_equal(calendar_day(date), day);
        before = date;
    }
    assert_int_equal(before.year, 2370);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_days_of_dates),
        cmocka_unit_test(each_day_follows_the_one_before),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
