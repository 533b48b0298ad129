/* A number large enough to be read from across a table. */
#ifndef TUI_DIGITS_H
#define TUI_DIGITS_H

#include "tui/big_text.h"

enum { DIGITS_ROWS = BIG_ROWS };

/* Draws it from that cell on, in at most `columns`; smaller, or not at all, where it does not fit. */
void digits_draw(struct canvas *canvas, int row, int column, int columns, uint64_t number);

#endif
