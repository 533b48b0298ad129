/* All derived tables anew from the log, in one transaction. */
#include "data/ledger_internal.h"
#include "data/node.h"
#include "data/replay_votes.h"
#include "data/seq.h"

#include <stdlib.h>

static const char *const emptied[] = {
    "DELETE FROM node",     "DELETE FROM body",
    "DELETE FROM bench",    "DELETE FROM seat",
    "DELETE FROM member",   "DELETE FROM chain",
    "DELETE FROM change",   "DELETE FROM proposal",
    "DELETE FROM tag",      "DELETE FROM statement",
    "DELETE FROM recusal",  "DELETE FROM ballot",
    "DELETE FROM vote",     "DELETE FROM meeting",
    "DELETE FROM item",     "DELETE FROM attendance",
    "DELETE FROM status",   "DELETE FROM objection",
    "DELETE FROM minutes",  "DELETE FROM confirm",
    "DELETE FROM rejected", "INSERT INTO search (search) VALUES ('delete-all')",
};

struct work {
    struct ledger *ledger;
    ledger_progress *progress;
    void *context;
    uint64_t done, all;
};

static enum status replay_entry(struct work *work, struct replay *replay, struct slice note, struct node_sink *sink)
{
    struct arena arena;
    arena_init(&arena);
    struct sealed sealed;
    struct standing standing;
    enum status status = sealed_open(note, &arena, &sealed);
    if (status == STATUS_OK)
        status = replay_check(replay, &sealed, REPLAY_LOGGED, &standing);
    if (status == STATUS_OK)
        status = replay_apply(replay, &sealed, standing.reason);
    if (status == STATUS_OK)
        status = replay_add_leaf(replay, &sealed.leaf, node_sink_add, sink);
    arena_release(&arena);
    if (status == STATUS_OK && ++work->done % 1024 == 0 && work->progress &&
        !work->progress(work->context, work->done, work->all))
        return STATUS_CANCELLED;
    return status == STATUS_OK ? sink->status : status;
}

static enum status replay_body(struct work *work, int64_t number)
{
    struct store *store = work->ledger->store;
    struct replay *replay = calloc(1, sizeof *replay);
    if (!replay)
        return STATUS_NO_MEMORY;
    replay_start(replay, store, number, store, number);
    replay->index_search = true;
    /* The transaction keeps all others out. */
    enum status status = replay_remember(replay, work->all);
    struct node_sink sink = {.store = store, .body = number, .status = STATUS_OK};
    struct buffer note;
    buffer_init(&note);
    for (bool more = true; more && status == STATUS_OK;) {
        struct rows rows =
            store_ask(store, "SELECT note FROM entry WHERE seq = ?", "i", seq_of(number, (int64_t)replay->tree.size));
        more = rows_next(&rows);
        buffer_clear(&note);
        if (more)
            buffer_add(&note, rows_blob(&rows, 0));
        status = rows_end(&rows);
        if (status == STATUS_OK)
            status = buffer_status(&note);
        if (status == STATUS_OK && more)
            status = replay_entry(work, replay, buffer_slice(&note), &sink);
        if (status == STATUS_OK)
            status = votes_write(replay, !more);
        if (status == STATUS_OK)
            status = votes_bound(replay, VOTES_BYTES);
    }
    buffer_release(&note);
    replay_close(replay);
    free(replay);
    return status;
}

static enum status replay_all(struct work *work)
{
    struct store *store = work->ledger->store;
    int64_t all = 0, seq = SEQ_INDEX_MAX;
    enum status status = store_number(store, &all, NULL, "SELECT count(*) FROM entry", "");
    work->all = (uint64_t)all;
    for (size_t i = 0; i < sizeof emptied / sizeof emptied[0] && status == STATUS_OK; i++)
        status = store_run(store, emptied[i], "");
    for (bool more = true; more && status == STATUS_OK;) {
        status = store_number(store, &seq, &more, "SELECT min(seq) FROM entry WHERE seq > ?", "i", seq);
        if (status == STATUS_OK && more)
            status = replay_body(work, seq >> SEQ_INDEX_BITS);
        seq |= SEQ_INDEX_MAX;
    }
    return status;
}

enum status ledger_rebuild(struct ledger *ledger, ledger_progress *progress, void *context, struct problem *problem)
{
    struct work work = {.ledger = ledger, .progress = progress, .context = context};
    enum status status = store_begin(ledger->store, problem);
    if (status != STATUS_OK)
        return status;
    for (struct log *log = ledger->logs; log; log = log->next)
        log->stale = true;
    status = replay_all(&work);
    if (status == STATUS_OK)
        return store_commit(ledger->store, problem);
    if (status == STATUS_STORE)
        store_problem(ledger->store, problem);
    else if (status != STATUS_CANCELLED)
        problem_say(problem, status, N_("the log cannot be replayed: run \"stimmbuch verify\""), NULL, NULL);
    store_rollback(ledger->store);
    return status;
}
