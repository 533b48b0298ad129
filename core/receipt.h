/*
 * A receipt (c2sp.org/tlog-proof, file extension .tlog-proof): proves to someone who holds an entry, and nothing else
 * of the ledger, that the entry stands in the log.
 *
 *     c2sp.org/tlog-proof@v1
 *     index 3
 *     /xv1GMP2+wb9/wBdcAVm97UTTy5grH4oUw2G+tjpUW4=    <- 0 to 63 hashes, the sibling of the leaf first
 *     El2TD/4i1M0/lIGoT5Vne4O1SNTvGU6vpvOxv3PLRtA=
 *                                                     <- an empty line
 *     committee.example/ledger                        <- the signed head with all its signatures, byte for byte
 *     4
 *     ...
 *
 * A line `extra BASE64` may stand in front of `index`. Nothing vouches for what it holds.
 */
#ifndef CORE_RECEIPT_H
#define CORE_RECEIPT_H

#include "core/checkpoint.h"

enum { RECEIPT_HASHES_MAX = 63 };

struct receipt {
    struct slice extra; /* base64 text; .at is NULL when the line is missing; borrowed */
    uint64_t index;
    struct merkle_proof proof; /* at most RECEIPT_HASHES_MAX hashes */
    struct slice head;         /* the signed head; borrowed */
};

/* Takes the file apart; the head is not looked into. STATUS_FORM with a message and the line when it is malformed. */
MUST_CHECK enum status receipt_parse(struct slice bytes, struct receipt *out, struct problem *problem);

/* Appends the file. */
void receipt_write(const struct receipt *receipt, struct buffer *out);

/*
 * Checks the whole chain: the head as checkpoint_verify does, then that the entry (its exact bytes, signatures
 * included) is leaf `index` of that head. `head`, when not NULL, is what the head says, borrowed from the receipt's.
 * STATUS_FORM or STATUS_MISMATCH with a message otherwise.
 */
MUST_CHECK enum status receipt_verify(const struct receipt *receipt, struct slice entry,
                                      const struct checkpoint_trust *trust, struct checkpoint *head,
                                      struct problem *problem);

#endif
