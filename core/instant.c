#include "core/instant.h"

#include "core/calendar.h"

static int64_t days_of_month(int64_t year, int64_t month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

/* Reads `length` digits at `at`; -1 when one is none. */
static int64_t digits(const char *at, size_t length)
{
    int64_t value = 0;
    for (size_t i = 0; i < length; i++) {
        if (at[i] < '0' || at[i] > '9')
            return -1;
        value = value * 10 + (at[i] - '0');
    }
    return value;
}

bool instant_parse(struct slice text, struct instant *out)
{
    static const char form[] = "0000-00-00T00:00:00Z";
    if (text.length != INSTANT_LENGTH)
        return false;
    for (size_t i = 0; i < INSTANT_LENGTH; i++)
        if (form[i] != '0' && text.at[i] != form[i])
            return false;
    int64_t year = digits(text.at, 4), month = digits(text.at + 5, 2), day = digits(text.at + 8, 2);
    int64_t hour = digits(text.at + 11, 2), minute = digits(text.at + 14, 2), second = digits(text.at + 17, 2);
    if (year < 1970 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59)
        return false;
    if (day > days_of_month(year, month))
        return false;
    int64_t days = calendar_day((struct calendar_date){(int)year, (int)month, (int)day});
    out->seconds = days * 86400 + hour * 3600 + minute * 60 + second;
    return true;
}

void instant_write(struct instant instant, char out[INSTANT_LENGTH + 1])
{
    int64_t seconds = instant.seconds < 0 ? 0 : instant.seconds > INSTANT_LAST ? INSTANT_LAST : instant.seconds;
    int64_t rest = seconds % 86400;
    struct calendar_date date = calendar_date(seconds / 86400);
    const int64_t part[6] = {date.year, date.month, date.day, rest / 3600, rest / 60 % 60, rest % 60};
    static const size_t place[6] = {0, 5, 8, 11, 14, 17}, width[6] = {4, 2, 2, 2, 2, 2};
    memcpy(out, "0000-00-00T00:00:00Z", INSTANT_LENGTH + 1);
    for (size_t i = 0; i < 6; i++) {
        int64_t value = part[i];
        for (size_t k = width[i]; k-- > 0; value /= 10)
            out[place[i] + k] = (char)('0' + value % 10);
    }
}
