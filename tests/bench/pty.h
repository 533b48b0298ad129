/*
 * A program on a pseudo-terminal of 80x24, measured from outside: what it writes, and when its last byte came. It has
 * said all it has to say when it is quiet for PTY_QUIET_MS.
 */
#ifndef TESTS_BENCH_PTY_H
#define TESTS_BENCH_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { PTY_QUIET_MS = 25 };

struct pty {
    pid_t pid;
    int master;
};

/* What came after something was done: nanoseconds until the last byte, and how many. */
struct pty_answer {
    uint64_t time;
    size_t bytes;
};

/*
 * Starts it with the HOME `home`, and measures until `mark` has come, which is the last thing that it writes on its
 * first full screen. The last of `words` is NULL; the first is looked for in PATH. False when it does not come.
 */
bool pty_start(struct pty *pty, const char *const *words, const char *home, const char *mark,
               struct pty_answer *answer);

/* Presses keys; false when nothing comes back. `quiet` milliseconds end the answer. */
bool pty_press(const struct pty *pty, const char *keys, int quiet, struct pty_answer *answer);

/* The time that its first thread has computed so far, whatever else the machine had to do; 0 when not known. */
uint64_t pty_processor(const struct pty *pty);

/* Ends it; its largest memory in bytes, 0 when that is not known. */
uint64_t pty_end(struct pty *pty);

/* Whether there is such a program in PATH. */
bool pty_has(const char *program);

#endif
