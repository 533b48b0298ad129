/* What an import brought, in words: the same by command and on the screen. */
#ifndef TUI_IMPORT_WORDS_H
#define TUI_IMPORT_WORDS_H

#include "data/import.h"

/* Appends a line without its end: the body, how much is new, how much there is. */
void import_words(const struct published *published, const struct import_report *report, struct buffer *out);

/* Appends what there is to beware of, a line each: a head that is older than one this machine saw, a mark not kept. */
void import_warnings(const struct import_report *report, struct buffer *out);

/* Appends the founding id as words and in hex, two lines: what one compares with somebody who knows it. */
void import_founding(const struct published *published, struct buffer *out);

#endif
