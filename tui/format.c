#include "tui/format.h"

#include "core/german_time.h"
#include "tui/i18n.h"

#include <time.h>

/*
 * How a language writes dates and numbers. This stands here and not in the catalogue of messages: it is a form and no
 * sentence, and holds where no catalogue is found too.
 */
struct form {
    const char *weekday[7];
    const char *moment, *near, *near_year, *brief, *day; /* for strftime, behind the weekday where they have one */
    const char *today, *tomorrow;
    char group, point;
};

static const struct form english = {.weekday = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
                                    .moment = "%Y-%m-%d %H:%M",
                                    .near = "%m-%d",
                                    .near_year = "%Y-%m-%d",
                                    .brief = "%m-%d %H:%M",
                                    .day = "%Y-%m-%d",
                                    .today = "today %H:%M",
                                    .tomorrow = "tomorrow %H:%M",
                                    .group = ',',
                                    .point = '.'};

static const struct form german = {.weekday = {"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"},
                                   .moment = "%d.%m.%Y, %H:%M",
                                   .near = "%d.%m.",
                                   .near_year = "%d.%m.%Y",
                                   .brief = "%d.%m. %H:%M",
                                   .day = "%d.%m.%Y",
                                   .today = "heute %H:%M",
                                   .tomorrow = "morgen %H:%M",
                                   .group = '.',
                                   .point = ','};

static const struct form *form(void)
{
    return i18n_german() ? &german : &english;
}

static bool parts_of(int64_t seconds, struct tm *parts)
{
    time_t time = (time_t)seconds;
    return localtime_r(&time, parts) != NULL;
}

static void write_parts(const char *weekday, const char *pattern, const struct tm *parts, struct buffer *out)
{
    char text[64];
    size_t length = strftime(text, sizeof text, pattern, parts);
    buffer_text(out, weekday);
    if (*weekday)
        buffer_byte(out, ' ');
    buffer_add(out, (struct slice){.at = text, .length = length});
}

void format_moment(int64_t seconds, struct buffer *out)
{
    struct tm parts;
    if (parts_of(seconds, &parts))
        write_parts(form()->weekday[parts.tm_wday], form()->moment, &parts, out);
}

void format_legal(int64_t seconds, struct buffer *out)
{
    struct german_time time = german_time(seconds);
    struct tm parts = {.tm_year = time.year - 1900,
                       .tm_mon = time.month - 1,
                       .tm_mday = time.day,
                       .tm_wday = time.weekday,
                       .tm_hour = time.hour,
                       .tm_min = time.minute};
    write_parts(form()->weekday[parts.tm_wday], form()->moment, &parts, out);
    buffer_text(out, i18n_german() ? " Uhr" : "");
}

static bool same_day(const struct tm *a, const struct tm *b)
{
    return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

void format_near(int64_t seconds, int64_t now, struct buffer *out)
{
    struct tm parts, today, tomorrow;
    if (!parts_of(seconds, &parts) || !parts_of(now, &today))
        return;
    /* Noon of the next day: mktime knows how long a month is, and noon is in no change of the clock. */
    tomorrow = today;
    tomorrow.tm_mday++;
    tomorrow.tm_hour = 12;
    tomorrow.tm_isdst = -1;
    if (same_day(&parts, &today))
        write_parts("", form()->today, &parts, out);
    else if (mktime(&tomorrow) != (time_t)-1 && same_day(&parts, &tomorrow))
        write_parts("", form()->tomorrow, &parts, out);
    else
        write_parts(form()->weekday[parts.tm_wday], parts.tm_year == today.tm_year ? form()->near : form()->near_year,
                    &parts, out);
}

void format_deadline(int64_t seconds, int64_t now, struct buffer *out)
{
    enum { DAY = 86400 };
    /* The sign, so that it needs no colour. */
    buffer_text(out, seconds < now + DAY ? "! " : "  ");
    format_near(seconds, now, out);
}

void format_brief(int64_t seconds, int64_t now, struct buffer *out)
{
    struct tm parts, today;
    if (parts_of(seconds, &parts) && parts_of(now, &today))
        write_parts("", parts.tm_year == today.tm_year ? form()->brief : form()->day, &parts, out);
}

void format_day(int64_t seconds, struct buffer *out)
{
    struct tm parts;
    if (parts_of(seconds, &parts))
        write_parts("", form()->day, &parts, out);
}

void format_number(uint64_t number, struct buffer *out)
{
    struct buffer digits;
    buffer_init(&digits);
    buffer_number(&digits, number);
    for (size_t i = 0; i < digits.length; i++) {
        if (i > 0 && (digits.length - i) % 3 == 0)
            buffer_byte(out, form()->group);
        buffer_byte(out, digits.at[i]);
    }
    if (digits.failed)
        out->failed = true;
    buffer_release(&digits);
}

void format_amount(int64_t cents, bool decimals, struct buffer *out)
{
    uint64_t magnitude = cents < 0 ? 0 - (uint64_t)cents : (uint64_t)cents;
    if (cents < 0)
        buffer_byte(out, '-');
    format_number(magnitude / 100, out);
    if (!decimals)
        return;
    buffer_byte(out, form()->point);
    buffer_byte(out, (char)('0' + magnitude / 10 % 10));
    buffer_byte(out, (char)('0' + magnitude % 10));
}

void format_euro(int64_t cents, struct buffer *out)
{
    if (i18n_german()) {
        format_amount(cents, true, out);
        buffer_text(out, "\xC2\xA0€");
        return;
    }
    if (cents < 0) {
        buffer_byte(out, '-');
        cents = cents == INT64_MIN ? INT64_MAX : -cents;
    }
    buffer_text(out, "€");
    format_amount(cents, true, out);
}

void format_decimal(wide units, unsigned digits, struct buffer *out)
{
    struct buffer text;
    buffer_init(&text);
    decimal_write(units, digits, &text);
    for (size_t i = 0; i < text.length; i++)
        buffer_byte(out, text.at[i] == '.' ? form()->point : text.at[i]);
    if (text.failed)
        out->failed = true;
    buffer_release(&text);
}

void format_percent(wide part, wide whole, struct buffer *out)
{
    if (whole <= 0 || part < 0)
        return;
    uint64_t tenths = (uint64_t)((part * 2000 + whole) / (whole * 2));
    format_number(tenths / 10, out);
    buffer_byte(out, form()->point);
    buffer_byte(out, (char)('0' + tenths % 10));
    buffer_text(out, i18n_german() ? "\xC2\xA0%" : "%");
}
