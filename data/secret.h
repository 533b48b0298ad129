/*
 * Memory for passphrases and keys: between guard pages, left out of core dumps, kept out of swap where the system
 * allows it, wiped when it is released.
 */
#ifndef DATA_SECRET_H
#define DATA_SECRET_H

#include "core/slice.h"
#include "core/status.h"

enum { PASSPHRASE_MAX = 1024 }; /* bytes */

struct secret {
    uint8_t *at;
    size_t length; /* bytes in use; the owner sets it */
    size_t capacity;
    bool locked; /* false: the system refused to keep it out of swap (RLIMIT_MEMLOCK) */
};

/* `capacity` bytes, none in use. STATUS_NO_MEMORY; then the secret is empty and may be released all the same. */
MUST_CHECK enum status secret_init(struct secret *secret, size_t capacity, struct problem *problem);

/* Wipes and frees; it is empty afterwards. A secret of all zeros is empty. */
void secret_release(struct secret *secret);

/* Borrowed; valid until the release. */
struct slice secret_slice(const struct secret *secret);

/* Takes as long for any two of the same length. */
bool secret_equal(const struct secret *a, const struct secret *b);

/* No core dumps, no debugger of the same user: call once, before a secret exists. False when the system refuses. */
MUST_CHECK bool process_harden(void);

#endif
