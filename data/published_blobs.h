/* The attachments that lie in the folder of a published log, against the entries that name them. */
#ifndef DATA_PUBLISHED_BLOBS_H
#define DATA_PUBLISHED_BLOBS_H

#include "data/published.h"
#include "data/store.h"

struct published_blobs {
    /* Is it to be looked at? NULL: each one is. */
    enum status (*want)(void *context, const struct digest *content, bool *wanted);
    /* One that is what its hash and an entry say; NULL: that was all. */
    enum status (*take)(void *context, struct slice bytes);
    published_fault *fault;
    void *context;
};

/*
 * Reads the attachments in the folder that are wanted, each with the size that an entry of the log `number` in `store`
 * gives it; tells of those that are wrong, or that no entry names. Not that one is missing: it may have been deleted.
 */
MUST_CHECK enum status published_blobs(const struct published *published, struct store *store, int64_t number,
                                       const struct published_blobs *how, struct problem *problem);

#endif
