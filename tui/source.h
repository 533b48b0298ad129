/* The key that shows a text as it was written, or set off again. */
#ifndef TUI_SOURCE_H
#define TUI_SOURCE_H

#include "tui/app.h"

/* Turns it, and says what is shown now. */
void source_turn(struct app *app, bool *source);

#endif
