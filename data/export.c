#include "data/export_work.h"
#include "data/head.h"
#include "data/node.h"
#include "data/seq.h"

/* One tile: the hashes in it, and for entries their bytes. */
struct run {
    struct digest hash[TILE_WIDTH];
    struct buffer bundle;
};

static enum status mismatch(struct export_work *work)
{
    return problem_slices(work->problem, STATUS_MISMATCH,
                          N_("the ledger does not hold what its signed head says of {1}: run \"stimmbuch verify\""),
                          log_body(work->log)->name, SLICE(""));
}

/* A failure of the store in words; a missing row is one of the ledger. */
static enum status store_said(struct export_work *work, enum status status)
{
    if (status == STATUS_STORE)
        return store_problem(work->store, work->problem);
    return status == STATUS_NOT_FOUND ? mismatch(work) : status;
}

enum status export_put(struct export_work *work, const char *name, struct slice bytes)
{
    enum status status = STATUS_OK;
    if (!work->marked) {
        work->marked = work->unfinished = true;
        status = folder_writer_tidy(work->folder, work->problem);
        if (status == STATUS_OK)
            status = folder_writer_put(work->folder, ".unfinished", buffer_slice(&work->note), work->problem);
        if (status == STATUS_OK)
            status = folder_writer_settle(work->folder, work->problem);
    }
    work->report->bytes += bytes.length;
    return status == STATUS_OK ? folder_writer_put(work->folder, name, bytes, work->problem) : status;
}

/* The folder need not get it: it is of the old head, and there. */
static bool is_there(struct export_work *work, const struct tile *tile)
{
    char path[TILE_PATH_MAX];
    tile_path(tile, path);
    return tile_width(tile->level, tile->index, work->old) == tile->width && folder_writer_has(work->folder, path);
}

static enum status put_tile(struct export_work *work, const struct tile *tile, struct slice bytes)
{
    char path[TILE_PATH_MAX];
    tile_path(tile, path);
    work->report->tiles++;
    return export_put(work, path, bytes);
}

/* The hashes of a tile must give the nodes above it, of which the head's root was made. */
static enum status check_hashes(struct export_work *work, const struct tile *tile, const struct run *run)
{
    struct node_source source = {.store = work->store, .body = work->body};
    struct merkle tree = {.size = 0};
    uint64_t place = tile->index * TILE_WIDTH;
    for (unsigned i = 0; i < tile->width; i++)
        merkle_add(&tree, &run->hash[i], NULL, NULL);
    for (unsigned i = 0, height = TILE_HEIGHT + 1; i < tree.peaks; i++) {
        struct digest node;
        do
            height--;
        while (!(tile->width >> height & 1));
        enum status status = node_source_read(&source, TILE_HEIGHT * tile->level + height, place >> height, &node);
        if (status != STATUS_OK)
            return store_said(work, status);
        if (!digest_equal(&node, &tree.peak[i]))
            return mismatch(work);
        place += UINT64_C(1) << height;
    }
    return STATUS_OK;
}

/* Leaf hashes and entries at once. Each entry is hashed again. */
static enum status read_entries(struct export_work *work, const struct tile *tile, struct run *run)
{
    int64_t from = (int64_t)(tile->index * TILE_WIDTH);
    unsigned count = 0;
    bool sound = true;
    buffer_clear(&run->bundle);
    struct rows rows = store_ask(work->store, "SELECT leaf, note FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq",
                                 "ii", seq_of(work->body, from), seq_of(work->body, from + tile->width));
    while (sound && count < tile->width && rows_next(&rows)) {
        struct digest stored = rows_digest(&rows, 0);
        run->hash[count] = merkle_leaf(rows_blob(&rows, 1));
        sound = digest_equal(&run->hash[count++], &stored) && bundle_add(rows_blob(&rows, 1), &run->bundle);
    }
    enum status status = store_said(work, rows_end(&rows));
    if (status == STATUS_OK)
        status = buffer_status(&run->bundle);
    return status == STATUS_OK && (!sound || count != tile->width) ? mismatch(work) : status;
}

static struct slice hash_bytes(const struct tile *tile, const struct run *run)
{
    return (struct slice){.at = (const char *)run->hash, .length = tile->width * sizeof run->hash[0]};
}

/* The entry bundle of that place and the tile with their leaf hashes. */
static enum status put_entries(struct export_work *work, uint64_t index, struct run *run)
{
    struct tile leaves = {.index = index, .width = tile_width(0, index, work->head.size)};
    struct tile entries = {.level = TILE_ENTRIES, .index = index, .width = leaves.width};
    bool has_leaves = is_there(work, &leaves), has_entries = is_there(work, &entries);
    if (has_leaves && has_entries)
        return STATUS_OK;
    enum status status = read_entries(work, &leaves, run);
    if (status == STATUS_OK)
        status = check_hashes(work, &leaves, run);
    if (status == STATUS_OK && !has_entries)
        status = put_tile(work, &entries, buffer_slice(&run->bundle));
    if (status == STATUS_OK && !has_leaves)
        status = put_tile(work, &leaves, hash_bytes(&leaves, run));
    return status;
}

static enum status put_all_entries(struct export_work *work, struct run *run)
{
    enum status status = STATUS_OK;
    uint64_t size = work->head.size;
    for (uint64_t index = 0; index * TILE_WIDTH < size && status == STATUS_OK; index++) {
        status = put_entries(work, index, run);
        uint64_t done = (index + 1) * TILE_WIDTH;
        if (status == STATUS_OK && work->options->progress &&
            !work->options->progress(work->options->context, done < size ? done : size, size))
            status = STATUS_CANCELLED;
    }
    return status;
}

/* A tile above the leaves: its hashes are nodes. */
static enum status put_nodes(struct export_work *work, const struct tile *tile, struct run *run)
{
    struct node_source source = {.store = work->store, .body = work->body};
    enum status status = STATUS_OK;
    if (is_there(work, tile))
        return STATUS_OK;
    for (unsigned i = 0; i < tile->width && status == STATUS_OK; i++)
        status = node_source_read(&source, TILE_HEIGHT * tile->level, tile->index * TILE_WIDTH + i, &run->hash[i]);
    status = status == STATUS_OK ? check_hashes(work, tile, run) : store_said(work, status);
    return status == STATUS_OK ? put_tile(work, tile, hash_bytes(tile, run)) : status;
}

static enum status put_all_nodes(struct export_work *work, struct run *run)
{
    enum status status = STATUS_OK;
    for (unsigned level = 1; tile_count(level, work->head.size) && status == STATUS_OK; level++) {
        struct tile tile = {.level = level};
        for (; status == STATUS_OK && (tile.width = tile_width(level, tile.index, work->head.size)); tile.index++)
            status = put_nodes(work, &tile, run);
    }
    return status;
}

/* Partial tiles where the full one has come. */
static enum status remove_partial(struct export_work *work, unsigned level)
{
    struct tile tile = {.level = level, .index = tile_count(level, work->old) / TILE_WIDTH, .width = 1};
    char path[TILE_PATH_MAX];
    if (!tile_width(level, tile.index, work->old) || tile_width(level, tile.index, work->head.size) != TILE_WIDTH)
        return STATUS_OK;
    *strrchr((tile_path(&tile, path), path), '/') = '\0';
    return folder_writer_remove_folder(work->folder, path, work->problem);
}

static enum status finish(struct export_work *work)
{
    enum status status = folder_writer_settle(work->folder, work->problem);
    if (status == STATUS_OK && !work->same_head)
        status = export_put(work, "checkpoint", buffer_slice(&work->note));
    if (status == STATUS_OK)
        status = folder_writer_settle(work->folder, work->problem);
    for (unsigned level = 0; level < TILE_LEVELS / TILE_HEIGHT && status == STATUS_OK; level++)
        status = remove_partial(work, level);
    if (status == STATUS_OK)
        status = remove_partial(work, TILE_ENTRIES);
    if (status == STATUS_OK && work->unfinished)
        status = folder_writer_remove(work->folder, ".unfinished", work->problem);
    return status;
}

static enum status write_folder(struct export_work *work)
{
    struct run run;
    buffer_init(&run.bundle);
    enum status status = put_all_entries(work, &run);
    if (status == STATUS_OK)
        status = put_all_nodes(work, &run);
    if (status == STATUS_OK)
        status = export_blobs(work);
    if (status == STATUS_OK)
        status = finish(work);
    buffer_release(&run.bundle);
    return status;
}

/* The newest signed head, and whether the log holds it. */
static enum status open_head(struct export_work *work)
{
    struct replay *replay = log_replay(work->log);
    struct merkle tree;
    struct node_source source = {.store = work->store, .body = work->body};
    uint64_t size;
    enum status status = head_newest(work->store, work->body, &size, &work->note);
    if (status != STATUS_OK)
        return store_said(work, status);
    if (size == 0)
        return problem_slices(work->problem, STATUS_REFUSED,
                              N_("no head of {1} is signed yet, so there is nothing to publish: run \"stimmbuch "
                                 "checkpoint {1}\" where its log key is"),
                              log_body(work->log)->name, SLICE(""));
    status = head_open(replay, buffer_slice(&work->note), &work->head, work->problem);
    if (status == STATUS_FORM || status == STATUS_MISMATCH)
        return mismatch(work);
    if (status != STATUS_OK)
        return status;
    if (work->head.size > log_size(work->log))
        return mismatch(work);
    status = store_said(work, merkle_load(work->head.size, node_source_read, &source, &tree));
    if (status != STATUS_OK)
        return status;
    struct digest root = merkle_root(&tree);
    return digest_equal(&root, &work->head.root) ? STATUS_OK : mismatch(work);
}

enum status export_folder(struct log *log, const char *folder, const struct export_options *options,
                          struct export_report *report, struct problem *problem)
{
    *report = (struct export_report){.size = 0};
    enum status status = log_refresh(log, problem);
    if (status != STATUS_OK)
        return status;
    struct export_work work = {.log = log,
                               .store = log_replay(log)->store,
                               .body = log_number(log),
                               .path = folder,
                               .options = options,
                               .report = report,
                               .problem = problem};
    buffer_init(&work.note);
    status = head_check_mark(log_replay(log), options->marks, problem);
    if (status == STATUS_OK)
        status = open_head(&work);
    if (status == STATUS_OK)
        status = folder_writer_open(folder, &work.folder, problem);
    if (status == STATUS_OK)
        status = export_check_state(&work);
    report->size = work.head.size;
    report->root = work.head.root;
    report->before = work.old;
    report->unsigned_ = log_size(log) - work.head.size;
    if (status == STATUS_OK)
        status = write_folder(&work);
    folder_writer_close(work.folder);
    buffer_release(&work.note);
    return status;
}
