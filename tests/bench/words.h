/*
 * German words as proposals have them: those of the shipped samples, the frequent ones first, then compounds. What is
 * picked is always the same for the same seed.
 */
#ifndef TESTS_BENCH_WORDS_H
#define TESTS_BENCH_WORDS_H

#include "core/arena.h"
#include "core/buffer.h"

struct words {
    struct arena arena;
    struct slice *word;
    size_t count;
};

/* Pseudo-random numbers; the state must not be 0. */
uint64_t random_next(uint64_t *state);
size_t random_below(uint64_t *state, size_t limit);

/* Reads data/samples/proposals below the present folder; without it the compounds must do. */
MUST_CHECK enum status words_load(struct words *words);
void words_release(struct words *words);

/* Frequent words often, rare ones rarely. */
struct slice words_pick(const struct words *words, uint64_t *random);

/* Appends so many words, with line ends so that lines are of a readable length. */
void words_text(const struct words *words, size_t count, uint64_t *random, struct buffer *out);

#endif
