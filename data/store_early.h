/*
 * A long transaction writes to its file long before it ends. A thread beside it brings to disk what is written, so that
 * the commit, which waits for the whole file, waits for the end of it only. What is on disk early is undone like the
 * rest when the transaction fails: SQLite has brought the journal there before it.
 */
#ifndef DATA_STORE_EARLY_H
#define DATA_STORE_EARLY_H

#include "core/status.h"

struct store;

/* For a transaction of the store, which must outlast it. NULL, which is fine below, when no thread can be had. */
struct early;
struct early *early_begin(struct store *store);

/* More was written. */
void early_more(struct early *early);

/*
 * Waits for the thread and frees it, before the commit. STATUS_STORE when the disk did not take what was written: the
 * system says so once only, so that the commit would not learn of it.
 */
MUST_CHECK enum status early_end(struct early *early);

#endif
