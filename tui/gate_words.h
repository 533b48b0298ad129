/* What a proposal lacks for the gates of the statute, in words. */
#ifndef TUI_GATE_WORDS_H
#define TUI_GATE_WORDS_H

#include "core/cost.h"
#include "data/gate_report.h"

/* Appends which field is missing, or how much there is of what is counted. For gates that are not passed. */
void gate_words_lack(const struct gate_item *item, const struct cost_matrix *cost, struct buffer *out);

#endif
