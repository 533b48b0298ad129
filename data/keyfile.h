/*
 * Secret keys: made, sealed into the keyring under a passphrase, unlocked into memory. The bytes of a file:
 * data/keyfile_format.h.
 */
#ifndef DATA_KEYFILE_H
#define DATA_KEYFILE_H

#include "core/key.h"
#include "data/keyring.h"

/* A secret key in locked memory that can only be read. */
struct unlocked;

/* KEYFILE_BY_NAME: NAME.key. KEYFILE_BY_ID: NAME+KEYID.key, for the log keys of bodies. */
enum keyfile_label { KEYFILE_BY_NAME, KEYFILE_BY_ID };

/* A new key pair, in memory only. STATUS_USAGE: `name` is none of ours. The caller frees `*out`. */
MUST_CHECK enum status unlocked_generate(struct slice name, struct unlocked **out, struct problem *problem);

/* Wipes and frees; NULL is fine. */
void unlocked_free(struct unlocked *key);

/* Borrowed, name and secret too; valid until unlocked_free. The type is KEY_TYPE_ED25519. */
struct signer unlocked_signer(const struct unlocked *key);

/* False: the system did not let the program keep the secret out of swap (RLIMIT_MEMLOCK); worth a warning. */
bool unlocked_is_locked(const struct unlocked *key);

/*
 * Seals the key into the keyring, whose folder is made when it is missing. A file that is there is never overwritten:
 * STATUS_KEY. STATUS_KEY also for an empty passphrase or one of more than PASSPHRASE_MAX bytes.
 */
MUST_CHECK enum status keyfile_store(const struct keyring *keyring, const struct unlocked *key,
                                     enum keyfile_label label, enum keyfile_kdf kdf, struct slice passphrase,
                                     struct problem *problem);

/* A new key pair in NAME.key; its public half goes into `*out`, with `name` borrowed. */
MUST_CHECK enum status keyfile_create(const struct keyring *keyring, struct slice name, enum keyfile_kdf kdf,
                                      struct slice passphrase, struct vkey *out, struct problem *problem);

/*
 * Unlocks the key with that label. The caller frees `*out`. STATUS_KEY: missing, damaged, wrong passphrase;
 * STATUS_NO_MEMORY: the file's costs ask for more memory than there is; else as keyring_read.
 */
MUST_CHECK enum status keyfile_unlock(const struct keyring *keyring, struct slice label, struct slice passphrase,
                                      struct unlocked **out, struct problem *problem);

/* Seals the key anew, at the same costs, and replaces its file in one step. Failures as unlock and store. */
MUST_CHECK enum status keyfile_change_passphrase(const struct keyring *keyring, struct slice label, struct slice old,
                                                 struct slice passphrase, struct problem *problem);

/*
 * The file once more under another label, as it is sealed. `replace`: in the place of one that is there, in one step;
 * without it one that is there is left as it is, which is no failure.
 */
MUST_CHECK enum status keyfile_copy(const struct keyring *keyring, struct slice from, struct slice to, bool replace,
                                    struct problem *problem);

/* Deletes the file, without asking for a passphrase; STATUS_KEY when there is none. */
MUST_CHECK enum status keyfile_remove(const struct keyring *keyring, struct slice label, struct problem *problem);

#endif
