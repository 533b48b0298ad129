#include "data/replay_ids.h"

#include "data/seq.h"

enum status find_id(const struct replay *replay, const struct digest *id, uint64_t size, int64_t *index, bool *found)
{
    int64_t number = replay->own_ids ? replay->number : replay->log_number, seq = seq_of(number, *index);
    enum status status = store_number(replay->own_ids ? replay->store : replay->log, &seq, found,
                                      "SELECT min(seq) FROM entry WHERE id = ? AND seq > ? AND seq < ?", "dii", id, seq,
                                      seq_of(number, (int64_t)size));
    /* A damaged index gives what was asked for before, again and again. */
    *found = *found && (seq & SEQ_INDEX_MAX) > *index;
    *index = seq & SEQ_INDEX_MAX;
    return status;
}

static enum status keep_id(struct replay *replay, int64_t index, const struct digest *id)
{
    return store_run(replay->store,
                     "INSERT INTO entry (seq, body, idx, id, leaf, note) VALUES (?, ?, ?, ?, zeroblob(32), x'')",
                     "iiid", seq_of(replay->number, index), replay->number, index, id);
}

enum status replay_keep_id(struct replay *replay, const struct digest *id)
{
    return replay->own_ids ? keep_id(replay, (int64_t)replay->tree.size, id) : STATUS_OK;
}

enum status replay_distrust_ids(struct replay *replay)
{
    enum status status = STATUS_OK;
    if (replay->own_ids)
        return status;
    replay->own_ids = true;
    struct rows rows = store_ask(replay->log, "SELECT id FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq", "ii",
                                 seq_of(replay->log_number, 0), seq_of(replay->log_number, (int64_t)replay->tree.size));
    for (int64_t index = 0; status == STATUS_OK && rows_next(&rows); index++) {
        struct digest id = rows_digest(&rows, 0);
        status = keep_id(replay, index, &id);
    }
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}
