/* The argument of screen_silent, and the key that opens it from a count. */
#ifndef TUI_SILENT_PLACE_H
#define TUI_SILENT_PLACE_H

#include "tui/app.h"
#include "tui/result.h"

struct silent_place {
    const struct ballot_facts *facts;
    const struct roll *roll;
    const struct result_seats *missing;
};

/* Asks for which of the seats without a vote that is to be proved. */
void silent_begin(struct app *app, const struct result *result);

#endif
