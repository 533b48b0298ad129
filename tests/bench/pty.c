#include "tests/bench/pty.h"

#include "tests/bench/timing.h"

#include <limits.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROWS = 24, COLUMNS = 80, START_MS = 10000, ANSWER_MS = 1000, SCREEN_BYTES = 1 << 20 };

static void run(const char *const *words, const char *home)
{
    static const char *const names[] = {"HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"};
    char *const *arguments = (char *const *)(uintptr_t)words; /* execvp changes nothing */
    char real[PATH_MAX];
    for (size_t i = 0; i < sizeof names / sizeof names[0] && realpath(home, real); i++)
        setenv(names[i], real, 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    execvp(words[0], arguments);
    _exit(127);
}

/* Reads until it is quiet; the first byte may take `patience`. */
static bool listen_to(const struct pty *pty, uint64_t start, int patience, int quiet, struct pty_answer *answer)
{
    char bytes[65536];
    struct pollfd wait = {.fd = pty->master, .events = POLLIN};
    *answer = (struct pty_answer){.bytes = 0};
    while (poll(&wait, 1, answer->bytes ? quiet : patience) > 0) {
        ssize_t got = read(pty->master, bytes, sizeof bytes);
        if (got <= 0)
            break;
        answer->bytes += (size_t)got;
        answer->time = timing_now() - start;
    }
    return answer->bytes > 0;
}

/* Until the mark has come; what comes after it is read too. */
static bool wait_for(const struct pty *pty, uint64_t start, const char *mark, struct pty_answer *answer)
{
    static char seen[SCREEN_BYTES];
    struct pollfd wait = {.fd = pty->master, .events = POLLIN};
    struct pty_answer rest;
    size_t length = 0;
    while (length < sizeof seen && poll(&wait, 1, START_MS) > 0) {
        ssize_t got = read(pty->master, seen + length, sizeof seen - length);
        if (got <= 0)
            return false;
        length += (size_t)got;
        answer->time = timing_now() - start;
        if (memmem(seen, length, mark, strlen(mark))) {
            (void)listen_to(pty, start, PTY_QUIET_MS, PTY_QUIET_MS, &rest);
            answer->bytes = length + rest.bytes;
            return true;
        }
    }
    return false;
}

bool pty_start(struct pty *pty, const char *const *words, const char *home, const char *mark, struct pty_answer *answer)
{
    struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};
    fflush(NULL);
    uint64_t start = timing_now();
    pty->pid = forkpty(&pty->master, NULL, NULL, &size);
    if (pty->pid == 0)
        run(words, home);
    return pty->pid > 0 && wait_for(pty, start, mark, answer);
}

bool pty_press(const struct pty *pty, const char *keys, int quiet, struct pty_answer *answer)
{
    uint64_t start = timing_now();
    return write(pty->master, keys, strlen(keys)) == (ssize_t)strlen(keys) &&
           listen_to(pty, start, ANSWER_MS, quiet, answer);
}

uint64_t pty_processor(const struct pty *pty)
{
    char path[64], line[256];
    uint64_t nanoseconds = 0;
    if (snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)pty->pid) >= (int)sizeof path)
        return 0;
    FILE *file = fopen(path, "r");
    if (file && fgets(line, sizeof line, file))
        nanoseconds = strtoull(line, NULL, 10);
    if (file)
        fclose(file);
    return nanoseconds;
}

/* Not from wait4: that counts what the child was before it became the program, a copy of this one. */
static uint64_t peak_memory(pid_t pid)
{
    char path[64], line[256];
    uint64_t kibibytes = 0;
    if (snprintf(path, sizeof path, "/proc/%ld/status", (long)pid) >= (int)sizeof path)
        return 0;
    FILE *status = fopen(path, "r");
    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kibibytes = strtoull(line + 6, NULL, 10);
    if (status)
        fclose(status);
    return kibibytes * 1024;
}

uint64_t pty_end(struct pty *pty)
{
    int status;
    uint64_t memory = peak_memory(pty->pid);
    kill(pty->pid, SIGTERM);
    struct pty_answer last;
    /* Until it is gone: a full terminal would hold it up. */
    while (listen_to(pty, 0, ANSWER_MS, ANSWER_MS, &last))
        continue;
    kill(pty->pid, SIGKILL);
    bool ended = waitpid(pty->pid, &status, 0) == pty->pid;
    close(pty->master);
    return ended ? memory : 0;
}

bool pty_has(const char *program)
{
    char path[4096];
    const char *rest = getenv("PATH");
    while (rest && *rest) {
        size_t length = strcspn(rest, ":");
        if (snprintf(path, sizeof path, "%.*s/%s", (int)length, rest, program) < (int)sizeof path &&
            access(path, X_OK) == 0)
            return true;
        rest += length + (rest[length] == ':');
    }
    return false;
}
