/* What an editor begins with, for a draft that is written on the screen; comments in the user's language say how. */
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

#endif
