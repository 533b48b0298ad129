/* Which key a signature line is probably by, so that threads can verify it before the replay comes to its place. */
#include "data/verify_work.h"

#include <stdlib.h>

/* A power of two; more members than half of it get no hint, and their signatures are verified in order. */
enum { HINT_SLOTS = 1 << 15, HINT_PROBES = 32 };

struct hint {
    struct slice name; /* .at is NULL: free */
    uint32_t id;
    struct public_key key;
};

struct hints {
    struct arena arena;
    size_t count;
    struct hint slot[HINT_SLOTS];
};

/* Key IDs are the beginning of a hash already. */
static size_t slot_of(uint32_t id, size_t probe)
{
    return (id + probe) % HINT_SLOTS;
}

static bool is_hint(const struct hint *hint, struct slice name, uint32_t id)
{
    return hint->id == id && slice_equal(hint->name, name);
}

static enum status add_hint(struct hints *hints, struct slice name, uint32_t id, struct slice key)
{
    if (key.length != KEY_PUBLIC_LENGTH || name.length == 0 || name.length > KEY_NAME_MAX ||
        hints->count >= HINT_SLOTS / 2)
        return STATUS_OK;
    for (size_t i = 0; i < HINT_PROBES; i++) {
        struct hint *hint = &hints->slot[slot_of(id, i)];
        if (hint->name.at && is_hint(hint, name, id))
            return STATUS_OK;
        if (hint->name.at)
            continue;
        hint->name = arena_copy(&hints->arena, name);
        if (!hint->name.at)
            return STATUS_NO_MEMORY;
        hint->id = id;
        memcpy(hint->key.byte, key.at, KEY_PUBLIC_LENGTH);
        hints->count++;
        return STATUS_OK;
    }
    return STATUS_OK;
}

enum status hints_load(struct store *store, int64_t body, struct hints **out)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return STATUS_NO_MEMORY;
    arena_init(&(*out)->arena);
    enum status status = STATUS_OK;
    struct rows rows = store_ask(store, "SELECT name, keyid, key FROM member WHERE body = ?", "i", body);
    while (status == STATUS_OK && rows_next(&rows))
        status = add_hint(*out, rows_text(&rows, 0), (uint32_t)rows_number(&rows, 1), rows_blob(&rows, 2));
    enum status end = rows_end(&rows);
    /* A table that cannot be read costs the hints; that it cannot is found when the tables are compared. */
    if (status == STATUS_OK && end == STATUS_NO_MEMORY)
        status = end;
    return status;
}

void hints_free(struct hints *hints)
{
    if (!hints)
        return;
    arena_release(&hints->arena);
    free(hints);
}

bool hints_guess(const void *context, const struct note_line *line, struct public_key *out)
{
    const struct hints *hints = context;
    for (size_t i = 0; i < HINT_PROBES; i++) {
        const struct hint *hint = &hints->slot[slot_of(line->key_id, i)];
        if (!hint->name.at)
            return false;
        if (!is_hint(hint, line->name, line->key_id))
            continue;
        *out = hint->key;
        return true;
    }
    return false;
}
