#include "data/published.h"

#include "core/sealed.h"
#include "data/seq.h"

#include <stdio.h>

enum { CHECKPOINT_MAX = 65535 };

static enum status read_head(struct published *out, struct problem *problem)
{
    struct note note;
    enum status status = folder_read(out->folder, "checkpoint", 1, CHECKPOINT_MAX, &out->note, NULL, problem);
    if (status != STATUS_OK)
        return status;
    status = note_parse(buffer_slice(&out->note), &note, problem);
    if (status == STATUS_OK)
        status = checkpoint_parse(note.text, &out->head, problem);
    if (status == STATUS_OK && out->head.size == 0)
        status = problem_say(problem, STATUS_MISMATCH, N_("the folder's log is empty: it holds no body"), NULL, NULL);
    if (status == STATUS_OK && out->head.size > (uint64_t)SEQ_INDEX_MAX)
        status = problem_say(problem, STATUS_MISMATCH, N_("the folder's log is larger than a log can be"), NULL, NULL);
    if (status != STATUS_OK)
        problem_file(problem, "checkpoint");
    return status;
}

/* What entry 0 says; that it is a valid founding is for the replay to tell. */
static enum status read_founding(struct published *out, struct problem *problem)
{
    struct buffer bytes;
    struct bundle bundle;
    struct slice entry;
    struct sealed sealed;
    unsigned width;
    buffer_init(&bytes);
    enum status status = published_bundle(out, 0, &bytes, &bundle, &width, NULL, problem);
    if (status == STATUS_OK && bundle_next(&bundle, &entry)) {
        buffer_add(&out->first, entry);
        status = buffer_status(&out->first);
    }
    buffer_release(&bytes);
    if (status == STATUS_OK)
        status = sealed_open(buffer_slice(&out->first), &out->arena, &sealed);
    if (status != STATUS_OK)
        return status;
    bool founds = sealed.defect == REASON_NONE && sealed.entry.kind == KIND_BODY &&
                  slice_equal(sealed.entry.body, out->head.origin);
    if (!founds) {
        problem_file(problem, "checkpoint");
        return problem_say(problem, STATUS_MISMATCH,
                           N_("the folder's first entry founds no body of the name that its checkpoint has"), NULL,
                           NULL);
    }
    out->name = sealed.entry.body;
    out->title = entry_value(&sealed.entry, "title");
    out->founding = sealed.id;
    return STATUS_OK;
}

enum status published_open_head(const char *path, struct published *out, struct problem *problem)
{
    *out = (struct published){.folder = NULL};
    buffer_init(&out->note);
    buffer_init(&out->first);
    arena_init(&out->arena);
    enum status status = folder_open(path, &out->folder, problem);
    return status == STATUS_OK ? read_head(out, problem) : status;
}

enum status published_open(const char *path, struct published *out, struct problem *problem)
{
    enum status status = published_open_head(path, out, problem);
    return status == STATUS_OK ? read_founding(out, problem) : status;
}

void published_close(struct published *published)
{
    folder_close(published->folder);
    buffer_release(&published->note);
    buffer_release(&published->first);
    arena_release(&published->arena);
    *published = (struct published){.folder = NULL};
}

/* The file of that tile, or that of the full one, which holds all of it. */
static enum status read_tile(const struct published *published, struct tile *tile, size_t least, size_t most,
                             struct buffer *out, enum folder_fault *fault, struct problem *problem)
{
    char path[TILE_PATH_MAX], full_path[TILE_PATH_MAX];
    enum folder_fault first;
    tile_path(tile, path);
    enum status status =
        folder_read(published->folder, path, tile->width * least, tile->width * most, out, &first, problem);
    if (first == FOLDER_MISSING && tile->width < TILE_WIDTH) {
        struct tile full = {.level = tile->level, .index = tile->index, .width = TILE_WIDTH};
        enum folder_fault second;
        struct problem text;
        problem_clear(&text);
        tile_path(&full, full_path);
        enum status later =
            folder_read(published->folder, full_path, TILE_WIDTH * least, TILE_WIDTH * most, out, &second, &text);
        if (second != FOLDER_MISSING) {
            status = later;
            first = second;
            *tile = full;
            if (problem)
                *problem = text;
        }
    }
    if (fault)
        *fault = first;
    return status;
}

enum status published_tile(const struct published *published, unsigned level, uint64_t index, struct buffer *out,
                           enum folder_fault *fault, struct problem *problem)
{
    unsigned width = tile_width(level, index, published->head.size);
    struct tile tile = {.level = level, .index = index, .width = width};
    if (width == 0)
        return STATUS_NOT_FOUND;
    enum status status = read_tile(published, &tile, DIGEST_LENGTH, DIGEST_LENGTH, out, fault, problem);
    if (status == STATUS_OK)
        out->length = (size_t)width * DIGEST_LENGTH;
    return status;
}

struct digest published_hash(const struct buffer *tile, size_t at)
{
    struct digest hash;
    memcpy(hash.byte, tile->at + at * DIGEST_LENGTH, DIGEST_LENGTH);
    return hash;
}

enum status published_bundle(const struct published *published, uint64_t index, struct buffer *bytes,
                             struct bundle *out, unsigned *width, enum folder_fault *fault, struct problem *problem)
{
    char path[TILE_PATH_MAX];
    *width = tile_width(TILE_ENTRIES, index, published->head.size);
    struct tile tile = {.level = TILE_ENTRIES, .index = index, .width = *width};
    if (*width == 0)
        return STATUS_NOT_FOUND;
    enum status status = read_tile(published, &tile, 2, 2 + BUNDLE_ENTRY_MAX, bytes, fault, problem);
    if (status != STATUS_OK)
        return status;
    status = bundle_open(buffer_slice(bytes), tile.width, out, problem);
    if (status != STATUS_OK) {
        tile_path(&tile, path);
        problem_file(problem, path);
    }
    return status;
}

void published_blob_path(const struct digest *content, char out[PUBLISHED_BLOB_PATH])
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(content, hex);
    snprintf(out, PUBLISHED_BLOB_PATH, "blob/%s", hex);
}

bool published_blob_parse(struct slice path, struct digest *out)
{
    return slice_equal(slice_head(path, 5), SLICE("blob/")) && digest_from_hex(slice_from(path, 5), out);
}
