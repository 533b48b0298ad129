#include "tests/folder.h"

#include "data/file.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_LIMIT = 1 << 26 };

const char *folder_path(struct world *w, const char *path)
{
    return world_say(w, "%s/%s", w->folder, path);
}

static struct slice file_bytes(struct world *w, const char *path)
{
    struct buffer bytes;
    struct problem problem;
    buffer_init(&bytes);
    if (file_read(path, FILE_LIMIT, &bytes, &problem) != STATUS_OK)
        fail_msg("%s cannot be read", path);
    char *copy = arena_alloc(&w->arena, bytes.length);
    assert_non_null(copy);
    memcpy(copy, bytes.at, bytes.length);
    struct slice out = {.at = copy, .length = bytes.length};
    buffer_release(&bytes);
    return out;
}

struct slice folder_file(struct world *w, const char *folder, const char *name)
{
    return file_bytes(w, world_say(w, "%s/%s", folder, name));
}

void folder_put(struct world *w, const char *folder, const char *name, struct slice bytes)
{
    const char *path = world_say(w, "%s/%s", folder, name);
    unlink(path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static const char *describe(struct world *w, const FTSENT *entry, const char *name)
{
    if (!S_ISREG(entry->fts_statp->st_mode))
        return world_say(w, "%s is no file\n", name);
    char hex[DIGEST_HEX_LENGTH + 1];
    struct digest digest = digest_of(file_bytes(w, entry->fts_path));
    digest_hex(&digest, hex);
    return world_say(w, "%s %lld %s\n", name, (long long)entry->fts_statp->st_size, hex);
}

const char *folder_state(struct world *w, const char *folder)
{
    char *paths[] = {(char *)(uintptr_t)world_say(w, "%s", folder), NULL};
    FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
    const char *state = "";
    assert_non_null(tree);
    for (const FTSENT *entry; (entry = fts_read(tree));) {
        if (entry->fts_info == FTS_D || entry->fts_info == FTS_DP || entry->fts_info == FTS_NS)
            continue;
        state = world_say(w, "%s%s", state, describe(w, entry, entry->fts_path + strlen(folder) + 1));
    }
    fts_close(tree);
    return state;
}

size_t folder_count(struct world *w, const char *folder)
{
    size_t lines = 0;
    for (const char *at = folder_state(w, folder); (at = strchr(at, '\n')); at++)
        lines++;
    return lines;
}
