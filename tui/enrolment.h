/* Asking for a seat from the screen. */
#ifndef TUI_ENROLMENT_H
#define TUI_ENROLMENT_H

#include "tui/app.h"

/* Composes the enrolment of the --as key for the seat and opens the signing screen; says so when it cannot. */
void enrolment_begin(struct app *app, int64_t body, struct slice seat, struct slice role);

#endif
