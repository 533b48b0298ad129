#include "tests/sample.h"

#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char *program(void)
{
    const char *named = getenv("STIMMBUCH");
    return named && *named ? named : "build/release/stimmbuch";
}

int sample_run(const char *const *arguments)
{
    union {
        const char *const *borrowed;
        char *const *wanted; /* execvp writes to none of them */
    } list = {.borrowed = arguments};
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);
        for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
            dup2(null, fd);
        execvp(arguments[0], list.wanted);
        _exit(127);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

int sample_build(void **state)
{
    char folder[SCRATCH_PATH];
    if (scratch_make(state) != 0)
        return -1;
    const char *const arguments[] = {program(), "demo", "--dir", scratch_path(state, "demo", folder), "--quiet", NULL};
    return sample_run(arguments);
}

int sample_remove(void **state)
{
    return scratch_remove(state);
}

static void name_files(struct sample *sample)
{
    scratch_path(&sample->folder, "demo", sample->demo);
    scratch_path(&sample->folder, "demo/ledger.db", sample->ledger);
    scratch_path(&sample->folder, "demo/keys", sample->keys);
    scratch_path(&sample->folder, "demo/passphrase", sample->passphrase);
}

int sample_enter(void **state)
{
    char built[SCRATCH_PATH], real[PATH_MAX];
    scratch_path(state, "demo", built);
    struct sample *sample = calloc(1, sizeof *sample);
    *state = sample;
    if (!sample || !realpath(program(), real) || scratch_make(&sample->folder) != 0)
        return -1;
    snprintf(sample->program, sizeof sample->program, "%s", real);
    name_files(sample);
    const char *const arguments[] = {"cp", "-a", built, sample->demo, NULL};
    return sample_run(arguments);
}

int sample_leave(void **state)
{
    struct sample *sample = *state;
    void *folder = sample->folder;
    emulator_free(sample->e);
    free(sample);
    return scratch_remove(&folder);
}

struct emulator *sample_start(struct sample *sample, int rows, int columns, const char *const *arguments,
                              const char *const *environment)
{
    emulator_free(sample->e);
    sample->e = emulator_start(rows, columns, arguments, environment);
    return sample->e;
}

struct emulator *sample_demo_with(struct sample *sample, int rows, int columns, const char *option,
                                  const char *const *environment)
{
    const char *const arguments[] = {sample->program, "demo", "--dir", sample->demo, "--lang", "en", option, NULL};
    return sample_start(sample, rows, columns, arguments, environment);
}

struct emulator *sample_demo(struct sample *sample, int rows, int columns)
{
    static const char *const nothing[] = {NULL};
    struct emulator *e = sample_demo_with(sample, rows, columns, NULL, nothing);
    emulator_wait_cursor(e, "▸ 2026-006");
    return e;
}
