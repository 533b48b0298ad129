/* One body: its entries in order, each against its hashes, its signatures and the state that those before it made. */
#include "data/node.h"
#include "data/query_find.h"
#include "data/replay_ids.h"
#include "data/seq.h"
#include "data/verify_compare.h"
#include "data/verify_since.h"

#include <stdlib.h>

static enum status check_hashes(struct body_audit *body, const struct audited *entry)
{
    if (!digest_equal(&entry->leaf, &entry->sealed.leaf)) {
        body->broken = true;
        entry_say(body, "leaf", entry, N_("the stored leaf is not the hash of the entry's bytes: they were altered"));
    }
    /* A note that cannot be taken apart has no text to hash. */
    if (entry->sealed.defect == REASON_NOTE || digest_equal(&entry->id, &entry->sealed.id))
        return STATUS_OK;
    entry_say(body, "id", entry, N_("the stored id is not the hash of the entry's text: one of them was altered"));
    return replay_distrust_ids(body->replay);
}

static void collect_node(void *context, unsigned level, uint64_t index, const struct digest *hash)
{
    struct body_audit *body = context;
    if (level >= NODE_LEVEL && body->nodes < sizeof body->node / sizeof body->node[0])
        body->node[body->nodes++] =
            (struct node_seen){.last = (int64_t)merkle_last(level, index), .level = level, .hash = *hash};
}

/* It got past the checks of its signatures; reasons are in the order in which they are looked for. */
static bool is_signed(enum reason reason)
{
    return reason == REASON_NONE || reason > REASON_SIGNATURE;
}

/* An entry's turn in the replay. Without a founding there is no state that it could be checked against. */
static enum status replay_entry(struct body_audit *body, struct audited *entry)
{
    struct replay *replay = body->replay;
    struct standing standing;
    if (entry->index > 0 && !replay->has_founding)
        return STATUS_OK;
    enum status status = replay_check(replay, &entry->sealed, REPLAY_LOGGED, &standing);
    if (status != STATUS_OK)
        return status;
    if (standing.reason != REASON_NONE)
        find_rejection(body, entry, &standing);
    /* Before that code a line may have been verified with a key that is only a hint. */
    for (size_t i = 0; is_signed(standing.reason) && i < entry->sealed.note.lines; i++)
        body->summary.signatures += entry->sealed.line[i].state == LINE_GOOD;
    return replay_apply(replay, &entry->sealed, standing.reason);
}

static enum status take_entry(struct body_audit *body, struct audited *entry)
{
    struct replay *replay = body->replay;
    if (!entry->in_place || entry->index != (int64_t)replay->tree.size) {
        body->gap = body->broken = true;
        body_say(body, "gap", (int64_t)replay->tree.size,
                 N_("this entry is missing: what stands behind it has no place and was not checked"), NULL);
        return STATUS_OK;
    }
    enum status status = check_hashes(body, entry);
    if (status == STATUS_OK)
        status = replay_entry(body, entry);
    if (status == STATUS_OK)
        status = replay_add_leaf(replay, &entry->leaf, collect_node, body);
    return status == STATUS_OK ? verify_head_pass(body) : status;
}

static enum status take_batch(struct body_audit *body, struct batch *batch)
{
    struct verify_steps *steps = &body->audit->steps;
    uint64_t before = body->replay->tree.size, good = body->summary.signatures;
    unsigned room = body->audit->options->room;
    enum status status = batch->status;
    body->nodes = 0;
    for (size_t i = 0; i < batch->count && status == STATUS_OK && !body->gap; i++)
        status = take_entry(body, &batch->entry[i]);
    if (status == STATUS_OK)
        status = verify_nodes(body, before);
    if (status == STATUS_OK)
        status = verify_votes(body, false);
    if (status == STATUS_OK)
        status = votes_bound(body->replay, room ? room : VOTES_BYTES);
    body->audit->done += batch->count;
    steps->placed += body->replay->tree.size - before;
    steps->replayed += body->replay->has_founding ? body->replay->tree.size - before : 0;
    steps->signatures += body->summary.signatures - good;
    return status;
}

static enum status add_entry(const struct body_audit *body, struct batch *batch, const struct rows *rows)
{
    struct audited *entry = &batch->entry[batch->count++];
    struct slice note = rows_blob(rows, 5);
    entry->index = rows_number(rows, 0) & SEQ_INDEX_MAX;
    entry->in_place = rows_number(rows, 1) == body->number && rows_number(rows, 2) == entry->index;
    entry->assumed = body->summary.basis == VERIFY_FROM_SIGNED && (uint64_t)entry->index < body->summary.from;
    entry->id = rows_digest(rows, 3);
    entry->leaf = rows_digest(rows, 4);
    id_sum_add(&body->audit->ids, &entry->id, rows_number(rows, 0));
    entry->from = batch->bytes.length;
    entry->length = note.length;
    buffer_add(&batch->bytes, note);
    return buffer_status(&batch->bytes);
}

/* Reads from index *next on; a batch without entries is the log's end. */
static enum status load_batch(struct body_audit *body, struct batch *batch, int64_t *next)
{
    enum status status = STATUS_OK;
    struct rows rows =
        store_ask(body->audit->store,
                  "SELECT seq, body, idx, id, leaf, note FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?",
                  "iii", seq_of(body->number, *next), seq_of(body->number, SEQ_INDEX_MAX), (int64_t)BATCH_ENTRIES);
    while (status == STATUS_OK && batch->count < BATCH_ENTRIES && batch->bytes.length < BATCH_BYTES && rows_next(&rows))
        status = add_entry(body, batch, &rows);
    enum status end = rows_end(&rows);
    if (batch->count > 0)
        *next = batch->entry[batch->count - 1].index + 1;
    batch->hints = body->audit->hints ? body->audit->hints : body->hints;
    return status == STATUS_OK ? end : status;
}

/*
 * Other programs may write while the audit reads: each step of a few batches, some hundredths of a second, reads in a
 * transaction of its own, since what has a place in the log never changes. At the log's end the last one begins, in
 * which all the rest is compared.
 */
enum { STEP_BATCHES = 8 };

static enum status step_begin(struct body_audit *body)
{
    return body->settled ? STATUS_OK : store_begin_read(body->audit->store, NULL);
}

static void step_end(struct body_audit *body)
{
    if (!body->settled)
        store_rollback(body->audit->store);
}

/* Fills all empty batches; *more is false at the end of the log. */
static enum status load_batches(struct body_audit *body, int64_t *next, bool *more)
{
    struct pipeline *pipeline = body->audit->pipeline;
    enum status status = STATUS_OK;
    for (struct batch *batch; status == STATUS_OK && *more && (batch = pipeline_empty(pipeline));) {
        status = load_batch(body, batch, next);
        if (status == STATUS_OK && batch->count > 0)
            pipeline_push(pipeline);
        else if (status == STATUS_OK && body->settled)
            *more = false;
        else
            body->settled = status == STATUS_OK;
    }
    return status;
}

/* The batches' turns, and new ones in their places; *batch is the one whose turn is next, NULL when there is none. */
static enum status step(struct body_audit *body, struct batch **batch, int64_t *next, bool *more)
{
    struct pipeline *pipeline = body->audit->pipeline;
    enum status status = step_begin(body);
    for (unsigned taken = 0; taken == 0 || (*batch && taken < STEP_BATCHES); taken++) {
        if (status == STATUS_OK && *batch)
            status = take_batch(body, *batch);
        if (*batch)
            pipeline_release(pipeline);
        if (status == STATUS_OK && !body->gap)
            status = load_batches(body, next, more);
        if (status == STATUS_OK)
            status = audit_progress(body->audit);
        *batch = status == STATUS_OK && !body->gap ? pipeline_take(pipeline) : NULL;
    }
    step_end(body);
    return status;
}

static enum status run_entries(struct body_audit *body)
{
    struct batch *batch = NULL;
    int64_t next = (int64_t)body->replay->tree.size;
    bool more = true;
    enum status status;
    do
        status = step(body, &batch, &next, &more);
    while (batch);
    pipeline_drain(body->audit->pipeline);
    return status;
}

/* Everything behind the entries; in the read transaction that saw the end of the log. */
static enum status compare_rest(struct body_audit *body)
{
    find_follows(body);
    enum status status = step_begin(body);
    body->settled = status == STATUS_OK;
    if (status == STATUS_OK)
        status = verify_nodes_end(body);
    if (status == STATUS_OK)
        status = verify_heads(body);
    if (status == STATUS_OK && !body->errors && !body->audit->hints)
        status = verify_tables(body);
    /* That reads the whole log. */
    if (status == STATUS_OK && !body->errors && !body->audit->hints && !since_continues(body))
        status = verify_absent(body);
    return status == STATUS_OK && !body->errors && !body->audit->hints ? since_keep(body) : status;
}

/* The name that entry 0 gives; where there is none, that of the table, else the number. */
static enum status read_name(struct body_audit *body)
{
    struct store *store = body->audit->store;
    struct rows rows = store_ask(store, "SELECT note FROM entry WHERE seq = ?", "i", seq_of(body->number, 0));
    struct arena arena;
    arena_init(&arena);
    struct note note;
    struct entry entry;
    if (rows_next(&rows) && note_parse(rows_blob(&rows, 0), &note, NULL) == STATUS_OK &&
        entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK && entry.kind == KIND_BODY) {
        struct digest id = digest_of(note.text);
        digest_hex(&id, body->founding);
        buffer_add(&body->name, entry.body);
    }
    enum status status = rows_end(&rows);
    arena_release(&arena);
    if (status != STATUS_OK || body->name.length > 0)
        return status;
    rows = store_ask(store, "SELECT name FROM body WHERE num = ?", "i", body->number);
    if (rows_next(&rows))
        buffer_add(&body->name, rows_text(&rows, 0));
    status = rows_end(&rows) == STATUS_NO_MEMORY ? STATUS_NO_MEMORY : STATUS_OK;
    if (body->name.length == 0)
        buffer_format(&body->name, "#%lld", (long long)body->number);
    return status == STATUS_OK ? buffer_status(&body->name) : status;
}

/* Where an earlier audit is continued, votes of ballots that are still open lie in their table, and stay there. */
static enum status open_replay(struct body_audit *body, uint64_t size)
{
    struct audit *audit = body->audit;
    body->replay = malloc(sizeof *body->replay);
    if (!body->replay)
        return STATUS_NO_MEMORY;
    replay_start(body->replay, body->scratch, SCRATCH_BODY, audit->store, body->number);
    enum status status = since_continues(body) ? replay_resume(body->replay, &body->known) : STATUS_OK;
    if (status == STATUS_OK)
        status = replay_remember(body->replay, size);
    if (status == STATUS_OK && since_continues(body)) {
        votes_free(body->replay->votes);
        body->replay->votes = NULL;
    }
    return status;
}

static enum status prepare(struct body_audit *body)
{
    struct audit *audit = body->audit;
    int64_t size;
    enum status status = store_number(audit->store, &size, NULL, "SELECT " SEQ_LOG_SIZE("?1"), "i", body->number);
    if (status == STATUS_OK)
        status = since_begin(body, (uint64_t)size);
    if (status == STATUS_OK)
        status = store_begin(body->scratch, audit->problem);
    if (status == STATUS_OK)
        status = open_replay(body, (uint64_t)size);
    /* A folder was read before, and its keys with it; nothing else is derived there that would be compared. */
    return status == STATUS_OK && !audit->hints ? hints_load(audit->store, body->number, &body->hints) : status;
}

/* A ledger that cannot be read further is a finding; a failure of the scratch store or of memory ends the audit. */
static enum status end_of_body(struct body_audit *body, enum status status)
{
    struct audit *audit = body->audit;
    if (audit->cancelled)
        return STATUS_CANCELLED;
    if (body->known.differs) {
        since_differs(body);
        return STATUS_OK;
    }
    if (since_continues(body) && since_unusable(body, status))
        return STATUS_FILE;
    if (status != STATUS_STORE)
        return status;
    if (body->scratch && !store_is_sound(body->scratch))
        return store_problem(body->scratch, audit->problem);
    if (store_is_sound(audit->store))
        return status;
    if (!store_is_damaged(audit->store))
        return store_problem(audit->store, audit->problem);
    struct problem text;
    problem_clear(&text);
    store_problem(audit->store, &text);
    body_find(body, "database", body->replay ? (int64_t)body->replay->tree.size : -1, NULL, &text);
    return STATUS_OK;
}

static void release(struct body_audit *body)
{
    if (body->settled)
        store_rollback(body->audit->store);
    if (body->replay)
        replay_close(body->replay);
    free(body->replay);
    hints_free(body->hints);
    buffer_release(&body->name);
    store_close(body->scratch);
    free(body);
}

/* Whether the body was asked for; all are when none was named. */
static bool is_wanted(const struct body_audit *body)
{
    const struct verify_options *options = body->audit->options;
    bool wanted = options->bodies == 0;
    for (size_t i = 0; i < options->bodies; i++) {
        size_t length = strlen(options->body[i]);
        if (!slice_is(buffer_slice(&body->name), options->body[i]) &&
            (length < QUERY_PREFIX_MIN || strncmp(body->founding, options->body[i], length) != 0))
            continue;
        body->audit->found[i] = true;
        wanted = true;
    }
    return wanted;
}

static struct body_audit *begin(struct audit *audit, int64_t number)
{
    struct body_audit *body = calloc(1, sizeof *body);
    if (!body)
        return NULL;
    body->audit = audit;
    body->number = number;
    body->next_head = INT64_MIN;
    buffer_init(&body->name);
    return body;
}

enum status verify_look(struct audit *audit, int64_t number)
{
    struct body_audit *body = begin(audit, number);
    if (!body)
        return STATUS_NO_MEMORY;
    enum status status = read_name(body);
    is_wanted(body);
    release(body);
    return status;
}

enum status verify_body(struct audit *audit, int64_t number)
{
    struct body_audit *body = begin(audit, number);
    if (!body)
        return STATUS_NO_MEMORY;
    enum status status = read_name(body);
    bool wanted = is_wanted(body);
    if (status == STATUS_OK && wanted) {
        status = prepare(body);
        if (status == STATUS_OK)
            status = run_entries(body);
        if (status == STATUS_OK)
            status = compare_rest(body);
    }
    status = end_of_body(body, status);
    audit->steps.compared += status == STATUS_OK;
    audit->steps.heads += body->summary.checkpoints;
    if (status == STATUS_OK && wanted && audit->options->body_done) {
        body->summary.name = buffer_slice(&body->name);
        body->summary.entries = body->replay ? body->replay->tree.size : 0;
        body->summary.root = body->replay ? merkle_root(&body->replay->tree) : merkle_empty();
        audit->options->body_done(audit->options->context, &body->summary);
    }
    release(body);
    return status;
}
