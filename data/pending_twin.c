#include "data/pending_twin.h"

#include "core/note.h"

/* The fields in which twins agree, in the first `*count`; none for kinds of which several may wait. */
static const char *const *subject(enum kind kind, size_t *count)
{
    static const char *const name[] = {"name"}, *const ballot[] = {"ballot", "seat"};
    *count = kind == KIND_VOTE ? 2 : 1; /* a vote that waits is one that clerks record */
    switch (kind) {
    case KIND_CLOSE:
    case KIND_VOID:
    case KIND_RESULT:
    case KIND_VOTE:
        return ballot;
    case KIND_BODY:
        return name;
    default:
        *count = 0;
        return NULL;
    }
}

static bool is_twin(const struct entry *entry, struct slice bytes)
{
    struct arena arena;
    struct note note;
    struct entry other;
    arena_init(&arena);
    size_t count;
    const char *const *field = subject(entry->kind, &count);
    bool twin = note_parse(bytes, &note, NULL) == STATUS_OK &&
                entry_parse(note.text, &arena, &other, NULL) == STATUS_OK && other.kind == entry->kind &&
                slice_equal(other.body, entry->body);
    for (size_t i = 0; i < count && twin; i++)
        twin = slice_equal(entry_value(&other, field[i]), entry_value(entry, field[i]));
    arena_release(&arena);
    return twin;
}

enum status pending_twin(struct store *store, const struct entry *entry, const struct digest *own, bool *found,
                         struct digest *id)
{
    size_t count;
    *found = false;
    if (!subject(entry->kind, &count))
        return STATUS_OK;
    struct rows rows = store_ask(store, "SELECT id, note FROM pending WHERE id <> ?", "d", own);
    while (!*found && rows_next(&rows)) {
        *found = is_twin(entry, rows_blob(&rows, 1));
        *id = rows_digest(&rows, 0);
    }
    return rows_end(&rows);
}
