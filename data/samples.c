#include "data/samples.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#define SUFFIX ".txt"

void samples_folder(struct buffer *out)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(path, '/');
    if (slash) {
        *slash = '\0';
        buffer_format(out, "%s/../../data/samples", path);
    }
    if (buffer_status(out) == STATUS_OK && out->length && access(out->at, R_OK) == 0)
        return;
    buffer_clear(out);
    buffer_text(out, DATADIR "/stimmbuch/samples");
}

static int is_statute(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name), suffix = sizeof SUFFIX - 1;
    return length > suffix && entry->d_name[0] != '.' && strcmp(entry->d_name + length - suffix, SUFFIX) == 0;
}

/* By bytes, whatever locale is set. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum status take(const struct buffer *folder, struct dirent *const *files, size_t found, struct arena *arena,
                        const char *const **out)
{
    const char **paths = arena_alloc(arena, (found ? found : 1) * sizeof *paths);
    struct buffer path;
    buffer_init(&path);
    bool failed = !paths;
    for (size_t i = 0; i < found && !failed; i++) {
        buffer_clear(&path);
        buffer_add(&path, buffer_slice(folder));
        buffer_byte(&path, '/');
        buffer_text(&path, files[i]->d_name);
        buffer_byte(&path, '\0');
        struct slice copy = buffer_status(&path) == STATUS_OK ? arena_copy(arena, buffer_slice(&path)) : SLICE("");
        paths[i] = copy.at;
        failed = !copy.length;
    }
    buffer_release(&path);
    *out = paths;
    return failed ? STATUS_NO_MEMORY : STATUS_OK;
}

enum status samples_statutes(const char *folder, struct arena *arena, const char *const **out, size_t *count,
                             struct problem *problem)
{
    struct dirent **files = NULL;
    struct buffer path;
    enum status status = STATUS_OK;
    *count = 0;
    buffer_init(&path);
    buffer_text(&path, folder);
    buffer_text(&path, "/statutes");
    int found = buffer_status(&path) == STATUS_OK ? scandir(path.at, &files, is_statute, by_name) : -1;
    if (path.failed) {
        status = STATUS_NO_MEMORY;
    } else if (found >= 0) {
        status = take(&path, files, (size_t)found, arena, out);
        *count = status == STATUS_OK ? (size_t)found : 0;
    } else if (errno != ENOENT) {
        status = problem_say(problem, STATUS_FILE, N_("the folder of the statutes '{1}' cannot be read: {2}"), path.at,
                             strerror(errno));
    }
    for (int i = 0; i < found; i++)
        free(files[i]);
    free(files);
    buffer_release(&path);
    return status;
}
