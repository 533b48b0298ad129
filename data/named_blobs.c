#include "data/named_blobs.h"

#include "core/entry.h"
#include "core/note.h"

#include <stdlib.h>

void named_blobs_init(struct named_blobs *named)
{
    *named = (struct named_blobs){.status = STATUS_OK};
    buffer_init(&named->hashes);
}

void named_blobs_release(struct named_blobs *named)
{
    buffer_release(&named->hashes);
}

void named_blobs_add(struct named_blobs *named, struct slice bytes)
{
    struct note note;
    struct entry entry;
    struct arena arena;
    struct digest content;
    const struct field *field;
    arena_init(&arena);
    enum status status = note_parse(bytes, &note, NULL);
    if (status == STATUS_OK)
        status = entry_parse(note.text, &arena, &entry, NULL);
    for (size_t at = 0; status == STATUS_OK && (field = entry_next(&entry, "attachment", &at));)
        if (digest_from_hex(value_part(field->value, 0), &content))
            buffer_add(&named->hashes, (struct slice){(const char *)content.byte, DIGEST_LENGTH});
    if (status == STATUS_NO_MEMORY)
        named->status = status;
    arena_release(&arena);
}

static int by_bytes(const void *left, const void *right)
{
    return memcmp(left, right, DIGEST_LENGTH);
}

enum status named_blobs_sort(struct named_blobs *named)
{
    struct buffer *hashes = &named->hashes;
    size_t all = hashes->length / DIGEST_LENGTH, kept = 0;
    if (named->status != STATUS_OK || buffer_status(hashes) != STATUS_OK)
        return STATUS_NO_MEMORY;
    if (all > 0)
        qsort(hashes->at, all, DIGEST_LENGTH, by_bytes);
    for (size_t i = 0; i < all; i++) {
        const char *hash = hashes->at + i * DIGEST_LENGTH;
        if (kept > 0 && memcmp(hashes->at + (kept - 1) * DIGEST_LENGTH, hash, DIGEST_LENGTH) == 0)
            continue;
        memmove(hashes->at + kept * DIGEST_LENGTH, hash, DIGEST_LENGTH);
        kept++;
    }
    named->count = kept;
    return STATUS_OK;
}

struct digest named_blobs_at(const struct named_blobs *named, size_t index)
{
    struct digest content;
    memcpy(content.byte, named->hashes.at + index * DIGEST_LENGTH, DIGEST_LENGTH);
    return content;
}

bool named_blobs_has(const struct named_blobs *named, const struct digest *content)
{
    return named->count > 0 && bsearch(content->byte, named->hashes.at, named->count, DIGEST_LENGTH, by_bytes) != NULL;
}
