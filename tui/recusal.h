/* Declaring a conflict of interest from the screen. */
#ifndef TUI_RECUSAL_H
#define TUI_RECUSAL_H

#include "data/query.h"
#include "tui/app.h"

/* Composes the recusal of the --as key's only seat and opens the signing screen; says so when it cannot. */
void recusal_begin(struct app *app, const struct found *proposal);

#endif
