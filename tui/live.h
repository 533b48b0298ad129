/*
 * Keeping up with hubs while the screens are open: a thread for each, with a ledger of its own, so that nothing that is
 * typed has to wait. What it stores is seen by the screens as they see what other programs store.
 */
#ifndef TUI_LIVE_H
#define TUI_LIVE_H

#include "tui/app.h"

struct live;

enum live_state {
    LIVE_NONE, /* no body has a hub */
    LIVE_LOOKING,
    LIVE_ON,
    LIVE_AWAY,  /* it cannot be reached; work goes on */
    LIVE_WRONG, /* what it says does not hold, or it lets nobody in: it is left alone */
};

/* For the bodies of the ledger that have a hub. NULL where none has, or there is no memory. */
struct live *live_start(struct session *session);
void live_end(struct live *live);

/* The worst that one of the hubs is in. */
enum live_state live_state(struct live *live);

/* "Hub connected", translated; empty for LIVE_NONE. */
const char *live_words(enum live_state state);

/* Says what became of what was signed here, unless something else is being said. */
void live_hear(struct app *app);

#endif
