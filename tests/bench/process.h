/* Running a program to its end, with its output thrown away. */
#ifndef TESTS_BENCH_PROCESS_H
#define TESTS_BENCH_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

/* The last of `words` is NULL. False unless it ends with 0. `peak` (may be NULL): its largest memory in bytes. */
bool process_run(const char *const *words, uint64_t *peak);

#endif
