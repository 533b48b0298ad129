/*
 * The keys of a body's auditors over time, and which of them count on which head (data/FORMAT.md section 3): those that
 * an auditor had at the head's place or later. So a countersignature from before a revocation keeps its weight, and
 * under a head that holds the revocation the key has none.
 */
#ifndef DATA_AUDITORS_H
#define DATA_AUDITORS_H

#include "core/arena.h"
#include "core/key.h"
#include "data/store.h"

struct auditors {
    struct arena arena; /* holds everything below */
    struct vkey *key;   /* of type 0x04, those that last longest first */
    int64_t *last;      /* the last place at which that key was an auditor's; INT64_MAX: it is one */
    size_t keys;
};

/* Of the body as the derived tables in `store` have it. STATUS_NO_MEMORY, or a failure of the store. */
MUST_CHECK enum status auditors_read(struct store *store, int64_t body, struct auditors *out);
void auditors_release(struct auditors *auditors);

/* How many keys, from the first on, count on a head of that size. */
size_t auditors_at(const struct auditors *auditors, uint64_t size);

#endif
