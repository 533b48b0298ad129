#include "core/digest.h"

#include "core/encode.h"

#include <sodium.h>

struct digest digest_of(struct slice bytes)
{
    struct digest digest;
    crypto_hash_sha256(digest.byte, (const uint8_t *)bytes.at, bytes.length);
    return digest;
}

void digest_hex(const struct digest *digest, char out[DIGEST_HEX_LENGTH + 1])
{
    hex_encode(digest->byte, DIGEST_LENGTH, out);
}

/* All digits at once: without a branch, so that compilers make a few wide instructions of it. */
bool digest_is_hex(struct slice hex)
{
    unsigned char wrong = 0;
    if (hex.length != DIGEST_HEX_LENGTH)
        return false;
    for (size_t i = 0; i < DIGEST_HEX_LENGTH; i++)
        wrong |= (unsigned char)((unsigned char)(hex.at[i] - '0') > 9 && (unsigned char)(hex.at[i] - 'a') > 5);
    return !wrong;
}

bool digest_from_hex(struct slice hex, struct digest *out)
{
    return hex_decode(hex, out->byte, DIGEST_LENGTH);
}
