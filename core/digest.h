/*
 * SHA-256 digests and entry ids. A digest is a value; two that differ in meaning (an entry's id, a tree's root) are
 * told apart by the names of the variables that hold them.
 */
#ifndef CORE_DIGEST_H
#define CORE_DIGEST_H

#include "core/slice.h"

enum { DIGEST_LENGTH = 32, DIGEST_HEX_LENGTH = 64 };

struct digest {
    uint8_t byte[DIGEST_LENGTH];
};

/* SHA-256 of the bytes. */
struct digest digest_of(struct slice bytes);

static inline bool digest_equal(const struct digest *a, const struct digest *b)
{
    return memcmp(a->byte, b->byte, DIGEST_LENGTH) == 0;
}

/* 64 lower-case hex digits and a NUL. */
void digest_hex(const struct digest *digest, char out[DIGEST_HEX_LENGTH + 1]);

/* False unless the text is exactly 64 lower-case hex digits; the first only looks. */
bool digest_is_hex(struct slice hex);
bool digest_from_hex(struct slice hex, struct digest *out);

#endif
