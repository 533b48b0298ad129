#include "data/keyfile.h"

#include "data/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct unlocked {
    struct vkey vkey;
    struct secret secret;
    char name[KEYFILE_NAME_MAX];
};

static enum status unlocked_new(struct slice name, struct unlocked **out, struct problem *problem)
{
    if (!key_name_is_ours(name) || name.length > KEYFILE_NAME_MAX)
        return problem_slices(problem, STATUS_USAGE,
                              N_("'{1}' is not the name of a key: small letters, digits, dots and hyphens"), name,
                              SLICE(""));
    struct unlocked *key = calloc(1, sizeof *key);
    if (!key)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = secret_init(&key->secret, KEY_SECRET_LENGTH, problem);
    if (status) {
        free(key);
        return status;
    }
    memcpy(key->name, name.at, name.length);
    key->vkey.name = (struct slice){.at = key->name, .length = name.length};
    *out = key;
    return STATUS_OK;
}

/* From here on a stray write cannot change the secret. */
static void unlocked_seal(struct unlocked *key, const struct public_key *public)
{
    key->secret.length = KEY_SECRET_LENGTH;
    sodium_mprotect_readonly(key->secret.at);
    key->vkey = vkey_make(key->vkey.name, KEY_TYPE_ED25519, public);
}

enum status unlocked_generate(struct slice name, struct unlocked **out, struct problem *problem)
{
    struct unlocked *key = NULL;
    struct public_key public;
    *out = NULL;
    enum status status = unlocked_new(name, &key, problem);
    if (status)
        return status;
    crypto_sign_keypair(public.byte, key->secret.at);
    unlocked_seal(key, &public);
    *out = key;
    return STATUS_OK;
}

void unlocked_free(struct unlocked *key)
{
    if (!key)
        return;
    secret_release(&key->secret);
    free(key);
}

struct signer unlocked_signer(const struct unlocked *key)
{
    return (struct signer){.vkey = key->vkey, .secret = key->secret.at};
}

bool unlocked_is_locked(const struct unlocked *key)
{
    return key->secret.locked;
}

static enum status passphrase_check(struct slice passphrase, struct problem *problem)
{
    if (passphrase.length == 0)
        return problem_say(problem, STATUS_KEY, N_("the passphrase is empty"), NULL, NULL);
    if (passphrase.length > PASSPHRASE_MAX)
        return problem_say(problem, STATUS_KEY, N_("the passphrase is longer than 1024 bytes"), NULL, NULL);
    return STATUS_OK;
}

/* Seals the key at the costs that stand in `file` already and writes it as LABEL.key. */
static enum status seal_and_write(const struct keyring *keyring, const struct unlocked *key, struct slice label,
                                  struct keyfile *file, struct slice passphrase, bool replace, struct problem *problem)
{
    struct buffer bytes, name;
    buffer_init(&bytes);
    buffer_init(&name);
    file->key = key->vkey.key;
    file->name_length = (uint8_t)key->vkey.name.length;
    memcpy(file->name, key->name, sizeof file->name);
    enum status status = keyfile_seal(file, passphrase, key->secret.at, problem);
    if (status)
        goto out;
    keyfile_write(file, &bytes);
    buffer_add(&name, label);
    buffer_text(&name, ".key");
    if (bytes.failed || name.failed)
        status = problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    else
        status = file_write_atomic(keyring->folder, name.at, buffer_slice(&bytes), FILE_MODE_PRIVATE, replace, problem);
out:
    buffer_release(&bytes);
    buffer_release(&name);
    return status;
}

/* Asked before the slow part; the write itself would refuse as well. */
static enum status must_be_free(const struct keyring *keyring, struct slice label, struct problem *problem)
{
    struct buffer path;
    struct stat st;
    buffer_init(&path);
    enum status status = keyring_path(keyring, label, &path, problem);
    if (!status && lstat(path.at, &st) == 0) {
        problem_file(problem, path.at);
        status = problem_slices(problem, STATUS_KEY, N_("there is a key '{1}' already: choose another name"), label,
                                SLICE(""));
    }
    buffer_release(&path);
    return status;
}

enum status keyfile_store(const struct keyring *keyring, const struct unlocked *key, enum keyfile_label label,
                          enum keyfile_kdf kdf, struct slice passphrase, struct problem *problem)
{
    struct keyfile file = {0};
    struct buffer text;
    buffer_init(&text);
    keyfile_kdf_costs(kdf, &file.ops, &file.memory);
    if (label == KEYFILE_BY_ID)
        key_label_write(&key->vkey, &text);
    else
        buffer_add(&text, key->vkey.name);
    enum status status = buffer_status(&text);
    if (!status)
        status = passphrase_check(passphrase, problem);
    if (!status)
        status = must_be_free(keyring, buffer_slice(&text), problem);
    if (!status)
        status = folder_make(keyring->folder, problem);
    if (!status)
        status = seal_and_write(keyring, key, buffer_slice(&text), &file, passphrase, false, problem);
    buffer_release(&text);
    return status;
}

enum status keyfile_create(const struct keyring *keyring, struct slice name, enum keyfile_kdf kdf,
                           struct slice passphrase, struct vkey *out, struct problem *problem)
{
    struct unlocked *key = NULL;
    enum status status = unlocked_generate(name, &key, problem);
    if (!status)
        status = keyfile_store(keyring, key, KEYFILE_BY_NAME, kdf, passphrase, problem);
    if (!status) {
        *out = key->vkey;
        out->name = name;
    }
    unlocked_free(key);
    return status;
}

static enum status unlock(const struct keyfile *file, struct slice passphrase, struct unlocked **out,
                          struct problem *problem)
{
    struct unlocked *key = NULL;
    enum status status = passphrase_check(passphrase, problem);
    if (!status)
        status = unlocked_new(keyfile_name(file), &key, problem);
    if (!status)
        status = keyfile_open(file, passphrase, key->secret.at, problem);
    if (status) {
        unlocked_free(key);
        return status;
    }
    unlocked_seal(key, &file->key);
    *out = key;
    return STATUS_OK;
}

enum status keyfile_unlock(const struct keyring *keyring, struct slice label, struct slice passphrase,
                           struct unlocked **out, struct problem *problem)
{
    struct keyfile file;
    *out = NULL;
    enum status status = keyring_read(keyring, label, &file, problem);
    return status ? status : unlock(&file, passphrase, out, problem);
}

enum status keyfile_change_passphrase(const struct keyring *keyring, struct slice label, struct slice old,
                                      struct slice passphrase, struct problem *problem)
{
    struct keyfile file;
    struct unlocked *key = NULL;
    enum status status = passphrase_check(passphrase, problem);
    if (!status)
        status = keyring_read(keyring, label, &file, problem);
    if (!status)
        status = unlock(&file, old, &key, problem);
    if (!status)
        status = seal_and_write(keyring, key, label, &file, passphrase, true, problem);
    unlocked_free(key);
    return status;
}

enum status keyfile_copy(const struct keyring *keyring, struct slice from, struct slice to, bool replace,
                         struct problem *problem)
{
    struct keyfile file;
    struct buffer bytes, path;
    struct stat st;
    buffer_init(&bytes);
    buffer_init(&path);
    enum status status = keyring_path(keyring, to, &path, problem);
    if (!status)
        status = keyring_read(keyring, from, &file, problem);
    if (!status && (replace || lstat(path.at, &st) != 0)) {
        keyfile_write(&file, &bytes);
        status = buffer_status(&bytes) == STATUS_OK
                     ? file_write_atomic(keyring->folder, path.at + strlen(keyring->folder) + 1, buffer_slice(&bytes),
                                         FILE_MODE_PRIVATE, replace, problem)
                     : STATUS_NO_MEMORY;
    }
    buffer_release(&bytes);
    buffer_release(&path);
    return status;
}

enum status keyfile_remove(const struct keyring *keyring, struct slice label, struct problem *problem)
{
    struct buffer path;
    buffer_init(&path);
    enum status status = keyring_path(keyring, label, &path, problem);
    if (!status && unlink(path.at)) {
        problem_file(problem, path.at);
        status = errno == ENOENT ? problem_slices(problem, STATUS_KEY, N_("there is no key '{1}'"), label, SLICE(""))
                                 : problem_say(problem, STATUS_FILE, N_("the key file '{1}' cannot be removed: {2}"),
                                               path.at, strerror(errno));
    }
    buffer_release(&path);
    return status;
}
