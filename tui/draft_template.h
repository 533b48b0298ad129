/* What an editor begins with, for a draft that is written in it; comments in the user's language say how. */
#ifndef TUI_DRAFT_TEMPLATE_H
#define TUI_DRAFT_TEMPLATE_H

#include "data/ledger.h"

/*
 * A proposal: the next number of the body, and a line for each field; those that the statute asks for are to be filled
 * in, the others are comments. `base`: the index of a proposal that it takes the place of, whose fields and text it
 * begins with; -1: none.
 */
MUST_CHECK enum status draft_template_proposal(struct log *log, int64_t base, struct instant now, struct buffer *out,
                                               struct problem *problem);

/* A change of the roster: the seats there are, as comments. */
MUST_CHECK enum status draft_template_roster(struct log *log, struct buffer *out);

/* The statute that is in force, to be changed. */
MUST_CHECK enum status draft_template_statute(struct log *log, struct buffer *out, struct problem *problem);

/* A statement on the proposal that is named so; a meeting; a body. */
MUST_CHECK enum status draft_template_statement(const char *proposal, struct buffer *out);
MUST_CHECK enum status draft_template_meeting(struct buffer *out);
MUST_CHECK enum status draft_template_body(struct buffer *out);

/* Parts of templates: words as comment lines; the first line, and words below it. */
void draft_template_comment(const char *words, struct buffer *out);
void draft_template_begin(enum kind kind, const char *words, struct buffer *out);

#endif
