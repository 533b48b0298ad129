#include "data/known.h"

#include "core/note.h"
#include "data/node.h"
#include "data/replay.h"
#include "data/seq.h"

bool known_holds(const struct known *known, uint64_t index)
{
    return known && index < known->tree.size;
}

static enum status differ(struct known *known, uint64_t where)
{
    if (!known->differs)
        known->where = (int64_t)where;
    known->differs = true;
    return STATUS_MISMATCH;
}

bool known_peak(const struct known *known, unsigned level, uint64_t index, struct digest *out)
{
    if (!known || level >= MERKLE_LEVELS || !(known->tree.size >> level & 1) ||
        index != (known->tree.size >> level) - 1)
        return false;
    unsigned larger = 0;
    for (unsigned above = level + 1; above < MERKLE_LEVELS; above++)
        larger += known->tree.size >> above & 1;
    *out = known->tree.peak[larger];
    return true;
}

/* A node that is missing is as bad as a wrong one. */
static enum status judge(struct known *known, enum status status, bool holds, uint64_t where)
{
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && !holds))
        return differ(known, where);
    return status;
}

enum status known_prove_root(struct replay *replay, uint64_t size, const struct digest *root)
{
    struct known *known = replay->known;
    struct node_source source = {.store = replay->log, .body = replay->log_number};
    struct merkle_proof proof;
    enum status status = merkle_prove_consistency(size, known->tree.size, node_source_read, &source, &proof);
    bool holds = status == STATUS_OK && merkle_verify_consistency(size, known->tree.size, root, &known->root, &proof);
    return judge(known, status, holds, size);
}

enum status known_prove_bytes(struct replay *replay, uint64_t index, struct slice bytes)
{
    struct known *known = replay->known;
    struct node_source source = {.store = replay->log, .body = replay->log_number};
    struct merkle_proof proof;
    const struct digest leaf = merkle_leaf(bytes);
    enum status status = merkle_prove(index, known->tree.size, node_source_read, &source, &proof);
    bool holds = status == STATUS_OK && merkle_verify(index, known->tree.size, &leaf, &proof, &known->root);
    return judge(known, status, holds, index);
}

/* The id that the bytes give, as an audit makes it. */
static struct digest id_of(struct slice bytes)
{
    struct note note;
    return digest_of(note_parse(bytes, &note, NULL) == STATUS_OK ? note.text : bytes);
}

enum status known_prove_id(struct replay *replay, uint64_t index, const struct digest *id)
{
    struct buffer bytes;
    buffer_init(&bytes);
    struct rows rows =
        store_ask(replay->log, "SELECT note FROM entry WHERE seq = ?", "i", seq_of(replay->log_number, (int64_t)index));
    bool found = rows_next(&rows);
    if (found)
        buffer_add(&bytes, rows_blob(&rows, 0));
    enum status status = rows_end(&rows);
    if (status == STATUS_OK)
        status = buffer_status(&bytes);
    struct digest own = id_of(buffer_slice(&bytes));
    if (status == STATUS_OK)
        status = judge(replay->known, status, found && digest_equal(&own, id), index);
    if (status == STATUS_OK && known_holds(replay->known, index))
        status = known_prove_bytes(replay, index, buffer_slice(&bytes));
    buffer_release(&bytes);
    return status;
}

/* The entries from there to those whose ids are known, added to a tree that their leaves must lead to. */
static enum status read_ids(struct replay *replay, uint64_t from, struct merkle *tree, bool *same)
{
    struct rows rows = store_ask(replay->log, "SELECT id, note FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq",
                                 "ii", seq_of(replay->log_number, (int64_t)from),
                                 seq_of(replay->log_number, (int64_t)replay->known->ids_from));
    while (*same && rows_next(&rows)) {
        struct slice bytes = rows_blob(&rows, 1);
        struct digest leaf = merkle_leaf(bytes), id = id_of(bytes), stored = rows_digest(&rows, 0);
        *same = digest_equal(&id, &stored);
        met_add(&replay->met, &id);
        merkle_add(tree, &leaf, NULL, NULL);
    }
    return rows_end(&rows);
}

enum status known_ids(struct replay *replay, uint64_t from)
{
    struct known *known = replay->known;
    if (!known || from >= known->ids_from)
        return STATUS_OK;
    struct node_source source = {.store = replay->log, .body = replay->log_number};
    struct merkle tree;
    struct digest expected;
    bool same = true;
    enum status status = replay_root(replay, known->ids_from, &expected);
    if (status == STATUS_OK)
        status = merkle_load(from, node_source_read, &source, &tree);
    if (status == STATUS_OK)
        status = read_ids(replay, from, &tree, &same);
    if (status == STATUS_OK) {
        struct digest root = merkle_root(&tree);
        same = same && tree.size == known->ids_from && digest_equal(&root, &expected);
    }
    status = judge(known, status, same, from);
    if (status == STATUS_OK)
        known->ids_from = from;
    return status;
}
