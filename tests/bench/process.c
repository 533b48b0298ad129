#include "tests/bench/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static bool spawn(const char *const *words, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    char *const *arguments = (char *const *)(uintptr_t)words; /* posix_spawn changes nothing */
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    bool started = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
                   posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO) == 0 &&
                   posix_spawn(child, words[0], &actions, NULL, arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return started;
}

bool process_run(const char *const *words, uint64_t *peak)
{
    pid_t child;
    int status;
    struct rusage usage;
    if (!spawn(words, &child) || wait4(child, &status, 0, &usage) != child)
        return false;
    if (peak)
        *peak = (uint64_t)usage.ru_maxrss * 1024;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
