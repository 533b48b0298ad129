/* The ballot paper of a secretary without a seat, who records votes that are called out in a meeting. */
#ifndef TUI_PAPER_CLERK_H
#define TUI_PAPER_CLERK_H

#include "tui/paper.h"

/*
 * The seats that are present and have not voted, at most PAPER_SEATS of them, with the role clerk. None where the
 * ballot is in no meeting, the statute knows no clerk, or the key at the screen is no secretary's.
 */
MUST_CHECK enum status paper_clerk_seats(struct app *app, struct paper *paper);

#endif
