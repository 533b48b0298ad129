/* What a proposal leaves open or risks: whoever decides on it must have seen it before. */
#ifndef TUI_PROPOSAL_ALERTS_H
#define TUI_PROPOSAL_ALERTS_H

#include "core/cost.h"

/*
 * Appends a sentence a line: costs that are unknown, or not stated where others are; whom it is not settled for; the
 * services it stands beside. Nothing where there is nothing to say.
 */
void proposal_alerts(const struct entry *proposal, const struct cost_matrix *cost, struct buffer *out);

/* Appends the payers with costs that are unknown, and how many, or those with costs that are not stated. */
void cost_write_unknown(const struct cost_matrix *cost, struct buffer *out);
void cost_write_missing(const struct cost_matrix *cost, struct buffer *out);

#endif
