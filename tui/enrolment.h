/* Asking for a seat or an office from the screen. */
#ifndef TUI_ENROLMENT_H
#define TUI_ENROLMENT_H

#include "tui/app.h"

/*
 * Composes the enrolment of the --as key and opens the signing screen; says so when it cannot. `seat` is not looked at
 * with an office; `leave`: so many screens beneath are left when it is signed.
 */
void enrolment_begin(struct app *app, int64_t body, struct slice seat, struct slice role, int leave);

/* The argument of screen_enrolment; borrowed for the call. `seat` empty: only an office can be asked for. */
struct enrolment_place {
    int64_t body;
    struct slice seat, title;
};

#endif
