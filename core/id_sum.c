#include "core/id_sum.h"

#include <sodium.h>

_Static_assert(ID_SUM_KEY_LENGTH == crypto_shorthash_KEYBYTES, "the key is that of libsodium's short hash");
_Static_assert(sizeof(uint64_t) == crypto_shorthash_BYTES, "a short hash is a number");

void id_sum_begin(struct id_sum *out, const uint8_t key[ID_SUM_KEY_LENGTH])
{
    *out = (struct id_sum){.count = 0};
    memcpy(out->key, key, ID_SUM_KEY_LENGTH);
}

struct id_sum id_sum_beside(const struct id_sum *other)
{
    struct id_sum beside = *other;
    beside.sum = beside.count = 0;
    return beside;
}

void id_sum_add(struct id_sum *sum, const struct digest *id, int64_t place)
{
    uint8_t pair[DIGEST_LENGTH + sizeof place];
    uint64_t hash;
    memcpy(pair, id->byte, DIGEST_LENGTH);
    memcpy(pair + DIGEST_LENGTH, &place, sizeof place);
    crypto_shorthash((uint8_t *)&hash, pair, sizeof pair, sum->key);
    sum->sum += hash;
    sum->count++;
}

bool id_sum_equal(const struct id_sum *a, const struct id_sum *b)
{
    return a->sum == b->sum && a->count == b->count;
}
