/*
 * The legal time of Germany, computed without any installed time zone: a paper says the same wherever it is made.
 * One hour ahead of UTC, in summer two: from the last Sunday of March, 01:00 UTC, to that of October. So it is since
 * 1996; of earlier years the same is said, and of those to come.
 */
#ifndef CORE_GERMAN_TIME_H
#define CORE_GERMAN_TIME_H

#include <stdbool.h>
#include <stdint.h>

struct german_time {
    int year, month, day; /* month and day from 1 */
    int weekday;          /* 0: Sunday */
    int hour, minute;
    bool summer;
};

/* `seconds` since 1970, from year 1 to 9999. */
struct german_time german_time(int64_t seconds);

#endif
