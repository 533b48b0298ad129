/* Days and dates of the proleptic Gregorian calendar. */
#ifndef CORE_CALENDAR_H
#define CORE_CALENDAR_H

#include <stdint.h>

struct calendar_date {
    int year, month, day; /* month and day from 1 */
};

/*
 * The number of a day since 1970-01-01, and the date of such a number; for years from 1 to 9999. H. Hinnant,
 * "chrono-compatible low-level date algorithms", days_from_civil and civil_from_days.
 */
int64_t calendar_day(struct calendar_date date);
struct calendar_date calendar_date(int64_t day);

#endif
