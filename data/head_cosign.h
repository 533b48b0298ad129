/* Auditors: countersignatures on signed heads, and how many a result has (LEDGER section 4, `final` of the statute). */
#ifndef DATA_HEAD_COSIGN_H
#define DATA_HEAD_COSIGN_H

#include "data/ledger.h"

/*
 * Countersigns the newest signed head, at `time` (POSIX seconds), and keeps it as this machine's mark. `size` is the
 * size that this head had before the caller verified the whole ledger and showed it. STATUS_REFUSED when the key is no
 * auditor's, no head is signed, or another one was signed since; STATUS_MISMATCH
 * when the ledger is behind, or beside, a head that this machine has seen or that a key of this name has countersigned.
 * A head that it has countersigned already stays as it is. `note` gets the head with all its lines.
 */
MUST_CHECK enum status head_cosign(struct log *log, uint64_t size, const struct signer *auditor, uint64_t time,
                                   const char *marks, struct buffer *note, struct problem *problem);

/* How many auditors have countersigned heads of this log that hold more than `size` entries, with a key that counts on
 * the head (data/auditors.h). */
MUST_CHECK enum status head_cosigners(struct log *log, int64_t size, uint64_t *out, struct problem *problem);

#endif
