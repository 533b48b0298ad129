/*
 * Who leads among the options of a ballot, for people and programs: the winner, a tie, the chair, the run-off that
 * follows, and in a ranking the options in pairs. For counts that are not hidden; nothing is said of other methods.
 */
#ifndef TUI_LEAD_WORDS_H
#define TUI_LEAD_WORDS_H

#include "data/count.h"

#include <jansson.h>

/* More options than this have no table of pairs in words; JSON has it for any number. */
enum { LEAD_TABLE_OPTIONS = 12 };

/* "Anna Blume (anna)", or the word of an option that the method adds. */
void lead_option(const struct offer *offer, size_t option, struct buffer *out);

/* A sentence a line. */
void lead_words(const struct counting *counting, struct buffer *out);

/*
 * Ranking: each option against each, the weight of the seats that rank that of the line above that of the column; and
 * below it the strongest paths of defeats. Lines with `indent` before them; nothing where there are too many options.
 */
void lead_table(const struct counting *counting, const char *indent, struct buffer *out);

/* One cell of these tables, as a decimal; "-" where an option meets itself, or no path leads. */
void lead_cell(const struct counting *counting, bool paths, size_t row, size_t column, struct buffer *out);

/* [{"option","title"}] of the option lines. */
json_t *lead_options_json(const struct offer *offer);

/* "tied", "by_chair", "runoff", "pairwise" (COMMANDS, "JSON that other programs rely on"). */
void lead_json(const struct counting *counting, json_t *object);

#endif
