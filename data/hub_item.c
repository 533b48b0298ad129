/* What travels beside the log: what waits for signatures, signed heads, attachments. */
#include "core/tile.h"
#include "data/blob.h"
#include "data/blob_names.h"
#include "data/head.h"
#include "data/hub_work.h"

#ifdef HAVE_LIBPQ

/* More than that a head is countersigned. */
enum { LOG_LINES = 1 };

void hub_items_release(struct hub_items *items)
{
    buffer_release(&items->heads);
    buffer_release(&items->notes);
}

static enum status add_rows(struct hub_work *work, const PGresult *result, struct hub_items *items)
{
    const struct hub *hub = work->hub;
    if (!hub_are(hub, result, "lib"))
        return hub_strange(work->problem);
    int rows = hub->pq.PQntuples(result);
    for (int i = 0; i < rows; i++) {
        bool head = hub_number(hub, result, i, 1) == HUB_KIND_HEAD;
        int64_t number = hub_number(hub, result, i, 0);
        if (number < (int64_t)items->next || number == INT64_MAX ||
            !bundle_add(hub_bytes(hub, result, i, 2), head ? &items->heads : &items->notes))
            return hub_strange(work->problem);
        items->next = (uint64_t)number + 1;
        items->count++;
        items->pending += !head;
    }
    return STATUS_OK;
}

enum status hub_items_read(struct hub_work *work, struct hub_items *items)
{
    struct store *store = ledger_store(work->ledger);
    struct hub_values values = {.count = 0};
    struct buffer url;
    PGresult *result;
    *items = (struct hub_items){.next = 0};
    buffer_init(&items->heads);
    buffer_init(&items->notes);
    buffer_init(&url);
    enum status status = work->local ? role_hub(store, work->local, &url, &items->next) : STATUS_OK;
    buffer_release(&url);
    if (status != STATUS_OK)
        return store_problem(store, work->problem);
    hub_add_small(&values, work->body->number);
    hub_add_number(&values, (int64_t)items->next);
    hub_add_number(&values, HUB_ITEMS_MAX);
    status = hub_ask(work->hub,
                     "SELECT num, kind::integer, bytes FROM stimmbuch.item "
                     "WHERE body = $1 AND num >= $2 AND kind IN (1, 2) ORDER BY num LIMIT $3",
                     &values, &result, work->problem);
    if (status == STATUS_OK)
        status = add_rows(work, result, items);
    work->hub->pq.PQclear(result);
    return status;
}

/* Is it here, with every line? */
static enum status has_head(struct hub_work *work, struct slice bytes, uint64_t size, bool *out)
{
    struct store *store = ledger_store(work->ledger);
    int64_t count = 0;
    enum status status =
        store_number(store, &count, NULL, "SELECT count(*) FROM checkpoint WHERE body = ? AND size = ? AND note = ?",
                     "iub", work->local, size, bytes);
    *out = count > 0;
    return status == STATUS_OK ? status : store_problem(store, work->problem);
}

/* A head that is the log's: stored, or its countersignatures added to the one that is. */
static enum status keep_head(struct hub_work *work, struct slice bytes, uint64_t size)
{
    const struct bundle_file bundle = {
        .body = work->body->name, .founding = work->body->founding, .from = size, .head = bytes};
    const struct import_options options = {.marks = work->options->marks, .jobs = 1};
    struct import_report report = {.mark = STATUS_OK};
    struct published published;
    struct problem why;
    bool there;
    enum status status = has_head(work, bytes, size, &there);
    if (status != STATUS_OK || there)
        return status;
    problem_clear(&why);
    status = published_bundle_open(&bundle, &published, &why);
    if (status == STATUS_OK)
        status = import_bundle(work->ledger, &published, &bundle, &options, &report, &why);
    published_close(&published);
    work->report->heads += status == STATUS_OK;
    if (status == STATUS_OK && report.mark != STATUS_OK) {
        work->report->mark = report.mark;
        work->report->problem = report.problem;
    }
    /* It bears a line of an auditor that does not verify. */
    if (status == STATUS_MISMATCH || status == STATUS_FORM) {
        work->report->junk++;
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        *work->problem = why;
    return status;
}

/* Somebody who has the log's key shows another history. */
static enum status forked(struct hub_work *work, struct slice bytes)
{
    buffer_clear(&work->report->fork);
    buffer_add(&work->report->fork, bytes);
    return problem_slices(work->problem, STATUS_MISMATCH,
                          N_("a head on the hub, signed by the log's key, belongs to another history of {1} than this "
                             "ledger: the hub shows different members different logs, or the key was used twice; keep "
                             "both and ask the other members"),
                          work->body->name, SLICE(""));
}

/* *kept: the head is this log's. */
static enum status look_at_head(struct hub_work *work, struct log *log, struct slice bytes, struct checkpoint *head,
                                bool *kept)
{
    struct problem ignored;
    struct digest root;
    *kept = false;
    enum status status = head_open(log_replay(log), bytes, head, &ignored);
    if (status == STATUS_NO_MEMORY || status == STATUS_STORE)
        return status;
    if (status != STATUS_OK || !slice_equal(head->origin, work->body->name) || head->size == 0) {
        work->report->junk++;
        return STATUS_OK;
    }
    if (head->size > work->report->newest)
        work->report->newest = head->size;
    if (head->size > log_size(log))
        return STATUS_OK;
    status = replay_root(log_replay(log), head->size, &root);
    if (status != STATUS_OK)
        return status;
    *kept = digest_equal(&root, &head->root);
    return *kept ? STATUS_OK : forked(work, bytes);
}

/* Each is looked at; of those that nobody countersigned the newest is enough. */
static enum status take_heads(struct hub_work *work, const struct hub_items *items)
{
    struct bundle walk = {.rest = buffer_slice(&items->heads)};
    struct slice bytes, newest = {NULL, 0};
    struct log *log;
    uint64_t size = 0;
    enum status status = ledger_log_number(work->ledger, work->local, &log, work->problem);
    while (status == STATUS_OK && bundle_next(&walk, &bytes)) {
        struct checkpoint head;
        struct note note;
        bool kept;
        status = look_at_head(work, log, bytes, &head, &kept);
        if (status != STATUS_OK || !kept)
            continue;
        bool countersigned = note_parse(bytes, &note, NULL) == STATUS_OK && note.lines > LOG_LINES;
        if (countersigned)
            status = keep_head(work, bytes, head.size);
        else if (head.size > size)
            newest = bytes, size = head.size;
        if (status == STATUS_OK && countersigned)
            status = log_refresh(log, work->problem);
    }
    return status == STATUS_OK && size ? keep_head(work, newest, size) : status;
}

static void tell_waiting(void *context, const struct bundle_taken *taken)
{
    struct hub_work *work = context;
    work->report->waiting +=
        taken->status == STATUS_OK && taken->entry.index < 0 && taken->entry.signatures < taken->entry.needed;
}

enum status hub_items_take(struct hub_work *work, const struct hub_items *items)
{
    struct store *store = ledger_store(work->ledger);
    const struct bundle_file bundle = {.body = work->body->name,
                                       .founding = work->body->founding,
                                       .pending = items->pending,
                                       .notes = buffer_slice(&items->notes)};
    uint64_t kept = 0;
    enum status status = items->heads.length ? take_heads(work, items) : STATUS_OK;
    if (status == STATUS_OK && items->pending)
        status =
            bundle_take_pending(work->ledger, &bundle, work->options->now, tell_waiting, work, &kept, work->problem);
    if (status != STATUS_OK || items->count == 0 || work->report->newest > work->report->size)
        return status;
    status = store_begin(store, work->problem);
    if (status != STATUS_OK)
        return status;
    status = role_set_items(store, work->local, items->next);
    if (status == STATUS_OK)
        return store_commit(store, work->problem);
    store_problem(store, work->problem);
    store_rollback(store);
    return status;
}

static enum status take_blob(struct hub_work *work, const struct digest *content)
{
    struct hub_values values = {.count = 0};
    PGresult *result;
    hub_add_small(&values, work->body->number);
    hub_add_bytes(&values, hub_digest(content));
    enum status status =
        hub_ask(work->hub, "SELECT bytes FROM stimmbuch.item WHERE body = $1 AND kind = 3 AND hash = $2", &values,
                &result, work->problem);
    if (status != STATUS_OK)
        return status;
    struct slice bytes = {NULL, 0};
    if (hub_are(work->hub, result, "b") && work->hub->pq.PQntuples(result) == 1)
        bytes = hub_bytes(work->hub, result, 0, 0);
    struct digest found = digest_of(bytes);
    if (bytes.length && digest_equal(&found, content)) {
        status = ledger_batch_begin(work->ledger, work->problem);
        if (status == STATUS_OK) {
            status = blob_keep(ledger_store(work->ledger), bytes, work->problem);
            enum status end = ledger_batch_end(work->ledger, status == STATUS_OK, work->problem);
            status = status == STATUS_OK ? end : status;
        }
        work->report->blobs += status == STATUS_OK;
    } else {
        work->report->junk += bytes.length > 0;
    }
    work->hub->pq.PQclear(result);
    return status;
}

enum status hub_blobs_take(struct hub_work *work)
{
    struct blob_names names = {0};
    struct store *store = ledger_store(work->ledger);
    enum status status = blob_names_load(store, work->local, work->report->size, &names);
    if (status == STATUS_STORE)
        store_problem(store, work->problem);
    for (size_t i = 0; status == STATUS_OK && i < names.count; i++) {
        bool there;
        status = blob_has(store, &names.name[i].content, &there, work->problem);
        if (status == STATUS_OK && !there)
            status = take_blob(work, &names.name[i].content);
    }
    blob_names_release(&names);
    return status;
}

enum status hub_offer(struct hub_work *work, int kind, struct slice bytes)
{
    struct hub_values values = {.count = 0};
    struct digest digest = digest_of(bytes);
    struct hub_note note = {.bytes = bytes, .place = HUB_PLACE_NONE};
    PGresult *result;
    hub_add_small(&values, work->body->number);
    hub_add_small(&values, kind);
    hub_add_bytes(&values, hub_digest(&digest));
    enum status status =
        hub_ask(work->hub, "SELECT num FROM stimmbuch.item WHERE body = $1 AND kind = $2 AND hash = $3", &values,
                &result, work->problem);
    bool there = status == STATUS_OK && work->hub->pq.PQntuples(result) > 0;
    work->hub->pq.PQclear(result);
    if (status != STATUS_OK || there)
        return status;
    status = hub_append(work->hub, &work->body->founding, kind, -1, &note, 1, work->problem);
    work->report->offered += status == STATUS_OK;
    return status;
}

enum status hub_offer_blobs(struct hub_work *work, const struct blob_names *names)
{
    struct buffer bytes;
    enum status status = STATUS_OK;
    buffer_init(&bytes);
    for (size_t i = 0; status == STATUS_OK && i < names->count; i++) {
        bool found;
        buffer_clear(&bytes);
        status = blob_get(ledger_store(work->ledger), &names->name[i].content, &bytes, &found, work->problem);
        if (status == STATUS_OK && found)
            status = hub_offer(work, HUB_KIND_BLOB, buffer_slice(&bytes));
    }
    buffer_release(&bytes);
    return status;
}

enum status hub_offer_named(struct hub_work *work, struct slice note)
{
    struct blob_names names = {0};
    enum status status = blob_names_add(&names, note);
    if (status == STATUS_OK)
        status = hub_offer_blobs(work, &names);
    blob_names_release(&names);
    return status;
}

#endif
