/* Closing a ballot from the screen. */
#ifndef TUI_CLOSING_SCREEN_H
#define TUI_CLOSING_SCREEN_H

#include "data/ballot_facts.h"
#include "tui/app.h"

/* Composes the closing and opens the signing screen; the result follows with the same consent. */
void closing_begin(struct app *app, const struct ballot_facts *ballot);

#endif
