/*
 * What the files hub_*.c share of one exchange with a hub. For these files only.
 *
 *     hub_sync.c      the order of it all
 *     hub_pull.c      entries: compared with what is here, then taken in
 *     hub_fetch.c     entries on their way
 *     hub_item.c      what travels beside the log: signed heads, what waits for signatures, attachments
 *     hub_push.c      what waits here: sent, and looked what became of it
 *     hub_append.c    the one way into the hub
 */
#ifndef DATA_HUB_WORK_H
#define DATA_HUB_WORK_H

#include "data/hub_pq.h"
#include "data/role.h"

#ifdef HAVE_LIBPQ

struct hub_work {
    struct hub *hub;
    struct ledger *ledger;
    const struct hub_body *body;
    const struct hub_options *options;
    struct hub_report *report;
    struct problem *problem;
    int64_t local; /* the body's number in the ledger; 0: it is not there yet */
    uint64_t base; /* progress: entries that came before this batch */
    uint64_t all;  /* ... and of all that are to come */
};

/* How many entries the hub has of the body. */
MUST_CHECK enum status hub_size(struct hub_work *work, uint64_t *size);

/*
 * Compares what this ledger and the hub have in places [from, to): STATUS_MISMATCH with the first place in which they
 * differ, or which the hub leaves out.
 */
MUST_CHECK enum status hub_compare(struct hub_work *work, uint64_t from, uint64_t to);

/* Takes in what the hub has behind this ledger's end, after comparing that end. */
MUST_CHECK enum status hub_pull(struct hub_work *work);

/* The number of entries of the log here; 0 where the body is not there. */
MUST_CHECK enum status hub_local_size(struct hub_work *work, uint64_t *size);

/* Items that the hub has and this ledger has not seen: read before the entries, used behind them. */
struct hub_items {
    struct buffer heads, notes;    /* as bundles */
    uint64_t next, count, pending; /* the first that was not read; how many there are, how many notes of them */
};
enum { HUB_ITEMS_MAX = 512 }; /* that are read at a time */
MUST_CHECK enum status hub_items_read(struct hub_work *work, struct hub_items *items);
MUST_CHECK enum status hub_items_take(struct hub_work *work, const struct hub_items *items);
void hub_items_release(struct hub_items *items);

/* Fetches the attachments that the log names and that are not here, as far as the hub has them. */
MUST_CHECK enum status hub_blobs_take(struct hub_work *work);

/* Gives the hub an item unless it has it. */
MUST_CHECK enum status hub_offer(struct hub_work *work, int kind, struct slice bytes);
/* The attachments that the note names, as far as they are here; all that names have. */
MUST_CHECK enum status hub_offer_named(struct hub_work *work, struct slice note);
struct blob_names;
MUST_CHECK enum status hub_offer_blobs(struct hub_work *work, const struct blob_names *names);

/* What waited here when the exchange began, or was sent in it. */
struct hub_waiting {
    struct buffer notes; /* as a bundle */
    struct digest *id;
    size_t count, capacity;
};
MUST_CHECK enum status hub_waiting_read(struct hub_work *work, struct hub_waiting *waiting);
void hub_waiting_release(struct hub_waiting *waiting);
/* Sends what waits and is signed in full, offers the rest, and looks whether the hub has put it where it said. */
MUST_CHECK enum status hub_push(struct hub_work *work, const struct hub_waiting *waiting);
/* Tells of those that have a place in the log now. */
MUST_CHECK enum status hub_waiting_tell(struct hub_work *work, const struct hub_waiting *waiting);

/* Entries on their way: bytes borrowed; place: -1 not yet, and HUB_PLACE_CLOCK where the hub's clock refused. */
enum { HUB_PLACE_NONE = -2, HUB_PLACE_CLOCK = -1 };
struct hub_note {
    struct slice bytes;
    int64_t place;
};
/*
 * Appends in their order, many in each transaction and several of these under way. `at`: where the first must come to
 * stand, or negative. A place counts only once its commit was acknowledged; after a failure some may have one.
 */
MUST_CHECK enum status hub_append(struct hub *hub, const struct digest *founding, int kind, int64_t at,
                                  struct hub_note *notes, size_t count, struct problem *problem);

static inline struct slice hub_digest(const struct digest *digest)
{
    return (struct slice){(const char *)digest->byte, DIGEST_LENGTH};
}

#endif

#endif
