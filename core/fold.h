/*
 * Folding for search: what people type finds what others wrote, with or without umlauts, capitals and accents.
 *
 *     "Straße der Grünflächen"  ->  "strasse der gruenflaechen"
 *
 * Lower case; ä ö ü become ae oe ue, ß ss, æ ae, œ and ø oe; other marks are dropped (å is a). Texts that are
 * canonically equivalent fold to the same.
 */
#ifndef CORE_FOLD_H
#define CORE_FOLD_H

#include "core/buffer.h"
#include "core/slice.h"

enum {
    FOLD_WORD_MAX = 40,   /* characters; the rest of a longer word is cut, in titles and queries alike */
    FOLD_QUERY_WORDS = 32 /* further words of a query are ignored */
};

/*
 * Appends the folded words of `text`, whatever it is: each is letters and digits, and has one blank in front unless
 * it is the first in `out`; so several texts may be folded into one buffer. Everything but letters, digits, marks and
 * default-ignorable characters separates words. All digits become those of ASCII.
 */
void fold_words(struct slice text, struct buffer *out);

typedef void fold_suffix(struct slice suffix, void *context);

/*
 * Calls `found` for each proper suffix of at least `minimum` characters, the longest first: "strasse" of
 * "hauptstrasse", never the word itself. The suffixes are borrowed from `folded_word`.
 */
void fold_suffixes(struct slice folded_word, size_t minimum, fold_suffix *found, void *context);

/*
 * Appends a MATCH expression of FTS5 that wants every word of `text`: "neue"* "strass"*. The last word, and each of
 * two characters or more, is a prefix. Nothing is appended when there is no word. What is quoted holds only letters
 * and digits, so nothing typed can become syntax.
 */
void fold_query(struct slice text, struct buffer *out);

#endif
