#include "data/stream.h"

#include "data/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAITING_MAX = 1 << 16 };

static enum status trouble(struct problem *problem, const char *path, int error, const char *message)
{
    problem_file(problem, path);
    return problem_say(problem, STATUS_FILE, message, path, strerror(error));
}

enum status stream_open(struct stream *stream, const char *path, struct problem *problem)
{
    struct stat st;
    bool named = strcmp(path, "-") != 0;
    stream->path = path;
    stream->from = stream->length = 0;
    stream->descriptor = STDIN_FILENO;
    if (named) {
        do {
            stream->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
        } while (stream->descriptor < 0 && errno == EINTR);
    }
    if (stream->descriptor < 0)
        return trouble(problem, path, errno,
                       errno == ENOENT ? N_("there is no file '{1}'") : N_("the file '{1}' cannot be read: {2}"));
    if (fstat(stream->descriptor, &st))
        return trouble(problem, path, errno, N_("the file '{1}' cannot be read: {2}"));
    if (S_ISDIR(st.st_mode))
        return trouble(problem, path, EISDIR, N_("'{1}' is a folder, not a file"));
    if (named && !S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
        return trouble(problem, path, EINVAL, N_("'{1}' is neither a file nor a pipe"));
    return STATUS_OK;
}

void stream_close(struct stream *stream)
{
    if (stream->descriptor > STDIN_FILENO)
        close(stream->descriptor);
    stream->descriptor = -1;
}

enum status stream_peek(struct stream *stream, size_t length, struct slice *out, struct problem *problem)
{
    size_t got, wanted = length < sizeof stream->bytes ? length : sizeof stream->bytes;
    if (stream->length < wanted) {
        memmove(stream->bytes, stream->bytes + stream->from, stream->length);
        stream->from = 0;
        if (!descriptor_read(stream->descriptor, stream->bytes + stream->length, sizeof stream->bytes - stream->length,
                             &got))
            return trouble(problem, stream->path, errno, N_("the file '{1}' cannot be read: {2}"));
        stream->length += got;
    }
    *out = slice_head((struct slice){stream->bytes + stream->from, stream->length}, wanted);
    return STATUS_OK;
}

void stream_take(struct stream *stream, size_t length)
{
    stream->from += length;
    stream->length -= length;
}

/* "FOLDER/.tmp-XXXXXX" for "FOLDER/NAME". */
static char *temporary_for(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *made = NULL;
    return asprintf(&made, "%.*s.tmp-XXXXXX", slash ? (int)(slash + 1 - path) : 0, path) < 0 ? NULL : made;
}

enum status stream_create(struct stream_out *out, const char *path, struct problem *problem)
{
    *out = (struct stream_out){.descriptor = STDOUT_FILENO};
    buffer_init(&out->waiting);
    if (!path)
        return STATUS_OK;
    out->path = strdup(path);
    out->temporary = temporary_for(path);
    if (!out->path || !out->temporary)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (access(path, F_OK) == 0)
        return trouble(problem, path, EEXIST, N_("the file '{1}' is there already, and it is not replaced"));
    mode_t mask = umask(0);
    umask(mask);
    out->descriptor = mkostemp(out->temporary, O_CLOEXEC);
    if (out->descriptor < 0 || fchmod(out->descriptor, FILE_MODE_SHARED & ~mask))
        return trouble(problem, path, errno, N_("the file '{1}' cannot be written: {2}"));
    return STATUS_OK;
}

static enum status flush(struct stream_out *out, struct problem *problem)
{
    enum status status = buffer_status(&out->waiting);
    if (status != STATUS_OK)
        return problem_say(problem, status, NULL, NULL, NULL);
    if (!descriptor_write(out->descriptor, buffer_slice(&out->waiting)))
        return trouble(problem, out->path ? out->path : "-", errno, N_("the file '{1}' cannot be written: {2}"));
    buffer_clear(&out->waiting);
    return STATUS_OK;
}

enum status stream_write(struct stream_out *out, struct slice bytes, struct problem *problem)
{
    buffer_add(&out->waiting, bytes);
    return out->waiting.length < WAITING_MAX ? STATUS_OK : flush(out, problem);
}

/* The name must be free; file systems that cannot say so at once know links. */
static bool give_name(const char *temporary, const char *path)
{
    if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    return link(temporary, path) == 0 && unlink(temporary) == 0;
}

static enum status sync_folder(const struct stream_out *out, struct problem *problem)
{
    const char *slash = strrchr(out->path, '/');
    char *folder = slash ? strndup(out->path, (size_t)(slash - out->path) + 1) : strdup(".");
    int descriptor = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    /* A folder that may not be opened, or a file system that cannot: there is nothing more to do. */
    bool done = descriptor < 0 ? errno == EACCES : fsync(descriptor) == 0 || errno == EINVAL;
    int error = errno;
    if (descriptor >= 0)
        close(descriptor);
    free(folder);
    return done ? STATUS_OK
                : trouble(problem, out->path, error,
                          N_("the file '{1}' is written, but the disk does not confirm it: {2}"));
}

enum status stream_finish(struct stream_out *out, struct problem *problem)
{
    enum status status = flush(out, problem);
    if (status != STATUS_OK || !out->temporary)
        return status;
    if (fsync(out->descriptor))
        return trouble(problem, out->path, errno, N_("the file '{1}' cannot be written: {2}"));
    if (!give_name(out->temporary, out->path))
        return trouble(problem, out->path, errno,
                       errno == EEXIST ? N_("the file '{1}' is there already, and it is not replaced")
                                       : N_("the file '{1}' cannot be written: {2}"));
    free(out->temporary);
    out->temporary = NULL;
    return sync_folder(out, problem);
}

void stream_release(struct stream_out *out)
{
    if (out->descriptor > STDOUT_FILENO) {
        close(out->descriptor);
        if (out->temporary)
            unlink(out->temporary);
    }
    free(out->path);
    free(out->temporary);
    buffer_release(&out->waiting);
}
