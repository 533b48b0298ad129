/* A text exactly as it is: numbered lines, broken where the columns end and nowhere else, nothing left out. */
#ifndef TUI_EXACT_H
#define TUI_EXACT_H

#include "tui/canvas.h"

/*
 * Draws from row `top` on what fits in the area, and returns how many rows the whole text has in its columns. With
 * `canvas` NULL it only counts.
 */
int exact_draw(struct canvas *canvas, struct area area, struct slice text, int top);

/* How many lines the text has. */
size_t exact_lines(struct slice text);

/*
 * True when every byte of the text is shown as it is. Otherwise it holds something that a terminal cannot be given,
 * and nobody should be asked to sign it.
 */
bool exact_is_showable(struct slice text);

#endif
