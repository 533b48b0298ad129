/*
 * Fuzz targets: each file fuzz_NAME.c feeds one parser whatever bytes it is given, and asserts what must hold of all
 * that the parser takes: that it is written back as it was, that what follows takes it too. tests/fuzz/corpus/NAME/
 * holds its first inputs; `make fuzz` goes on from there with libFuzzer, `make check` runs each input once.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "core/key.h"

#include <stdio.h>
#include <stdlib.h>

/* Ends the program when the condition does not hold: the input is then kept by whoever runs it. */
#define HOLDS(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                             \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/* libFuzzer's name for the target; it returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline struct slice fuzz_input(const uint8_t *data, size_t size)
{
    return (struct slice){.at = size ? (const char *)data : "", .length = size};
}

/* Starts libsodium, once. */
static inline void fuzz_start(void)
{
    static bool started;
    started = started || key_init(NULL) == STATUS_OK;
    HOLDS(started);
}

/* The first byte chooses one of `count` variants and is taken off; 0 without one. */
static inline size_t fuzz_choose(struct slice *input, size_t count)
{
    if (!input->length)
        return 0;
    size_t chosen = (unsigned char)input->at[0] % count;
    *input = slice_from(*input, 1);
    return chosen;
}

/* What was taken has no problem; what was not has this one, with a sentence or a reason for people. */
static inline bool fuzz_taken(enum status status, enum status refusal, const struct problem *problem)
{
    if (status == STATUS_OK)
        return true;
    HOLDS(status == refusal);
    HOLDS(problem->status == refusal && (problem->message || problem->reason != REASON_NONE));
    return false;
}

#endif
