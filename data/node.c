#include "data/node.h"

#include "data/seq.h"

/* A subtree that is too small to be stored. */
static enum status hash_leaves(const struct node_source *source, unsigned level, uint64_t index, struct digest *out)
{
    struct merkle tree = {.size = 0};
    struct rows rows = store_ask(source->store, "SELECT leaf FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq", "ii",
                                 seq_of(source->body, (int64_t)(index << level)),
                                 seq_of(source->body, (int64_t)merkle_last(level, index)));
    while (rows_next(&rows)) {
        struct digest leaf = rows_digest(&rows, 0);
        merkle_add(&tree, &leaf, NULL, NULL);
    }
    enum status status = rows_end(&rows);
    *out = tree.peak[0];
    return status == STATUS_OK && tree.size != UINT64_C(1) << level ? STATUS_NOT_FOUND : status;
}

enum status node_source_read(void *context, unsigned level, uint64_t index, struct digest *out)
{
    const struct node_source *source = context;
    if (level < NODE_LEVEL)
        return hash_leaves(source, level, index, out);
    struct rows rows = store_ask(source->store, "SELECT hash FROM node WHERE body = ? AND last = ? AND level = ?",
                                 "iui", source->body, merkle_last(level, index), (int64_t)level);
    bool found = rows_next(&rows);
    if (found)
        *out = rows_digest(&rows, 0);
    enum status status = rows_end(&rows);
    return status == STATUS_OK && !found ? STATUS_NOT_FOUND : status;
}

void node_sink_add(void *context, unsigned level, uint64_t index, const struct digest *hash)
{
    struct node_sink *sink = context;
    if (sink->status == STATUS_OK && level >= NODE_LEVEL)
        sink->status = store_run(sink->store, "INSERT INTO node (body, last, level, hash) VALUES (?, ?, ?, ?)", "iuid",
                                 sink->body, merkle_last(level, index), (int64_t)level, hash);
}
