/* Running a program to its end, with its output thrown away. */
#ifndef TESTS_BENCH_PROCESS_H
#define TESTS_BENCH_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The last of `words`, 32 at most, is NULL. False unless it ends with 0. `peak` (may be NULL): its largest memory in
 * bytes.
 */
bool process_run(const char *const *words, uint64_t *peak);

/* The word behind which main gives the rest of its words to process_measure, whose result is its status. */
#define PROCESS_MEASURE "--measure"

/* What process_run starts in order to know the peak: runs the words and writes it on standard output, in bytes. */
int process_measure(char **words);

#endif
