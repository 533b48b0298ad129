/*
 * Strings of a foreign system made fit for a draft: whatever comes in, what goes out is UTF-8 in NFC with allowed
 * characters only (core/text.h). `in` is valid UTF-8.
 *
 * Invisible (default-ignorable) characters are left out, controls and any white space become blanks, and what entries
 * may not hold otherwise becomes U+FFFD. All append to `out` and fail only by buffer_status.
 */
#ifndef DATA_OPARL_TEXT_H
#define DATA_OPARL_TEXT_H

#include "core/buffer.h"

enum { OPARL_NUMBER_MAX = 40, OPARL_TITLE_MAX = 200 };

/* One line: no blank at either end, never two in a row. */
void oparl_clean_line(struct slice in, struct buffer *out);

/* Several lines: neither blanks at a line's end nor empty lines at either end of the text. */
void oparl_clean_text(struct slice in, struct buffer *out);

/* A cleaned line, cut before a word to at most OPARL_TITLE_MAX code points with " …" at its end. True when cut. */
bool oparl_title(struct slice line, struct buffer *out);

/*
 * What `line` leaves of a NUMBER (letters, digits, . - /): umlauts are written out, the rest becomes '-', it begins and
 * ends with a letter or digit and has at most `limit` bytes. Nothing is appended when nothing is left.
 */
void oparl_number(struct slice line, size_t limit, struct buffer *out);

/* The last part of an id that is a URL, without slashes behind it. Borrowed. */
struct slice oparl_id_tail(struct slice id);

/* A cleaned line as Markdown that stands for itself: no link, no code, no HTML comes of it. */
void oparl_escape(struct slice line, struct buffer *out);

/* A web address as <address>; anything else like oparl_escape. */
void oparl_link(struct slice line, struct buffer *out);

/* The word of a proposal's `kind` for a paperType (NUL-terminated), static; `*known`: whether we know the type. */
const char *oparl_kind(struct slice type, bool *known);

#endif
