/*
 * Making a bundle (data/bundle_file.h) of a body: what is new in its log since some size, up to the newest signed head,
 * what waits here for signatures or for its place, and the attachments that these entries name as far as they are here.
 */
#ifndef DATA_BUNDLE_H
#define DATA_BUNDLE_H

#include "core/instant.h"
#include "data/bundle_file.h"
#include "data/store.h"

struct bundle_made {
    uint64_t from, entries, pending, blobs;
    uint64_t closed;   /* of the blobs: those that only proposals with `public: no` name */
    uint64_t missing;  /* attachments that its entries name and that are not here */
    uint64_t headless; /* entries behind the newest signed head, which stay here */
};

/*
 * Appends the bundle; attachments of proposals that are not public are in it, since members take them along. `body` is
 * the body's local number, or 0 for one whose founding waits for signatures; `name` and `founding` are its.
 * STATUS_REFUSED: there is nothing to take along, or more than a bundle may hold; STATUS_STORE; STATUS_MISMATCH:
 * entries are gone.
 */
MUST_CHECK enum status bundle_make(struct store *store, int64_t body, struct slice name, const struct digest *founding,
                                   uint64_t since, struct buffer *out, struct bundle_made *made,
                                   struct problem *problem);

/*
 * What waits of the body, as for bundle_make, is known outside of this file from now on: to be called when a bundle was
 * made, before it can leave. Where nothing can be written nothing is, and nothing can be dropped there. STATUS_STORE.
 */
MUST_CHECK enum status bundle_share(struct store *store, int64_t body, const struct digest *founding,
                                    struct instant now, struct problem *problem);

/* *shared: a bundle took that pending entry along, or brought it. STATUS_STORE. */
MUST_CHECK enum status bundle_has(struct store *store, const struct digest *id, bool *shared, struct problem *problem);

#endif
