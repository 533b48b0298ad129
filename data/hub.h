/*
 * The hub: a PostgreSQL server that orders the entries of bodies and carries what waits for signatures, signed heads
 * and attachments (data/hub.sql, data/HUB.md). It is trusted with nothing but being there: whatever comes from it is
 * verified and replayed like a file from a stranger.
 *
 * Failures of all functions: STATUS_HUB (not reachable), STATUS_REFUSED (it does not allow it), STATUS_MISMATCH (what
 * it says does not hold), STATUS_FILE (no libpq), STATUS_CANCELLED, and what the ledger says.
 */
#ifndef DATA_HUB_H
#define DATA_HUB_H

#include "data/bundle_take.h"
#include "data/import.h"

struct hub;

/* While something is waited for; false cancels. */
typedef bool hub_go_on(void *context);

/* `go_on` may be NULL. STATUS_USAGE: the URL is none, or not a safe one. */
MUST_CHECK enum status hub_open(const char *url, hub_go_on *go_on, void *context, struct hub **out,
                                struct problem *problem);
void hub_close(struct hub *hub);

/* STATUS_USAGE as hub_open, without connecting. */
MUST_CHECK enum status hub_check_url(const char *url, struct problem *problem);

/* The bodies that the hub has. */
struct hub_body {
    int32_t number;
    struct digest founding;
    struct slice name;
};
typedef enum status hub_visit(void *context, const struct hub_body *body);
MUST_CHECK enum status hub_bodies(struct hub *hub, hub_visit *visit, void *context, struct problem *problem);

/* Entry 0 of a body, as the hub has it; whose it is is for the caller to see. STATUS_NOT_FOUND without a sentence. */
MUST_CHECK enum status hub_first(struct hub *hub, int32_t number, struct buffer *note, struct problem *problem);

struct hub_options {
    const char *marks; /* folder of the marks */
    unsigned jobs;     /* threads; 0: one for each processor */
    struct instant now;
    ledger_progress *progress; /* of entries that come in; may be NULL */
    bundle_told *told;         /* of entries that were sent: their place, or why not; may be NULL */
    void *context;
};

struct hub_report {
    int64_t body;        /* its local number */
    uint64_t from, size; /* of the log before, and now */
    uint64_t rejected;   /* of the new entries: those without effect */
    uint64_t strangers;  /* of those: whose authors saw a head that this log never had */
    uint64_t sent;       /* entries that got their place */
    uint64_t offered;    /* entries that wait for signatures, heads and attachments that the hub did not have */
    uint64_t waiting;    /* entries that came and wait for signatures here */
    uint64_t heads;      /* signed heads that came */
    uint64_t blobs;      /* attachments that came */
    uint64_t junk;       /* what came and is nothing */
    uint64_t refused;    /* entries that wait here and cannot be sent, or have a place without effect */
    uint64_t newest;     /* size of the newest signed head that is known; more than `size`: the hub withholds entries */
    struct buffer fork;  /* a head signed by the log's key that this log does not contain; else empty */
    bool fresh;          /* the ledger did not have the body before */
    enum status mark;    /* of keeping the head as the mark, after all was stored; */
    struct problem problem; /* ... and why it could not be */
};
void hub_report_init(struct hub_report *report);
void hub_report_release(struct hub_report *report);

/*
 * Brings ledger and hub together: takes in what the hub has more, sends what waits here, and looks what became of it.
 * What came before a failure is stored, and the next time goes on there. `body` as hub_bodies told of it; the caller
 * has had the founding of a new one confirmed. STATUS_MISMATCH also for a hub that has lost, changed or reordered what
 * this ledger has, withholds what a signed head covers, or shows another history: the sentence says which.
 */
MUST_CHECK enum status hub_sync(struct hub *hub, struct ledger *ledger, const struct hub_body *body,
                                const struct hub_options *options, struct hub_report *out, struct problem *problem);

/*
 * Makes the hub the writer of a body that is written in this ledger, or fills a hub that was restored from a back-up
 * with what it has lost and this ledger has. Makes the tables where there are none.
 */
MUST_CHECK enum status hub_init(struct hub *hub, const char *url, struct ledger *ledger, struct log *log,
                                const struct hub_options *options, struct hub_report *out, struct problem *problem);

/* Waits for news of any body, at most so long; *news. */
MUST_CHECK enum status hub_listen(struct hub *hub, int milliseconds, bool *news, struct problem *problem);

#endif
