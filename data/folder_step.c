#include "data/folder_step.h"

#include "core/slice.h"
#include "data/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_MODE = 0777, FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

const char *folder_split(const char *name, char folder[FOLDER_NAME_MAX])
{
    const char *slash = strrchr(name, '/');
    size_t length = slash ? (size_t)(slash - name) : 0;
    memcpy(folder, name, length);
    folder[length] = '\0';
    return slash ? slash + 1 : name;
}

/* One step down; `make`: where it is missing. -1 with errno. */
static int step(int folder, const char *name, bool make)
{
    int inner = openat(folder, name, FOLDER_FLAGS);
    if (inner >= 0 || errno != ENOENT || !make)
        return inner;
    if (mkdirat(folder, name, FOLDER_MODE) != 0 || !descriptor_sync_folder(folder))
        return -1;
    return openat(folder, name, FOLDER_FLAGS);
}

int folder_descend(int top, const char *name, bool make)
{
    int folder = fcntl(top, F_DUPFD_CLOEXEC, 0);
    struct slice rest = slice_of(name);
    while (folder >= 0 && rest.length) {
        char part[FOLDER_NAME_MAX];
        struct slice cut = slice_cut(&rest, '/');
        memcpy(part, cut.at, cut.length);
        part[cut.length] = '\0';
        int inner = step(folder, part, make), error = errno;
        close(folder);
        errno = error;
        folder = inner;
    }
    return folder;
}

bool folder_each_name(int folder, bool (*visit)(void *context, int folder, const char *name), void *context)
{
    DIR *names = folder >= 0 ? fdopendir(folder) : NULL;
    if (!names) {
        int error = errno;
        if (folder >= 0)
            close(folder);
        errno = error;
        return false;
    }
    bool more = true;
    rewinddir(names);
    for (const struct dirent *entry; more && (errno = 0, entry = readdir(names));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            more = visit(context, dirfd(names), entry->d_name);
    int error = more ? errno : 0;
    closedir(names);
    errno = error;
    return error == 0;
}
