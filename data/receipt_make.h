/* Receipts from a ledger. */
#ifndef DATA_RECEIPT_MAKE_H
#define DATA_RECEIPT_MAKE_H

#include "data/store.h"

/*
 * Appends the receipt (core/receipt_file.h) of the entry at `index` under the newest signed head of its body. Reads as
 * many rows as the tree is high. STATUS_REFUSED: no head holds the entry yet; STATUS_NOT_FOUND: there is no such entry;
 * STATUS_MISMATCH: the stored nodes do not give the head.
 */
MUST_CHECK enum status receipt_make(struct store *store, int64_t body, int64_t index, struct buffer *out,
                                    struct problem *problem);

#endif
