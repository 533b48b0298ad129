/* A hub gets its tables, and the log of a body that it shall order from now on. */
#include "data/blob_names.h"
#include "data/hub_work.h"
#include "data/seq.h"

#ifdef HAVE_LIBPQ

#include <stdlib.h>

enum { LOADED = 4096, LOADED_BYTES = 16 << 20, HUB_VERSION = 1 };

/* The first column of the only row: a number, or -1 where there is no row. */
static enum status ask_number(struct hub *hub, const char *sql, const struct hub_values *values, int64_t *out,
                              struct problem *problem)
{
    PGresult *result;
    enum status status = hub_ask(hub, sql, values, &result, problem);
    *out = -1;
    if (status == STATUS_OK && hub->pq.PQntuples(result) == 1 && hub->pq.PQnfields(result) == 1)
        *out = hub_number(hub, result, 0, 0);
    hub->pq.PQclear(result);
    return status;
}

static enum status make_tables(struct hub *hub, struct problem *problem)
{
    const struct hub_values none = {.count = 0};
    int64_t number;
    enum status status =
        ask_number(hub, "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'stimmbuch'", &none, &number, problem);
    if (status == STATUS_OK && number < 0) {
        /* All of it is one transaction. */
        status = hub->pq.PQsendQuery(hub->connection, hub_sql) ? STATUS_OK : hub_failed(hub, NULL, problem);
        if (status == STATUS_OK)
            status = hub_drain(hub, problem);
    }
    if (status == STATUS_OK)
        status = ask_number(hub, "SELECT stimmbuch.version()", &none, &number, problem);
    if (status == STATUS_OK && number != HUB_VERSION)
        return hub_strange(problem);
    return status;
}

/* The body's number on the hub, which takes it in where it does not have it yet. */
static enum status admit(struct hub *hub, struct hub_body *body, struct problem *problem)
{
    struct hub_values values = {.count = 0};
    int64_t number;
    hub_add_bytes(&values, hub_digest(&body->founding));
    enum status status =
        ask_number(hub, "SELECT num FROM stimmbuch.body WHERE founding = $1", &values, &number, problem);
    hub_add_text(&values, body->name);
    if (status == STATUS_OK && number < 0)
        status = ask_number(hub, "SELECT stimmbuch.admit($1, $2)", &values, &number, problem);
    body->number = (int32_t)number;
    return status == STATUS_OK && number < 0 ? hub_strange(problem) : status;
}

/* From here on nothing is appended to this file but what comes from the hub. */
static enum status hand_over(struct hub_work *work, const char *url)
{
    struct store *store = ledger_store(work->ledger);
    struct buffer known;
    uint64_t items;
    bool copy;
    buffer_init(&known);
    enum status status = store_begin(store, work->problem);
    if (status != STATUS_OK)
        return status;
    status = role_is_replica(store, work->local, &copy);
    if (status == STATUS_OK)
        status = role_hub(store, work->local, &known, &items);
    bool other = status == STATUS_OK && copy && known.length == 0;
    buffer_release(&known);
    if (status == STATUS_OK && !other)
        status = role_set_hub(store, work->local, slice_of(url));
    if (status == STATUS_OK && !other)
        return store_commit(store, work->problem);
    if (status != STATUS_OK)
        store_problem(store, work->problem);
    store_rollback(store);
    return other ? problem_slices(work->problem, STATUS_REFUSED,
                                  N_("this ledger holds a copy of {1}: a hub is made where the body is written"),
                                  work->body->name, SLICE(""))
                 : status;
}

/* Entries of this ledger from `at` on, as many as go at a time. */
static enum status read_entries(struct hub_work *work, uint64_t at, struct buffer *bytes, struct hub_note *notes,
                                size_t *count)
{
    struct store *store = ledger_store(work->ledger);
    size_t length[LOADED];
    buffer_clear(bytes);
    *count = 0;
    struct rows rows = store_ask(store, "SELECT note FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq", "ii",
                                 seq_of(work->local, (int64_t)at), seq_of(work->local, (int64_t)at + LOADED));
    while (rows_next(&rows)) {
        if (*count == LOADED || bytes->length > LOADED_BYTES)
            continue;
        struct slice note = rows_blob(&rows, 0);
        buffer_add(bytes, note);
        length[(*count)++] = note.length;
    }
    if (rows_end(&rows) != STATUS_OK)
        return store_problem(store, work->problem);
    struct slice rest = buffer_slice(bytes);
    for (size_t i = 0; i < *count; i++) {
        notes[i] = (struct hub_note){.bytes = slice_head(rest, length[i]), .place = HUB_PLACE_NONE};
        rest = slice_from(rest, length[i]);
    }
    return buffer_status(bytes);
}

/* What this ledger has and the hub has not. */
static enum status load(struct hub_work *work, uint64_t theirs, uint64_t own)
{
    struct buffer bytes;
    struct hub_note *notes = calloc(LOADED, sizeof *notes);
    buffer_init(&bytes);
    enum status status = notes ? STATUS_OK : STATUS_NO_MEMORY;
    for (uint64_t at = theirs; status == STATUS_OK && at < own;) {
        size_t count;
        status = read_entries(work, at, &bytes, notes, &count);
        if (status == STATUS_OK && count == 0)
            status = problem_say(work->problem, STATUS_STORE,
                                 N_("the ledger's tables do not fit its log: run \"stimmbuch verify\""), NULL, NULL);
        if (status == STATUS_OK)
            status =
                hub_append(work->hub, &work->body->founding, HUB_KIND_ENTRY, (int64_t)at, notes, count, work->problem);
        at += count;
        work->report->sent += status == STATUS_OK ? count : 0;
        if (status == STATUS_OK && work->options->progress &&
            !work->options->progress(work->options->context, at - theirs, own - theirs))
            status = problem_say(work->problem, STATUS_CANCELLED, NULL, NULL, NULL);
    }
    buffer_release(&bytes);
    free(notes);
    return status;
}

static enum status load_beside(struct hub_work *work, uint64_t own)
{
    struct blob_names names = {0};
    struct store *store = ledger_store(work->ledger);
    enum status status = blob_names_load(store, work->local, own, &names);
    if (status == STATUS_OK)
        status = hub_offer_blobs(work, &names);
    blob_names_release(&names);
    struct rows rows = store_ask(store, "SELECT note FROM checkpoint WHERE body = ? ORDER BY size", "i", work->local);
    while (status == STATUS_OK && rows_next(&rows))
        status = hub_offer(work, HUB_KIND_HEAD, rows_blob(&rows, 0));
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

enum status hub_init(struct hub *hub, const char *url, struct ledger *ledger, struct log *log,
                     const struct hub_options *options, struct hub_report *out, struct problem *problem)
{
    struct hub_body body = {.founding = *log_founding(log), .name = log_body(log)->name};
    struct hub_work work = {.hub = hub,
                            .ledger = ledger,
                            .body = &body,
                            .options = options,
                            .report = out,
                            .problem = problem,
                            .local = log_number(log)};
    uint64_t own = 0, theirs = 0;
    hub_report_init(out);
    enum status status = make_tables(hub, problem);
    if (status == STATUS_OK)
        status = admit(hub, &body, problem);
    if (status == STATUS_OK)
        status = hub_size(&work, &theirs);
    if (status == STATUS_OK)
        status = hub_local_size(&work, &own);
    if (status == STATUS_OK)
        status = hub_compare(&work, 0, theirs < own ? theirs : own);
    if (status == STATUS_OK)
        status = hand_over(&work, url);
    /* Others may have written to this file until then. */
    if (status == STATUS_OK)
        status = hub_local_size(&work, &own);
    if (status == STATUS_OK && theirs < own)
        status = load(&work, theirs, own);
    if (status == STATUS_OK)
        status = load_beside(&work, own);
    out->body = work.local;
    out->from = theirs;
    out->size = own;
    return status;
}

#endif
