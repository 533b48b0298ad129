/*
 * Taking in what waits in a bundle: entries that were signed elsewhere go through the same door as those signed here.
 */
#ifndef DATA_BUNDLE_TAKE_H
#define DATA_BUNDLE_TAKE_H

#include "data/bundle_file.h"
#include "data/ledger.h"

/* What became of one of them. */
struct bundle_taken {
    struct digest id;          /* of bytes that are no note: SHA-256 of them */
    enum status status;        /* STATUS_OK: it is in the log, or waits here, perhaps with more signatures now */
    struct submission entry;   /* with STATUS_OK */
    const struct problem *why; /* else; borrowed for the call */
};
typedef void bundle_told(void *context, const struct bundle_taken *taken);

/*
 * Submits each entry that waits in the bundle, in its order, joined with the signatures that it has here already, and
 * keeps the attachments that those name which were taken. One that is refused stops nothing: `told` hears of each. One
 * of another body or founding than the bundle's is refused. `kept` is added to. STATUS_STORE, STATUS_NO_MEMORY: what
 * came before has been taken.
 */
MUST_CHECK enum status bundle_take_pending(struct ledger *ledger, const struct bundle_file *bundle, struct instant now,
                                           bundle_told *told, void *context, uint64_t *kept, struct problem *problem);

/*
 * After the import of the bundle's entries: keeps the attachments that valid entries of the log name, of that body and
 * before that size; others are left where they are. `kept` is added to.
 */
MUST_CHECK enum status bundle_take_blobs(struct ledger *ledger, const struct bundle_file *bundle, int64_t body,
                                         uint64_t size, uint64_t *kept, struct problem *problem);

#endif
