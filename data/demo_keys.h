/*
 * The keys of the sample world while it is built: made from fresh random seeds, in memory only. Those that somebody can
 * act with afterwards are sealed into a keyring at the end; the others are gone with the world's builder.
 */
#ifndef DATA_DEMO_KEYS_H
#define DATA_DEMO_KEYS_H

#include "data/keyfile.h"

enum demo_keep { DEMO_FORGET, DEMO_KEEP, DEMO_KEEP_LOG };

struct demo_key {
    struct unlocked *key;
    enum demo_keep keep;
};

/* All zeros: none yet. */
struct demo_keys {
    struct demo_key *at;
    size_t count, capacity;
};

/* The key of that name, made when there is none yet, and kept at least so. The signer is borrowed. */
MUST_CHECK enum status demo_keys_make(struct demo_keys *keys, struct slice name, enum demo_keep keep,
                                      struct signer *out, struct problem *problem);

/* The key of that name; STATUS_NOT_FOUND. */
MUST_CHECK enum status demo_keys_find(const struct demo_keys *keys, struct slice name, struct signer *out,
                                      struct problem *problem);

/* Seals key `index` into the keyring, unless it is to be forgotten. */
MUST_CHECK enum status demo_keys_store(const struct demo_keys *keys, size_t index, const struct keyring *keyring,
                                       enum keyfile_kdf kdf, struct slice passphrase, struct problem *problem);

void demo_keys_release(struct demo_keys *keys);

#endif
