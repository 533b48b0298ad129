/*
 * Strict hex, base64 (RFC 4648 section 4, padded, canonical) and whole numbers: one spelling for each value, everything
 * else refused. Tables make it fast, not constant in time: nothing here is for secrets.
 */
#ifndef CORE_ENCODE_H
#define CORE_ENCODE_H

#include "core/buffer.h"

/* Lower-case hex; `out` has 2 * length + 1 characters. */
void hex_encode(const uint8_t *bytes, size_t length, char *out);

/* False unless `hex` is exactly 2 * length lower-case digits. */
bool hex_decode(struct slice hex, uint8_t *out, size_t length);

/* Length of the base64 text of so many bytes, without a NUL. */
static inline size_t base64_length(size_t length)
{
    return (length + 2) / 3 * 4;
}

/* `out` has base64_length(length) + 1 characters. */
void base64_encode(const uint8_t *bytes, size_t length, char *out);

/* Appends the base64 text of the bytes. */
void base64_write(const uint8_t *bytes, size_t length, struct buffer *out);

/*
 * Decodes canonical base64: no blank, no line break, no missing padding, no tail bits set. No text is zero bytes.
 * False when the text is not that or when it holds more than `capacity` bytes; `out` may be half written then.
 */
bool base64_decode(struct slice text, uint8_t *out, size_t capacity, size_t *length);

/* The same check without the bytes: `length` is how many there are. */
bool base64_check(struct slice text, size_t *length);

/* ASCII digits without sign and without leading zero ("0" itself is fine), at most 2^63 - 1. */
bool number_decode(struct slice text, uint64_t *out);

#endif
