/*
 * The audit of a published log. Its entries are laid into a temporary database, with the leaves that the tiles give,
 * and are audited there as those of a ledger are; what is derived in a ledger is not looked at. Memory does not grow
 * with the log.
 */
#include "data/node.h"
#include "data/published_blobs.h"
#include "data/seq.h"
#include "data/verify_outside.h"
#include "data/verify_path.h"

enum { SURPLUS_MAX = 100 };

/* A folder on its way into the database. */
struct loading {
    struct audit *audit;
    struct published published;
    struct published_upper upper;
    struct node_sink nodes;
    struct merkle tree;
    struct buffer tile, bundle;
    size_t surplus;
};

/* A finding about the folder. After many files that do not belong there, nobody wants to know the rest. */
static enum status find(void *context, const char *code, const struct problem *text)
{
    struct loading *loading = context;
    struct verify_finding finding = {.code = code, .body = loading->published.head.origin, .index = -1, .text = text};
    if (strcmp(code, "surplus") == 0 && loading->surplus++ == SURPLUS_MAX)
        return STATUS_MISMATCH;
    audit_find(loading->audit, &finding);
    return STATUS_OK;
}

/* A file that could not be read is a finding; *stop: what it holds cannot be done without. */
static enum status find_fault(struct loading *loading, enum status status, enum folder_fault fault,
                              const struct problem *text, bool *stop)
{
    struct problem named;
    *stop = status != STATUS_OK;
    if (status == STATUS_FILE)
        return find(loading, published_code(fault), text);
    if (status != STATUS_FORM)
        return status;
    problem_clear(&named);
    problem_say(&named, STATUS_FORM, N_("'{1}' does not hold exactly its entries: the folder was altered"), text->file,
                NULL);
    return find(loading, "bundle", &named);
}

static void take_node(void *context, unsigned level, uint64_t index, const struct digest *hash)
{
    struct loading *loading = context;
    node_sink_add(&loading->nodes, level, index, hash);
    published_node(&loading->upper, level, index, hash);
}

enum status outside_lay(struct audit *audit, int64_t index, struct slice bytes, const struct digest *leaf)
{
    struct note note;
    struct digest id = digest_of(note_parse(bytes, &note, NULL) == STATUS_OK ? note.text : bytes);
    hints_take(audit->hints, bytes);
    return store_run(audit->store, "INSERT INTO entry (seq, body, idx, id, leaf, note) VALUES (?, ?, ?, ?, ?, ?)",
                     "iiiddb", seq_of(OUTSIDE_BODY, index), (int64_t)OUTSIDE_BODY, index, &id, leaf, bytes);
}

/* An entry with the leaf that its tile gives; where there is none, with its own. */
static enum status load_entry(struct loading *loading, struct slice bytes, const struct digest *tile_leaf)
{
    struct digest leaf = tile_leaf ? *tile_leaf : merkle_leaf(bytes);
    enum status status = outside_lay(loading->audit, (int64_t)loading->tree.size, bytes, &leaf);
    if (status != STATUS_OK)
        return status;
    merkle_add(&loading->tree, &leaf, take_node, loading);
    return loading->nodes.status == STATUS_OK ? loading->upper.status : loading->nodes.status;
}

/* One bundle of entries with its tile. */
static enum status load_bundle(struct loading *loading, uint64_t index, bool *stop)
{
    struct published *published = &loading->published;
    struct bundle bundle;
    struct slice bytes;
    enum folder_fault fault = FOLDER_SOUND;
    struct problem text;
    unsigned width;
    bool no_tile;
    problem_clear(&text);
    enum status status = published_tile(published, 0, index, &loading->tile, &fault, &text);
    status = find_fault(loading, status, fault, &text, &no_tile);
    if (status != STATUS_OK)
        return status;
    problem_clear(&text);
    status = published_bundle(published, index, &loading->bundle, &bundle, &width, &fault, &text);
    status = find_fault(loading, status, fault, &text, stop);
    if (status != STATUS_OK || *stop)
        return status;
    for (size_t i = 0; status == STATUS_OK && i < width && bundle_next(&bundle, &bytes); i++) {
        struct digest leaf = {{0}};
        if (!no_tile)
            leaf = published_hash(&loading->tile, i);
        status = load_entry(loading, bytes, no_tile ? NULL : &leaf);
    }
    return status == STATUS_OK ? audit_progress(loading->audit) : status;
}

static enum status load(struct loading *loading)
{
    struct audit *audit = loading->audit;
    const struct published *published = &loading->published;
    bool stop = false;
    enum status status = store_begin(audit->store, audit->problem);
    if (status != STATUS_OK)
        return status;
    /* Whose log it is, where entry 0 does not tell. */
    status = store_run(audit->store,
                       "INSERT INTO body (num, name, founding, title, level, approvals, log, log_time) "
                       "VALUES (?, ?, x'', '', '', 0, '', 0)",
                       "it", (int64_t)OUTSIDE_BODY, published->head.origin);
    for (uint64_t at = 0; status == STATUS_OK && !stop && at < published->head.size; at += TILE_WIDTH)
        status = load_bundle(loading, at / TILE_WIDTH, &stop);
    if (status == STATUS_OK)
        status = store_run(audit->store, "INSERT INTO checkpoint (body, size, note) VALUES (?, ?, ?)", "iub",
                           (int64_t)OUTSIDE_BODY, published->head.size, buffer_slice(&published->note));
    if (status == STATUS_OK)
        return store_commit(audit->store, audit->problem);
    store_rollback(audit->store);
    return status;
}

/* What lies in the folder beside the log. A walk that a name ends, or too many of them, has told of it. */
static enum status look(struct loading *loading)
{
    struct problem text;
    problem_clear(&text);
    enum status status = published_look(&loading->published, find, loading, &text);
    if (status == STATUS_FILE)
        return find(loading, "surplus", &text);
    return status == STATUS_MISMATCH ? STATUS_OK : status;
}

static enum status look_at_blobs(struct loading *loading)
{
    const struct published_blobs how = {.fault = find, .context = loading};
    struct problem text;
    problem_clear(&text);
    enum status status = published_blobs(&loading->published, loading->audit->store, OUTSIDE_BODY, &how, &text);
    /* The walk ended early: that has been told. */
    return status == STATUS_FILE || status == STATUS_MISMATCH ? STATUS_OK : status;
}

static enum status run(struct loading *loading)
{
    struct audit *audit = loading->audit;
    enum status status = hints_make(&audit->hints);
    if (status == STATUS_OK)
        status = store_scratch(&audit->store, audit->problem);
    loading->nodes = (struct node_sink){.store = audit->store, .body = OUTSIDE_BODY, .status = STATUS_OK};
    if (status == STATUS_OK)
        status = pipeline_open(pipeline_jobs(audit->options->jobs), NULL, NULL, &audit->pipeline);
    if (status == STATUS_OK)
        status = look(loading);
    if (status == STATUS_OK)
        status = load(loading);
    audit->steps.file += status == STATUS_OK;
    if (status == STATUS_OK)
        status = verify_body(audit, OUTSIDE_BODY);
    if (status == STATUS_OK)
        status = look_at_blobs(loading);
    if (status == STATUS_STORE && !store_is_sound(audit->store))
        return store_problem(audit->store, audit->problem);
    return status;
}

/* A head that cannot be read leaves nothing to go by. */
static enum status open_folder(struct loading *loading, const char *path)
{
    struct audit *audit = loading->audit;
    struct problem text;
    problem_clear(&text);
    enum status status = published_open_head(path, &loading->published, &text);
    if (status == STATUS_FORM || status == STATUS_MISMATCH)
        audit_find(audit, &(struct verify_finding){.code = "checkpoint", .index = -1, .text = &text});
    else if (status != STATUS_OK && audit->problem)
        *audit->problem = text;
    return status;
}

enum status verify_folder(const char *path, const struct verify_options *options, bool *ok, struct problem *problem)
{
    struct audit audit = {.options = options, .problem = problem};
    struct loading loading = {.audit = &audit};
    *ok = false;
    buffer_init(&loading.tile);
    buffer_init(&loading.bundle);
    enum status status = open_folder(&loading, path);
    published_upper_init(&loading.upper, &loading.published, find, &loading);
    if (status == STATUS_OK) {
        audit.all = audit.steps.entries = loading.published.head.size;
        audit.steps.bodies = 1;
        status = run(&loading);
    } else if (status == STATUS_FORM || status == STATUS_MISMATCH) {
        status = STATUS_OK;
    }
    published_upper_release(&loading.upper);
    pipeline_close(audit.pipeline);
    hints_free(audit.hints);
    store_close(audit.store);
    published_close(&loading.published);
    buffer_release(&loading.tile);
    buffer_release(&loading.bundle);
    if (audit.cancelled)
        status = STATUS_CANCELLED;
    *ok = status == STATUS_OK && !audit.errors;
    if (status == STATUS_CANCELLED || status == STATUS_NO_MEMORY)
        return problem_say(problem, status, NULL, NULL, NULL);
    return status;
}
