/*
 * The folder with the key files. A key's label is its file's name without ".key": the key's name, or NAME+KEYID (8 hex
 * digits) for the log keys of bodies, of which there may be several under one name.
 *
 * A file is opened once, follows no link, and is refused unless it is a regular file of this user with one name that
 * nobody else may read or write.
 */
#ifndef DATA_KEYRING_H
#define DATA_KEYRING_H

#include "core/arena.h"
#include "core/key.h"
#include "data/keyfile_format.h"

enum { KEY_LABEL_MAX = KEYFILE_NAME_MAX + 1 + 8 };

/* The costs of trying a passphrase; OTHER: a file that another program wrote. */
enum keyfile_kdf { KDF_INTERACTIVE, KDF_MODERATE, KDF_SENSITIVE, KDF_OTHER };

struct keyring {
    const char *folder; /* borrowed; need not exist for reading */
};

struct keyring_entry {
    struct slice label;
    struct vkey vkey; /* type KEY_TYPE_ED25519, as the header says: not authentic before the unlock */
    enum keyfile_kdf kdf;
    const struct problem *problem; /* NULL; else the file cannot be used, only `label` is set, and this is why */
};

/* Its word on the command line and in JSON; static. */
const char *keyfile_kdf_name(enum keyfile_kdf kdf);

/* False unless `word` is interactive, moderate or sensitive. */
bool keyfile_kdf_parse(struct slice word, enum keyfile_kdf *out);

/* Passes and KiB of a profile; KDF_OTHER has none and gives those of KDF_MODERATE. */
void keyfile_kdf_costs(enum keyfile_kdf kdf, uint32_t *ops, uint32_t *memory);

/* Appends NAME+KEYID, the label of a log key. */
void key_label_write(const struct vkey *vkey, struct buffer *out);

/*
 * The file of a key, checked but still sealed. STATUS_USAGE: `label` is none; STATUS_KEY: missing, damaged, or open to
 * others; STATUS_FILE: not readable.
 */
MUST_CHECK enum status keyring_read(const struct keyring *keyring, struct slice label, struct keyfile *out,
                                    struct problem *problem);

/* The public half, without a passphrase; its name is borrowed from `label`. Failures as keyring_read. */
MUST_CHECK enum status keyring_find(const struct keyring *keyring, struct slice label, struct vkey *out,
                                    struct problem *problem);

/*
 * All keys, in the order of their labels' bytes, in the arena. A folder that is not there has none. STATUS_FILE when
 * the folder cannot be read; single files that cannot be used do not fail the call.
 */
MUST_CHECK enum status keyring_list(const struct keyring *keyring, struct arena *arena, struct keyring_entry **out,
                                    size_t *count, struct problem *problem);

/* Appends FOLDER/LABEL.key. STATUS_USAGE: `label` is none. */
MUST_CHECK enum status keyring_path(const struct keyring *keyring, struct slice label, struct buffer *out,
                                    struct problem *problem);

#endif
