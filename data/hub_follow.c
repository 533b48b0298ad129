#include "data/hub_follow.h"

#ifdef HAVE_LIBPQ

#include <time.h>

/* How long nothing is asked at least and at most; how often the ledger is looked at, and a hub that is away. */
enum { LEAST_MS = 100, QUIET_MS = 5000, LOOK_MS = 200, AWAY_MS = 1000 };

static bool goes_on(const struct hub_follow *follow)
{
    return !follow->go_on || follow->go_on(follow->context);
}

/* False: it is to end. */
static bool pause_for(const struct hub_follow *follow, int milliseconds)
{
    const struct timespec turn = {.tv_nsec = LEAST_MS * 1000000L};
    for (int waited = 0; waited < milliseconds && goes_on(follow); waited += LEAST_MS)
        nanosleep(&turn, NULL);
    return goes_on(follow);
}

/* Has another program, or another thread, written to the file? */
static bool changed(const struct hub_follow *follow, int64_t *version)
{
    int64_t now = *version;
    bool other = follow->ledger && store_version(ledger_store(follow->ledger), &now) == STATUS_OK && now != *version;
    *version = now;
    return other;
}

static enum status wait_for_news(const struct hub_follow *follow, struct hub *hub, int64_t *version,
                                 struct problem *problem)
{
    bool news = false;
    enum status status = pause_for(follow, LEAST_MS) ? STATUS_OK : STATUS_CANCELLED;
    for (int waited = 0; status == STATUS_OK && !news && waited < QUIET_MS; waited += LOOK_MS) {
        status = hub_listen(hub, LOOK_MS, &news, problem);
        news = changed(follow, version) || news;
        if (status == STATUS_OK && !goes_on(follow))
            status = STATUS_CANCELLED;
    }
    return status;
}

static enum status follow_once(const struct hub_follow *follow, struct hub **hub, int *reached, int64_t *version,
                               struct problem *problem)
{
    enum status status = STATUS_OK;
    if (!*hub)
        status = hub_open(follow->url, follow->go_on, follow->context, hub, problem);
    /* Before the round: what is written meanwhile is seen the next time. */
    changed(follow, version);
    if (status == STATUS_OK)
        status = follow->round(follow->context, *hub);
    bool good = status != STATUS_HUB;
    if (*reached != (int)good)
        follow->reached(follow->context, good, problem);
    *reached = good;
    return status == STATUS_OK ? wait_for_news(follow, *hub, version, problem) : status;
}

enum status hub_follow(const struct hub_follow *follow, struct problem *problem)
{
    struct hub *hub = NULL;
    int64_t version = 0;
    int reached = -1;
    enum status status;
    do {
        status = follow_once(follow, &hub, &reached, &version, problem);
        if (status == STATUS_HUB) {
            hub_close(hub);
            hub = NULL;
            status = pause_for(follow, AWAY_MS) ? STATUS_OK : STATUS_CANCELLED;
        }
    } while (status == STATUS_OK);
    hub_close(hub);
    return status;
}

#endif
