/* Which key a signature line is probably by, so that threads can verify it before the replay comes to its place. */
#include "data/verify_pipeline.h"

#include <stdlib.h>

/* Members beyond so many get no hint, and their signatures are verified in order. */
enum { HINTS = 1 << 14, HINT_SLOTS = 2 * HINTS, HINT_PROBES = 32 };

struct hint {
    struct slice name;
    uint32_t id;
    struct public_key key;
};

/* The slots are small and the hints lie side by side, so that a processor's cache holds those of a usual body. */
struct hints {
    struct arena arena;
    size_t count;
    uint16_t slot[HINT_SLOTS]; /* 1 + index into `hint`; 0: free */
    struct hint hint[HINTS];
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
    if (key.length != KEY_PUBLIC_LENGTH || name.length == 0 || name.length > KEY_NAME_MAX || hints->count == HINTS)
        return STATUS_OK;
    size_t probe = 0;
    uint16_t *slot = &hints->slot[slot_of(id, probe)];
    while (*slot && !is_hint(&hints->hint[*slot - 1], name, id) && ++probe < HINT_PROBES)
        slot = &hints->slot[slot_of(id, probe)];
    if (*slot)
        return STATUS_OK;
    struct hint *hint = &hints->hint[hints->count];
    hint->name = arena_copy(&hints->arena, name);
    if (!hint->name.at)
        return STATUS_NO_MEMORY;
    hint->id = id;
    memcpy(hint->key.byte, key.at, KEY_PUBLIC_LENGTH);
    *slot = (uint16_t)++hints->count;
    return STATUS_OK;
}

enum status hints_load(struct store *store, int64_t body, struct hints **out)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return STATUS_NO_MEMORY;
    arena_init(&(*out)->arena);
    enum status status = STATUS_OK;
    struct rows rows = store_ask(store, "SELECT name, keyid, key FROM chain WHERE body = ?", "i", body);
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
        uint16_t slot = hints->slot[slot_of(line->key_id, i)];
        if (!slot)
            return false;
        if (!is_hint(&hints->hint[slot - 1], line->name, line->key_id))
            continue;
        *out = hints->hint[slot - 1].key;
        return true;
    }
    return false;
}
