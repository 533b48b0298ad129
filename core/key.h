/*
 * Ed25519 keys under a name, and their public form, the C2SP verifier key:
 *
 *     kommune-1.lenkungskreis.example+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
 *     NAME                           +KEYID   +base64(type || public key)
 *
 * KEYID = the first 4 bytes of SHA-256(name || LF || type || public key), as 8 lower-case hex digits.
 */
#ifndef CORE_KEY_H
#define CORE_KEY_H

#include "core/buffer.h"

enum {
    KEY_PUBLIC_LENGTH = 32,
    KEY_SEED_LENGTH = 32,
    KEY_SECRET_LENGTH = 64,
    SIGNATURE_LENGTH = 64,
    KEY_TYPE_ED25519 = 0x01,
    KEY_TYPE_COSIGNATURE = 0x04,
    KEY_NAME_MAX = 100, /* of our own names */
};

struct public_key {
    uint8_t byte[KEY_PUBLIC_LENGTH];
};

struct signature {
    uint8_t byte[SIGNATURE_LENGTH];
};

/* A verifier key. `name` is borrowed from the text it was parsed from, or from whoever filled it in. */
struct vkey {
    struct slice name;
    uint8_t type;
    uint32_t id;
    struct public_key key;
};

/* A key that can sign. The secret lies wherever the owner put it (data/keyfile: locked memory); borrowed here. */
struct signer {
    struct vkey vkey;
    const uint8_t *secret; /* KEY_SECRET_LENGTH bytes, libsodium's form */
};

/*
 * Starts libsodium and tests how strict it is: a key of mixed order (CVE-2025-69277), a signature with S + L and one
 * with a small R must be refused. Call it once, before anything else here; STATUS_KEY with a message otherwise.
 */
MUST_CHECK enum status key_init(struct problem *problem);

/* The key ID of (name, type, key), in the order of its hex digits. */
uint32_t key_id(struct slice name, uint8_t type, const struct public_key *key);

/* Fills in a verifier key of that type; `name` is borrowed. */
struct vkey vkey_make(struct slice name, uint8_t type, const struct public_key *key);

/*
 * Strict: C2SP name, lower-case key ID that recomputes, canonical base64, type 0x01 or 0x04, a valid point of prime
 * order (crypto_core_ed25519_is_valid_point). STATUS_FORM with a message otherwise, which never quotes a secret key.
 */
MUST_CHECK enum status vkey_parse(struct slice text, struct vkey *out, struct problem *problem);

/* For a text that vkey_parse took before, as in an entry that was parsed: the point, the dear part, is not tested. */
bool vkey_parse_again(struct slice text, struct vkey *out);

/* Appends NAME+KEYID+BASE64, no line end. */
void vkey_write(const struct vkey *vkey, struct buffer *out);

static inline bool vkey_equal(const struct vkey *a, const struct vkey *b)
{
    return a->type == b->type && slice_equal(a->name, b->name) &&
           memcmp(a->key.byte, b->key.byte, KEY_PUBLIC_LENGTH) == 0;
}

/* C2SP key name: not empty, valid UTF-8, no Unicode space, no plus, no byte below 0x20. */
bool key_name_is_c2sp(struct slice name);

/* Our own, narrower names of keys and bodies: [a-z0-9]+([.-][a-z0-9]+)*, at most 100 bytes. */
bool key_name_is_ours(struct slice name);

/* Signs the bytes with Ed25519. */
struct signature key_sign(const struct signer *signer, struct slice message);

/* libsodium's strict verification. */
bool key_verify(const struct public_key *key, struct slice message, const struct signature *signature);

#endif
