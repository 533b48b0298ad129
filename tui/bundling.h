/* A bundle made from the screens: what another ledger of the body needs, saved under a name that is asked for. */
#ifndef TUI_BUNDLING_H
#define TUI_BUNDLING_H

#include "tui/app.h"

/*
 * Makes a bundle of the body with that local number, and asks where it is to be saved. A copy sends what waits for the
 * writer, which has the log already; the writer sends its log and what waits. A message says why where it cannot be.
 */
void bundling_offer(struct app *app, int64_t body);

/* The same for the body of what is selected on the screen on top, else for one's own. */
void bundling_offer_shown(struct app *app);

/* The same for a founding that waits, with its id and the name of its body. */
void bundling_offer_founding(struct app *app, struct slice name, const struct digest *founding);

#endif
