/* All signed votes of a ledger in memory, and bare verification over them. */
#ifndef TESTS_BENCH_VOTES_H
#define TESTS_BENCH_VOTES_H

#include "core/buffer.h"
#include "core/key.h"

struct vote {
    size_t from, length, text; /* of the note in `bytes`, and of its text */
    struct public_key key;
    struct signature signature;
};

struct votes {
    struct buffer bytes;
    struct vote *vote;
    size_t count;
};

/* The first so many votes, or all; votes_release also after a failure. */
MUST_CHECK enum status votes_load(const char *path, size_t most, struct votes *out, struct problem *problem);
void votes_release(struct votes *votes);

struct slice vote_note(const struct votes *votes, size_t index);
struct slice vote_text(const struct votes *votes, size_t index);

/* Verifies all signatures with so many threads; false when one does not hold. */
bool votes_verify(const struct votes *votes, size_t threads);

#endif
