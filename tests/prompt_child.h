/*
 * A child process with a terminal of its own, whose other end the test holds.
 */
#ifndef TESTS_PROMPT_CHILD_H
#define TESTS_PROMPT_CHILD_H

#include "core/buffer.h"

#include <sys/types.h>

struct child {
    pid_t pid;
    int master, slave;
    int result;         /* a byte with the status, then the answer; ends with the child */
    struct buffer seen; /* what stood on the terminal since the last typing */
};

typedef void child_function(int result);

/* The child runs `function` and ends; `typed_before`, empty or with a line end, waits for it. */
void child_start(struct child *child, child_function *function, const char *typed_before);

/* Waits until the terminal shows `text`; fails when the child ends before. */
void child_shows(struct child *child, const char *text);

void child_type(struct child *child, const char *keys);

bool child_echoes(const struct child *child);

/* Waits for the status and the answer that the child reports, and compares them. */
void child_reports(struct child *child, enum status status, const char *answer);

/* Waits for the end, checks that the terminal echoes again, and gives the wait status. */
int child_end(struct child *child);

#endif
