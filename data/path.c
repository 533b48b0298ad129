#include "data/path.h"
#include "data/file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The folder part in new memory; "." when there is none. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return strdup(".");
    return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

enum status path_make_parent(const char *path, struct problem *problem)
{
    char *folder = folder_of(path);
    if (!folder)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = folder_make(folder, problem);
    free(folder);
    return status;
}

char *path_join(const char *folder, const char *name)
{
    size_t length = strlen(folder), added = strlen(name);
    char *path = malloc(length + added + 2);
    if (path) {
        memcpy(path, folder, length);
        if (length == 0 || folder[length - 1] != '/')
            path[length++] = '/';
        memcpy(path + length, name, added);
        path[length + added] = '\0';
    }
    return path;
}

char *path_real(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = folder_of(path);
    if (!folder)
        return NULL;
    char *real = realpath(folder, NULL);
    free(folder);
    if (!real)
        return strdup(path);
    char *joined = path_join(real, slash ? slash + 1 : path);
    free(real);
    return joined;
}

bool path_exists(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}
