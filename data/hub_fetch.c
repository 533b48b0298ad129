/* Entries on their way from the hub, the next batch while the last one is verified and stored. */
#include "data/hub_fetch.h"

#ifdef HAVE_LIBPQ

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/*
 * A batch is so many entries at most, and about so many bytes. The first one may hold nothing but the longest notes;
 * how many the next ones have, the notes tell that came.
 */
enum { BATCH_ROWS = 32768, BATCH_BYTES = 32 << 20, FIRST_ROWS = BATCH_BYTES / BUNDLE_ENTRY_MAX, GROWTH = 8 };
enum { LOOK_NS = 100000000, SECOND_NS = 1000000000 };

/* The hub's go_on while the thread has the connection. */
static bool goes_on(void *context)
{
    struct hub_fetch *fetch = context;
    pthread_mutex_lock(&fetch->lock);
    bool stop = fetch->stop;
    pthread_mutex_unlock(&fetch->lock);
    return !stop;
}

static enum status ask_batch(struct hub_fetch *fetch)
{
    struct hub *hub = fetch->own.hub;
    struct hub_values values = {.count = 0};
    hub_add_small(&values, fetch->own.body->number);
    hub_add_number(&values, (int64_t)fetch->bundle.from);
    hub_add_number(&values, (int64_t)fetch->rows);
    enum status status = hub_send(hub,
                                  "SELECT idx, note FROM stimmbuch.entry WHERE body = $1 AND idx >= $2 "
                                  "ORDER BY idx LIMIT $3",
                                  &values, &fetch->problem);
    if (status == STATUS_OK && !hub->pq.PQsetSingleRowMode(hub->connection))
        status = hub_failed(hub, NULL, &fetch->problem);
    return status;
}

static enum status add_row(struct hub_fetch *fetch, const PGresult *row)
{
    const struct hub *hub = fetch->own.hub;
    struct bundle_file *bundle = &fetch->bundle;
    char number[24];
    if (!hub_are(hub, row, "lb"))
        return hub_strange(&fetch->problem);
    if (hub->pq.PQntuples(row) == 0)
        return STATUS_OK; /* the end */
    if (bundle->entries == fetch->rows)
        return hub_strange(&fetch->problem);
    if (hub_number(hub, row, 0, 0) != (int64_t)(bundle->from + bundle->entries)) {
        snprintf(number, sizeof number, "%" PRIu64, bundle->from + bundle->entries);
        return problem_slices(&fetch->problem, STATUS_MISMATCH,
                              N_("the hub withholds entry {2} of {1}: it has later ones; ask its administrator"),
                              fetch->own.body->name, slice_of(number));
    }
    struct slice note = hub_bytes(hub, row, 0, 1);
    if (!bundle_add(note, &fetch->notes))
        return hub_strange(&fetch->problem);
    fetch->longest = note.length > fetch->longest ? note.length : fetch->longest;
    bundle->entries++;
    return buffer_status(&fetch->notes);
}

/* The rows of the batch that was asked for; none: it is the end. */
static enum status read_batch(struct hub_fetch *fetch)
{
    PGresult *row = NULL;
    enum status status;
    bool more;
    do {
        status = hub_next(fetch->own.hub, &row, &fetch->problem);
        more = row != NULL;
        if (status == STATUS_OK && more)
            status = add_row(fetch, row);
        fetch->own.hub->pq.PQclear(row);
    } while (status == STATUS_OK && more);
    return status;
}

static void *run(void *context)
{
    struct hub_fetch *fetch = context;
    enum status status = read_batch(fetch);
    pthread_mutex_lock(&fetch->lock);
    fetch->status = status;
    fetch->done = true;
    pthread_cond_signal(&fetch->change);
    pthread_mutex_unlock(&fetch->lock);
    return NULL;
}

/* Signals are the business of the thread that waits. */
static int start_thread(struct hub_fetch *fetch)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&fetch->thread, NULL, run, fetch);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed;
}

static enum status start(struct hub_fetch *fetch)
{
    enum status status = ask_batch(fetch);
    if (status != STATUS_OK)
        return status;
    fetch->done = false;
    fetch->own.hub->go_on = goes_on;
    fetch->own.hub->context = fetch;
    fetch->running = start_thread(fetch) == 0;
    if (fetch->running)
        return STATUS_OK;
    return problem_say(&fetch->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
}

/* Waits until the thread has ended; `go_on` NULL, or its word that it shall stop. */
static void join(struct hub_fetch *fetch, hub_go_on *go_on, void *context)
{
    pthread_mutex_lock(&fetch->lock);
    while (!fetch->done) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += LOOK_NS;
        until.tv_sec += until.tv_nsec / SECOND_NS;
        until.tv_nsec %= SECOND_NS;
        pthread_cond_timedwait(&fetch->change, &fetch->lock, &until);
        pthread_mutex_unlock(&fetch->lock);
        bool stop = go_on && !go_on(context);
        pthread_mutex_lock(&fetch->lock);
        fetch->stop = fetch->stop || stop;
    }
    pthread_mutex_unlock(&fetch->lock);
    pthread_join(fetch->thread, NULL);
    fetch->running = false;
}

enum status hub_fetch_begin(struct hub_fetch *fetch, struct hub_work *work, uint64_t from)
{
    pthread_condattr_t monotonic;
    *fetch = (struct hub_fetch){.work = work, .own = *work, .rows = FIRST_ROWS};
    fetch->go_on = work->hub->go_on;
    fetch->context = work->hub->context;
    fetch->bundle = (struct bundle_file){.body = work->body->name, .founding = work->body->founding, .from = from};
    problem_clear(&fetch->problem);
    buffer_init(&fetch->notes);
    buffer_init(&fetch->given);
    pthread_mutex_init(&fetch->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&fetch->change, &monotonic);
    pthread_condattr_destroy(&monotonic);
    enum status status = start(fetch);
    if (status != STATUS_OK)
        *work->problem = fetch->problem;
    return status;
}

/* How many entries are asked for next: never more than GROWTH times what the longest note of this batch would allow. */
static uint64_t next_rows(const struct hub_fetch *fetch)
{
    uint64_t rows = BATCH_BYTES / (fetch->longest + 1);
    rows = rows < fetch->rows * GROWTH ? rows : fetch->rows * GROWTH;
    rows = rows < BATCH_ROWS ? rows : BATCH_ROWS;
    return rows > FIRST_ROWS ? rows : FIRST_ROWS;
}

enum status hub_fetch_next(struct hub_fetch *fetch, struct bundle_file *out)
{
    struct buffer swapped = fetch->given;
    if (fetch->running)
        join(fetch, fetch->go_on, fetch->context);
    fetch->own.hub->go_on = fetch->go_on;
    fetch->own.hub->context = fetch->context;
    enum status status = fetch->status;
    if (status == STATUS_OK && fetch->bundle.entries) {
        fetch->given = fetch->notes;
        fetch->notes = swapped;
        buffer_clear(&fetch->notes);
        *out = fetch->bundle;
        out->notes = buffer_slice(&fetch->given);
        bool last = out->entries < fetch->rows;
        fetch->rows = next_rows(fetch);
        fetch->longest = 0;
        fetch->bundle.from += out->entries;
        fetch->bundle.entries = 0;
        status = last ? STATUS_OK : start(fetch);
    } else {
        *out = fetch->bundle;
    }
    if (status != STATUS_OK)
        *fetch->work->problem = fetch->problem;
    return status;
}

void hub_fetch_end(struct hub_fetch *fetch)
{
    if (fetch->running) {
        pthread_mutex_lock(&fetch->lock);
        fetch->stop = true;
        pthread_mutex_unlock(&fetch->lock);
        join(fetch, NULL, NULL);
    }
    fetch->own.hub->go_on = fetch->go_on;
    fetch->own.hub->context = fetch->context;
    pthread_cond_destroy(&fetch->change);
    pthread_mutex_destroy(&fetch->lock);
    buffer_release(&fetch->notes);
    buffer_release(&fetch->given);
}

#endif
