/* What a count says beside the votes as cast: how many seats are silent, and what the rule makes of that. */
#ifndef TUI_SILENCE_WORDS_H
#define TUI_SILENCE_WORDS_H

#include "data/count.h"

/*
 * Appends one sentence without a line end. Nothing where nobody is silent, in a meeting, where those who are there need
 * no vote to be present, and of a ballot on paper, whose votes are not known.
 */
void silence_words(const struct counting *counting, struct buffer *out);

#endif
