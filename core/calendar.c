#include "core/calendar.h"

enum { ERA = 146097, EPOCH = 719468 }; /* days of 400 years; and from 0000-03-01 to 1970-01-01 */

int64_t calendar_day(struct calendar_date date)
{
    int64_t month = date.month, year = date.year - (month <= 2);
    int64_t era = year / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
}

struct calendar_date calendar_date(int64_t day)
{
    day += EPOCH;
    int64_t era = day / ERA, of_era = day - era * ERA;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100), shifted = (5 * of_year + 2) / 153;
    int64_t month = shifted + (shifted < 10 ? 3 : -9);
    return (struct calendar_date){.year = (int)(year + era * 400 + (month <= 2)),
                                  .month = (int)month,
                                  .day = (int)(of_year - (153 * shifted + 2) / 5 + 1)};
}
