#include "data/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMP_START ".tmp-"

enum { CHUNK = 8192, FILE_START_MAX = 64, TEMP_RANDOM = 8 };

/* The message may show the reason of the operating system as {2}. */
static enum status trouble(struct problem *problem, const char *path, int error, const char *message)
{
    problem_file(problem, path);
    return problem_say(problem, STATUS_FILE, message, path, strerror(error));
}

bool descriptor_read(int descriptor, void *out, size_t capacity, size_t *length)
{
    *length = 0;
    while (*length < capacity) {
        ssize_t got = read(descriptor, (char *)out + *length, capacity - *length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        *length += (size_t)got;
    }
    return true;
}

bool descriptor_write(int descriptor, struct slice bytes)
{
    while (bytes.length > 0) {
        ssize_t put = write(descriptor, bytes.at, bytes.length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes = slice_from(bytes, (size_t)put);
    }
    return true;
}

static enum status open_to_read(const char *path, int *out, struct problem *problem)
{
    do {
        *out = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    } while (*out < 0 && errno == EINTR); /* opening a named pipe waits for its writer */
    if (*out >= 0)
        return STATUS_OK;
    int error = errno;
    return trouble(problem, path, error,
                   error == ENOENT ? N_("there is no file '{1}'") : N_("the file '{1}' cannot be read: {2}"));
}

/* A terminal or a device may stand for standard input, but not for a file that was named. */
static enum status check_kind(int descriptor, const char *path, bool named, struct problem *problem)
{
    struct stat st;
    if (fstat(descriptor, &st))
        return trouble(problem, path, errno, N_("the file '{1}' cannot be read: {2}"));
    if (S_ISDIR(st.st_mode))
        return trouble(problem, path, EISDIR, N_("'{1}' is a folder, not a file"));
    if (named && !S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
        return trouble(problem, path, EINVAL, N_("'{1}' is neither a file nor a pipe"));
    return STATUS_OK;
}

static enum status too_large(const char *path, size_t limit, struct problem *problem)
{
    char number[24];
    snprintf(number, sizeof number, "%zu", limit);
    problem_file(problem, path);
    return problem_say(problem, STATUS_FILE, N_("the file '{1}' is larger than {2} bytes"), path, number);
}

static enum status read_all(int descriptor, const char *path, size_t limit, struct buffer *out, struct problem *problem)
{
    char chunk[CHUNK];
    size_t got;
    do {
        size_t left = limit - out->length;
        /* One byte more than allowed tells a file of exactly the limit from a larger one. */
        if (!descriptor_read(descriptor, chunk, left < sizeof chunk ? left + 1 : sizeof chunk, &got))
            return trouble(problem, path, errno, N_("the file '{1}' cannot be read: {2}"));
        if (got > left)
            return too_large(path, limit, problem);
        buffer_add(out, (struct slice){.at = chunk, .length = got});
    } while (got == sizeof chunk && !out->failed);
    if (out->failed)
        return problem_say(problem, STATUS_NO_MEMORY, N_("there is not enough memory for the file '{1}'"), path, NULL);
    if (out->length == 0)
        return trouble(problem, path, 0, N_("the file '{1}' is empty"));
    return STATUS_OK;
}

enum status file_read(const char *path, size_t limit, struct buffer *out, struct problem *problem)
{
    bool named = strcmp(path, "-") != 0;
    int descriptor = STDIN_FILENO;
    buffer_clear(out);
    enum status status = named ? open_to_read(path, &descriptor, problem) : STATUS_OK;
    if (status)
        return status;
    status = check_kind(descriptor, path, named, problem);
    if (!status)
        status = read_all(descriptor, path, limit, out, problem);
    if (named)
        close(descriptor);
    if (status)
        buffer_clear(out);
    return status;
}

void file_temp_name(char out[FILE_TEMP_NAME])
{
    uint8_t random[TEMP_RANDOM];
    randombytes_buf(random, sizeof random);
    size_t length = (size_t)snprintf(out, FILE_TEMP_NAME, TEMP_START);
    sodium_bin2hex(out + length, FILE_TEMP_NAME - length, random, sizeof random);
}

bool file_is_temp_name(const char *name)
{
    size_t start = strlen(TEMP_START);
    return strlen(name) == FILE_TEMP_NAME - 1 && strncmp(name, TEMP_START, start) == 0 &&
           strspn(name + start, "0123456789abcdef") == 2 * TEMP_RANDOM;
}

static bool write_and_close(int descriptor, const struct slice *part, size_t parts)
{
    bool written = true;
    for (size_t i = 0; i < parts && written; i++)
        written = descriptor_write(descriptor, part[i]);
    written = written && fsync(descriptor) == 0;
    int error = errno;
    bool closed = close(descriptor) == 0;
    if (!written)
        errno = error;
    return written && closed;
}

static bool give_name(int folder, const char *temp, const char *name, bool replace)
{
    if (replace)
        return renameat(folder, temp, folder, name) == 0;
    if (renameat2(folder, temp, folder, name, RENAME_NOREPLACE) == 0)
        return true;
    /* Network file systems do not know RENAME_NOREPLACE; a link does not replace anything either. */
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    return linkat(folder, temp, folder, name, 0) == 0 && unlinkat(folder, temp, 0) == 0;
}

bool descriptor_sync_folder(int folder)
{
    return fsync(folder) == 0 || errno == EINVAL; /* EINVAL: a file system that cannot */
}

/* False with errno; the temporary file is gone then. */
static bool write_named(int folder, const char *name, const struct slice *part, size_t parts, unsigned mode,
                        bool replace)
{
    char temp[FILE_TEMP_NAME];
    file_temp_name(temp);
    int descriptor = openat(folder, temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode);
    if (descriptor < 0)
        return false;
    if (write_and_close(descriptor, part, parts) && give_name(folder, temp, name, replace))
        return true;
    int error = errno;
    unlinkat(folder, temp, 0);
    errno = error;
    return false;
}

bool file_begins(const char *path, struct slice bytes)
{
    char start[FILE_START_MAX];
    size_t length = 0;
    struct stat st;
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    bool same = bytes.length <= sizeof start && descriptor >= 0 && fstat(descriptor, &st) == 0 && S_ISREG(st.st_mode) &&
                descriptor_read(descriptor, start, bytes.length, &length) && length == bytes.length &&
                memcmp(start, bytes.at, length) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return same;
}

static enum status write_atomic(const char *folder, const char *name, const struct slice *part, size_t parts,
                                unsigned mode, bool replace, struct problem *problem)
{
    if (!*name || strchr(name, '/') || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return problem_say(problem, STATUS_USAGE, N_("'{1}' is not the name of a file"), name, NULL);
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, name) < 0)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = STATUS_OK;
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        status = trouble(problem, folder, errno, N_("the folder '{1}' cannot be opened: {2}"));
    else if (!write_named(descriptor, name, part, parts, mode, replace))
        status = trouble(problem, path, errno,
                         errno == EEXIST ? N_("the file '{1}' is there already, and it is not replaced")
                                         : N_("the file '{1}' cannot be written: {2}"));
    else if (!descriptor_sync_folder(descriptor))
        status = trouble(problem, path, errno, N_("the file '{1}' is written, but the disk does not confirm it: {2}"));
    if (descriptor >= 0)
        close(descriptor);
    free(path);
    return status;
}

enum status file_write_atomic(const char *folder, const char *name, struct slice bytes, unsigned mode, bool replace,
                              struct problem *problem)
{
    return write_atomic(folder, name, &bytes, 1, mode, replace, problem);
}

enum status file_write_parts(const char *folder, const char *name, const struct slice *part, size_t parts,
                             unsigned mode, struct problem *problem)
{
    return write_atomic(folder, name, part, parts, mode, true, problem);
}

enum status file_write_new(const char *path, struct slice bytes, struct problem *problem)
{
    const char *slash = strrchr(path, '/');
    char *folder = !slash ? strdup(".") : slash > path ? strndup(path, (size_t)(slash - path)) : strdup("/");
    enum status status =
        folder ? file_write_atomic(folder, slash ? slash + 1 : path, bytes, FILE_MODE_SHARED, false, problem)
               : problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    free(folder);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The folder that holds the last part of `path`; not being allowed to open it is no failure: it was not written. */
static bool parent_sync(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *parent = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    if (!parent)
        return false;
    int descriptor = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = descriptor < 0 ? errno == EACCES : descriptor_sync_folder(descriptor);
    int error = errno;
    free(parent);
    if (descriptor >= 0)
        close(descriptor);
    errno = error;
    return done;
}

static bool make_one(const char *path)
{
    if (mkdir(path, 0700) == 0)
        return parent_sync(path);
    int error = errno;
    if (is_folder(path))
        return true;
    errno = error == EEXIST ? ENOTDIR : error;
    return false;
}

enum status folder_make(const char *path, struct problem *problem)
{
    char *part = strdup(path);
    if (!part)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    bool made = true;
    for (char *slash = part + 1; made && *part && (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        made = make_one(part);
        *slash = '/';
    }
    if (!made || !make_one(part))
        made = false;
    int error = errno;
    free(part);
    return made ? STATUS_OK : trouble(problem, path, error, N_("the folder '{1}' cannot be made: {2}"));
}
