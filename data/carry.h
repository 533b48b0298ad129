/*
 * Which entries a file takes along so that its reader knows the keys without the ledger (core/carried.h): the founding,
 * the hand-overs of the log's key, and of each name that signed something the entries that gave it its keys and
 * offices, and of those who signed these in turn. Every look-up goes by a key of a table: nothing grows with the log.
 */
#ifndef DATA_CARRY_H
#define DATA_CARRY_H

#include "core/carried.h"
#include "data/store.h"

struct carry {
    struct store *store;
    int64_t body;
    int64_t index[CARRIED_NOTES_MAX]; /* in the order of the log; the first is 0 */
    size_t count;
};

void carry_begin(struct carry *carry, struct store *store, int64_t body);

/* What makes the signers of the note known that lies at `place`. STATUS_REFUSED: it would be too much. */
MUST_CHECK enum status carry_signers(struct carry *carry, struct slice note, int64_t place, struct problem *problem);

/* What makes the log's key and the auditors of a head of that size known. */
MUST_CHECK enum status carry_head(struct carry *carry, struct slice head, int64_t size, struct problem *problem);

/* Appends u16 length || bytes for each of them. */
MUST_CHECK enum status carry_write(const struct carry *carry, struct buffer *out, struct problem *problem);

#endif
