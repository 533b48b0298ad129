/*
 * Lines of a draft that wait to be filled in. In the editor they stand as
 *
 *     title:
 *     cost: bund short central
 *
 * and in the file as comments, "#? title:", so that the draft can be read, and says what it lacks.
 */
#ifndef TUI_DRAFT_BLANKS_H
#define TUI_DRAFT_BLANKS_H

#include "core/buffer.h"

/* Appends the draft as the editor gets it, and as it is kept. Below the first empty line nothing is touched. */
void draft_blanks_open(struct slice text, struct buffer *out);
void draft_blanks_close(struct slice text, struct buffer *out);

#endif
