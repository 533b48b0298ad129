/* The words of proposals for people, and what several screens write about one. All are translated already. */
#ifndef TUI_PROPOSAL_WORDS_H
#define TUI_PROPOSAL_WORDS_H

#include "core/cost.h"

/* A proposal's state: "open", "being voted on", "adopted" … */
const char *proposal_state(struct slice state);

const char *payer_name(enum cost_payer payer);
const char *horizon_name(enum cost_horizon horizon);
const char *category_name(enum cost_category category);

/* How a proposal relates to a service of the Deutsche Verwaltungscloud, as a phrase with {1} for the service. */
const char *dvc_phrase(struct slice relation);

/* Which of the demands on the Deutschland-Stack it serves, in words. */
const char *demand_name(struct slice number);

/* How far a proposal binds, as a phrase with {1} for whom. */
const char *binding_phrase(struct slice degree);

/* Whom it binds. */
const char *bound_name(struct slice whom);

/* A cell of the costs: "4.000.000", "9.000.000–13.000.000", "unknown", or "–" where nothing is stated. */
void cost_write_cell(const struct cost_cell *cell, bool decimals, bool ascii, struct buffer *out);

/*
 * A sum as a cell: "1.140.000", "600.000–900.000"; "≥ 600.000" where something of it is unknown or not stated, and then
 * "unknown" or "–" instead of 0.
 */
void cost_write_brief(const struct cost_sum *sum, bool decimals, bool ascii, struct buffer *out);

/*
 * A sum as a part of a sentence: "1.000,00 € to 2.000,00 €". Where something is unknown or not stated: "at least
 * 1.000,00 €, 3 amounts unknown", and never an amount of 0.
 */
void cost_write_sum(const struct cost_sum *sum, struct buffer *out);

#endif
