/*
 * The result of a ballot that is over, in the language of the program: for people as a document with charts, for
 * programs as a table of its seats. It follows from the entries up to its result, so it is always the same.
 */
#ifndef TUI_RESULT_DOCUMENT_H
#define TUI_RESULT_DOCUMENT_H

#include "data/proposal_read.h"
#include "tui/record.h"

/* To be released with document_release, also after a failure. */
MUST_CHECK enum status result_document(struct record *record, const struct proposal_read *proposal,
                                       struct document *out);

/*
 * A line for each seat of the roll: bench, seat, title, weight, vote, as. `vote` is empty where the seat did not vote,
 * "recused" where it takes no part, "advisory" where it has no vote. RFC 4180; a title that a spreadsheet would take
 * for a formula has an apostrophe in front.
 */
MUST_CHECK enum status result_csv(struct record *record, struct buffer *out);

/* [{"seat","bench","vote","as"}], the roll call. NULL without memory. */
json_t *result_seats_json(struct record *record);

#endif
