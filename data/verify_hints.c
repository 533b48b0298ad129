/* Which key a signature line is probably by, so that threads can verify it before the replay comes to its place. */
#include "data/verify_pipeline.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Members beyond so many get no hint, and their signatures are verified in order. */
enum { HINTS = 1 << 14, HINT_SLOTS = 2 * HINTS, HINT_PROBES = 32 };

/* The key ID, the beginning of a hash of name and key, tells keys apart well enough for a guess. */
struct hint {
    uint32_t id;
    struct public_key key;
};

/* The slots are small and the hints lie side by side, so that a processor's cache holds those of a usual body. */
struct hints {
    size_t count;
    _Atomic uint16_t slot[HINT_SLOTS]; /* 1 + index into `hint`, which is complete then; 0: free */
    struct hint hint[HINTS];
};

static size_t slot_of(uint32_t id, size_t probe)
{
    return (id + probe) % HINT_SLOTS;
}

static void add_hint(struct hints *hints, uint32_t id, struct slice key)
{
    if (key.length != KEY_PUBLIC_LENGTH || hints->count == HINTS)
        return;
    size_t probe = 0;
    _Atomic uint16_t *slot = &hints->slot[slot_of(id, probe)];
    while (*slot && hints->hint[*slot - 1].id != id && ++probe < HINT_PROBES)
        slot = &hints->slot[slot_of(id, probe)];
    if (*slot)
        return;
    struct hint *hint = &hints->hint[hints->count];
    hint->id = id;
    memcpy(hint->key.byte, key.at, KEY_PUBLIC_LENGTH);
    atomic_store_explicit(slot, (uint16_t)++hints->count, memory_order_release);
}

enum status hints_make(struct hints **out)
{
    *out = calloc(1, sizeof **out);
    return *out ? STATUS_OK : STATUS_NO_MEMORY;
}

enum status hints_load(struct store *store, int64_t body, struct hints **out)
{
    if (hints_make(out) != STATUS_OK)
        return STATUS_NO_MEMORY;
    struct rows rows = store_ask(store, "SELECT keyid, key FROM chain WHERE body = ?", "i", body);
    while (rows_next(&rows))
        add_hint(*out, (uint32_t)rows_number(&rows, 0), rows_blob(&rows, 1));
    /* A table that cannot be read costs the hints; that it cannot is found when the tables are compared. */
    return rows_end(&rows) == STATUS_NO_MEMORY ? STATUS_NO_MEMORY : STATUS_OK;
}

static bool begins(struct slice note, const char *kind)
{
    struct slice rest = note;
    struct slice line = slice_cut(&rest, '\n');
    return slice_equal(slice_head(line, 12), SLICE("stimmbuch/1 ")) && slice_is(slice_from(line, 12), kind);
}

/* No more than a look: an entry that turns out to be none costs a wrong guess. */
void hints_take(struct hints *hints, struct slice note)
{
    if (!begins(note, "body") && !begins(note, "enrol") && !begins(note, "key"))
        return;
    while (note.length) {
        struct slice value = slice_cut(&note, '\n');
        struct slice name = slice_cut(&value, ':');
        struct vkey key;
        if ((slice_is(name, "log") || slice_is(name, "secretary") || slice_is(name, "key") || slice_is(name, "new")) &&
            value.length && vkey_parse_again(slice_from(value, 1), &key))
            add_hint(hints, key.id, (struct slice){(const char *)key.key.byte, KEY_PUBLIC_LENGTH});
    }
}

void hints_free(struct hints *hints)
{
    free(hints);
}

bool hints_guess(const void *context, const struct note_line *line, struct public_key *out)
{
    const struct hints *hints = context;
    for (size_t i = 0; i < HINT_PROBES; i++) {
        uint16_t slot = atomic_load_explicit(&hints->slot[slot_of(line->key_id, i)], memory_order_acquire);
        if (!slot)
            return false;
        if (hints->hint[slot - 1].id != line->key_id)
            continue;
        *out = hints->hint[slot - 1].key;
        return true;
    }
    return false;
}
