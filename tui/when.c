#include "tui/when.h"

#include "core/field.h"

#include <time.h>

bool when_relative(struct slice text, struct instant now, struct instant *out)
{
    uint64_t number;
    if (text.length < 3 || text.at[0] != '+' || text.length > 8 ||
        !value_number((struct slice){.at = text.at + 1, .length = text.length - 2}, &number))
        return false;
    char unit = text.at[text.length - 1];
    int64_t seconds = unit == 'd' ? 86400 : unit == 'h' ? 3600 : unit == 'm' ? 60 : 0;
    out->seconds = now.seconds + (int64_t)number * seconds;
    return seconds != 0;
}

/* One of these forms, all of the text, a day that there is. */
static bool local(const char *text, const char *form, struct instant *out)
{
    struct tm parts = {.tm_hour = 23, .tm_min = 59, .tm_sec = 59, .tm_isdst = -1};
    const char *end = strptime(text, form, &parts);
    if (!end || *end || parts.tm_year < 70)
        return false;
    int day = parts.tm_mday;
    if (strchr(form, 'H'))
        parts.tm_sec = 0;
    parts.tm_isdst = -1;
    time_t seconds = mktime(&parts);
    out->seconds = (int64_t)seconds;
    return seconds != (time_t)-1 && parts.tm_mday == day;
}

bool when_parse(struct slice text, struct instant now, struct instant *out)
{
    static const char *const forms[] = {"%d.%m.%Y, %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y-%m-%d %H:%M", "%Y-%m-%d"};
    char copy[32];
    if (instant_parse(text, out) || when_relative(text, now, out))
        return true;
    if (text.length >= sizeof copy || !text.length)
        return false;
    memcpy(copy, text.at, text.length);
    copy[text.length] = '\0';
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (local(copy, forms[i], out))
            return true;
    return false;
}
