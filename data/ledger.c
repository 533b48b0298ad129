#include "data/ledger_internal.h"
#include "data/node.h"
#include "data/seq.h"

#include <stdlib.h>

/* With the file at `path`, or without one where that is NULL. */
static enum status open_store(const char *path, enum store_mode mode, struct ledger **out, struct problem *problem)
{
    *out = NULL;
    struct ledger *ledger = calloc(1, sizeof *ledger);
    if (!ledger)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status =
        path ? store_open(path, mode, &ledger->store, problem) : store_scratch(&ledger->store, problem);
    if (status != STATUS_OK) {
        free(ledger);
        return status;
    }
    *out = ledger;
    return STATUS_OK;
}

enum status ledger_open(const char *path, enum store_mode mode, struct ledger **out, struct problem *problem)
{
    return open_store(path, mode, out, problem);
}

enum status ledger_scratch(struct ledger **out, struct problem *problem)
{
    return open_store(NULL, STORE_CREATE, out, problem);
}

static void log_free(struct log *log)
{
    replay_close(&log->replay);
    free(log);
}

void ledger_close(struct ledger *ledger)
{
    if (!ledger)
        return;
    while (ledger->logs) {
        struct log *next = ledger->logs->next;
        log_free(ledger->logs);
        ledger->logs = next;
    }
    store_close(ledger->store);
    free(ledger);
}

struct store *ledger_store(struct ledger *ledger)
{
    return ledger->store;
}

/*
 * Others have added to the log. Does it go on from what is known? Where somebody has put an older file in its place, to
 * which others have been added, it is another log, of which nothing is known.
 */
static enum status reopen(struct log *log, bool *goes_on, struct problem *problem)
{
    const uint64_t size = log->replay.tree.size;
    const struct digest known = log_root(log);
    struct digest root;
    enum status status = replay_reopen(&log->replay, problem);
    if (status != STATUS_OK)
        return status;
    status = replay_root(&log->replay, size, &root);
    *goes_on = status == STATUS_OK && digest_equal(&root, &known);
    return status == STATUS_STORE ? store_problem(log->ledger->store, problem) : STATUS_OK;
}

/* Others have written to the file, and the log is as long as before. Is it the one that is known? */
static enum status is_same(struct log *log, bool *same, struct problem *problem)
{
    const struct digest known = log_root(log);
    struct store *store = log->ledger->store;
    struct node_source source = {.store = store, .body = log->replay.number};
    struct merkle tree;
    enum status status = merkle_load(log->replay.tree.size, node_source_read, &source, &tree);
    struct digest root = status == STATUS_OK ? merkle_root(&tree) : known;
    *same = status == STATUS_OK && digest_equal(&root, &known);
    return status == STATUS_STORE ? store_problem(store, problem) : STATUS_OK;
}

/* Is the log as it was when its end was last looked at? *version is what the file's is now. */
static enum status is_unchanged(struct log *log, int64_t *version, uint64_t *size, bool *out, struct problem *problem)
{
    struct store *store = log->ledger->store;
    int64_t entries = 0;
    /* The version comes first: what is written after it was asked for is seen the next time. */
    enum status status = store_version(store, version);
    if (status == STATUS_OK)
        status = store_number(store, &entries, NULL, "SELECT " SEQ_LOG_SIZE("?1"), "i", log->replay.number);
    if (status != STATUS_OK)
        return store_problem(store, problem);
    *size = (uint64_t)entries;
    *out = !log->stale && *size == log->replay.tree.size;
    return *out && *version != log->version ? is_same(log, out, problem) : STATUS_OK;
}

enum status log_refresh(struct log *log, struct problem *problem)
{
    int64_t version = 0, number = log->replay.number;
    uint64_t size = 0;
    bool unchanged = false, goes_on = false;
    enum status status = is_unchanged(log, &version, &size, &unchanged, problem);
    if (status != STATUS_OK)
        return status;
    if (!unchanged && !log->stale && size > log->replay.tree.size)
        status = reopen(log, &goes_on, problem);
    else if (unchanged)
        goes_on = true;
    if (status == STATUS_OK && !goes_on) {
        replay_close(&log->replay);
        status = replay_open(&log->replay, log->ledger->store, number, problem);
    }
    log->stale = status != STATUS_OK;
    log->version = version;
    return status;
}

enum status ledger_log_number(struct ledger *ledger, int64_t number, struct log **out, struct problem *problem)
{
    for (struct log *log = ledger->logs; log; log = log->next) {
        if (log->replay.number == number) {
            *out = log;
            return log_refresh(log, problem);
        }
    }
    struct log *log = calloc(1, sizeof *log);
    if (!log)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    log->ledger = ledger;
    enum status status = store_version(ledger->store, &log->version);
    status = status == STATUS_OK ? replay_open(&log->replay, ledger->store, number, problem)
                                 : store_problem(ledger->store, problem);
    if (status != STATUS_OK) {
        log_free(log);
        return status;
    }
    log->next = ledger->logs;
    ledger->logs = log;
    *out = log;
    return STATUS_OK;
}

/* The log of that name that was used before; names and numbers never change. */
static struct log *find_used(struct ledger *ledger, struct slice name)
{
    struct log *log = ledger->logs;
    while (log && (log->stale || !log->replay.has_founding || !slice_equal(log->replay.body.name, name)))
        log = log->next;
    return log;
}

enum status ledger_log(struct ledger *ledger, struct slice name, struct log **out, struct problem *problem)
{
    struct log *used = find_used(ledger, name);
    if (used) {
        *out = used;
        return log_refresh(used, problem);
    }
    int64_t number;
    bool found;
    if (store_number(ledger->store, &number, &found, "SELECT num FROM body WHERE name = ?", "t", name) != STATUS_OK)
        return store_problem(ledger->store, problem);
    if (!found)
        return problem_slices(problem, STATUS_NOT_FOUND,
                              N_("this ledger has no body \"{1}\": \"stimmbuch body list\" shows those it has"), name,
                              SLICE(""));
    return ledger_log_number(ledger, number, out, problem);
}

const struct body *log_body(const struct log *log)
{
    return &log->replay.body;
}

const struct digest *log_founding(const struct log *log)
{
    return &log->replay.founding;
}

int64_t log_number(const struct log *log)
{
    return log->replay.number;
}

uint64_t log_size(const struct log *log)
{
    return log->replay.tree.size;
}

struct digest log_root(struct log *log)
{
    /* The replay keeps it for the entry that will name it, and cannot fail at its own size. */
    struct digest root;
    enum status status = replay_root(&log->replay, log->replay.tree.size, &root);
    return status == STATUS_OK ? root : merkle_root(&log->replay.tree);
}

struct replay *log_replay(struct log *log)
{
    return &log->replay;
}

enum status log_append(struct log *log, struct sealed *sealed, enum reason reason)
{
    struct store *store = log->ledger->store;
    int64_t body = log->replay.number, index = (int64_t)log->replay.tree.size;
    struct node_sink sink = {.store = store, .body = body, .status = STATUS_OK};
    enum status status =
        store_run(store, "INSERT INTO entry (seq, body, idx, id, leaf, note) VALUES (?, ?, ?, ?, ?, ?)", "iiiddb",
                  seq_of(body, index), body, index, &sealed->id, &sealed->leaf, sealed->bytes);
    if (status == STATUS_OK)
        status = replay_apply(&log->replay, sealed, reason);
    if (status == STATUS_OK)
        status = replay_add_leaf(&log->replay, &sealed->leaf, node_sink_add, &sink);
    return status == STATUS_OK ? sink.status : status;
}
