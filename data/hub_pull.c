/* Entries from the hub: is what it has the log of this ledger, and what has it more? */
#include "core/tile.h"
#include "data/head.h"
#include "data/hub_fetch.h"
#include "data/node.h"
#include "data/seq.h"

#ifdef HAVE_LIBPQ

#include <inttypes.h>
#include <stdio.h>

/* Places that are compared each time, at the end of what is here, and of many at a time. */
enum { COMPARED = 1024, COMPARED_ROWS = 32768 };

static struct slice digits(uint64_t number, char out[24])
{
    snprintf(out, 24, "%" PRIu64, number);
    return slice_of(out);
}

enum status hub_local_size(struct hub_work *work, uint64_t *size)
{
    struct store *store = ledger_store(work->ledger);
    int64_t entries = 0;
    *size = 0;
    enum status status = role_body(store, &work->body->founding, &work->local);
    if (status == STATUS_OK && work->local)
        status = store_number(store, &entries, NULL, "SELECT " SEQ_LOG_SIZE("?1"), "i", work->local);
    *size = (uint64_t)entries;
    return status == STATUS_OK ? status : store_problem(store, work->problem);
}

enum status hub_size(struct hub_work *work, uint64_t *size)
{
    struct hub_values values = {.count = 0};
    PGresult *result;
    hub_add_small(&values, work->body->number);
    enum status status = hub_ask(work->hub, "SELECT coalesce(max(idx) + 1, 0) FROM stimmbuch.entry WHERE body = $1",
                                 &values, &result, work->problem);
    if (status != STATUS_OK)
        return status;
    int64_t count = hub_are(work->hub, result, "l") && work->hub->pq.PQntuples(result) == 1
                        ? hub_number(work->hub, result, 0, 0)
                        : -1;
    work->hub->pq.PQclear(result);
    *size = (uint64_t)count;
    return count < 0 || count > SEQ_INDEX_MAX ? hub_strange(work->problem) : STATUS_OK;
}

/* The hub's leaf hashes of these places, against those of this ledger. */
static enum status compare_rows(struct hub_work *work, const PGresult *result, uint64_t from, uint64_t to)
{
    struct hub *hub = work->hub;
    struct node_source source = {.store = ledger_store(work->ledger), .body = work->local};
    char number[24];
    if (!hub_are(hub, result, "lb"))
        return hub_strange(work->problem);
    for (uint64_t i = from; i < to; i++) {
        struct digest own;
        int row = (int)(i - from);
        bool there = row < hub->pq.PQntuples(result) && hub_number(hub, result, row, 0) == (int64_t)i;
        enum status status = node_source_read(&source, 0, i, &own);
        if (status != STATUS_OK)
            return status == STATUS_STORE ? store_problem(source.store, work->problem) : status;
        if (!there)
            return problem_slices(work->problem, STATUS_MISMATCH,
                                  N_("the hub withholds entry {2} of {1}, which it has given to this ledger: ask the "
                                     "other members, and its administrator"),
                                  work->body->name, digits(i, number));
        if (!slice_equal(hub_bytes(hub, result, row, 1), hub_digest(&own)))
            return problem_slices(work->problem, STATUS_MISMATCH,
                                  N_("the hub has another entry {2} of {1} than this ledger: it was altered or put in "
                                     "another order there; keep both, ask the other members, and its administrator"),
                                  work->body->name, digits(i, number));
    }
    return STATUS_OK;
}

enum status hub_compare(struct hub_work *work, uint64_t from, uint64_t to)
{
    enum status status = STATUS_OK;
    for (uint64_t end; status == STATUS_OK && from < to; from = end) {
        struct hub_values values = {.count = 0};
        PGresult *result;
        end = to - from > COMPARED_ROWS ? from + COMPARED_ROWS : to;
        hub_add_small(&values, work->body->number);
        hub_add_number(&values, (int64_t)from);
        hub_add_number(&values, (int64_t)end);
        status = hub_ask(work->hub,
                         "SELECT idx, sha256('\\x00'::bytea || note) FROM stimmbuch.entry "
                         "WHERE body = $1 AND idx >= $2 AND idx < $3 ORDER BY idx",
                         &values, &result, work->problem);
        if (status == STATUS_OK)
            status = compare_rows(work, result, from, end);
        work->hub->pq.PQclear(result);
    }
    return status;
}

static bool tell_progress(void *context, uint64_t done, uint64_t all)
{
    struct hub_work *work = context;
    (void)all;
    return work->options->progress(work->options->context, work->base + done, work->all);
}

static enum status take_batch(struct hub_work *work, const struct bundle_file *bundle)
{
    struct published published = {.name = work->body->name, .founding = work->body->founding};
    const struct import_options options = {.marks = work->options->marks,
                                           .jobs = work->options->jobs,
                                           .progress = work->options->progress ? tell_progress : NULL,
                                           .context = work};
    struct import_report report;
    buffer_init(&published.note);
    buffer_init(&published.first);
    arena_init(&published.arena);
    published.head.size = bundle->from + bundle->entries;
    enum status status = import_tail(work->ledger, &published, bundle, &options, &report, work->problem);
    published_close(&published);
    if (status != STATUS_OK)
        return status;
    work->local = report.body;
    work->base += bundle->entries;
    work->report->rejected += report.rejected;
    work->report->fresh = work->report->fresh || report.fresh;
    work->report->size = report.size;
    return STATUS_OK;
}

/* While one batch is verified here, the next one comes. */
static enum status take_all(struct hub_work *work, uint64_t from)
{
    struct hub_fetch fetch;
    struct bundle_file bundle;
    enum status status = hub_fetch_begin(&fetch, work, from);
    while (status == STATUS_OK) {
        status = hub_fetch_next(&fetch, &bundle);
        if (status != STATUS_OK || bundle.entries == 0)
            break;
        status = take_batch(work, &bundle);
    }
    hub_fetch_end(&fetch);
    return status;
}

enum status hub_pull(struct hub_work *work)
{
    uint64_t own, theirs;
    char number[24];
    enum status status = hub_local_size(work, &own);
    if (status == STATUS_OK)
        status = hub_size(work, &theirs);
    if (status != STATUS_OK)
        return status;
    work->report->body = work->local;
    work->report->size = own;
    if (theirs < own)
        return problem_slices(
            work->problem, STATUS_MISMATCH,
            N_("the hub has only {2} entries of {1}, this ledger has more: the hub was rolled back or "
               "withholds them; \"stimmbuch hub init\" fills one that was restored"),
            work->body->name, digits(theirs, number));
    uint64_t window = work->hub->looked ? 1 : COMPARED;
    status = hub_compare(work, own > window ? own - window : 0, own);
    if (status != STATUS_OK || theirs == own)
        return status;
    work->base = 0;
    work->all = theirs - own;
    return take_all(work, own);
}

#endif
