#include "data/pending_twin.h"

#include "core/note.h"

/* The field in which twins agree; NULL for kinds of which several may wait. */
static const char *subject(enum kind kind)
{
    switch (kind) {
    case KIND_CLOSE:
    case KIND_VOID:
    case KIND_RESULT:
        return "ballot";
    case KIND_BODY:
        return "name";
    default:
        return NULL;
    }
}

static bool is_twin(const struct entry *entry, struct slice bytes)
{
    struct arena arena;
    struct note note;
    struct entry other;
    arena_init(&arena);
    const char *field = subject(entry->kind);
    bool twin = note_parse(bytes, &note, NULL) == STATUS_OK &&
                entry_parse(note.text, &arena, &other, NULL) == STATUS_OK && other.kind == entry->kind &&
                slice_equal(other.body, entry->body) &&
                slice_equal(entry_value(&other, field), entry_value(entry, field));
    arena_release(&arena);
    return twin;
}

enum status pending_twin(struct store *store, const struct entry *entry, const struct digest *own, bool *found,
                         struct digest *id)
{
    *found = false;
    if (!subject(entry->kind))
        return STATUS_OK;
    struct rows rows = store_ask(store, "SELECT id, note FROM pending WHERE id <> ?", "d", own);
    while (!*found && rows_next(&rows)) {
        *found = is_twin(entry, rows_blob(&rows, 1));
        *id = rows_digest(&rows, 0);
    }
    return rows_end(&rows);
}
