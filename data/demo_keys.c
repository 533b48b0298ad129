#include "data/demo_keys.h"

#include <stdlib.h>

static struct demo_key *find(const struct demo_keys *keys, struct slice name)
{
    for (size_t i = 0; i < keys->count; i++)
        if (slice_equal(unlocked_signer(keys->at[i].key).vkey.name, name))
            return &keys->at[i];
    return NULL;
}

static enum status grow(struct demo_keys *keys)
{
    if (keys->count < keys->capacity)
        return STATUS_OK;
    size_t capacity = keys->capacity ? keys->capacity * 2 : 64;
    struct demo_key *at = reallocarray(keys->at, capacity, sizeof *at);
    if (!at)
        return STATUS_NO_MEMORY;
    keys->at = at;
    keys->capacity = capacity;
    return STATUS_OK;
}

enum status demo_keys_make(struct demo_keys *keys, struct slice name, enum demo_keep keep, struct signer *out,
                           struct problem *problem)
{
    struct demo_key *key = find(keys, name);
    if (!key) {
        struct unlocked *made;
        if (grow(keys) != STATUS_OK)
            return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
        enum status status = unlocked_generate(name, &made, problem);
        if (status != STATUS_OK)
            return status;
        key = &keys->at[keys->count++];
        *key = (struct demo_key){.key = made};
    }
    if (key->keep < keep)
        key->keep = keep;
    *out = unlocked_signer(key->key);
    return STATUS_OK;
}

enum status demo_keys_find(const struct demo_keys *keys, struct slice name, struct signer *out, struct problem *problem)
{
    const struct demo_key *key = find(keys, name);
    if (!key)
        return problem_slices(problem, STATUS_NOT_FOUND, N_("the script has not enrolled \"{1}\""), name, SLICE(""));
    *out = unlocked_signer(key->key);
    return STATUS_OK;
}

enum status demo_keys_store(const struct demo_keys *keys, size_t index, const struct keyring *keyring,
                            enum keyfile_kdf kdf, struct slice passphrase, struct problem *problem)
{
    const struct demo_key *key = &keys->at[index];
    if (key->keep == DEMO_FORGET)
        return STATUS_OK;
    return keyfile_store(keyring, key->key, key->keep == DEMO_KEEP_LOG ? KEYFILE_BY_ID : KEYFILE_BY_NAME, kdf,
                         passphrase, problem);
}

void demo_keys_release(struct demo_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++)
        unlocked_free(keys->at[i].key);
    free(keys->at);
    *keys = (struct demo_keys){.at = NULL};
}
