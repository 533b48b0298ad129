#include "tests/bench/timing.h"

#include <stdlib.h>
#include <time.h>

enum { NANOSECONDS = 1000000000 };

uint64_t timing_now(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * NANOSECONDS + (uint64_t)now.tv_nsec;
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

static bool one(timed *run, void *context, uint64_t *out)
{
    uint64_t start = timing_now();
    bool done = run(context);
    *out = timing_now() - start;
    return done;
}

static struct timing sum_up(uint64_t *value, size_t count)
{
    struct timing timing = {.median = timing_median(value, count)};
    timing.worst = value[count - 1];
    return timing;
}

bool timing_of(timed *run, void *context, size_t rounds, struct timing *out)
{
    uint64_t value[TIMING_ROUNDS_MAX];
    size_t count = 0;
    while (count < rounds && count < TIMING_ROUNDS_MAX && one(run, context, &value[count]))
        count++;
    if (count == 0 || count < rounds)
        return false;
    *out = sum_up(value, count);
    return true;
}

bool timing_beside(timed *ours, timed *bare, void *context, size_t rounds, struct timing *out, struct timing *bare_out)
{
    uint64_t value[TIMING_ROUNDS_MAX], other[TIMING_ROUNDS_MAX];
    size_t count = 0;
    while (count < rounds && count < TIMING_ROUNDS_MAX && one(ours, context, &value[count]) &&
           one(bare, context, &other[count]))
        count++;
    if (count == 0 || count < rounds)
        return false;
    *out = sum_up(value, count);
    *bare_out = sum_up(other, count);
    return true;
}
