/*
 * Entries on their way from the hub, batch by batch: a thread reads the next one while the last one is verified and
 * stored. For data/hub_pull.c.
 *
 *     status = hub_fetch_begin(&fetch, work, from);
 *     while (status == STATUS_OK && (status = hub_fetch_next(&fetch, &bundle)) == STATUS_OK && bundle.entries)
 *         …
 *     hub_fetch_end(&fetch);               // always
 */
#ifndef DATA_HUB_FETCH_H
#define DATA_HUB_FETCH_H

#include "data/hub_work.h"

#ifdef HAVE_LIBPQ

#include <pthread.h>

struct hub_fetch {
    struct hub_work *work; /* the caller's */
    struct hub_work own;   /* the thread's, while it reads: nobody else touches the connection then */
    struct problem problem;
    struct bundle_file bundle; /* that comes */
    struct buffer notes, given;
    uint64_t rows;    /* that were asked for */
    uint64_t longest; /* note of this batch, in bytes */
    enum status status;
    hub_go_on *go_on; /* the hub's own, while the thread has another */
    void *context;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t change;
    bool running, done, stop; /* the last two behind the lock */
};

/* Asks for the first batch, of entries from that place on. */
MUST_CHECK enum status hub_fetch_begin(struct hub_fetch *fetch, struct hub_work *work, uint64_t from);

/*
 * The next batch, and asks for the one behind it; no entries: it was the last. Its notes are the fetch's and live until
 * the next call. STATUS_MISMATCH: it is not what was asked for. STATUS_CANCELLED as hub_open's go_on says.
 */
MUST_CHECK enum status hub_fetch_next(struct hub_fetch *fetch, struct bundle_file *out);

/* Stops it; what is still under way makes the connection useless unless the last batch was had. */
void hub_fetch_end(struct hub_fetch *fetch);

#endif

#endif
