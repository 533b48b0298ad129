/* Files that entries name by their hash: attachments and minutes. They lie beside the log and may be missing. */
#ifndef DATA_BLOB_H
#define DATA_BLOB_H

#include "data/store.h"

/* Keeps the bytes under their SHA-256; again is fine. */
MUST_CHECK enum status blob_keep(struct store *store, struct slice bytes, struct problem *problem);

/* Appends the bytes of that SHA-256, which are hashed again: *found is false where they are missing or are others. */
MUST_CHECK enum status blob_get(struct store *store, const struct digest *content, struct buffer *out, bool *found,
                                struct problem *problem);

/* Whether there are any under that SHA-256, whatever they are. */
MUST_CHECK enum status blob_has(struct store *store, const struct digest *content, bool *there,
                                struct problem *problem);

/*
 * Deletes them for good: SQLite overwrites their place in the file. STATUS_REFUSED while a public proposal, minutes or
 * an entry that waits for signatures names them, in any body of the ledger; STATUS_NOT_FOUND when they are not there.
 */
MUST_CHECK enum status blob_delete(struct store *store, const struct digest *content, struct problem *problem);

#endif
