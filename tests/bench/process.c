#include "tests/bench/process.h"

#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS = 32 };

/* `out` < 0: what it writes is thrown away. */
static bool spawn(const char *const *words, int out, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    char *const *arguments = (char *const *)(uintptr_t)words; /* posix_spawn changes nothing */
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    bool started = (out < 0 ? posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0
                            : posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO) == 0) &&
                   posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
                   posix_spawn(child, words[0], &actions, NULL, arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return started;
}

static bool has_ended_well(int status)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int process_measure(char **words)
{
    pid_t child;
    int status;
    struct rusage usage;
    if (!spawn((const char *const *)(uintptr_t)words, -1, &child) || wait4(child, &status, 0, &usage) != child ||
        !has_ended_well(status))
        return 1;
    return printf("%" PRIu64 "\n", (uint64_t)usage.ru_maxrss * 1024) < 0 || fflush(stdout) != 0;
}

/*
 * Until a new process has its program it has its parent's memory, and the system counts that as its own. So the parent
 * is a second process of this program, which has none yet.
 */
static bool run_measured(const char *const *words, uint64_t *peak)
{
    const char *all[WORDS + 3] = {"/proc/self/exe", PROCESS_MEASURE};
    char text[32] = "";
    int ends[2], status;
    pid_t child;
    for (size_t i = 0; words[i]; i++) {
        if (i == WORDS)
            return false;
        all[i + 2] = words[i];
    }
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    bool done = spawn(all, ends[1], &child);
    close(ends[1]);
    ssize_t length = done ? read(ends[0], text, sizeof text - 1) : 0;
    close(ends[0]);
    done = done && waitpid(child, &status, 0) == child && has_ended_well(status) && length > 0;
    *peak = done ? strtoull(text, NULL, 10) : 0;
    return done;
}

bool process_run(const char *const *words, uint64_t *peak)
{
    pid_t child;
    int status;
    if (peak)
        return run_measured(words, peak);
    return spawn(words, -1, &child) && waitpid(child, &status, 0) == child && has_ended_well(status);
}
