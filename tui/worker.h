/*
 * Work that takes longer than a key press may wait: one thread beside the screen, with progress and a way to stop it.
 */
#ifndef TUI_WORKER_H
#define TUI_WORKER_H

#include "core/status.h"

struct worker;

/* Runs in the worker's thread. It reports through worker_progress and stops when that says so. */
typedef enum status worker_function(struct worker *worker, void *context);

/* STATUS_NO_MEMORY or STATUS_STORE (no thread, no pipe). The context must live until worker_free. */
MUST_CHECK enum status worker_start(worker_function *function, void *context, struct worker **out);

/* From inside: so much is done. False: stop now. Wakes the screen at most once a second. */
bool worker_progress(struct worker *worker, uint64_t done, uint64_t all);

/* From the screen: how far it is; true when it has ended, then `*status` is its result. */
bool worker_poll(struct worker *worker, uint64_t *done, uint64_t *all, enum status *status);

/* Asks it to stop; it is gone only after worker_free. */
void worker_cancel(struct worker *worker);

/* Readable when there is something new. */
int worker_wake(const struct worker *worker);

/* Waits for its end and frees it; NULL is fine. */
void worker_free(struct worker *worker);

#endif
