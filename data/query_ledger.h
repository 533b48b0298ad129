/* The log as a list: windows of entries, newest first, by place. */
#ifndef DATA_QUERY_LEDGER_H
#define DATA_QUERY_LEDGER_H

#include "core/field.h"
#include "data/store.h"

struct entry_item {
    int64_t body, index;
    struct digest id;
    struct slice note;
    struct slice rejected; /* its reason code, or empty */
};
typedef bool entry_visit(void *context, const struct entry_item *item);

/* Entries of a body from place `from` downwards, at most `limit`. */
MUST_CHECK enum status query_entries(struct store *store, int64_t body, int64_t from, int64_t limit, entry_visit *visit,
                                     void *context, struct problem *problem);

/*
 * The places of a body's entries of that kind, newest first; KIND_COUNT: of those that were rejected. It looks at the
 * beginning of every entry: tens of milliseconds for a hundred thousand.
 */
typedef bool place_of_entry_visit(void *context, int64_t index);
MUST_CHECK enum status query_kind_places(struct store *store, int64_t body, enum kind kind, place_of_entry_visit *visit,
                                         void *context, struct problem *problem);

/* The newest signed head at or below `size`; *found. */
MUST_CHECK enum status query_head_size(struct store *store, int64_t body, int64_t *size, struct problem *problem);

#endif
