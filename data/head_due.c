#include "data/head_due.h"

#include "data/replay_lookup.h"

enum { SECONDS_A_MINUTE = 60 };

static enum status entry_at(struct replay *replay, int64_t index, int64_t *at)
{
    struct arena arena;
    struct buffer note;
    struct entry entry;
    arena_init(&arena);
    buffer_init(&note);
    enum status status = load_entry(replay, index, &note, &arena, &entry);
    if (status == STATUS_OK)
        *at = entry.at.seconds;
    buffer_release(&note);
    arena_release(&arena);
    /* What cannot be read is the audit's to report, and no reason to remind anybody of heads. */
    return status == STATUS_FORM ? STATUS_OK : status;
}

enum status head_due(struct log *log, struct instant now, uint64_t *minutes)
{
    struct replay *replay = log_replay(log);
    uint64_t wanted = log_body(log)->statute.head;
    int64_t open = 0, size = 0, at = now.seconds;
    *minutes = 0;
    if (wanted == 0)
        return STATUS_OK;
    enum status status =
        store_number(replay->store, &open, NULL, "SELECT count(*) FROM ballot WHERE body = ? AND state = 'open'", "i",
                     log_number(log));
    if (status == STATUS_OK && open)
        status = store_number(replay->store, &size, NULL,
                              "SELECT coalesce(max(size), 0) FROM checkpoint WHERE body = ?", "i", log_number(log));
    if (status != STATUS_OK || !open || (uint64_t)size >= log_size(log))
        return status;
    status = entry_at(replay, size, &at);
    if (status == STATUS_OK && now.seconds - at > (int64_t)wanted * SECONDS_A_MINUTE)
        *minutes = wanted;
    return status;
}
