/*
 * Text: UTF-8, the characters that an entry may hold (LEDGER.md §2, frozen at Unicode 14.0), drafts, and what is safe
 * and fits on a terminal.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include "core/buffer.h"
#include "core/slice.h"
#include "core/status.h"

enum {
    TEXT_CODE_BYTES = 4,       /* the longest UTF-8 form of a code point */
    TEXT_REPLACEMENT = 0xFFFD, /* stands for what may not be shown */
    TEXT_MARKS_SHOWN = 4       /* combining marks in a row that text_safe lets through */
};

/* Strict: no surrogates, no overlong forms, nothing above U+10FFFF. */
bool text_is_utf8(struct slice text);

/* Bytes of the first code point, which goes into `*code`; 0, and `*code` as it was, when it is malformed or missing. */
size_t text_decode(struct slice rest, uint32_t *code);

/* Bytes written to `out`; 0 when `code` is a surrogate or above U+10FFFF. */
size_t text_encode(uint32_t code, char out[TEXT_CODE_BYTES]);

/*
 * Whether an entry may hold it: assigned in Unicode 14.0 (private use counts as assigned), LF but no other control, no
 * bidirectional control, nothing default-ignorable, not U+2028 or U+2029.
 */
bool text_code_allowed(uint32_t code);

/* The number of leading bytes that are printable ASCII or, where lines are allowed, LF: they need no closer look. */
size_t text_plain_run(struct slice text, bool lines_allowed);

/*
 * The number of leading bytes that text_check takes, lines allowed, whatever stands behind them: allowed characters
 * below U+0300, which nothing can change in NFC but a combining mark behind them.
 */
size_t text_simple_run(struct slice text);

/*
 * Valid UTF-8, allowed characters only, NFC. STATUS_FORM with line and column of the first character that is not
 * allowed, else of the first that differs from NFC; STATUS_NO_MEMORY, never for ASCII.
 */
MUST_CHECK enum status text_check(struct slice text, bool lines_allowed, struct problem *problem);

/* Puts line and column of the byte `at` into `problem` (may be NULL). Malformed bytes count as one character each. */
void text_place(struct slice text, size_t at, struct problem *problem);

/* STATUS_FORM because of the character, or the malformed byte, at `at`: says which one and where. */
enum status text_refuse(struct slice text, size_t at, struct problem *problem);

/* In code points; a malformed byte counts as one. */
size_t text_length(struct slice text);

/*
 * Makes a draft from outside fit for an entry, as COMMANDS.md "Drafts" says, and appends it to `out`: a BOM dropped,
 * CRLF to LF, a tab to a blank, blanks at line ends and empty lines at the end cut, U+00AD removed, NFC. A line end
 * after the last line is kept as it is, and none is added. `*changes` becomes the number of characters and line ends
 * changed or removed, plus one for each piece that NFC changed. Everything else that text_check refuses, a CR
 * without LF too, is STATUS_FORM with the line and column of the input (a BOM is no column); then `out` is unchanged.
 */
MUST_CHECK enum status text_normalise_draft(struct slice in, struct buffer *out, unsigned long *changes,
                                            struct problem *problem);

/* Appends `in` with each run of blanks (U+0020) made one; adds the number of removed ones to `*changes`. */
void text_squeeze(struct slice in, struct buffer *out, unsigned long *changes);

/* Display columns of text that text_safe gave; a line end counts nothing, a malformed byte one. At most INT_MAX. */
int text_width(struct slice text);

/*
 * The longest beginning of at most `columns` columns that cuts no grapheme cluster (Unicode annex 29). Borrowed from
 * `text`.
 */
struct slice text_fit(struct slice text, int columns);

/* The longest beginning of at most so many bytes that cuts no character. Borrowed from `text`. */
struct slice text_head(struct slice text, size_t bytes);

/* The same as a string in `out`, which has room for `size` bytes, at least 1. */
void text_string(struct slice text, char *out, size_t size);

/*
 * Appends `in`, whatever it is, in a form that a terminal can be given: each code point that is not allowed, and each
 * malformed byte, becomes U+FFFD; LF stays, a tab becomes a blank. Of a row of combining (or zero-width) characters
 * the fifth becomes U+FFFD and the rest is left out. Fails only by buffer_status.
 */
void text_safe(struct slice in, struct buffer *out);

#endif
