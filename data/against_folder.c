/* The tree of a folder in the layout of tlog-tiles, read from its hash tiles as they are needed. */
#include "data/against_work.h"
#include "data/file.h"
#include "data/path.h"

#include <stdlib.h>
#include <sys/stat.h>

/* A folder from strangers may hold links and pipes: only a file is read. */
static bool is_file(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Reads the tile, or the full one that has replaced it since. */
static enum status read_tile(struct folder_source *folder, struct tile tile)
{
    char name[TILE_PATH_MAX];
    struct buffer bytes;
    enum status status = STATUS_NOT_FOUND;
    buffer_init(&bytes);
    for (unsigned width = tile.width; status == STATUS_NOT_FOUND && width;
         width = width < TILE_WIDTH ? TILE_WIDTH : 0) {
        struct tile asked = {.level = tile.level, .index = tile.index, .width = width};
        tile_path(&asked, name);
        char *path = path_join(folder->path, name);
        if (!path)
            status = STATUS_NO_MEMORY;
        else if (is_file(path) && file_read(path, TILE_BYTES_MAX, &bytes, NULL) == STATUS_OK &&
                 bytes.length == (size_t)width * DIGEST_LENGTH)
            status = STATUS_OK;
        free(path);
    }
    folder->tile = tile;
    folder->tile.width = status == STATUS_OK ? tile.width : 0;
    if (status == STATUS_OK)
        memcpy(folder->bytes, bytes.at, (size_t)tile.width * DIGEST_LENGTH);
    buffer_release(&bytes);
    return status;
}

enum status folder_source_read(void *context, unsigned level, uint64_t index, struct digest *out)
{
    struct folder_source *folder = context;
    unsigned above = level % TILE_HEIGHT;
    uint64_t first = index << above, count = UINT64_C(1) << above;
    struct tile tile = {.level = level / TILE_HEIGHT, .index = first / TILE_WIDTH};
    tile.width = tile_width(tile.level, tile.index, folder->size);
    if (first % TILE_WIDTH + count > tile.width)
        return STATUS_NOT_FOUND;
    const struct tile *known = &folder->tile;
    if (!known->width || known->level != tile.level || known->index != tile.index) {
        enum status status = read_tile(folder, tile);
        if (status != STATUS_OK)
            return status;
    }
    struct merkle tree = {.size = 0};
    for (uint64_t i = 0; i < count; i++) {
        struct digest hash;
        memcpy(hash.byte, folder->bytes + (first % TILE_WIDTH + i) * DIGEST_LENGTH, DIGEST_LENGTH);
        merkle_add(&tree, &hash, NULL, NULL);
    }
    *out = merkle_root(&tree);
    return STATUS_OK;
}
