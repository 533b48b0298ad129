#include "tests/scratch.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

int scratch_make(void **state)
{
    const char *parent = getenv("TMPDIR");
    char path[SCRATCH_PATH];
    snprintf(path, sizeof path, "%s/stimmbuch-XXXXXX", parent ? parent : "/tmp");
    if (!mkdtemp(path))
        return -1;
    *state = strdup(path);
    return *state ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *place)
{
    (void)st;
    (void)kind;
    (void)place;
    return remove(path);
}

int scratch_remove(void **state)
{
    int failed = nftw(*state, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(*state);
    return failed;
}

const char *scratch_path(void *const *state, const char *name, char out[SCRATCH_PATH])
{
    const char *folder = *state;
    assert_true(snprintf(out, SCRATCH_PATH, "%s/%s", folder, name) < SCRATCH_PATH);
    return out;
}

void scratch_write(void *const *state, const char *name, struct slice bytes, unsigned mode)
{
    char path[SCRATCH_PATH];
    scratch_path(state, name, path);
    unlink(path);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes.at, bytes.length), bytes.length);
    assert_int_equal(fchmod(descriptor, (mode_t)mode), 0);
    assert_int_equal(close(descriptor), 0);
}

size_t scratch_count(void *const *state)
{
    DIR *folder = opendir(*state);
    size_t count = 0;
    assert_non_null(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count - 2; /* . and .. */
}
