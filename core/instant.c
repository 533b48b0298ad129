#include "core/instant.h"

/* Days from 1970-01-01 to year-month-day (proleptic Gregorian): H. Hinnant, "chrono-compatible low-level date
 * algorithms", days_from_civil. */
static int64_t days_from_civil(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = year / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* The inverse, civil_from_days of the same source. */
static void civil_from_days(int64_t days, int64_t *year, int64_t *month, int64_t *day)
{
    days += 719468;
    int64_t era = days / 146097;
    int64_t of_era = days - era * 146097;
    int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * of_year + 2) / 153;
    *day = of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted + (shifted < 10 ? 3 : -9);
    *year = year_of_era + era * 400 + (*month <= 2);
}

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
    int64_t days = days_from_civil(year, month, day);
    out->seconds = days * 86400 + hour * 3600 + minute * 60 + second;
    return true;
}

void instant_write(struct instant instant, char out[INSTANT_LENGTH + 1])
{
    const int64_t last = 253402300799; /* 9999-12-31T23:59:59Z */
    int64_t seconds = instant.seconds < 0 ? 0 : instant.seconds > last ? last : instant.seconds;
    int64_t year, month, day, rest = seconds % 86400;
    civil_from_days(seconds / 86400, &year, &month, &day);
    const int64_t part[6] = {year, month, day, rest / 3600, rest / 60 % 60, rest % 60};
    static const size_t place[6] = {0, 5, 8, 11, 14, 17}, width[6] = {4, 2, 2, 2, 2, 2};
    memcpy(out, "0000-00-00T00:00:00Z", INSTANT_LENGTH + 1);
    for (size_t i = 0; i < 6; i++) {
        int64_t value = part[i];
        for (size_t k = width[i]; k-- > 0; value /= 10)
            out[place[i] + k] = (char)('0' + value % 10);
    }
}
