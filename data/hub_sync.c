#include "data/blob_names.h"
#include "data/head.h"
#include "data/hub_work.h"
#include "data/seq.h"

#ifdef HAVE_LIBPQ

#include <inttypes.h>
#include <stdio.h>

/* Whose order the entries have: a file that is the body's writer takes none from elsewhere. */
static enum status check_role(struct hub_work *work)
{
    struct store *store = ledger_store(work->ledger);
    bool copy = true;
    if (work->local && role_is_replica(store, work->local, &copy) != STATUS_OK)
        return store_problem(store, work->problem);
    if (copy)
        return STATUS_OK;
    return problem_slices(work->problem, STATUS_REFUSED,
                          N_("{1} is written in this ledger: \"stimmbuch hub init\" lets the hub order its entries"),
                          work->body->name, SLICE(""));
}

/* The mark of the newest head that this machine has seen: does the log reach it, and contain it? */
static enum status check_mark(struct hub_work *work)
{
    struct log *log;
    struct buffer mark;
    struct checkpoint head = {.size = 0};
    bool behind = false;
    enum status status = ledger_log_number(work->ledger, work->local, &log, work->problem);
    if (status == STATUS_OK)
        status = head_compare_mark(log_replay(log), work->options->marks, &behind, work->problem);
    if (status != STATUS_OK || !behind)
        return status;
    buffer_init(&mark);
    status = head_read_mark(log_replay(log), work->options->marks, &mark, work->problem);
    if (status == STATUS_OK)
        status = head_open(log_replay(log), buffer_slice(&mark), &head, work->problem);
    if (status == STATUS_OK && head.size > work->report->newest)
        work->report->newest = head.size;
    buffer_release(&mark);
    return status;
}

/* A signed head is a promise: what it covers must be there. */
static enum status check_withheld(struct hub_work *work)
{
    char number[24];
    if (work->report->newest <= work->report->size)
        return STATUS_OK;
    snprintf(number, sizeof number, "%" PRIu64, work->report->newest);
    return problem_slices(
        work->problem, STATUS_MISMATCH,
        N_("the hub withholds entries of {1}: a signed head covers {2}, and it has not given so many; "
           "nothing is sent until the other members were asked"),
        work->body->name, slice_of(number));
}

/* Entries signed by somebody who saw another log. */
static enum status count_strangers(struct hub_work *work)
{
    struct store *store = ledger_store(work->ledger);
    int64_t count = 0;
    if (work->report->rejected == 0)
        return STATUS_OK;
    if (store_number(store, &count, NULL, "SELECT count(*) FROM rejected WHERE body = ? AND idx >= ? AND code = 'head'",
                     "iu", work->local, work->report->from) != STATUS_OK)
        return store_problem(store, work->problem);
    work->report->strangers = (uint64_t)count;
    return STATUS_OK;
}

/* Items are read before the entries: an honest hub has all that their heads cover. */
static enum status take_in(struct hub_work *work)
{
    enum status status;
    bool more;
    do {
        struct hub_items items;
        status = hub_items_read(work, &items);
        if (status == STATUS_OK)
            status = hub_pull(work);
        if (status == STATUS_OK && work->local)
            status = hub_items_take(work, &items);
        more = items.count == HUB_ITEMS_MAX && work->report->newest <= work->report->size;
        hub_items_release(&items);
    } while (status == STATUS_OK && more);
    if (status == STATUS_OK && work->local)
        status = check_mark(work);
    if (status == STATUS_OK)
        status = check_withheld(work);
    if (status == STATUS_OK && work->local && (work->report->size > work->report->from || !work->hub->looked))
        status = hub_blobs_take(work);
    return status;
}

/* The newest head that is known here goes to the hub, with its countersignatures. */
static enum status offer_head(struct hub_work *work)
{
    struct buffer head;
    uint64_t size;
    buffer_init(&head);
    enum status status = head_newest(ledger_store(work->ledger), work->local, &size, &head);
    if (status == STATUS_STORE)
        store_problem(ledger_store(work->ledger), work->problem);
    if (status == STATUS_OK && size)
        status = hub_offer(work, HUB_KIND_HEAD, buffer_slice(&head));
    buffer_release(&head);
    return status;
}

static enum status exchange(struct hub_work *work, struct hub_waiting *waiting)
{
    enum status status = work->local ? hub_waiting_read(work, waiting) : STATUS_OK;
    if (status == STATUS_OK)
        status = take_in(work);
    enum status told = hub_waiting_tell(work, waiting);
    if (status != STATUS_OK || told != STATUS_OK || work->local == 0)
        return status == STATUS_OK ? told : status;
    work->hub->looked = true;
    /* Anew: what came was joined with what waits. */
    status = hub_waiting_read(work, waiting);
    if (status == STATUS_OK && waiting->count) {
        status = hub_push(work, waiting);
        told = hub_waiting_tell(work, waiting);
        status = status == STATUS_OK ? told : status;
    }
    return status;
}

enum status hub_sync(struct hub *hub, struct ledger *ledger, const struct hub_body *body,
                     const struct hub_options *options, struct hub_report *out, struct problem *problem)
{
    struct hub_work work = {
        .hub = hub, .ledger = ledger, .body = body, .options = options, .report = out, .problem = problem};
    struct hub_waiting waiting = {.count = 0};
    buffer_init(&waiting.notes);
    hub_report_init(out);
    enum status status = hub_local_size(&work, &out->from);
    out->size = out->from;
    if (status == STATUS_OK)
        status = check_role(&work);
    if (status == STATUS_OK)
        status = exchange(&work, &waiting);
    if (status == STATUS_OK)
        status = count_strangers(&work);
    if (status == STATUS_OK && work.local)
        status = offer_head(&work);
    out->body = work.local;
    hub_waiting_release(&waiting);
    if (status == STATUS_NO_MEMORY)
        problem_say(problem, status, NULL, NULL, NULL);
    return status;
}

enum status hub_bodies(struct hub *hub, hub_visit *visit, void *context, struct problem *problem)
{
    const struct hub_values values = {.count = 0};
    PGresult *result;
    enum status status =
        hub_ask(hub, "SELECT num, founding, name FROM stimmbuch.body ORDER BY num", &values, &result, problem);
    if (status == STATUS_OK && !hub_are(hub, result, "ibt"))
        status = hub_strange(problem);
    int rows = status == STATUS_OK ? hub->pq.PQntuples(result) : 0;
    for (int i = 0; status == STATUS_OK && i < rows; i++) {
        struct hub_body body = {.number = (int32_t)hub_number(hub, result, i, 0), .name = hub_bytes(hub, result, i, 2)};
        struct slice founding = hub_bytes(hub, result, i, 1);
        if (founding.length != DIGEST_LENGTH || !key_name_is_ours(body.name))
            continue;
        memcpy(body.founding.byte, founding.at, DIGEST_LENGTH);
        status = visit(context, &body);
    }
    hub->pq.PQclear(result);
    return status;
}

enum status hub_first(struct hub *hub, int32_t number, struct buffer *note, struct problem *problem)
{
    struct hub_values values = {.count = 0};
    PGresult *result;
    hub_add_small(&values, number);
    enum status status =
        hub_ask(hub, "SELECT note FROM stimmbuch.entry WHERE body = $1 AND idx = 0", &values, &result, problem);
    if (status != STATUS_OK)
        return status;
    bool there = hub_are(hub, result, "b") && hub->pq.PQntuples(result) == 1;
    if (there)
        buffer_add(note, hub_bytes(hub, result, 0, 0));
    hub->pq.PQclear(result);
    return there ? buffer_status(note) : STATUS_NOT_FOUND;
}

#endif

void hub_report_init(struct hub_report *report)
{
    *report = (struct hub_report){.mark = STATUS_OK};
    buffer_init(&report->fork);
    problem_clear(&report->problem);
}

void hub_report_release(struct hub_report *report)
{
    buffer_release(&report->fork);
}
