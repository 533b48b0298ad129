/*
 * Digests for eyes and ears: the first 8 bytes as 8 German words, and hex in groups of four.
 *
 *     5d20 77ac b1c0 ffee
 *     Iris Chrom Laub Quader Raupe Schere Zylinder Weizen
 *
 * One word a byte, from a list of our own that never changes, the same in every language of the program.
 */
#ifndef CORE_FINGERPRINT_H
#define CORE_FINGERPRINT_H

#include "core/buffer.h"
#include "core/digest.h"

enum { FINGERPRINT_BYTES = 8 };

/* The word for a byte: 4 to 8 ASCII letters; static. */
const char *fingerprint_word(uint8_t byte);

/* Appends the words of the first FINGERPRINT_BYTES bytes, a blank between them. */
void fingerprint_words(const struct digest *digest, struct buffer *out);

/* Appends the first `bytes` bytes in lower-case hex, four digits a group; DIGEST_LENGTH: all of it. */
void fingerprint_hex(const struct digest *digest, size_t bytes, struct buffer *out);

#endif
