/*
 * Exchanging bodies with their hub: one connection, as "sync", "hub init" and "checkpoint --watch" use it.
 *
 *     struct syncing syncing = {.session = session, .url = url};
 *     status = syncing_once(&syncing);      // as often as one likes
 *     syncing_close(&syncing);
 */
#ifndef TUI_SYNCING_H
#define TUI_SYNCING_H

#include "data/hub.h"
#include "tui/interrupt.h"
#include "tui/progress.h"

struct syncing {
    struct session *session;
    const char *url;  /* of the hub */
    const char *only; /* the name of the only body that is meant, or NULL */
    bool given;       /* the user named the hub: bodies are taken that are new here, and copies remember it */
    bool watching;    /* a round that brings nothing is not worth a word */
    json_t *synced;   /* with --json: objects are added; NULL: printed at once */
    /* The rest is the module's own. */
    struct hub *hub;
    struct interrupt interrupt;
    struct progress progress;
    json_t *waiting;    /* told of the body under way, with --json */
    struct buffer told; /* else */
    uint64_t refused;   /* entries that were refused, or are without effect */
    bool found;         /* the hub has a body that is meant */
};

/*
 * One round with every body that is meant, connecting first where there is no connection. A line that is lost on the
 * way is opened again, and the round goes on where it was. STATUS_HUB: it cannot be reached.
 */
MUST_CHECK enum status syncing_once(struct syncing *syncing);
void syncing_close(struct syncing *syncing);

/* The same on the connection that is there, for `also` below. */
MUST_CHECK enum status syncing_round(struct syncing *syncing);

/*
 * Until somebody stops it: waits for news of the hub, or of this ledger, and has a round. A hub that cannot be reached
 * is said once, and tried again. `also`, when not NULL, is done behind each round.
 */
typedef enum status syncing_also(void *context);
MUST_CHECK enum status syncing_watch(struct syncing *syncing, syncing_also *also, void *context);

/* Appends the URL of the hub of a body, or of the configuration where the ledger knows none; empty: there is none. */
MUST_CHECK enum status syncing_url(struct session *session, int64_t body, struct buffer *url);
/* The same without a session: what fails is in no words yet. */
MUST_CHECK enum status syncing_hub(struct store *store, const struct config *config, int64_t body, struct buffer *url);

#endif
