/* Attachments in the folder of a published log: each is one that an entry names, with its size and hash. */
#include "data/published_blobs.h"
#include "core/entry.h"
#include "core/note.h"
#include "data/attachment.h"
#include "data/seq.h"

#include <stdlib.h>

enum { BLOBS_MAX = 1 << 20 };

struct wanted {
    struct digest content;
    bool named; /* by an entry */
};

struct blobs {
    const struct published *published;
    const struct published_blobs *how;
    struct problem *problem;
    struct wanted *wanted; /* in the order of their hashes */
    size_t count, room;
};

static int by_content(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct digest));
}

static enum status add_wanted(struct blobs *blobs, const struct digest *content)
{
    if (blobs->count == BLOBS_MAX)
        return problem_say(blobs->problem, STATUS_FILE, N_("the folder has too many attachments"), NULL, NULL);
    if (blobs->count == blobs->room) {
        size_t room = blobs->room ? 2 * blobs->room : 64;
        struct wanted *longer = realloc(blobs->wanted, room * sizeof *longer);
        if (!longer)
            return STATUS_NO_MEMORY;
        blobs->wanted = longer;
        blobs->room = room;
    }
    blobs->wanted[blobs->count++] = (struct wanted){.content = *content};
    return STATUS_OK;
}

static enum status look_at(void *context, const char *path, int64_t size)
{
    struct blobs *blobs = context;
    struct digest content;
    bool wants = size >= 0 && published_blob_parse(slice_of(path), &content);
    enum status status =
        wants && blobs->how->want ? blobs->how->want(blobs->how->context, &content, &wants) : STATUS_OK;
    return status == STATUS_OK && wants ? add_wanted(blobs, &content) : status;
}

static enum status tell(const struct blobs *blobs, const struct digest *content, const char *code, enum status status,
                        const char *message)
{
    char path[PUBLISHED_BLOB_PATH];
    struct problem text;
    problem_clear(&text);
    published_blob_path(content, path);
    problem_file(&text, path);
    problem_say(&text, status, message, path, NULL);
    return blobs->how->fault(blobs->how->context, code, &text);
}

/* The file at blob/HASH is the one with that hash and size. */
static enum status take(const struct blobs *blobs, const struct digest *content, uint64_t size, struct buffer *bytes)
{
    char path[PUBLISHED_BLOB_PATH];
    struct problem text;
    enum folder_fault fault;
    problem_clear(&text);
    published_blob_path(content, path);
    enum status status = folder_read(blobs->published->folder, path, (size_t)size, (size_t)size, bytes, &fault, &text);
    if (status == STATUS_FILE)
        return blobs->how->fault(blobs->how->context, published_code(fault), &text);
    if (status != STATUS_OK)
        return status;
    struct digest found = digest_of(buffer_slice(bytes));
    if (!digest_equal(&found, content))
        return tell(blobs, content, "blob", STATUS_MISMATCH, N_("'{1}' is not what its hash says: it was altered"));
    return blobs->how->take ? blobs->how->take(blobs->how->context, buffer_slice(bytes)) : STATUS_OK;
}

/* HASH SIZE NAME: is it one of those? */
static enum status take_line(struct blobs *blobs, struct slice line, struct buffer *bytes)
{
    struct wanted key = {.named = false};
    uint64_t size;
    if (!digest_from_hex(value_part(line, 0), &key.content) || !value_number(value_part(line, 1), &size) ||
        size > ATTACHMENT_LIMIT)
        return STATUS_OK;
    struct wanted *wanted = bsearch(&key, blobs->wanted, blobs->count, sizeof key, by_content);
    if (!wanted || wanted->named)
        return STATUS_OK;
    wanted->named = true;
    return take(blobs, &key.content, size, bytes);
}

static enum status take_entry(struct blobs *blobs, struct slice note_bytes, struct buffer *bytes)
{
    struct arena arena;
    struct note note;
    struct entry entry;
    enum status status = STATUS_OK;
    arena_init(&arena);
    if (note_parse(note_bytes, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK)
        for (size_t i = 0; i < entry.fields && status == STATUS_OK; i++)
            if (strcmp(entry.field[i].rule->name, "attachment") == 0)
                status = take_line(blobs, entry.field[i].value, bytes);
    arena_release(&arena);
    return status;
}

/* Two kinds of entries name attachments. */
static enum status take_named(struct blobs *blobs, struct store *store, int64_t number)
{
    struct buffer bytes;
    buffer_init(&bytes);
    struct rows rows = store_ask(store,
                                 "SELECT note FROM entry WHERE " SEQ_IS_OF(
                                     "?1") " AND (substr(note, 1, 21) = ?2 OR substr(note, 1, 20) = ?3) ORDER BY seq",
                                 "ibb", number, SLICE("stimmbuch/1 proposal\n"), SLICE("stimmbuch/1 minutes\n"));
    enum status status = STATUS_OK;
    while (status == STATUS_OK && rows_next(&rows))
        status = take_entry(blobs, rows_blob(&rows, 0), &bytes);
    enum status end = rows_end(&rows);
    buffer_release(&bytes);
    return status == STATUS_OK ? end : status;
}

enum status published_blobs(const struct published *published, struct store *store, int64_t number,
                            const struct published_blobs *how, struct problem *problem)
{
    struct blobs blobs = {.published = published, .how = how, .problem = problem};
    enum status status = folder_list(published->folder, look_at, &blobs, problem);
    if (status == STATUS_OK && blobs.count) {
        qsort(blobs.wanted, blobs.count, sizeof *blobs.wanted, by_content);
        status = take_named(&blobs, store, number);
    }
    for (size_t i = 0; i < blobs.count && status == STATUS_OK; i++)
        if (!blobs.wanted[i].named)
            status = tell(&blobs, &blobs.wanted[i].content, "surplus", STATUS_FILE,
                          N_("no entry names the attachment '{1}': remove it, or export anew"));
    free(blobs.wanted);
    return status;
}
