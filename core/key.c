#include "core/key.h"

#include "core/digest.h"
#include "core/encode.h"
#include "core/text.h"

#include <sodium.h>

enum { KEY_TYPE_LENGTH = 1, KEY_ID_HEX_LENGTH = 8 };

/* Signatures by one key over one text: its own, the same with S + L, and one made with nonce 0, so that R is small. */
static const char test_key[] = "0cd210d098131538183d81ca8d120f7f4bd1d80e02a8e0ce5b9d6026083f736c";
static const char test_text[] = "committee.example/vote v1\nballot 7\nchoice yes\n";
static const struct {
    const char *signature;
    bool valid;
} test_signatures[] = {
    {"f3f9897ecf2f432050b453923c9cc0799ec6cf1c2e03751a29a48cc13e336447"
     "59fe9f469f611cd391e71cf9c7e923120fb79162b95ff40fffb5449dd641a700",
     true},
    {"f3f9897ecf2f432050b453923c9cc0799ec6cf1c2e03751a29a48cc13e336447"
     "46d295a3b9c42e2b6884149ca6e302270fb79162b95ff40fffb5449dd641a710",
     false},
    {"0100000000000000000000000000000000000000000000000000000000000000"
     "88751d01b1a5b856342f5b86e1c8238193aa823c0fcd6b6e8b575ae302eecc0e",
     false},
};

/* A point of mixed order, Q + (0, -1): libsodium before the cure of CVE-2025-69277 takes it for one of prime order. */
static const char mixed_order_key[] = "70b2f1809eac59649dbd4add5441197a025bbdf077cb4ef73c4251c9610ab605";

static bool point_is_valid(const char *hex)
{
    struct public_key key;
    return hex_decode(slice_of(hex), key.byte, KEY_PUBLIC_LENGTH) && crypto_core_ed25519_is_valid_point(key.byte) == 1;
}

static bool self_test(void)
{
    struct public_key key;
    if (!point_is_valid(test_key) || point_is_valid(mixed_order_key) ||
        !hex_decode(slice_of(test_key), key.byte, KEY_PUBLIC_LENGTH))
        return false;
    for (size_t i = 0; i < sizeof test_signatures / sizeof test_signatures[0]; i++) {
        struct signature signature;
        if (!hex_decode(slice_of(test_signatures[i].signature), signature.byte, SIGNATURE_LENGTH) ||
            key_verify(&key, SLICE(test_text), &signature) != test_signatures[i].valid)
            return false;
    }
    return true;
}

enum status key_init(struct problem *problem)
{
    if (sodium_init() < 0)
        return problem_say(problem, STATUS_KEY, N_("libsodium cannot be started"), NULL, NULL);
    if (!self_test())
        return problem_say(problem, STATUS_KEY,
                           N_("libsodium {1} accepts keys or signatures that it must refuse: install a newer one"),
                           sodium_version_string(), NULL);
    return STATUS_OK;
}

uint32_t key_id(struct slice name, uint8_t type, const struct public_key *key)
{
    const uint8_t between[] = {'\n', type};
    uint8_t hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const uint8_t *)name.at, name.length);
    crypto_hash_sha256_update(&state, between, sizeof between);
    crypto_hash_sha256_update(&state, key->byte, KEY_PUBLIC_LENGTH);
    crypto_hash_sha256_final(&state, hash);
    return (uint32_t)hash[0] << 24 | (uint32_t)hash[1] << 16 | (uint32_t)hash[2] << 8 | hash[3];
}

struct vkey vkey_make(struct slice name, uint8_t type, const struct public_key *key)
{
    return (struct vkey){.name = name, .type = type, .id = key_id(name, type, key), .key = *key};
}

static bool id_decode(struct slice hex, uint32_t *id)
{
    uint8_t byte[KEY_ID_HEX_LENGTH / 2];
    if (!hex_decode(hex, byte, sizeof byte))
        return false;
    *id = (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 | (uint32_t)byte[2] << 8 | byte[3];
    return true;
}

/* Everything that vkey_parse asks but the point. */
static enum status read_vkey(struct slice text, struct vkey *out, struct problem *problem)
{
    const struct slice none = SLICE(""), secret = SLICE("PRIVATE+KEY+");
    /* Whoever confuses the two shall not find the secret in a message or a log file. */
    if (slice_equal(slice_head(text, secret.length), secret))
        return problem_slices(problem, STATUS_FORM, N_("this is a secret key, not a verifier key"), none, none);
    struct slice encoded = text, name = slice_cut(&encoded, '+'), hex = slice_cut(&encoded, '+');
    if (!key_name_is_c2sp(name))
        return problem_slices(problem, STATUS_FORM, N_("the verifier key does not begin with a key name"), none, none);
    uint32_t id;
    if (!id_decode(hex, &id))
        return problem_slices(problem, STATUS_FORM,
                              N_("the key ID of \"{1}\" is not written as 8 lower-case hex digits"), name, none);
    uint8_t bytes[KEY_TYPE_LENGTH + KEY_PUBLIC_LENGTH];
    size_t length;
    if (!base64_decode(encoded, bytes, sizeof bytes, &length) || length != sizeof bytes)
        return problem_slices(problem, STATUS_FORM, N_("the key of \"{1}\" is not base64 of 33 bytes"), name, none);
    if (bytes[0] != KEY_TYPE_ED25519 && bytes[0] != KEY_TYPE_COSIGNATURE)
        return problem_slices(problem, STATUS_FORM, N_("the key of \"{1}\" is of an unknown type"), name, none);
    struct public_key key;
    memcpy(key.byte, bytes + KEY_TYPE_LENGTH, KEY_PUBLIC_LENGTH);
    struct vkey vkey = vkey_make(name, bytes[0], &key);
    if (vkey.id != id)
        return problem_slices(problem, STATUS_FORM, N_("the key ID of \"{1}\" is not the one of this key"), name, none);
    *out = vkey;
    return STATUS_OK;
}

enum status vkey_parse(struct slice text, struct vkey *out, struct problem *problem)
{
    struct vkey vkey;
    enum status status = read_vkey(text, &vkey, problem);
    if (status != STATUS_OK)
        return status;
    if (crypto_core_ed25519_is_valid_point(vkey.key.byte) != 1)
        return problem_slices(problem, STATUS_FORM, N_("the key of \"{1}\" is not a valid Ed25519 key"), vkey.name,
                              SLICE(""));
    *out = vkey;
    return STATUS_OK;
}

bool vkey_parse_again(struct slice text, struct vkey *out)
{
    return read_vkey(text, out, NULL) == STATUS_OK;
}

void vkey_write(const struct vkey *vkey, struct buffer *out)
{
    uint8_t bytes[KEY_TYPE_LENGTH + KEY_PUBLIC_LENGTH] = {vkey->type};
    memcpy(bytes + KEY_TYPE_LENGTH, vkey->key.byte, KEY_PUBLIC_LENGTH);
    buffer_add(out, vkey->name);
    buffer_format(out, "+%08x+", (unsigned)vkey->id);
    base64_write(bytes, sizeof bytes, out);
}

/* Unicode's White_Space above ASCII, as Go's unicode.IsSpace has it. */
static bool is_unicode_space(uint32_t code)
{
    return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
           code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

bool key_name_is_c2sp(struct slice name)
{
    if (name.length == 0)
        return false;
    for (size_t i = 0; i < name.length;) {
        uint32_t code = (uint8_t)name.at[i];
        size_t length = code < 0x80 ? 1 : text_decode(slice_from(name, i), &code);
        if (length == 0 || code <= ' ' || code == '+' || (code >= 0x80 && is_unicode_space(code)))
            return false;
        i += length;
    }
    return true;
}

bool key_name_is_ours(struct slice name)
{
    if (name.length == 0 || name.length > KEY_NAME_MAX)
        return false;
    bool after_letter = false;
    for (size_t i = 0; i < name.length; i++) {
        unsigned char c = (unsigned char)name.at[i];
        bool letter = (unsigned char)(c - 'a') < 26 || (unsigned char)(c - '0') < 10;
        if (!letter && !((c == '.' || c == '-') && after_letter))
            return false;
        after_letter = letter;
    }
    return after_letter;
}

struct signature key_sign(const struct signer *signer, struct slice message)
{
    struct signature signature;
    crypto_sign_detached(signature.byte, NULL, (const uint8_t *)message.at, message.length, signer->secret);
    return signature;
}

bool key_verify(const struct public_key *key, struct slice message, const struct signature *signature)
{
    return crypto_sign_verify_detached(signature->byte, (const uint8_t *)message.at, message.length, key->byte) == 0;
}
