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

bool digest_from_hex(struct slice hex, struct digest *out)
{
    return hex_decode(hex, out->byte, DIGEST_LENGTH);
}
