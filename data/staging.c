#include "data/staging.h"

#include "data/file.h"
#include "data/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* In every folder that is being built, so that nobody's own PLACE.part is taken for one. */
static const char MARK[] = ".part";

enum { OPEN_FOLDERS = 8, LOCK_TRIES = 16 };

static enum status trouble(struct problem *problem, const char *path, int error, const char *message)
{
    problem_file(problem, path);
    return problem_say(problem, STATUS_FILE, message, path, strerror(error));
}

/* The place without links on the way to it; PLACE.part. `place` has no slash at its end. */
static enum status name_both(struct staging *staging, const char *place, struct problem *problem)
{
    enum status status = path_make_parent(place, problem);
    if (status != STATUS_OK)
        return status;
    char *real = realpath(place, NULL);
    staging->place = real ? real : path_real(place);
    if (!staging->place || asprintf(&staging->work, "%s.part", staging->place) < 0)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    return STATUS_OK;
}

static bool has_mark(const char *path)
{
    char *mark = path_join(path, MARK);
    bool has = mark && path_exists(mark);
    free(mark);
    return has;
}

/* The folder is empty; one that is marked may be full. */
static enum status check_free(const char *path, bool marked, struct problem *problem)
{
    DIR *folder = opendir(path);
    if (!folder)
        return errno == ENOENT ? STATUS_OK
                               : trouble(problem, path, errno, N_("the folder '{1}' cannot be opened: {2}"));
    size_t names = 0;
    while (names <= 2 && readdir(folder))
        names++;
    closedir(folder);
    /* "." and ".." */
    return names <= 2 || marked
               ? STATUS_OK
               : trouble(problem, path, 0, N_("the folder '{1}' holds something else: name another one"));
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    bool stays = place->level == 0 || (place->level == 1 && strcmp(path + place->base, MARK) == 0);
    return stays ? 0 : remove(path);
}

/* All but the mark goes. Links are removed, not followed. */
static bool empty_folder(const char *path)
{
    return nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) == 0;
}

static enum status begin(const struct staging *staging, struct problem *problem)
{
    /* An empty one that was there already may be open to others. */
    if (!empty_folder(staging->work) || fchmod(staging->folder, 0700))
        return trouble(problem, staging->work, errno, N_("the folder '{1}' cannot be emptied: {2}"));
    int mark = openat(staging->folder, MARK, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (mark < 0)
        return trouble(problem, staging->work, errno, N_("the file '{1}' cannot be written: {2}"));
    close(mark);
    return STATUS_OK;
}

static bool is_named(int folder, const char *path)
{
    struct stat opened, named;
    return fstat(folder, &opened) == 0 && lstat(path, &named) == 0 && opened.st_dev == named.st_dev &&
           opened.st_ino == named.st_ino && opened.st_uid == geteuid();
}

/* *again: between making and locking it, another process took the folder away, or gave it its final name. */
static enum status lock_once(struct staging *staging, bool *again, struct problem *problem)
{
    *again = false;
    if (mkdir(staging->work, 0700) && errno != EEXIST)
        return trouble(problem, staging->work, errno, N_("the folder '{1}' cannot be made: {2}"));
    staging->folder = open(staging->work, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (staging->folder < 0) {
        *again = errno == ENOENT;
        return trouble(problem, staging->work, errno, N_("the folder '{1}' cannot be opened: {2}"));
    }
    if (flock(staging->folder, LOCK_EX | LOCK_NB) == 0) {
        if (is_named(staging->folder, staging->work))
            return STATUS_OK;
        *again = true;
    }
    close(staging->folder);
    staging->folder = -1;
    return trouble(problem, staging->work, 0,
                   N_("'{1}' belongs to another run of the program, or to another user: wait until it is gone"));
}

static enum status lock(struct staging *staging, struct problem *problem)
{
    bool again = true;
    enum status status = STATUS_OK;
    for (int i = 0; i < LOCK_TRIES && again; i++)
        status = lock_once(staging, &again, problem);
    return status;
}

enum status staging_open(struct staging *staging, const char *place, struct problem *problem)
{
    *staging = (struct staging){.folder = -1};
    size_t length = strlen(place);
    while (length > 1 && place[length - 1] == '/')
        length--;
    char *plain = strndup(place, length);
    enum status status =
        plain ? name_both(staging, plain, problem) : problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    free(plain);
    if (status == STATUS_OK)
        status = lock(staging, problem);
    if (status == STATUS_OK)
        status = check_free(staging->work, has_mark(staging->work), problem);
    staging->begun = status == STATUS_OK;
    if (status == STATUS_OK)
        status = check_free(staging->place, false, problem);
    if (status == STATUS_OK)
        status = begin(staging, problem);
    if (status != STATUS_OK)
        staging_close(staging);
    else
        problem_clear(problem);
    return status;
}

static bool sync_parent(const char *path)
{
    char *parent = strdup(path);
    char *slash = parent ? strrchr(parent, '/') : NULL;
    if (slash)
        slash[slash == parent] = '\0';
    int folder = parent ? open(slash ? parent : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    /* Some file systems cannot synchronise a folder and say EINVAL: there is nothing more to do then. */
    bool done = folder >= 0 && (fsync(folder) == 0 || errno == EINVAL);
    int error = errno;
    if (folder >= 0)
        close(folder);
    free(parent);
    errno = error;
    return done;
}

enum status staging_finish(struct staging *staging, struct problem *problem)
{
    if (fsync(staging->folder) && errno != EINVAL)
        return trouble(problem, staging->work, errno, N_("the file '{1}' cannot be written: {2}"));
    /* An empty folder is replaced; anything else makes it fail. */
    if (rename(staging->work, staging->place))
        return trouble(problem, staging->place, errno, N_("the folder '{1}' cannot be made: {2}"));
    staging->begun = false;
    if (unlinkat(staging->folder, MARK, 0) || !sync_parent(staging->place))
        return trouble(problem, staging->place, errno,
                       N_("the file '{1}' is written, but the disk does not confirm it: {2}"));
    return STATUS_OK;
}

void staging_close(struct staging *staging)
{
    /* Removed while it is locked; without the lock it is another's. */
    if (staging->begun && empty_folder(staging->work)) {
        unlinkat(staging->folder, MARK, 0);
        rmdir(staging->work);
    }
    if (staging->folder >= 0)
        close(staging->folder);
    free(staging->place);
    free(staging->work);
    *staging = (struct staging){.folder = -1};
}
