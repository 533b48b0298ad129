/* Attachments: those in the folder that the ledger lacks. Each is one that an entry names, with its size and hash. */
#include "data/attachment.h"
#include "data/blob.h"
#include "data/import_work.h"
#include "data/seq.h"

#include <stdlib.h>

enum { BLOBS_MAX = 1 << 20 };

struct missing {
    struct digest content;
    bool kept;
};

struct blobs {
    struct import *import;
    struct missing *missing; /* in the order of their hashes */
    size_t count, room;
};

static int by_content(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct digest));
}

static enum status add_missing(struct blobs *blobs, const struct digest *content)
{
    if (blobs->count == BLOBS_MAX)
        return problem_say(blobs->import->problem, STATUS_FILE, N_("the folder has too many attachments"), NULL, NULL);
    if (blobs->count == blobs->room) {
        size_t room = blobs->room ? 2 * blobs->room : 64;
        struct missing *longer = realloc(blobs->missing, room * sizeof *longer);
        if (!longer)
            return STATUS_NO_MEMORY;
        blobs->missing = longer;
        blobs->room = room;
    }
    blobs->missing[blobs->count++] = (struct missing){.content = *content};
    return STATUS_OK;
}

static enum status look_at(void *context, const char *path, int64_t size)
{
    struct blobs *blobs = context;
    struct digest content;
    int64_t have = 0;
    (void)size;
    if (!published_blob_parse(slice_of(path), &content))
        return STATUS_OK;
    enum status status = store_number(blobs->import->log->ledger->store, &have, NULL,
                                      "SELECT count(*) FROM blob WHERE sha256 = ?", "d", &content);
    return status == STATUS_OK && !have ? add_missing(blobs, &content) : status;
}

static enum status fail(const struct blobs *blobs, const struct digest *content, enum status status,
                        const char *message)
{
    char path[PUBLISHED_BLOB_PATH];
    published_blob_path(content, path);
    problem_file(blobs->import->problem, path);
    return problem_say(blobs->import->problem, status, message, path, NULL);
}

/* HASH SIZE NAME: is it one of those, and does the file hold it? */
static enum status take(struct blobs *blobs, struct slice line, struct buffer *bytes)
{
    struct import *import = blobs->import;
    struct missing key = {.kept = false};
    char path[PUBLISHED_BLOB_PATH];
    uint64_t size;
    if (!digest_from_hex(value_part(line, 0), &key.content) || !value_number(value_part(line, 1), &size) ||
        size > ATTACHMENT_LIMIT)
        return STATUS_OK;
    struct missing *missing = bsearch(&key, blobs->missing, blobs->count, sizeof key, by_content);
    if (!missing || missing->kept)
        return STATUS_OK;
    published_blob_path(&key.content, path);
    enum status status =
        folder_read(import->published->folder, path, (size_t)size, (size_t)size, bytes, NULL, import->problem);
    if (status != STATUS_OK)
        return status;
    struct digest content = digest_of(buffer_slice(bytes));
    if (!digest_equal(&content, &key.content))
        return fail(blobs, &key.content, STATUS_MISMATCH, N_("'{1}' is not what its hash says: it was altered"));
    missing->kept = true;
    import->report->blobs++;
    return blob_keep(import->log->ledger->store, buffer_slice(bytes), import->problem);
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
                status = take(blobs, entry.field[i].value, bytes);
    arena_release(&arena);
    return status;
}

/* Two kinds of entries name attachments. */
static enum status take_named(struct blobs *blobs)
{
    struct log *log = blobs->import->log;
    struct buffer bytes;
    buffer_init(&bytes);
    struct rows rows =
        store_ask(log->ledger->store,
                  "SELECT note FROM entry WHERE " SEQ_IS_OF(
                      "?1") " AND (substr(note, 1, 21) = ?2 OR substr(note, 1, 20) = ?3) ORDER BY seq",
                  "ibb", log->replay.number, SLICE("stimmbuch/1 proposal\n"), SLICE("stimmbuch/1 minutes\n"));
    enum status status = STATUS_OK;
    while (status == STATUS_OK && rows_next(&rows))
        status = take_entry(blobs, rows_blob(&rows, 0), &bytes);
    enum status end = rows_end(&rows);
    buffer_release(&bytes);
    return status == STATUS_OK ? end : status;
}

enum status import_blobs(struct import *import)
{
    struct blobs blobs = {.import = import};
    enum status status = folder_walk(import->published->folder, look_at, &blobs, import->problem);
    if (status == STATUS_OK && blobs.count) {
        qsort(blobs.missing, blobs.count, sizeof *blobs.missing, by_content);
        status = take_named(&blobs);
    }
    for (size_t i = 0; i < blobs.count && status == STATUS_OK; i++)
        if (!blobs.missing[i].kept)
            status = fail(&blobs, &blobs.missing[i].content, STATUS_FILE,
                          N_("no entry names the attachment '{1}': remove it, or export anew"));
    free(blobs.missing);
    return status;
}
