#include "tests/bench/timing.h"

#include <stdlib.h>
#include <time.h>

enum { NANOSECONDS = 1000000000 };

struct samples {
    uint64_t time[TIMING_ROUNDS_MAX], processor[TIMING_ROUNDS_MAX];
    size_t count;
};

static uint64_t read_clock(clockid_t clock)
{
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * NANOSECONDS + (uint64_t)now.tv_nsec;
}

uint64_t timing_now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

uint64_t timing_processor(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static int order(const void *a, const void *b)
{
    const uint64_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

uint64_t timing_median(uint64_t *value, size_t count)
{
    if (count == 0)
        return 0;
    qsort(value, count, sizeof *value, order);
    return value[count / 2];
}

static bool one(timed *run, void *context, struct samples *samples)
{
    uint64_t start = timing_now(), processor = timing_processor();
    if (samples->count == TIMING_ROUNDS_MAX || !run(context))
        return false;
    samples->processor[samples->count] = timing_processor() - processor;
    samples->time[samples->count++] = timing_now() - start;
    return true;
}

static struct timing sum_up(struct samples *samples)
{
    struct timing timing = {.median = timing_median(samples->time, samples->count),
                            .processor = timing_median(samples->processor, samples->count)};
    timing.worst = samples->time[samples->count - 1];
    return timing;
}

bool timing_of(timed *run, void *context, size_t rounds, struct timing *out)
{
    struct samples samples = {.count = 0};
    while (samples.count < rounds)
        if (!one(run, context, &samples))
            return false;
    *out = sum_up(&samples);
    return true;
}

bool timing_beside(timed *ours, timed *bare, void *context, size_t rounds, struct timing *out, struct timing *bare_out)
{
    struct samples samples = {.count = 0}, bare_samples = {.count = 0};
    while (samples.count < rounds)
        if (!one(ours, context, &samples) || !one(bare, context, &bare_samples))
            return false;
    *out = sum_up(&samples);
    *bare_out = sum_up(&bare_samples);
    return true;
}
