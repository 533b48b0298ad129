/* Keeping up with a hub, whatever happens to the line. */
#ifndef DATA_HUB_FOLLOW_H
#define DATA_HUB_FOLLOW_H

#include "data/hub.h"

/*
 * Keeps up with a hub until go_on says no, or something goes wrong that waiting does not mend: a round, then news are
 * waited for, of the hub or of the ledger file. A hub that cannot be reached is tried again.
 */
struct hub_follow {
    const char *url;
    struct ledger *ledger; /* NULL: there is none yet; a round may set it */
    hub_go_on *go_on;
    enum status (*round)(void *context, struct hub *hub);                    /* STATUS_HUB: the line was lost */
    void (*reached)(void *context, bool reached, const struct problem *why); /* as soon as that changes */
    void *context;
};
MUST_CHECK enum status hub_follow(const struct hub_follow *follow, struct problem *problem);

#endif
