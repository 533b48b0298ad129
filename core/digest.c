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

/* Of a hex digit the lowest four bits are its value, but for a letter, where they are less by nine. */
static unsigned char digit_value(unsigned char digit)
{
    return (unsigned char)((digit & 15) + (digit >> 6) * 9);
}

bool digest_from_hex(struct slice hex, struct digest *out)
{
    unsigned char digit[DIGEST_HEX_LENGTH];
    struct digest digest;
    if (!digest_is_hex(hex))
        return false;
    /* As above; and for the same reason nothing here may lie where `out` does. */
    memcpy(digit, hex.at, sizeof digit);
    for (size_t i = 0; i < DIGEST_LENGTH; i++)
        digest.byte[i] = (uint8_t)(digit_value(digit[2 * i]) << 4 | digit_value(digit[2 * i + 1]));
    *out = digest;
    return true;
}
