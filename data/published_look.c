/* The folder of a published log as a whole: what does not belong there, and tiles that do not fit those below. */
#include "data/published.h"

struct look {
    const struct published *published;
    published_fault *fault;
    void *context;
    struct buffer earlier, now; /* tiles that are compared */
};

static enum status tell(const struct look *look, const char *code, enum status status, const char *message,
                        const char *path)
{
    struct problem text;
    problem_clear(&text);
    problem_file(&text, path);
    problem_say(&text, status, message, path, NULL);
    return look->fault(look->context, code, &text);
}

/*
 * May a log of that size have this tile? A partial one may have been left behind when the log grew, and a full one may
 * lie there for it.
 */
static bool belongs(const struct tile *tile, uint64_t size)
{
    unsigned width = tile_width(tile->level, tile->index, size);
    return width > 0 && (tile->width <= width || tile->width == TILE_WIDTH);
}

/* A partial tile of an earlier size is a true beginning of what is there now, else the log had another history. */
static enum status look_at_earlier(struct look *look, const struct tile *tile, const char *path)
{
    bool entries = tile->level == TILE_ENTRIES;
    size_t least = tile->width * (size_t)(entries ? 2 : DIGEST_LENGTH);
    size_t most = tile->width * (size_t)(entries ? 2 + BUNDLE_ENTRY_MAX : DIGEST_LENGTH);
    enum folder_fault fault;
    struct problem text;
    struct bundle bundle;
    unsigned width;
    problem_clear(&text);
    enum status status = folder_read(look->published->folder, path, least, most, &look->earlier, &fault, &text);
    if (status == STATUS_FILE)
        return look->fault(look->context, published_code(fault), &text);
    if (status == STATUS_OK && entries)
        status = published_bundle(look->published, tile->index, &look->now, &bundle, &width, NULL, NULL);
    else if (status == STATUS_OK)
        status = published_tile(look->published, tile->level, tile->index, &look->now, NULL, NULL);
    /* What is there now is read later, and told of then. */
    if (status == STATUS_FILE || status == STATUS_FORM)
        return STATUS_OK;
    if (status != STATUS_OK ||
        slice_equal(buffer_slice(&look->earlier), slice_head(buffer_slice(&look->now), look->earlier.length)))
        return status;
    return tell(look, "tile", STATUS_MISMATCH,
                N_("'{1}', of an earlier size of the log, is no beginning of what stands there now: the folder was "
                   "altered"),
                path);
}

static enum status look_at(void *context, const char *path, int64_t size)
{
    struct look *look = context;
    struct tile tile;
    struct digest content;
    bool is_tile = tile_parse(slice_of(path), &tile);
    bool known = is_tile || strcmp(path, "checkpoint") == 0 || published_blob_parse(slice_of(path), &content);
    if (strcmp(path, ".unfinished") == 0)
        return tell(look, "surplus", STATUS_FILE, N_("an export into the folder was interrupted: export it again"),
                    path);
    if (!known || (is_tile && !belongs(&tile, look->published->head.size)))
        return tell(look, "surplus", STATUS_FILE,
                    N_("'{1}' does not belong into the folder of a log of this size: remove it, or export anew"), path);
    /* Whoever reads the log finds out what is wrong with what it is made of. */
    unsigned width = is_tile ? tile_width(tile.level, tile.index, look->published->head.size) : 0;
    if (strcmp(path, "checkpoint") == 0 || (is_tile && tile.width >= width))
        return STATUS_OK;
    if (size < 0)
        return tell(look, "file", STATUS_FILE,
                    N_("'{1}' is no regular file: links and the like are not read, export the folder anew"), path);
    return is_tile ? look_at_earlier(look, &tile, path) : STATUS_OK;
}

enum status published_look(const struct published *published, published_fault *fault, void *context,
                           struct problem *problem)
{
    struct look look = {.published = published, .fault = fault, .context = context};
    buffer_init(&look.earlier);
    buffer_init(&look.now);
    enum status status = folder_list(published->folder, look_at, &look, problem);
    buffer_release(&look.earlier);
    buffer_release(&look.now);
    return status;
}

void published_upper_init(struct published_upper *upper, const struct published *published, published_fault *fault,
                          void *context)
{
    *upper = (struct published_upper){.published = published, .fault = fault, .context = context, .status = STATUS_OK};
    for (size_t i = 0; i < sizeof upper->tile / sizeof upper->tile[0]; i++)
        buffer_init(&upper->tile[i].bytes);
}

void published_upper_release(struct published_upper *upper)
{
    for (size_t i = 0; i < sizeof upper->tile / sizeof upper->tile[0]; i++)
        buffer_release(&upper->tile[i].bytes);
}

const char *published_code(enum folder_fault fault)
{
    return fault == FOLDER_MISSING ? "missing" : fault == FOLDER_FILE ? "file" : "size";
}

/* The tile that hash lies in; it is told once that it cannot be read. */
static void read_upper(struct published_upper *upper, unsigned level, uint64_t index)
{
    enum folder_fault fault = FOLDER_SOUND;
    struct problem text;
    problem_clear(&text);
    enum status status = published_tile(upper->published, level, index, &upper->tile[level].bytes, &fault, &text);
    upper->tile[level].read = true;
    upper->tile[level].index = index;
    upper->tile[level].sound = status == STATUS_OK;
    if (status == STATUS_FILE)
        upper->status = upper->fault(upper->context, published_code(fault), &text);
    else if (status != STATUS_OK)
        upper->status = status;
}

void published_node(void *context, unsigned level, uint64_t index, const struct digest *hash)
{
    struct published_upper *upper = context;
    unsigned at = level / TILE_HEIGHT;
    if (upper->status != STATUS_OK || level % TILE_HEIGHT != 0 || at >= TILE_LEVELS / TILE_HEIGHT ||
        index >= tile_count(at, upper->published->head.size))
        return;
    if (!upper->tile[at].read || upper->tile[at].index != index / TILE_WIDTH)
        read_upper(upper, at, index / TILE_WIDTH);
    if (upper->status != STATUS_OK || !upper->tile[at].sound)
        return;
    struct digest stored = published_hash(&upper->tile[at].bytes, index % TILE_WIDTH);
    if (digest_equal(&stored, hash))
        return;
    struct tile tile = {.level = at, .index = index / TILE_WIDTH};
    tile.width = tile_width(at, tile.index, upper->published->head.size);
    char path[TILE_PATH_MAX];
    struct problem text;
    problem_clear(&text);
    tile_path(&tile, path);
    problem_file(&text, path);
    problem_say(&text, STATUS_MISMATCH, N_("the hashes in '{1}' are not those of the tiles below: they were altered"),
                path, NULL);
    upper->tile[at].sound = false;
    upper->status = upper->fault(upper->context, "tile", &text);
}
