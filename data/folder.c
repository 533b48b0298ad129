#include "data/folder.h"

#include "data/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
    int descriptor;
    char *path;
};

enum status folder_open(const char *path, struct folder **out, struct problem *problem)
{
    *out = NULL;
    struct folder *folder = calloc(1, sizeof *folder);
    if (!folder || !(folder->path = strdup(path))) {
        free(folder);
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    }
    folder->descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->descriptor < 0) {
        int error = errno;
        folder_close(folder);
        problem_file(problem, path);
        if (error == ENOENT)
            return problem_say(problem, STATUS_FILE, N_("there is no folder '{1}'"), path, NULL);
        if (error == ENOTDIR)
            return problem_say(problem, STATUS_FILE, N_("'{1}' is not a folder"), path, NULL);
        return problem_say(problem, STATUS_FILE, N_("the folder '{1}' cannot be read: {2}"), path, strerror(error));
    }
    *out = folder;
    return STATUS_OK;
}

void folder_close(struct folder *folder)
{
    if (!folder)
        return;
    if (folder->descriptor >= 0)
        close(folder->descriptor);
    free(folder->path);
    free(folder);
}

/* Fills the problem; the path is from the folder on, so that it is the same wherever the folder lies. */
static enum status fail(enum folder_fault what, const char *path, int error, enum folder_fault *fault,
                        struct problem *problem)
{
    if (fault)
        *fault = what;
    problem_file(problem, path);
    switch (what) {
    case FOLDER_MISSING:
        return problem_say(problem, STATUS_FILE, N_("the folder lacks the file '{1}': export it anew"), path, NULL);
    case FOLDER_SIZE:
        return problem_say(problem, STATUS_FILE,
                           N_("the file '{1}' has another size than it must have: fetch or export the folder anew"),
                           path, NULL);
    default:
        if (error)
            return problem_say(problem, STATUS_FILE, N_("the file '{1}' cannot be read: {2}"), path, strerror(error));
        return problem_say(problem, STATUS_FILE,
                           N_("'{1}' is no regular file: links and the like are not read, export the folder anew"),
                           path, NULL);
    }
}

static enum folder_fault fault_of(int error)
{
    return error == ENOENT ? FOLDER_MISSING : FOLDER_FILE;
}

/* A folder's link, and a pipe in a folder's place, are no files that could not be read. */
static int reason_of(int error)
{
    return error == ELOOP || error == ENOTDIR || error == ENXIO ? 0 : error;
}

/* Opens the file one name after the other, since O_NOFOLLOW looks at the last one only. -1 with errno. */
static int open_file(const struct folder *folder, const char *path)
{
    char name[FOLDER_PATH_MAX];
    struct slice rest = slice_of(path);
    int at = folder->descriptor;
    while (at >= 0) {
        struct slice part = slice_cut(&rest, '/');
        bool last = rest.length == 0;
        if (part.length == 0 || part.length >= sizeof name)
            errno = ENOENT;
        int next = -1;
        if (part.length > 0 && part.length < sizeof name) {
            memcpy(name, part.at, part.length);
            name[part.length] = '\0';
            next =
                openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (last ? 0 : O_DIRECTORY));
        }
        int error = errno;
        if (at != folder->descriptor)
            close(at);
        errno = error;
        if (last || next < 0)
            return next;
        at = next;
    }
    return -1;
}

enum status folder_read(const struct folder *folder, const char *path, size_t least, size_t most, struct buffer *out,
                        enum folder_fault *fault, struct problem *problem)
{
    struct stat info;
    size_t length = 0;
    buffer_clear(out);
    if (fault)
        *fault = FOLDER_SOUND;
    int file = open_file(folder, path);
    if (file < 0)
        return fail(fault_of(errno), path, reason_of(errno), fault, problem);
    enum status status = STATUS_OK;
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode))
        status = fail(FOLDER_FILE, path, 0, fault, problem);
    else if (info.st_size < (off_t)least || info.st_size > (off_t)most)
        status = fail(FOLDER_SIZE, path, 0, fault, problem);
    /* One byte more, so that a file that grows meanwhile is noticed. */
    char *bytes = status == STATUS_OK ? malloc((size_t)info.st_size + 1) : NULL;
    if (status == STATUS_OK && !bytes)
        status = problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (status == STATUS_OK && !descriptor_read(file, bytes, (size_t)info.st_size + 1, &length))
        status = fail(FOLDER_FILE, path, errno, fault, problem);
    if (status == STATUS_OK && length != (size_t)info.st_size)
        status = fail(FOLDER_SIZE, path, 0, fault, problem);
    if (status == STATUS_OK) {
        buffer_add(out, (struct slice){bytes, length});
        status = buffer_status(out);
    }
    free(bytes);
    close(file);
    return status;
}

struct walk {
    folder_item *visit;
    void *context;
    struct problem *problem;
    char path[FOLDER_PATH_MAX];
};

/* Letters, digits and a few signs: what a log's files are called, and what can be shown on a terminal. */
static bool is_plain(const char *name)
{
    for (const char *at = name; *at; at++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", *at))
            return false;
    return true;
}

static enum status walk_folder(struct walk *walk, int descriptor, size_t length, int depth);

/* What lies at walk->path, whose last name is given. */
static enum status walk_found(struct walk *walk, int parent, const char *name, size_t length, int depth)
{
    struct stat info;
    if (fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return fail(FOLDER_FILE, walk->path, errno, NULL, walk->problem);
    if (!S_ISDIR(info.st_mode))
        return walk->visit(walk->context, walk->path, S_ISREG(info.st_mode) ? (int64_t)info.st_size : -1);
    if (depth == FOLDER_DEPTH_MAX)
        return problem_say(walk->problem, STATUS_FILE,
                           N_("the folders below '{1}' are too deep for a log: remove them"), walk->path, NULL);
    int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return fail(FOLDER_FILE, walk->path, errno, NULL, walk->problem);
    return walk_folder(walk, descriptor, length, depth + 1);
}

/* Takes the descriptor over. */
static enum status walk_folder(struct walk *walk, int descriptor, size_t length, int depth)
{
    DIR *folder = fdopendir(descriptor);
    if (!folder) {
        close(descriptor);
        return fail(FOLDER_FILE, walk->path, errno, NULL, walk->problem);
    }
    enum status status = STATUS_OK;
    struct dirent *entry;
    errno = 0;
    while (status == STATUS_OK && (entry = readdir(folder))) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        int added = snprintf(walk->path + length, sizeof walk->path - length, "%s%s", length ? "/" : "", name);
        if (!is_plain(name) || (size_t)added >= sizeof walk->path - length)
            status = problem_say(walk->problem, STATUS_FILE, N_("a log has no file of the name '{1}': remove it"), name,
                                 NULL);
        else
            status = walk_found(walk, dirfd(folder), name, length + (size_t)added, depth);
        walk->path[length] = '\0';
        errno = 0;
    }
    if (status == STATUS_OK && errno)
        status = fail(FOLDER_FILE, walk->path, errno, NULL, walk->problem);
    closedir(folder);
    return status;
}

enum status folder_list(const struct folder *folder, folder_item *visit, void *context, struct problem *problem)
{
    struct walk walk = {.visit = visit, .context = context, .problem = problem};
    int descriptor = openat(folder->descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(FOLDER_FILE, ".", errno, NULL, problem);
    return walk_folder(&walk, descriptor, 0, 0);
}
