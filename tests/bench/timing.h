/*
 * Measuring: what is compared runs in turns (A B A B …), so that a busy moment of the machine meets both; the median of
 * the rounds counts.
 */
#ifndef TESTS_BENCH_TIMING_H
#define TESTS_BENCH_TIMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TIMING_ROUNDS_MAX = 512 };

/* Nanoseconds of one run; `processor`: median of what all threads used, whatever else the machine had to do. */
struct timing {
    uint64_t median, worst, processor;
};

/* One run; false when it failed, which ends the measurement. */
typedef bool timed(void *context);

/* Nanoseconds since some moment. */
uint64_t timing_now(void);

/* Nanoseconds that all threads of this process have used of a processor. */
uint64_t timing_processor(void);

/* The middle of these values, which are sorted by it; 0 of none. */
uint64_t timing_median(uint64_t *value, size_t count);

/* From 1 to TIMING_ROUNDS_MAX rounds. */
bool timing_of(timed *run, void *context, size_t rounds, struct timing *out);
bool timing_beside(timed *ours, timed *bare, void *context, size_t rounds, struct timing *out, struct timing *bare_out);

#endif
