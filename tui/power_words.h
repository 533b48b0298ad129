/* Voting power in words, and as JSON. */
#ifndef TUI_POWER_WORDS_H
#define TUI_POWER_WORDS_H

#include "tui/json.h"
#include "tui/power_case.h"

/* The table of benches, a sentence about each, and what is remarkable about seats. */
void power_words(const struct power_case *power, struct buffer *out);

/* Today and then, bench by bench: shares, power, and how many seats can prevent a decision. */
void power_words_beside(const struct power_case *now, const struct power_case *then, struct buffer *out);

/* A sentence about each bench: does its power rise or fall? */
void power_words_changes(const struct power_case *now, const struct power_case *then, struct buffer *out);

/* {"body","rule","exact","benches":[…],"seats":[…]} as help and manual have it; NULL without memory. */
json_t *power_json(const struct power_case *power);

#endif
