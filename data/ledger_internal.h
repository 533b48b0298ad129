/* The fields of a ledger; only ledger*.c may know them. */
#ifndef DATA_LEDGER_INTERNAL_H
#define DATA_LEDGER_INTERNAL_H

#include "data/ledger.h"

struct log {
    struct log *next;
    struct ledger *ledger;
    struct replay replay;
    bool stale; /* a transaction failed half way: read it anew */
};

enum batch_state { BATCH_NONE, BATCH_SOUND, BATCH_BROKEN };

struct ledger {
    struct store *store;
    struct log *logs;
    enum batch_state batch;
};

/*
 * The transaction of one submission: its own, or the batch's. It is left with what became of the submission, and
 * whether that had begun to write; the result is what the caller is told.
 */
MUST_CHECK enum status ledger_enter(struct ledger *ledger, struct problem *problem);
MUST_CHECK enum status ledger_leave(struct ledger *ledger, enum status status, bool written, struct problem *problem);

/* The local number of the next body. Inside a transaction. */
MUST_CHECK enum status ledger_next_number(struct ledger *ledger, int64_t *out, struct problem *problem);

/* Gives an entry that was checked its place: entry, nodes and tables. Inside a transaction. */
MUST_CHECK enum status log_append(struct log *log, struct sealed *sealed, enum reason reason);

/*
 * STATUS_REFUSED when the entry is a statute that names a decision which is not final yet. Of an entry that the replay
 * would take; a failure of the store is left for the caller to put in words. (ledger_final.c)
 */
MUST_CHECK enum status log_check_final(struct log *log, const struct entry *entry, struct problem *problem);

#endif
