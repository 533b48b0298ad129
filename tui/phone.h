/* The fingerprint of a key as two people compare it by telephone: its words, large where they fit, and what to ask. */
#ifndef TUI_PHONE_H
#define TUI_PHONE_H

#include "tui/canvas.h"

/* Who looks at it: whoever approves, or whoever asked to be enrolled. */
enum phone_side { PHONE_APPROVES, PHONE_ASKS };

/* A frame of at most the area's rows with all of it. Returns the rows that it took; 0: it needs more than there are. */
int phone_draw(struct canvas *canvas, struct area area, struct slice vkey, struct slice name, enum phone_side side);

#endif
