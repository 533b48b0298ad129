#include "core/german_time.h"

#include "core/calendar.h"
#include "core/instant.h"

enum { DAY = 86400, HOUR = 3600 };

static int weekday_of(int64_t day)
{
    return (int)((day + 4) % 7);
}

/* 01:00 UTC of the last Sunday of a month with 31 days. */
static int64_t last_sunday(int year, int month)
{
    int64_t last = calendar_day((struct calendar_date){year, month, 31});
    return (last - weekday_of(last)) * DAY + HOUR;
}

struct german_time german_time(int64_t seconds)
{
    seconds = seconds < 0 ? 0 : seconds > INSTANT_LAST ? INSTANT_LAST : seconds;
    int year = calendar_date(seconds / DAY).year;
    bool summer = seconds >= last_sunday(year, 3) && seconds < last_sunday(year, 10);
    seconds += summer ? 2 * HOUR : HOUR;
    int64_t day = seconds / DAY;
    struct calendar_date date = calendar_date(day);
    return (struct german_time){.year = date.year,
                                .month = date.month,
                                .day = date.day,
                                .weekday = weekday_of(day),
                                .hour = (int)(seconds % DAY / HOUR),
                                .minute = (int)(seconds % HOUR / 60),
                                .summer = summer};
}
