#include "core/german_time.h"

enum { DAY = 86400, HOUR = 3600 };

/* The day's number since 1970 (proleptic Gregorian calendar; H. Hinnant, days_from_civil). */
static int64_t day_number(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = year / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* The reverse (civil_from_days). */
static void day_parts(int64_t number, struct german_time *out)
{
    number += 719468;
    int64_t era = number / 146097, of_era = number - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100), shifted = (5 * of_year + 2) / 153;
    out->day = (int)(of_year - (153 * shifted + 2) / 5 + 1);
    out->month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    out->year = (int)(year + era * 400 + (out->month <= 2));
}

static int weekday_of(int64_t day)
{
    return (int)(((day + 4) % 7 + 7) % 7);
}

/* 01:00 UTC of the last Sunday of a month with 31 days. */
static int64_t last_sunday(int year, int month)
{
    int64_t last = day_number(year, month, 31);
    return (last - weekday_of(last)) * DAY + HOUR;
}

static int64_t day_of(int64_t seconds)
{
    return seconds >= 0 ? seconds / DAY : -((DAY - 1 - seconds) / DAY);
}

struct german_time german_time(int64_t seconds)
{
    struct german_time out = {.year = 0};
    day_parts(day_of(seconds), &out);
    out.summer = seconds >= last_sunday(out.year, 3) && seconds < last_sunday(out.year, 10);
    seconds += out.summer ? 2 * HOUR : HOUR;
    int64_t day = day_of(seconds);
    day_parts(day, &out);
    out.weekday = weekday_of(day);
    out.hour = (int)((seconds - day * DAY) / HOUR);
    out.minute = (int)((seconds - day * DAY) % HOUR / 60);
    return out;
}
