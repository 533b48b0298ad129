#include "data/oparl_files.h"

#include "data/oparl.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct search {
    struct oparl_files *files;
    struct oparl_report *report;
    struct problem *problem;
};

void oparl_files_init(struct oparl_files *files, struct arena *arena)
{
    *files = (struct oparl_files){.arena = arena};
}

void oparl_files_release(struct oparl_files *files)
{
    free(files->path);
    oparl_files_init(files, files->arena);
}

static enum status no_memory(struct problem *problem)
{
    return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
}

static enum status too_many(struct problem *problem)
{
    char most[24];
    snprintf(most, sizeof most, "%d", OPARL_FILES_MAX);
    return problem_say(problem, STATUS_USAGE, N_("there are more than {1} files"), most, NULL);
}

/* The path lies in the arena already. */
static enum status keep(struct search *search, const char *path)
{
    struct oparl_files *files = search->files;
    if (files->count == OPARL_FILES_MAX)
        return too_many(search->problem);
    if (files->count == files->capacity) {
        size_t capacity = files->capacity ? files->capacity * 2 : 64;
        const char **grown = realloc(files->path, capacity * sizeof *grown);
        if (!grown)
            return no_memory(search->problem);
        files->path = grown;
        files->capacity = capacity;
    }
    files->path[files->count++] = path;
    return STATUS_OK;
}

static bool is_json(const char *name)
{
    struct slice all = slice_of(name);
    return all.length > 5 && slice_is(slice_from(all, all.length - 5), ".json");
}

static int hidden_aside(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* alphasort would follow the locale, and the order of the drafts with it. */
static int byte_order(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static const char *join(struct arena *arena, const char *folder, const char *name)
{
    struct slice before = slice_of(folder), after = slice_of(name);
    char *path = arena_alloc(arena, before.length + 1 + after.length + 1);
    if (!path)
        return NULL;
    memcpy(path, before.at, before.length);
    path[before.length] = '/';
    memcpy(path + before.length + 1, after.at, after.length);
    return path;
}

static enum status add_folder(struct search *search, const char *folder, int depth);

static enum status add_found(struct search *search, const char *folder, const char *name, int depth)
{
    struct stat st;
    const char *path = join(search->files->arena, folder, name);
    if (!path)
        return no_memory(search->problem);
    if (lstat(path, &st)) {
        oparl_report_note(search->report, OPARL_FILE, path, slice_of(path), SLICE(""));
        return STATUS_OK;
    }
    if (S_ISDIR(st.st_mode))
        return add_folder(search, path, depth + 1);
    if (!is_json(name))
        return STATUS_OK;
    if (S_ISREG(st.st_mode))
        return keep(search, path);
    oparl_report_note(search->report, OPARL_LINK, path, slice_of(path), SLICE(""));
    return STATUS_OK;
}

static enum status add_folder(struct search *search, const char *folder, int depth)
{
    struct dirent **entry = NULL;
    errno = 0;
    int count = depth > OPARL_DEPTH_MAX ? -1 : scandir(folder, &entry, hidden_aside, byte_order);
    if (count < 0 && errno == ENOMEM)
        return no_memory(search->problem);
    if (count < 0) {
        oparl_report_note(search->report, OPARL_FOLDER, folder, slice_of(folder), SLICE(""));
        return STATUS_OK;
    }
    enum status status = STATUS_OK;
    for (int i = 0; i < count; i++) {
        if (!status)
            status = add_found(search, folder, entry[i]->d_name, depth);
        free(entry[i]);
    }
    free(entry);
    return status;
}

enum status oparl_files_add(struct oparl_files *files, const char *path, struct oparl_report *report,
                            struct problem *problem)
{
    struct search search = {.files = files, .report = report, .problem = problem};
    struct stat st;
    struct slice copy = arena_copy(files->arena, slice_of(path));
    if (!copy.at)
        return no_memory(problem);
    if (strcmp(path, "-") == 0)
        return keep(&search, copy.at);
    if (stat(path, &st)) {
        problem_file(problem, path);
        return problem_say(problem, STATUS_FILE,
                           errno == ENOENT ? N_("there is no file '{1}'") : N_("the file '{1}' cannot be read: {2}"),
                           path, strerror(errno));
    }
    return S_ISDIR(st.st_mode) ? add_folder(&search, copy.at, 1) : keep(&search, copy.at);
}
