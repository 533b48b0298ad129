#include "data/fork_prove.h"

#include "data/carry.h"
#include "data/file.h"
#include "data/head.h"
#include "data/node.h"
#include "data/path.h"
#include "data/query.h"

#include <stdlib.h>

static enum status unproved(struct problem *problem, const char *message)
{
    return problem_say(problem, STATUS_NOT_FOUND, message, NULL, NULL);
}

/* Appends what makes both heads' keys known. */
static enum status carry_keys(struct log *log, const struct fork *fork, const struct checkpoint head[2],
                              struct buffer *out, struct problem *problem)
{
    struct store *store = log_replay(log)->store;
    struct carry carry;
    struct buffer note;
    enum status status = STATUS_OK;
    buffer_init(&note);
    carry_begin(&carry, store, log_number(log));
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = carry_head(&carry, fork->head[i], (int64_t)head[i].size, problem);
    for (size_t i = 0; i < carry.count && status == STATUS_OK; i++) {
        buffer_clear(&note);
        status = query_entry(store, log_number(log), carry.index[i], &note, problem);
        if (i > 0)
            buffer_byte(out, '\n');
        buffer_add(out, buffer_slice(&note));
    }
    buffer_release(&note);
    return status == STATUS_OK ? buffer_status(out) : status;
}

/* The ledger's own signed head next to `size`, which lies in its history: not below it, or below. *size 0: none. */
static enum status own_head(struct log *log, uint64_t size, bool below, struct buffer *note, struct checkpoint *out)
{
    struct replay *replay = log_replay(log);
    enum status status = STATUS_OK;
    struct rows rows =
        below ? store_ask(replay->store, "SELECT note FROM checkpoint WHERE body = ? AND size < ? ORDER BY size DESC",
                          "iu", log_number(log), size)
              : store_ask(replay->store, "SELECT note FROM checkpoint WHERE body = ? AND size >= ? ORDER BY size", "iu",
                          log_number(log), size);
    out->size = 0;
    while (status == STATUS_OK && rows_next(&rows)) {
        struct checkpoint head;
        struct digest root;
        buffer_clear(note);
        buffer_add(note, rows_blob(&rows, 0));
        if (note->failed)
            status = STATUS_NO_MEMORY;
        else if (head_open(replay, buffer_slice(note), &head, NULL) != STATUS_OK || head.size > log_size(log))
            continue;
        else if (replay_root(replay, head.size, &root) == STATUS_OK && digest_equal(&root, &head.root)) {
            *out = head;
            break;
        }
    }
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

/* The root at `old` and its consistency with `size`, as the tree gives them. */
static enum status take_hashes(const struct fork_tree *tree, uint64_t old, uint64_t size, struct fork *out)
{
    struct merkle earlier;
    enum status status = merkle_load(old, tree->source, tree->context, &earlier);
    if (status == STATUS_OK)
        status = merkle_prove_consistency(old, size, tree->source, tree->context, &out->proof);
    if (status == STATUS_OK)
        out->root = merkle_root(&earlier);
    return status;
}

/* Two heads, put into their order, with the hashes between them. */
static enum status pair(struct checkpoint head[2], const struct slice note[2], const struct fork_tree *tree,
                        struct fork *out, struct problem *problem)
{
    bool swap = head[0].size > head[1].size ||
                (head[0].size == head[1].size && memcmp(&head[0].root, &head[1].root, sizeof head[0].root) > 0);
    const struct checkpoint first = head[swap], second = head[!swap];
    head[0] = first;
    head[1] = second;
    *out = (struct fork){.grown = first.size != second.size, .head = {note[swap], note[!swap]}};
    if (!out->grown)
        return STATUS_OK;
    enum status status = take_hashes(tree, first.size, second.size, out);
    return status == STATUS_OK || status == STATUS_NO_MEMORY
               ? status
               : unproved(problem, N_("the hashes that the proof needs cannot be read"));
}

/* Nobody is given a proof that proves nothing: the hashes of the other side may be wrong. */
static enum status write_checked(struct log *log, struct fork *fork, const struct checkpoint head[2],
                                 struct buffer *out, struct problem *problem)
{
    struct buffer carried;
    struct carried read = {.keys = 0};
    struct checkpoint again[2];
    buffer_init(&carried);
    enum status status = carry_keys(log, fork, head, &carried, problem);
    if (status == STATUS_OK) {
        fork->carried = buffer_slice(&carried);
        status = fork_verify(fork, &read, again, problem);
        if (status == STATUS_FORM || status == STATUS_MISMATCH)
            status = STATUS_NOT_FOUND;
        carried_release(&read);
    }
    if (status == STATUS_OK) {
        fork_write(fork, out);
        status = buffer_status(out);
    }
    buffer_release(&carried);
    return status;
}

static enum status prove_with(struct log *log, const struct checkpoint *theirs, struct slice their_note,
                              const struct fork_tree *tree, struct buffer *own_note, struct buffer *out,
                              struct problem *problem)
{
    struct node_source source = {.store = log_replay(log)->store, .body = log_number(log)};
    const struct fork_tree ours = {.source = node_source_read, .context = &source, .size = log_size(log)};
    struct checkpoint own;
    struct fork fork;
    enum status status = own_head(log, theirs->size, false, own_note, &own);
    bool longer = own.size > 0;
    if (status == STATUS_OK && !longer && tree && tree->source && tree->size >= theirs->size)
        status = own_head(log, theirs->size, true, own_note, &own);
    if (status != STATUS_OK)
        return store_problem(log_replay(log)->store, problem);
    if (own.size == 0)
        return unproved(problem,
                        N_("no signed head of this ledger can be held against it: only a head that is as long, "
                           "or the other history itself, proves that there are two"));
    struct checkpoint head[] = {own, *theirs};
    const struct slice note[] = {buffer_slice(own_note), their_note};
    status = pair(head, note, longer ? &ours : tree, &fork, problem);
    return status == STATUS_OK ? write_checked(log, &fork, head, out, problem) : status;
}

enum status fork_prove(struct log *log, struct slice head, const struct fork_tree *tree, struct buffer *out,
                       struct problem *problem)
{
    struct checkpoint theirs;
    struct buffer own;
    buffer_init(&own);
    enum status status = head_open(log_replay(log), head, &theirs, problem);
    if (status == STATUS_FORM || status == STATUS_MISMATCH)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = prove_with(log, &theirs, head, tree, &own, out, problem);
    buffer_release(&own);
    return status;
}

/* Is it a head that the log's key has signed, and not this log's? */
static bool is_foreign(struct log *log, struct slice note)
{
    struct checkpoint head;
    struct digest root;
    if (head_open(log_replay(log), note, &head, NULL) != STATUS_OK)
        return false;
    return head.size > log_size(log) || replay_root(log_replay(log), head.size, &root) != STATUS_OK ||
           !digest_equal(&root, &head.root);
}

static enum status search_heads(struct log *log, struct buffer *out, struct problem *problem)
{
    enum status status = STATUS_NOT_FOUND;
    struct rows rows = store_ask(log_replay(log)->store, "SELECT note FROM checkpoint WHERE body = ? ORDER BY size",
                                 "i", log_number(log));
    while (status == STATUS_NOT_FOUND && rows_next(&rows))
        if (is_foreign(log, rows_blob(&rows, 0)))
            status = fork_prove(log, rows_blob(&rows, 0), NULL, out, problem);
    enum status end = rows_end(&rows);
    return status == STATUS_NOT_FOUND && end != STATUS_OK ? store_problem(log_replay(log)->store, problem) : status;
}

enum status fork_search(struct log *log, const char *marks, struct buffer *out, struct problem *problem)
{
    struct buffer mark;
    /* A body whose entries are gone has no history of its own. */
    if (!log_replay(log)->has_founding)
        return STATUS_NOT_FOUND;
    buffer_init(&mark);
    enum status status = marks ? head_read_mark(log_replay(log), marks, &mark, problem) : STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = is_foreign(log, buffer_slice(&mark)) ? fork_prove(log, buffer_slice(&mark), NULL, out, problem)
                                                      : STATUS_NOT_FOUND;
    if (status == STATUS_NOT_FOUND)
        status = search_heads(log, out, problem);
    buffer_release(&mark);
    return status;
}

static enum status write_name(struct slice proof, struct buffer *out, struct problem *problem)
{
    struct fork fork;
    struct carried carried = {.keys = 0};
    struct checkpoint head[2];
    char hex[DIGEST_HEX_LENGTH + 1];
    enum status status = fork_parse(proof, &fork, problem);
    if (status == STATUS_OK) {
        status = fork_verify(&fork, &carried, head, problem);
        struct digest digest = digest_of(proof);
        digest_hex(&digest, hex);
        if (status == STATUS_OK) {
            buffer_add(out, carried.body.name);
            buffer_format(out, "-%llu-%llu-%.8s.fork", (unsigned long long)head[0].size,
                          (unsigned long long)head[1].size, hex);
            status = buffer_status(out);
        }
        carried_release(&carried);
    }
    return status;
}

/* Is this proof there already? */
static bool holds(const char *path, struct slice proof)
{
    struct buffer bytes;
    buffer_init(&bytes);
    bool same = path_exists(path) && file_read(path, FORK_BYTES_MAX, &bytes, NULL) == STATUS_OK &&
                slice_equal(buffer_slice(&bytes), proof);
    buffer_release(&bytes);
    return same;
}

enum status fork_keep(struct slice proof, const char *folder, struct buffer *path, struct problem *problem)
{
    struct buffer name;
    buffer_init(&name);
    enum status status = write_name(proof, &name, problem);
    if (status == STATUS_OK)
        status = folder_make(folder, problem);
    char *whole = status == STATUS_OK ? path_join(folder, name.at) : NULL;
    if (status == STATUS_OK && !whole)
        status = problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (status == STATUS_OK && !holds(whole, proof))
        status = file_write_atomic(folder, name.at, proof, FILE_MODE_SHARED, false, problem);
    if (status == STATUS_OK) {
        buffer_text(path, whole);
        status = buffer_status(path);
    }
    free(whole);
    buffer_release(&name);
    return status;
}
