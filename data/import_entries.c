/* The new entries: taken apart and verified by several threads, then replayed and appended one after the other. */
#include "data/import_work.h"
#include "data/replay_votes.h"
#include "data/seq.h"
#include "data/store_early.h"

#include <inttypes.h>
#include <stdio.h>

/* So much goes to the disk at a time while more is coming. */
enum { EARLY_BYTES = 8 << 20 };

/* The next bundle and the leaf hashes of its entries; what the ledger has already is passed over. */
static enum status open_bundle(struct import *import)
{
    struct import_bundle *bundle = &import->bundle;
    uint64_t index = bundle->next / TILE_WIDTH;
    unsigned width;
    struct slice passed;
    enum status status = published_tile(import->published, 0, index, &bundle->leaves, NULL, import->problem);
    if (status == STATUS_OK)
        status =
            published_bundle(import->published, index, &bundle->bytes, &bundle->rest, &width, NULL, import->problem);
    if (status != STATUS_OK)
        return status == STATUS_FORM ? STATUS_MISMATCH : status;
    bundle->end = index * TILE_WIDTH + width;
    for (uint64_t i = index * TILE_WIDTH; i < bundle->next; i++)
        if (!bundle_next(&bundle->rest, &passed))
            return STATUS_MISMATCH;
    return STATUS_OK;
}

static enum status add_entry(struct import *import, struct batch *batch)
{
    struct import_bundle *bundle = &import->bundle;
    struct audited *entry = &batch->entry[batch->count++];
    struct slice note;
    if (!bundle_next(&bundle->rest, &note))
        return STATUS_MISMATCH;
    hints_take(import->hints, note);
    if (!import->file)
        entry->leaf = published_hash(&bundle->leaves, bundle->next % TILE_WIDTH);
    entry->index = (int64_t)bundle->next++;
    entry->in_place = true;
    entry->from = batch->bytes.length;
    entry->length = note.length;
    buffer_add(&batch->bytes, note);
    return buffer_status(&batch->bytes);
}

static enum status load_batch(struct import *import, struct batch *batch)
{
    struct import_bundle *bundle = &import->bundle;
    enum status status = STATUS_OK;
    batch->hints = import->hints;
    while (status == STATUS_OK && batch->count < BATCH_ENTRIES && batch->bytes.length < BATCH_BYTES &&
           bundle->next < import->report->size) {
        if (bundle->next == bundle->end)
            status = open_bundle(import);
        if (status == STATUS_OK)
            status = add_entry(import, batch);
    }
    return status;
}

static enum status load_batches(struct import *import)
{
    enum status status = STATUS_OK;
    for (struct batch *batch; status == STATUS_OK && import->bundle.next < import->report->size &&
                              (batch = pipeline_empty(import->pipeline));) {
        status = load_batch(import, batch);
        if (status == STATUS_OK)
            pipeline_push(import->pipeline);
    }
    return status;
}

/* The log is broken at this entry. */
static enum status broken(const struct import *import, const struct audited *entry, const char *message)
{
    char number[24], path[TILE_PATH_MAX];
    uint64_t index = (uint64_t)entry->index / TILE_WIDTH;
    struct tile tile = {.level = TILE_ENTRIES, .index = index};
    tile.width = tile_width(TILE_ENTRIES, index, import->published->head.size);
    tile_path(&tile, path);
    snprintf(number, sizeof number, "%" PRId64, entry->index);
    problem_file(import->problem, path);
    return problem_say(import->problem, STATUS_MISMATCH, message, number, path);
}

/* One entry through the door: what is rejected has its place too. */
static enum status take_entry(struct import *import, struct audited *entry)
{
    struct log *log = import->log;
    struct standing standing;
    if (!import->file && !digest_equal(&entry->leaf, &entry->sealed.leaf))
        return broken(import, entry, N_("entry {1} in '{2}' is not the one that the hashes were made of: altered"));
    enum status status = replay_check(&log->replay, &entry->sealed, REPLAY_LOGGED, &standing);
    if (status == STATUS_OK && entry->index == 0 && standing.reason != REASON_NONE)
        return broken(import, entry, N_("entry {1} in '{2}' is no valid founding"));
    if (status == STATUS_OK)
        status = log_append(log, &entry->sealed, standing.reason);
    if (status == STATUS_OK && import->pending)
        status = store_run(log->ledger->store, "DELETE FROM pending WHERE id = ?", "d", &entry->sealed.id);
    import->report->rejected += status == STATUS_OK && standing.reason != REASON_NONE;
    import->done += status == STATUS_OK;
    return status;
}

/* A thread of its own, from the first time on that there is something: a short import has none. */
static void write_early(struct import *import, size_t bytes)
{
    import->unsynced += bytes;
    if (import->unsynced < EARLY_BYTES)
        return;
    import->unsynced = 0;
    if (!import->early)
        import->early = early_begin(import->log->ledger->store);
    early_more(import->early);
}

static enum status take_batch(struct import *import, struct batch *batch)
{
    enum status status = batch->status;
    write_early(import, batch->bytes.length);
    for (size_t i = 0; i < batch->count && status == STATUS_OK; i++)
        status = take_entry(import, &batch->entry[i]);
    if (status == STATUS_OK)
        status = votes_write(&import->log->replay, false);
    if (status == STATUS_OK)
        status = votes_bound(&import->log->replay, VOTES_BYTES);
    return status == STATUS_OK ? import_progress(import) : status;
}

/* In place of what the triggers would have said: the entries that came are those behind the ones that were there. */
static enum status check_places(const struct import *import)
{
    const struct replay *replay = &import->log->replay;
    int64_t size = 0;
    enum status status = store_number(replay->store, &size, NULL, "SELECT " SEQ_LOG_SIZE("?1"), "i", replay->number);
    return status == STATUS_OK && (uint64_t)size != replay->tree.size ? STATUS_NOT_FOUND : status;
}

enum status import_entries(struct import *import)
{
    struct log *log = import->log;
    if (!import->file)
        import->bundle.next = import->bundle.end = import->report->from;
    enum status status = hints_load(log->ledger->store, log->replay.number, &import->hints);
    if (status == STATUS_OK)
        status = pipeline_open(pipeline_jobs(import->options->jobs), NULL, NULL, &import->pipeline);
    if (status != STATUS_OK)
        return status;
    status = load_batches(import);
    for (struct batch *batch; status == STATUS_OK && (batch = pipeline_take(import->pipeline));) {
        status = take_batch(import, batch);
        pipeline_release(import->pipeline);
        if (status == STATUS_OK)
            status = load_batches(import);
    }
    pipeline_drain(import->pipeline);
    if (status == STATUS_OK)
        status = votes_write(&log->replay, true);
    enum status early = early_end(import->early);
    import->early = NULL;
    status = status == STATUS_OK ? early : status;
    return status == STATUS_OK ? check_places(import) : status;
}
