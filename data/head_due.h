/* `head: MINUTES` of a statute: while a ballot is open, the writer owes a signed head every so often. */
#ifndef DATA_HEAD_DUE_H
#define DATA_HEAD_DUE_H

#include "data/ledger.h"

/*
 * *minutes: what the statute in force sets, where a ballot is open and the oldest entry that no signed head holds is
 * older than that by its author's clock; else 0. STATUS_STORE, STATUS_NO_MEMORY.
 */
MUST_CHECK enum status head_due(struct log *log, struct instant now, uint64_t *minutes);

#endif
