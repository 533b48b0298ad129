/* What came out of a count, in sentences: for a hall, and before a closing is signed. */
#ifndef TUI_OUTCOME_WORDS_H
#define TUI_OUTCOME_WORDS_H

#include "tui/result.h"

/* "The proposal is adopted." No line end; nothing for a ballot on paper whose result is not known. */
void outcome_sentence(const struct result *result, struct buffer *out);

/* "yes: 24, no: 7, abstention: 4; without a vote: 6 of 41". Nothing for a ballot on paper. */
void outcome_counts(const struct result *result, struct buffer *out);

/*
 * The comparisons that failed, one a line behind its sign in words: why nothing was adopted. Nothing where none did.
 */
void outcome_failures(const struct result *result, struct buffer *out);

#endif
