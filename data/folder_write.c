#include "data/folder_write.h"

#include "data/file.h"
#include "data/folder_sync.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PLACES = 4, FOLDER_MODE = 0777 };

/* A folder inside that is open because files are going there. */
struct place {
    char name[FOLDER_NAME_MAX]; /* "" for the top */
    int folder;                 /* -1: unused */
    bool changed;               /* since it was synchronised */
};

struct waiting {
    char temp[FILE_TEMP_NAME], name[FOLDER_NAME_MAX];
};

/* So many files that are synchronised together. */
struct set {
    struct waiting waiting[FOLDER_SYNC_MAX];
    struct folder_sync sync;
};

struct folder_writer {
    char *path;
    int top;
    struct place place[PLACES]; /* the last used first */
    struct set set[2];          /* one is filled while the other is synchronised */
    size_t filled;              /* which */
};

static enum status trouble(const struct folder_writer *writer, const char *name, int error, const char *message,
                           struct problem *problem)
{
    struct buffer path;
    buffer_init(&path);
    buffer_format(&path, "%s%s%s", writer->path, *name ? "/" : "", name);
    problem_file(problem, path.at);
    enum status status = problem_say(problem, STATUS_FILE, message, path.at, strerror(error));
    buffer_release(&path);
    return status;
}

static enum status no_write(const struct folder_writer *writer, const char *name, int error, struct problem *problem)
{
    if (error == ELOOP || error == ENOTDIR)
        return trouble(writer, name, error,
                       N_("the file '{1}' cannot be written: a link or a file is in the way of its folder"), problem);
    return trouble(writer, name, error, N_("the file '{1}' cannot be written: {2}"), problem);
}

/* Makes the folder where it is missing, for good: what it lies in is synchronised. */
static bool top_open(const char *path, int *out)
{
    bool made = mkdir(path, FOLDER_MODE) == 0;
    if (!made && errno != EEXIST)
        return false;
    *out = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*out < 0 || !made)
        return *out >= 0;
    int outer = openat(*out, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = outer < 0 ? errno == EACCES : descriptor_sync_folder(outer);
    if (outer >= 0)
        close(outer);
    return done;
}

enum status folder_writer_open(const char *path, struct folder_writer **out, struct problem *problem)
{
    struct folder_writer *writer = calloc(1, sizeof *writer);
    *out = NULL;
    if (!writer || !(writer->path = strdup(path))) {
        free(writer);
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    }
    writer->top = -1;
    for (size_t i = 0; i < PLACES; i++)
        writer->place[i].folder = -1;
    enum status status = STATUS_OK;
    if (!top_open(path, &writer->top))
        status = trouble(writer, "", errno, N_("the folder '{1}' cannot be opened or made: {2}"), problem);
    else if (flock(writer->top, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        status = problem_say(problem, STATUS_REFUSED, N_("another program is writing to the folder '{1}': wait for it"),
                             path, NULL);
    if (status == STATUS_OK)
        *out = writer;
    else
        folder_writer_close(writer);
    return status;
}

static void forget_waiting(struct folder_writer *writer, struct set *set)
{
    for (size_t i = 0; i < set->sync.count; i++)
        unlinkat(writer->top, set->waiting[i].temp, 0);
    folder_sync_reset(&set->sync);
}

void folder_writer_close(struct folder_writer *writer)
{
    if (!writer)
        return;
    for (size_t i = 0; i < 2; i++)
        forget_waiting(writer, &writer->set[i]);
    for (size_t i = 0; i < PLACES; i++)
        if (writer->place[i].folder >= 0)
            close(writer->place[i].folder);
    if (writer->top >= 0)
        close(writer->top);
    free(writer->path);
    free(writer);
}

static bool place_settle(struct place *place)
{
    if (place->folder < 0 || !place->changed)
        return true;
    place->changed = false;
    return descriptor_sync_folder(place->folder);
}

/* The folder of that name among the open ones, first now; `make`: where it is missing. NULL with errno. */
static struct place *place_open(struct folder_writer *writer, const char *name, bool make)
{
    struct place found;
    size_t at = 0;
    while (at < PLACES - 1 && (writer->place[at].folder < 0 || strcmp(writer->place[at].name, name) != 0))
        at++;
    found = writer->place[at];
    if (found.folder < 0 || strcmp(found.name, name) != 0) {
        int folder = folder_descend(writer->top, name, make);
        if (folder < 0 || !place_settle(&writer->place[at])) {
            if (folder >= 0)
                close(folder);
            return NULL;
        }
        if (found.folder >= 0)
            close(found.folder);
        found = (struct place){.folder = folder};
        memcpy(found.name, name, strlen(name) + 1);
    }
    memmove(&writer->place[1], &writer->place[0], at * sizeof found);
    writer->place[0] = found;
    return &writer->place[0];
}

static enum status give_names(struct folder_writer *writer, struct set *set, struct problem *problem)
{
    for (size_t i = 0; i < set->sync.count; i++) {
        const struct waiting *waiting = &set->waiting[i];
        char folder[FOLDER_NAME_MAX];
        const char *name = folder_split(waiting->name, folder);
        struct place *place = place_open(writer, folder, true);
        if (!place || renameat(writer->top, waiting->temp, place->folder, name) != 0)
            return no_write(writer, waiting->name, errno, problem);
        place->changed = true;
    }
    folder_sync_reset(&set->sync);
    return STATUS_OK;
}

/* What is in it is on the disk, and then has its name. */
static enum status finish_set(struct folder_writer *writer, struct set *set, struct problem *problem)
{
    size_t failed;
    int error;
    if (!folder_sync_wait(&set->sync, &failed, &error))
        return no_write(writer, set->waiting[failed].name, error, problem);
    return give_names(writer, set, problem);
}

/* The one that is full goes to the disk; the other one is empty then. */
static enum status change_sets(struct folder_writer *writer, struct problem *problem)
{
    folder_sync_start(&writer->set[writer->filled].sync);
    writer->filled ^= 1;
    return finish_set(writer, &writer->set[writer->filled], problem);
}

enum status folder_writer_put(struct folder_writer *writer, const char *name, struct slice bytes,
                              struct problem *problem)
{
    enum status status =
        writer->set[writer->filled].sync.count == FOLDER_SYNC_MAX ? change_sets(writer, problem) : STATUS_OK;
    if (status != STATUS_OK)
        return status;
    struct set *set = &writer->set[writer->filled];
    struct waiting *waiting = &set->waiting[set->sync.count];
    memcpy(waiting->name, name, strlen(name) + 1);
    file_temp_name(waiting->temp);
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int file = openat(writer->top, waiting->temp, flags, FILE_MODE_SHARED);
    if (file < 0)
        return no_write(writer, name, errno, problem);
    set->sync.file[set->sync.count++] = file;
    return descriptor_write(file, bytes) ? STATUS_OK : no_write(writer, name, errno, problem);
}

enum status folder_writer_settle(struct folder_writer *writer, struct problem *problem)
{
    enum status status = change_sets(writer, problem);
    if (status == STATUS_OK)
        status = change_sets(writer, problem);
    for (size_t i = 0; i < PLACES && status == STATUS_OK; i++)
        if (!place_settle(&writer->place[i]))
            status = no_write(writer, writer->place[i].name, errno, problem);
    return status;
}

bool folder_writer_has(struct folder_writer *writer, const char *name)
{
    char folder[FOLDER_NAME_MAX];
    struct stat st;
    const char *last = folder_split(name, folder);
    const struct place *place = place_open(writer, folder, false);
    return place && fstatat(place->folder, last, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode);
}

static enum status read_file(const struct folder_writer *writer, const char *name, int file, size_t limit,
                             struct buffer *out, struct problem *problem)
{
    struct stat st;
    if (fstat(file, &st) != 0)
        return trouble(writer, name, errno, N_("the file '{1}' cannot be read: {2}"), problem);
    if (!S_ISREG(st.st_mode) || (uint64_t)st.st_size > limit)
        return trouble(writer, name, 0, N_("'{1}' is not a file of the size that it could have"), problem);
    size_t length, capacity = (size_t)st.st_size;
    char *bytes = malloc(capacity + 1);
    if (!bytes)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = STATUS_OK;
    if (!descriptor_read(file, bytes, capacity, &length))
        status = trouble(writer, name, errno, N_("the file '{1}' cannot be read: {2}"), problem);
    else
        buffer_add(out, (struct slice){.at = bytes, .length = length});
    free(bytes);
    return status == STATUS_OK ? buffer_status(out) : status;
}

enum status folder_writer_read(struct folder_writer *writer, const char *name, size_t limit, struct buffer *out,
                               bool *found, struct problem *problem)
{
    int file = openat(writer->top, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    *found = file >= 0;
    if (file < 0)
        return errno == ENOENT ? STATUS_OK
                               : trouble(writer, name, errno, N_("the file '{1}' cannot be read: {2}"), problem);
    enum status status = read_file(writer, name, file, limit, out, problem);
    close(file);
    return status;
}

enum status folder_writer_remove(struct folder_writer *writer, const char *name, struct problem *problem)
{
    char folder[FOLDER_NAME_MAX];
    const char *last = folder_split(name, folder);
    int place = folder_descend(writer->top, folder, false);
    bool gone = place < 0 ? errno == ENOENT : unlinkat(place, last, 0) == 0 || errno == ENOENT;
    int error = errno;
    if (place >= 0)
        close(place);
    return gone ? STATUS_OK : trouble(writer, name, error, N_("the file '{1}' cannot be removed: {2}"), problem);
}

static bool remove_one(void *context, int folder, const char *name)
{
    (void)context;
    unlinkat(folder, name, 0);
    return true;
}

enum status folder_writer_remove_folder(struct folder_writer *writer, const char *name, struct problem *problem)
{
    char folder[FOLDER_NAME_MAX];
    const char *last = folder_split(name, folder);
    int inner = folder_descend(writer->top, name, false);
    if (inner < 0)
        return errno == ENOENT ? STATUS_OK : no_write(writer, name, errno, problem);
    bool gone = folder_each_name(inner, remove_one, NULL);
    int outer = gone ? folder_descend(writer->top, folder, false) : -1;
    gone = outer >= 0 && unlinkat(outer, last, AT_REMOVEDIR) == 0;
    int error = errno;
    if (outer >= 0)
        close(outer);
    return gone ? STATUS_OK : trouble(writer, name, error, N_("the folder '{1}' cannot be removed: {2}"), problem);
}

static bool take_name(void *context, int folder, const char *name)
{
    struct buffer *out = context;
    (void)folder;
    if (!file_is_temp_name(name))
        buffer_text(out, name);
    return out->length == 0;
}

enum status folder_writer_first(struct folder_writer *writer, struct buffer *name, struct problem *problem)
{
    buffer_clear(name);
    if (!folder_each_name(folder_descend(writer->top, "", false), take_name, name))
        return trouble(writer, "", errno, N_("the folder '{1}' cannot be read: {2}"), problem);
    return buffer_status(name);
}

static bool tidy_one(void *context, int folder, const char *name)
{
    (void)context;
    if (file_is_temp_name(name))
        unlinkat(folder, name, 0);
    return true;
}

enum status folder_writer_tidy(struct folder_writer *writer, struct problem *problem)
{
    if (!folder_each_name(folder_descend(writer->top, "", false), tidy_one, NULL))
        return trouble(writer, "", errno, N_("the folder '{1}' cannot be read: {2}"), problem);
    return STATUS_OK;
}
