#include "data/blob_names.h"

#include "core/entry.h"
#include "core/note.h"
#include "data/seq.h"

#include <stdlib.h>

static enum status add(struct blob_names *names, const struct digest *content, bool public)
{
    if (names->count == names->capacity) {
        size_t capacity = names->capacity ? 2 * names->capacity : 64;
        struct blob_name *name = realloc(names->name, capacity * sizeof *name);
        if (!name)
            return STATUS_NO_MEMORY;
        names->name = name;
        names->capacity = capacity;
    }
    names->name[names->count++] = (struct blob_name){*content, public};
    return STATUS_OK;
}

enum status blob_names_add(struct blob_names *names, struct slice bytes)
{
    struct arena arena;
    struct note note;
    struct entry entry;
    struct digest content;
    const struct field *field;
    size_t at = 0;
    /* Most name none, and need not be taken apart. */
    if (!memmem(bytes.at, bytes.length, "\nattachment: ", strlen("\nattachment: ")))
        return STATUS_OK;
    arena_init(&arena);
    enum status status = note_parse(bytes, &note, NULL);
    if (status == STATUS_OK)
        status = entry_parse(note.text, &arena, &entry, NULL);
    while (status == STATUS_OK && (field = entry_next(&entry, "attachment", &at)))
        if (digest_from_hex(value_part(field->value, 0), &content))
            status = add(names, &content, !slice_is(entry_value(&entry, "public"), "no"));
    arena_release(&arena);
    return status == STATUS_FORM ? STATUS_OK : status;
}

static enum status add_proposals(struct store *store, int64_t body, uint64_t size, struct blob_names *names)
{
    enum status status = STATUS_OK;
    /* CROSS: in this order. SQLite would rather go through all entries and look each of them up among the proposals. */
    struct rows rows = store_ask(store,
                                 "SELECT entry.note FROM proposal CROSS JOIN entry USING (seq) "
                                 "WHERE proposal.seq >= ? AND proposal.seq < ?",
                                 "ii", seq_of(body, 0), seq_of(body, (int64_t)size));
    while (status == STATUS_OK && rows_next(&rows))
        status = blob_names_add(names, rows_blob(&rows, 0));
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

static enum status add_minutes(struct store *store, int64_t body, uint64_t size, struct blob_names *names)
{
    enum status status = STATUS_OK;
    struct rows rows = store_ask(store, "SELECT sha256 FROM minutes WHERE body = ? AND idx < ?", "iu", body, size);
    while (status == STATUS_OK && rows_next(&rows)) {
        struct digest content = rows_digest(&rows, 0);
        status = add(names, &content, true);
    }
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

static int by_content(const void *a, const void *b)
{
    return memcmp(((const struct blob_name *)a)->content.byte, ((const struct blob_name *)b)->content.byte,
                  DIGEST_LENGTH);
}

void blob_names_sort(struct blob_names *names)
{
    size_t count = 0;
    if (names->count)
        qsort(names->name, names->count, sizeof *names->name, by_content);
    for (size_t i = 0; i < names->count; i++) {
        if (count && by_content(&names->name[count - 1], &names->name[i]) == 0)
            names->name[count - 1].public = names->name[count - 1].public || names->name[i].public;
        else
            names->name[count++] = names->name[i];
    }
    names->count = count;
}

enum status blob_names_load(struct store *store, int64_t body, uint64_t size, struct blob_names *out)
{
    *out = (struct blob_names){0};
    enum status status = add_proposals(store, body, size, out);
    if (status == STATUS_OK)
        status = add_minutes(store, body, size, out);
    blob_names_sort(out);
    return status;
}

void blob_names_release(struct blob_names *names)
{
    free(names->name);
    *names = (struct blob_names){0};
}

const struct blob_name *blob_names_find(const struct blob_names *names, const struct digest *content)
{
    const struct blob_name key = {.content = *content};
    return names->count ? bsearch(&key, names->name, names->count, sizeof key, by_content) : NULL;
}
