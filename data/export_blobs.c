/* The attachments of an export: those of public proposals, and the minutes. */
#include "data/blob.h"
#include "data/export_work.h"
#include "data/seq.h"

#include <stdio.h>
#include <stdlib.h>

struct named {
    struct digest content;
    bool public;
};

struct list {
    struct named *item;
    size_t count, capacity;
};

static enum status add(struct list *list, const struct digest *content, bool public)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 64;
        struct named *item = realloc(list->item, capacity * sizeof *item);
        if (!item)
            return STATUS_NO_MEMORY;
        list->item = item;
        list->capacity = capacity;
    }
    list->item[list->count++] = (struct named){*content, public};
    return STATUS_OK;
}

static enum status add_proposal(struct list *list, struct slice bytes)
{
    struct arena arena;
    struct note note;
    struct entry entry;
    struct digest content;
    const struct field *field;
    size_t at = 0;
    arena_init(&arena);
    enum status status = note_parse(bytes, &note, NULL);
    if (status == STATUS_OK)
        status = entry_parse(note.text, &arena, &entry, NULL);
    while (status == STATUS_OK && (field = entry_next(&entry, "attachment", &at)))
        if (digest_from_hex(value_part(field->value, 0), &content))
            status = add(list, &content, !slice_is(entry_value(&entry, "public"), "no"));
    arena_release(&arena);
    return status;
}

/* The valid ones under the head. */
static enum status list_proposals(struct export_work *work, struct list *list)
{
    enum status status = STATUS_OK;
    struct rows rows = store_ask(work->store,
                                 "SELECT entry.note FROM proposal JOIN entry USING (seq) "
                                 "WHERE proposal.seq >= ? AND proposal.seq < ?",
                                 "ii", seq_of(work->body, 0), seq_of(work->body, (int64_t)work->head.size));
    while (status == STATUS_OK && rows_next(&rows))
        status = add_proposal(list, rows_blob(&rows, 0));
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

static enum status list_minutes(struct export_work *work, struct list *list)
{
    enum status status = STATUS_OK;
    struct rows rows = store_ask(work->store, "SELECT sha256 FROM minutes WHERE body = ? AND idx < ?", "ii", work->body,
                                 (int64_t)work->head.size);
    while (status == STATUS_OK && rows_next(&rows)) {
        struct digest content = rows_digest(&rows, 0);
        status = add(list, &content, true);
    }
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

/* By content; what is public once comes first. */
static int compare(const void *a, const void *b)
{
    const struct named *left = a, *right = b;
    int order = memcmp(left->content.byte, right->content.byte, DIGEST_LENGTH);
    return order ? order : (int)right->public - (int)left->public;
}

static enum status put_one(struct export_work *work, const struct digest *content, struct buffer *bytes)
{
    char name[FOLDER_NAME_MAX], hex[DIGEST_HEX_LENGTH + 1];
    bool found;
    digest_hex(content, hex);
    snprintf(name, sizeof name, "blob/%s", hex);
    if (folder_writer_has(work->folder, name))
        return STATUS_OK;
    buffer_clear(bytes);
    enum status status = blob_get(work->store, content, bytes, &found, work->problem);
    if (status != STATUS_OK || !found) {
        work->report->missing += status == STATUS_OK;
        return status;
    }
    work->report->blobs++;
    return export_put(work, name, buffer_slice(bytes));
}

static enum status put_all(struct export_work *work, const struct list *list)
{
    struct buffer bytes;
    enum status status = STATUS_OK;
    buffer_init(&bytes);
    for (size_t i = 0; i < list->count && status == STATUS_OK; i++) {
        const struct named *named = &list->item[i];
        if (i && digest_equal(&named->content, &list->item[i - 1].content))
            continue;
        if (named->public)
            status = put_one(work, &named->content, &bytes);
        else
            work->report->left_out++;
        if (status == STATUS_OK && work->options->progress &&
            !work->options->progress(work->options->context, work->head.size, work->head.size))
            status = STATUS_CANCELLED;
    }
    buffer_release(&bytes);
    return status;
}

enum status export_blobs(struct export_work *work)
{
    struct list list = {0};
    enum status status = list_proposals(work, &list);
    if (status == STATUS_OK)
        status = list_minutes(work, &list);
    if (status == STATUS_STORE)
        store_problem(work->store, work->problem);
    if (status == STATUS_OK && list.count) {
        qsort(list.item, list.count, sizeof *list.item, compare);
        status = put_all(work, &list);
    }
    free(list.item);
    return status;
}
