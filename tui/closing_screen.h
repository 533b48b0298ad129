/* Closing a ballot from the screen. */
#ifndef TUI_CLOSING_SCREEN_H
#define TUI_CLOSING_SCREEN_H

#include "data/compose_result.h"
#include "tui/app.h"

/*
 * Opens the screen that asks for what is said of the result; of a closed ballot whose result is missing too. Says so
 * when it cannot be closed.
 */
void closing_begin(struct app *app, const struct ballot_facts *ballot);

/*
 * Composes the closing, or the result that a closed ballot lacks, and opens the signing screen; what is said of the
 * result goes along with a closing. Terms that do not fit are a failure.
 */
MUST_CHECK enum status closing_ask(struct app *app, const struct ballot_facts *ballot, const struct result_terms *terms,
                                   struct problem *problem);

#endif
