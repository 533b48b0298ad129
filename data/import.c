#include "data/import.h"

#include "data/blob.h"
#include "data/head.h"
#include "data/import_work.h"
#include "data/published_blobs.h"
#include "data/role.h"

#include <stdlib.h>

/* The index of ids is written all over: what of it stays in memory is written once. */
enum { CACHE_KIB = 16 << 10 };

enum status import_progress(const struct import *import)
{
    const struct import_options *options = import->options;
    uint64_t from = import->report->from, size = import->report->size;
    if (!options->progress || options->progress(options->context, import->done, size > from ? size - from : 0))
        return STATUS_OK;
    return problem_say(import->problem, STATUS_CANCELLED, NULL, NULL, NULL);
}

/* The number of the body with that name; its founding is another one: STATUS_REFUSED. */
static enum status find_body(struct store *store, const struct published *published, int64_t *number, bool *found,
                             struct problem *problem)
{
    struct digest founding = {{0}};
    struct rows rows = store_ask(store, "SELECT num, founding FROM body WHERE name = ?", "t", published->name);
    *found = rows_next(&rows);
    if (*found) {
        *number = rows_number(&rows, 0);
        founding = rows_digest(&rows, 1);
    }
    if (rows_end(&rows) != STATUS_OK)
        return store_problem(store, problem);
    if (*found && !digest_equal(&founding, &published->founding))
        return problem_slices(problem, STATUS_REFUSED,
                              N_("this ledger has another body \"{1}\", with another founding: name another ledger "
                                 "with --ledger"),
                              published->name, SLICE(""));
    return STATUS_OK;
}

enum status import_known(struct ledger *ledger, const struct published *published, bool *known, struct problem *problem)
{
    int64_t number;
    return find_body(ledger->store, published, &number, known, problem);
}

/* The log as the ledger has it, or an empty one. */
static enum status open_log(struct import *import)
{
    struct log *log = import->log;
    struct store *store = log->ledger->store;
    int64_t number = 0;
    bool found;
    enum status status = find_body(store, import->published, &number, &found, import->problem);
    if (status != STATUS_OK)
        return status;
    import->report->fresh = !found;
    if (found) {
        status = replay_open(&log->replay, store, number, import->problem);
        import->report->from = log->replay.tree.size;
        return status == STATUS_OK ? replay_remember_state(&log->replay) : status;
    }
    status = ledger_next_number(log->ledger, &number, import->problem);
    if (status != STATUS_OK)
        return status;
    replay_start(&log->replay, store, number, store, number);
    log->replay.index_search = true;
    return replay_remember(&log->replay, import->report->size);
}

/* The writer orders the entries: what a folder has beyond them cannot come from it. */
static enum status check_role(const struct import *import)
{
    struct store *store = import->log->ledger->store;
    bool copy;
    if (import->report->fresh || import->report->size <= import->report->from)
        return STATUS_OK;
    if (role_is_replica(store, import->log->replay.number, &copy) != STATUS_OK)
        return store_problem(store, import->problem);
    if (copy)
        return STATUS_OK;
    return problem_slices(import->problem, STATUS_REFUSED,
                          N_("{1} is written in this ledger, and what is imported has entries that it does not have: "
                             "the ledger was rolled back, or somebody else has its log's key"),
                          import->published->name, SLICE(""));
}

enum status import_stop(void *context, const char *code, const struct problem *text)
{
    struct import *import = context;
    (void)code;
    if (import->problem)
        *import->problem = *text;
    return text->status;
}

static enum status want_blob(void *context, const struct digest *content, bool *wanted)
{
    struct import *import = context;
    int64_t have = 0;
    enum status status = store_number(import->log->ledger->store, &have, NULL,
                                      "SELECT count(*) FROM blob WHERE sha256 = ?", "d", content);
    *wanted = have == 0;
    return status;
}

static enum status keep_blob(void *context, struct slice bytes)
{
    struct import *import = context;
    import->report->blobs++;
    return blob_keep(import->log->ledger->store, bytes, import->problem);
}

static enum status take_blobs(struct import *import)
{
    const struct published_blobs how = {.want = want_blob, .take = keep_blob, .fault = import_stop, .context = import};
    return published_blobs(import->published, import->log->ledger->store, import->log->replay.number, &how,
                           import->problem);
}

static enum status run(struct import *import)
{
    struct store *store = import->log->ledger->store;
    int64_t waiting = 0;
    enum status status =
        import->file ? STATUS_OK : published_look(import->published, import_stop, import, import->problem);
    if (status == STATUS_OK)
        status = open_log(import);
    if (status == STATUS_OK)
        status = check_role(import);
    if (status == STATUS_OK)
        status = import->file ? import_file_begin(import) : import_tree(import);
    if (status == STATUS_OK)
        status = store_number(store, &waiting, NULL, "SELECT count(*) FROM pending", "");
    import->pending = waiting > 0;
    if (status == STATUS_OK && import->report->size > import->report->from)
        status = import_entries(import);
    if (status == STATUS_OK && import->file && !import->tail)
        status = import_file_end(import);
    if (status == STATUS_OK && import->report->fresh)
        status = role_make_replica(store, import->log->replay.number);
    if (status == STATUS_OK)
        status = import->tail ? head_compare_mark(&import->log->replay, import->options->marks, &import->report->behind,
                                                  import->problem)
                              : import_head(import);
    if (status == STATUS_OK && !import->file)
        status = take_blobs(import);
    return status;
}

/* A failure that nobody has put into words yet. */
static enum status say(struct import *import, enum status status)
{
    struct store *store = import->log->ledger->store;
    if (status == STATUS_STORE && !store_is_sound(store))
        return store_problem(store, import->problem);
    if (status == STATUS_NOT_FOUND)
        return problem_say(import->problem, STATUS_STORE,
                           N_("the ledger's tables do not fit its log: run \"stimmbuch verify\""), NULL, NULL);
    if (status == STATUS_NO_MEMORY)
        return problem_say(import->problem, status, NULL, NULL, NULL);
    return status;
}

static enum status finish(struct import *import, enum status status)
{
    struct import_report *report = import->report;
    struct store *store = import->log->ledger->store;
    if (status != STATUS_OK) {
        status = say(import, status);
        store_rollback(store);
        return status;
    }
    status = store_commit(store, import->problem);
    if (status != STATUS_OK)
        return status;
    report->body = import->log->replay.number;
    if (import->tail)
        return STATUS_OK;
    report->mark = head_mark_newest(import->log, report->size, buffer_slice(&import->published->note),
                                    import->options->marks, &report->problem);
    return STATUS_OK;
}

static void release(struct import *import)
{
    if (import->log)
        replay_close(&import->log->replay);
    free(import->log);
    pipeline_close(import->pipeline);
    hints_free(import->hints);
    buffer_release(&import->bundle.bytes);
    buffer_release(&import->bundle.leaves);
}

enum status import_run(struct ledger *ledger, struct import *import)
{
    struct import_report *out = import->report;
    *out = (struct import_report){.size = import->published->head.size};
    problem_clear(&out->problem);
    buffer_init(&import->bundle.bytes);
    buffer_init(&import->bundle.leaves);
    import->log = calloc(1, sizeof *import->log);
    if (!import->log)
        return problem_say(import->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    import->log->ledger = ledger;
    enum status status = store_begin(ledger->store, import->problem);
    if (status == STATUS_OK &&
        (store_cache(ledger->store, CACHE_KIB) != STATUS_OK || store_triggers(ledger->store, false) != STATUS_OK))
        status = store_problem(ledger->store, import->problem);
    if (status == STATUS_OK)
        status = finish(import, run(import));
    enum status after = store_cache(ledger->store, 0), triggers = store_triggers(ledger->store, true);
    after = after == STATUS_OK ? triggers : after;
    release(import);
    return status == STATUS_OK && after != STATUS_OK ? store_problem(ledger->store, import->problem) : status;
}

enum status import_folder(struct ledger *ledger, const struct published *published,
                          const struct import_options *options, struct import_report *out, struct problem *problem)
{
    struct import import = {.published = published, .options = options, .report = out, .problem = problem};
    return import_run(ledger, &import);
}
