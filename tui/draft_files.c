#include "tui/draft_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A title stands near the beginning. */
enum { HEAD_BYTES = 2000, LOOKED_MAX = 2000 };

void draft_files_init(struct draft_files *files)
{
    *files = (struct draft_files){.count = 0};
    arena_init(&files->arena);
}

void draft_files_release(struct draft_files *files)
{
    arena_release(&files->arena);
    draft_files_init(files);
}

static bool ends_with(const char *name, const char *suffix)
{
    size_t length = strlen(name), end = strlen(suffix);
    return length > end && strcmp(name + length - end, suffix) == 0;
}

/* Its first bytes; a pipe or a device would keep the screen waiting. */
static size_t read_head(const char *path, char *out, size_t capacity)
{
    struct stat st;
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ssize_t length = -1;
    if (descriptor >= 0 && fstat(descriptor, &st) == 0 && S_ISREG(st.st_mode))
        length = read(descriptor, out, capacity);
    if (descriptor >= 0)
        close(descriptor);
    return length > 0 ? (size_t)length : 0;
}

/* Whether it is a draft of the kind, and its title; one that people began on Windows may have a BOM and CR. */
static bool look(const char *path, enum kind kind, char *head, struct slice *title)
{
    struct slice rest = {.at = head, .length = read_head(path, head, HEAD_BYTES)};
    if (rest.length >= 3 && memcmp(rest.at, "\xEF\xBB\xBF", 3) == 0)
        rest = slice_from(rest, 3);
    struct slice line = slice_cut(&rest, '\n');
    if (line.length && line.at[line.length - 1] == '\r')
        line.length--;
    struct slice version = slice_cut(&line, ' ');
    *title = SLICE("");
    if (!slice_is(version, "stimmbuch/1") || !slice_is(line, kind_table(kind)->name))
        return false;
    while (rest.length && !title->length) {
        line = slice_cut(&rest, '\n');
        struct slice name = slice_cut(&line, ':');
        if (!slice_is(name, "title"))
            continue;
        while (line.length && line.at[0] == ' ')
            line = slice_from(line, 1);
        *title = line;
    }
    return true;
}

static enum status add(struct draft_files *files, const char *path, const char *name, struct slice title)
{
    if (files->count == DRAFT_FILES_MAX) {
        files->more = true;
        return STATUS_OK;
    }
    struct draft_file *file = &files->file[files->count];
    struct slice kept = arena_copy(&files->arena, slice_of(path));
    file->path = kept.at;
    file->title = arena_copy(&files->arena, title.length ? title : slice_of(name));
    if (!kept.at || !file->title.at)
        return STATUS_NO_MEMORY;
    files->count++;
    return STATUS_OK;
}

/* By bytes, whatever locale is set. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The import puts its drafts into folders of their own: `depth` says how far down it looks. */
static enum status scan(struct draft_files *files, const char *folder, enum kind kind, int depth)
{
    struct dirent **names = NULL;
    struct buffer path;
    char head[HEAD_BYTES];
    struct slice title;
    enum status status = STATUS_OK;
    int found = scandir(folder, &names, is_visible, by_name);
    buffer_init(&path);
    for (int i = 0; i < found; i++) {
        const char *name = names[i]->d_name;
        buffer_clear(&path);
        buffer_format(&path, strcmp(folder, ".") == 0 ? "%.0s%s" : "%s/%s", folder, name);
        if (status == STATUS_OK)
            status = buffer_status(&path);
        bool fits = ends_with(name, ".txt") || ends_with(name, ".md");
        files->more = files->more || (fits && files->looked == LOOKED_MAX);
        fits = fits && files->looked < LOOKED_MAX;
        files->looked += fits;
        if (status == STATUS_OK && fits && look(path.at, kind, head, &title))
            status = add(files, path.at, name, title);
        else if (status == STATUS_OK && depth > 0 && is_folder(path.at))
            status = scan(files, path.at, kind, depth - 1);
        free(names[i]);
    }
    free(names);
    buffer_release(&path);
    return status;
}

enum status draft_files_load(struct draft_files *files, const char *folder, enum kind kind)
{
    draft_files_release(files);
    enum status status = scan(files, folder, kind, 1);
    return status == STATUS_OK ? scan(files, ".", kind, 0) : status;
}

size_t draft_files_find(const struct draft_files *files, const char *path)
{
    size_t i = 0;
    while (i < files->count && strcmp(files->file[i].path, path) != 0)
        i++;
    return i;
}
