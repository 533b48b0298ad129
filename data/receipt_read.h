/* Files that prove something to someone without the ledger: a receipt, or a proof of not having voted. */
#ifndef DATA_RECEIPT_READ_H
#define DATA_RECEIPT_READ_H

#include "core/receipt_file.h"
#include "data/no_vote_file.h"

struct receipt_reading {
    bool is_receipt;             /* else it is a proof of not having voted */
    struct buffer bytes;         /* of a receipt */
    struct receipt_file receipt; /* as receipt_file_check left it */
    struct no_vote_file no_vote;
};

/*
 * Reads a file ("-": standard input), sees from its first line which of the two it is, and checks it. To be released
 * whatever comes back. STATUS_MISMATCH, with line and message, where it is malformed or does not hold; STATUS_FILE,
 * STATUS_NO_MEMORY, STATUS_CANCELLED. `progress` may be NULL.
 */
MUST_CHECK enum status receipt_read(const char *path, struct receipt_reading *out, no_vote_progress *progress,
                                    void *context, struct problem *problem);
void receipt_reading_release(struct receipt_reading *reading);

#endif
