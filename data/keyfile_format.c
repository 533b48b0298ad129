#include "data/keyfile_format.h"

#include <sodium.h>
#include <stdio.h>

static const uint8_t MAGIC[8] = "STMBKEY";

enum { VERSION_1 = 1, KDF_ARGON2ID13 = 1, HEADER_MAX = KEYFILE_HEADER_FIXED + KEYFILE_NAME_MAX };

static uint8_t *put(uint8_t *at, const void *bytes, size_t length)
{
    memcpy(at, bytes, length);
    return at + length;
}

static uint8_t *put_number(uint8_t *at, uint32_t number)
{
    const uint8_t bytes[4] = {(uint8_t)(number >> 24), (uint8_t)(number >> 16), (uint8_t)(number >> 8),
                              (uint8_t)number};
    return put(at, bytes, sizeof bytes);
}

/* Every byte before the sealed seed; returns how many. */
static size_t header_write(const struct keyfile *file, uint8_t out[HEADER_MAX])
{
    uint8_t *at = put(out, MAGIC, sizeof MAGIC);
    *at++ = VERSION_1;
    *at++ = KDF_ARGON2ID13;
    at = put_number(at, file->ops);
    at = put_number(at, file->memory);
    at = put(at, file->salt, sizeof file->salt);
    at = put(at, file->nonce, sizeof file->nonce);
    at = put(at, file->key.byte, sizeof file->key.byte);
    *at++ = file->name_length;
    at = put(at, file->name, file->name_length);
    return (size_t)(at - out);
}

void keyfile_write(const struct keyfile *file, struct buffer *out)
{
    uint8_t header[HEADER_MAX];
    size_t length = header_write(file, header);
    buffer_add(out, (struct slice){.at = (const char *)header, .length = length});
    buffer_add(out, (struct slice){.at = (const char *)file->sealed, .length = sizeof file->sealed});
}

static const uint8_t *take(const uint8_t *at, void *out, size_t length)
{
    memcpy(out, at, length);
    return at + length;
}

static const uint8_t *take_number(const uint8_t *at, uint32_t *out)
{
    *out = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    return at + 4;
}

/* Everything between the KDF's number and the name; returns where the name begins. */
static const uint8_t *fixed_parse(const uint8_t *at, struct keyfile *out)
{
    at = take_number(at, &out->ops);
    at = take_number(at, &out->memory);
    at = take(at, out->salt, sizeof out->salt);
    at = take(at, out->nonce, sizeof out->nonce);
    at = take(at, out->key.byte, sizeof out->key.byte);
    out->name_length = *at;
    return at + 1;
}

static bool costs_allowed(const struct keyfile *file)
{
    return file->ops >= KEYFILE_OPS_MIN && file->ops <= KEYFILE_OPS_MAX && file->memory >= KEYFILE_MEMORY_MIN &&
           file->memory <= KEYFILE_MEMORY_MAX;
}

/* What is wrong, or NULL. */
static const char *find_fault(struct slice bytes, struct keyfile *out)
{
    const uint8_t *at = (const uint8_t *)bytes.at;
    if (bytes.length < sizeof MAGIC || memcmp(at, MAGIC, sizeof MAGIC))
        return N_("'{1}' is not a key file of this program: restore it from a copy");
    if (bytes.length < KEYFILE_HEADER_FIXED)
        return N_("the key file '{1}' is cut off: restore it from a copy");
    at += sizeof MAGIC;
    if (at[0] != VERSION_1 || at[1] != KDF_ARGON2ID13)
        return N_("this version cannot read the key file '{1}': a newer one may");
    at = fixed_parse(at + 2, out);
    if (!costs_allowed(out))
        return N_("the key file '{1}' asks for more or less work than is allowed: restore it from a copy");
    if (bytes.length != (size_t)KEYFILE_HEADER_FIXED + out->name_length + KEYFILE_SEALED)
        return N_("the key file '{1}' is cut off, or too long: restore it from a copy");
    if (out->name_length > KEYFILE_NAME_MAX)
        return N_("the key file '{1}' holds no name of a key: restore it from a copy");
    at = take(at, out->name, out->name_length);
    take(at, out->sealed, sizeof out->sealed);
    return key_name_is_ours(keyfile_name(out))
               ? NULL
               : N_("the key file '{1}' holds no name of a key: restore it from a copy");
}

enum status keyfile_parse(struct slice bytes, const char *path, struct keyfile *out, struct problem *problem)
{
    *out = (struct keyfile){0};
    const char *fault = find_fault(bytes, out);
    if (!fault)
        return STATUS_OK;
    *out = (struct keyfile){0};
    return problem_say(problem, STATUS_KEY, fault, path, NULL);
}

/* Scratch memory: the key that the KDF makes, then the seed. */
enum { SCRATCH_KEY = crypto_aead_xchacha20poly1305_ietf_KEYBYTES, SCRATCH = SCRATCH_KEY + KEY_SEED_LENGTH };

static enum status derive(const struct keyfile *file, struct slice passphrase, uint8_t *key, struct problem *problem)
{
    if (crypto_pwhash(key, SCRATCH_KEY, passphrase.at, passphrase.length, file->salt, file->ops,
                      (size_t)file->memory * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0)
        return STATUS_OK;
    char mebibytes[16];
    snprintf(mebibytes, sizeof mebibytes, "%u", (unsigned)(file->memory / 1024));
    return problem_slices(problem, STATUS_NO_MEMORY,
                          N_("the passphrase of '{1}' needs {2} MiB of memory: close other programs"),
                          keyfile_name(file), slice_of(mebibytes));
}

enum status keyfile_seal(struct keyfile *file, struct slice passphrase, const uint8_t seed[KEY_SEED_LENGTH],
                         struct problem *problem)
{
    uint8_t header[HEADER_MAX];
    struct secret scratch;
    enum status status = secret_init(&scratch, SCRATCH, problem);
    if (status)
        return status;
    randombytes_buf(file->salt, sizeof file->salt);
    randombytes_buf(file->nonce, sizeof file->nonce);
    status = derive(file, passphrase, scratch.at, problem);
    if (!status)
        crypto_aead_xchacha20poly1305_ietf_encrypt(file->sealed, NULL, seed, KEY_SEED_LENGTH, header,
                                                   header_write(file, header), NULL, file->nonce, scratch.at);
    secret_release(&scratch);
    return status;
}

enum status keyfile_open(const struct keyfile *file, struct slice passphrase, uint8_t *secret, struct problem *problem)
{
    uint8_t header[HEADER_MAX];
    struct public_key key;
    struct secret scratch;
    enum status status = secret_init(&scratch, SCRATCH, problem);
    if (status)
        return status;
    uint8_t *seed = scratch.at + SCRATCH_KEY;
    size_t length = header_write(file, header);
    status = derive(file, passphrase, scratch.at, problem);
    if (status)
        goto out;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(seed, NULL, NULL, file->sealed, sizeof file->sealed, header, length,
                                                   file->nonce, scratch.at)) {
        status = problem_slices(problem, STATUS_KEY,
                                N_("the passphrase of the key '{1}' is wrong, or its file was changed: type it again"),
                                keyfile_name(file), SLICE(""));
        goto out;
    }
    crypto_sign_seed_keypair(key.byte, secret, seed);
    if (sodium_memcmp(key.byte, file->key.byte, sizeof key.byte)) {
        sodium_memzero(secret, KEY_SECRET_LENGTH);
        status = problem_slices(problem, STATUS_KEY,
                                N_("the key '{1}' does not fit its public key: restore its file from a copy"),
                                keyfile_name(file), SLICE(""));
    }
out:
    secret_release(&scratch);
    return status;
}
