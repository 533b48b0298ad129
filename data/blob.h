/* Files that entries name by their hash: attachments and minutes. They lie beside the log and may be missing. */
#ifndef DATA_BLOB_H
#define DATA_BLOB_H

#include "data/store.h"

/* Keeps the bytes under their SHA-256; again is fine. */
MUST_CHECK enum status blob_keep(struct store *store, struct slice bytes, struct problem *problem);

/* Appends the bytes of that SHA-256, which are hashed again: *found is false where they are missing or are others. */
MUST_CHECK enum status blob_get(struct store *store, const struct digest *content, struct buffer *out, bool *found,
                                struct problem *problem);

#endif
