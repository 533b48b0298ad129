/*
 * What the check of a receipt, or of a proof of not having voted, found: in words that claim no more than was checked,
 * and as JSON. Texts are from a file of a stranger; whoever prints them makes them safe.
 */
#ifndef TUI_RECEIPT_WORDS_H
#define TUI_RECEIPT_WORDS_H

#include "core/receipt_file.h"
#include "data/no_vote_file.h"
#include "tui/json.h"

/* Nothing that was checked is false. Each signature under the entry is looked at, so it takes a while. */
bool receipt_holds(struct receipt_file *file);
void receipt_write_words(struct receipt_file *file, struct buffer *out);
json_t *receipt_to_json(struct receipt_file *file);

/* There is no vote of the seat among the entries, whatever became of it. */
bool no_vote_holds(const struct no_vote_file *file);
void no_vote_write_words(const struct no_vote_file *file, struct buffer *out);
json_t *no_vote_to_json(const struct no_vote_file *file);

#endif
