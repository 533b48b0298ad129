/* One entry from the log, parsed for people. */
#ifndef DATA_ENTRY_READ_H
#define DATA_ENTRY_READ_H

#include "core/entry.h"
#include "data/store.h"

/* Everything lies in the arena. STATUS_NOT_FOUND or STATUS_FORM when it is not there or is no entry. */
MUST_CHECK enum status entry_read(struct store *store, int64_t body, int64_t index, struct arena *arena,
                                  struct entry *out, struct problem *problem);

/* Its free text without the bars, in the arena; .at is NULL without memory. */
struct slice entry_read_text(const struct entry *entry, struct arena *arena);

#endif
