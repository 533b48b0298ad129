/*
 * Are two lists of ids with their places the same, but for their order? Each pair is hashed under a key drawn for this
 * comparison alone (libsodium's crypto_shorthash, SipHash-2-4), and the hashes are added up. Whoever wrote the lists
 * does not know the key: when they differ, the sums are equal once in 2^64 times.
 */
#ifndef CORE_ID_SUM_H
#define CORE_ID_SUM_H

#include "core/digest.h"

enum { ID_SUM_KEY_LENGTH = 16 };

struct id_sum {
    uint8_t key[ID_SUM_KEY_LENGTH];
    uint64_t sum, count;
};

/* An empty sum; the key is random. And one with the key of another, to be compared with it. */
void id_sum_begin(struct id_sum *out, const uint8_t key[ID_SUM_KEY_LENGTH]);
struct id_sum id_sum_beside(const struct id_sum *other);

void id_sum_add(struct id_sum *sum, const struct digest *id, int64_t place);

/* Of sums with the same key. */
bool id_sum_equal(const struct id_sum *a, const struct id_sum *b);

#endif
