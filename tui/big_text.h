/*
 * Letters of blocks that are read from the back of a hall: capitals, figures and the signs that titles have.
 */
#ifndef TUI_BIG_TEXT_H
#define TUI_BIG_TEXT_H

#include "tui/canvas.h"

/* Both have five rows; BIG_LARGE has letters of twice the width. */
enum big { BIG_TALL, BIG_LARGE };
enum { BIG_ROWS = 5 };

/* Columns of the text in one line, -1 where it has a character that there is no big letter for. */
int big_width(enum big size, struct slice text);

/* Writes one line, as far as the columns reach. */
void big_line(struct canvas *canvas, int row, int column, int columns, enum big size, enum style style,
              struct slice text);

/*
 * Writes the text in the largest letters in which all of it fits into the area, broken at blanks, a blank row between
 * lines. Returns the rows used; 0: it does not fit in any, and nothing was written.
 */
int big_wrap(struct canvas *canvas, struct area area, enum style style, struct slice text);

#endif
