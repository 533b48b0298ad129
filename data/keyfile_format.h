/*
 * The bytes of a key file; integers are big-endian:
 *
 *     magic   8    "STMBKEY" and a zero byte
 *     version 1    1
 *     kdf     1    1 = Argon2id, version 1.3
 *     ops     4    passes, 1 to 16
 *     memory  4    KiB, 65536 (64 MiB) to 1048576 (1 GiB)
 *     salt    16
 *     nonce   24
 *     key     32   the public key
 *     length  1    of the name, 1 to 100
 *     name
 *     sealed  48   XChaCha20-Poly1305 (IETF) of the 32-byte Ed25519 seed, under the key that the KDF makes of the
 *                  passphrase; every byte above is associated data
 */
#ifndef DATA_KEYFILE_FORMAT_H
#define DATA_KEYFILE_FORMAT_H

#include "core/buffer.h"
#include "core/key.h"
#include "data/secret.h"

enum {
    KEYFILE_NAME_MAX = 100,
    KEYFILE_SALT = 16,
    KEYFILE_NONCE = 24,
    KEYFILE_SEALED = KEY_SEED_LENGTH + 16,
    KEYFILE_HEADER_FIXED = 8 + 1 + 1 + 4 + 4 + KEYFILE_SALT + KEYFILE_NONCE + KEY_PUBLIC_LENGTH + 1,
    KEYFILE_MAX = KEYFILE_HEADER_FIXED + KEYFILE_NAME_MAX + KEYFILE_SEALED,
    KEYFILE_OPS_MIN = 1,
    KEYFILE_OPS_MAX = 16,
    KEYFILE_MEMORY_MIN = 64 * 1024,
    KEYFILE_MEMORY_MAX = 1024 * 1024,
};

struct keyfile {
    uint32_t ops;
    uint32_t memory; /* KiB */
    uint8_t salt[KEYFILE_SALT];
    uint8_t nonce[KEYFILE_NONCE];
    struct public_key key;
    uint8_t name_length;
    char name[KEYFILE_NAME_MAX];
    uint8_t sealed[KEYFILE_SEALED];
};

/* Borrowed from the key file. */
static inline struct slice keyfile_name(const struct keyfile *file)
{
    return (struct slice){.at = file->name, .length = file->name_length};
}

/*
 * Strict: exactly these bytes, costs within the limits, a name of ours. STATUS_KEY otherwise, with `path` as {1};
 * `*out` is all zeros then. Nothing is decrypted: what stands in the header is authentic only after keyfile_open.
 */
MUST_CHECK enum status keyfile_parse(struct slice bytes, const char *path, struct keyfile *out,
                                     struct problem *problem);

/* Appends the bytes. */
void keyfile_write(const struct keyfile *file, struct buffer *out);

/*
 * Seals the seed under the passphrase with a fresh salt and nonce; ops, memory, key and name are set by the caller.
 * STATUS_NO_MEMORY when the KDF does not get its memory.
 */
MUST_CHECK enum status keyfile_seal(struct keyfile *file, struct slice passphrase, const uint8_t seed[KEY_SEED_LENGTH],
                                    struct problem *problem);

/*
 * Decrypts, derives the key pair and compares its public key to the header's. `secret` has KEY_SECRET_LENGTH bytes of
 * locked memory. STATUS_KEY: wrong passphrase or changed file; STATUS_NO_MEMORY as above.
 */
MUST_CHECK enum status keyfile_open(const struct keyfile *file, struct slice passphrase, uint8_t *secret,
                                    struct problem *problem);

#endif
