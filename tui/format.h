/*
 * Moments, numbers and amounts in the form of the language, without any installed locale and without floating point:
 *
 *     German      Mo 23.11.2026, 18:00    heute 18:00    1.234.567    1.234.567,89 €
 *     English     Mon 2026-11-23 18:00    today 18:00    1,234,567    €1,234,567.89
 *
 * Everything is appended to `out`; no memory shows in buffer_status. Moments are seconds since 1970 and shown in local
 * time; one that has no date is left out.
 */
#ifndef TUI_FORMAT_H
#define TUI_FORMAT_H

#include "core/decimal.h"

/* A moment with its day of the week. */
void format_moment(int64_t seconds, struct buffer *out);

/* The same in the legal time of Germany, wherever that is: for papers. German "Mo 23.11.2026, 18:00 Uhr". */
void format_legal(int64_t seconds, struct buffer *out);

/* A moment as short as `now` allows: "heute 18:00", "morgen 18:00", "Mi 25.11.", "Mi 25.11.2027". */
void format_near(int64_t seconds, int64_t now, struct buffer *out);

/* The same behind two columns, in which a "!" stands where it is less than a day away, or over. */
void format_deadline(int64_t seconds, int64_t now, struct buffer *out);

/* Day and time for lists: "23.11. 09:02", in another year than now's "23.11.2025"; English "11-23 09:02". */
void format_brief(int64_t seconds, int64_t now, struct buffer *out);

/* The day alone: "23.11.2026", "2026-11-23". */
void format_day(int64_t seconds, struct buffer *out);

/* With a mark between thousands. */
void format_number(uint64_t number, struct buffer *out);

/* Cents as an amount of euros with two decimals and the sign €; there is a no-break space in front of it. */
void format_euro(int64_t cents, struct buffer *out);

/* The same without the sign, for tables that name it above; `decimals` false: cut to whole euros, for whole amounts. */
void format_amount(int64_t cents, bool decimals, struct buffer *out);

/* A weight with exactly that many decimals. */
void format_decimal(wide units, unsigned digits, struct buffer *out);

/* A part of a whole in percent with one decimal, halves rounded up: "58,5 %", "58.5%". Nothing where the whole is 0. */
void format_percent(wide part, wide whole, struct buffer *out);

#endif
