/*
 * Signed heads of a log, and the mark of the newest one kept outside the ledger file, so that a ledger that was rolled
 * back is noticed (LEDGER section 4).
 */
#ifndef DATA_HEAD_H
#define DATA_HEAD_H

#include "data/ledger.h"

/*
 * Signs the log's present head, after log_refresh, with its log key and stores it, unless it is signed already (then it
 * becomes the mark where a program died before it was). What
 * was appended since the last signed head is hashed again from the stored bytes first and must be consistent with that
 * head; otherwise, or when the ledger is behind its mark or its key has signed another root of this size, nothing is
 * signed: STATUS_MISMATCH. STATUS_REFUSED where the ledger holds a copy of the body (data/role.h).
 * `marks` is the folder of the marks.
 */
MUST_CHECK enum status head_sign(struct log *log, const struct signer *signer, const char *marks,
                                 struct problem *problem);

/* Opens a head with the log's key that was in force at its size; whether the log holds it is another question. */
MUST_CHECK enum status head_open(struct replay *replay, struct slice bytes, struct checkpoint *out,
                                 struct problem *problem);

/* The note of the newest signed head; *size is 0 when there is none. */
MUST_CHECK enum status head_newest(struct store *store, int64_t body, uint64_t *size, struct buffer *note);

/* Makes a signed head of this log the mark. */
MUST_CHECK enum status head_mark(struct log *log, struct slice note, const char *marks, struct problem *problem);

/*
 * Compares the log with its mark: STATUS_OK when there is none or the log contains it; STATUS_MISMATCH when the ledger
 * is behind it or holds another history.
 */
MUST_CHECK enum status head_check_mark(struct replay *replay, const char *marks, struct problem *problem);

/* The same, but a ledger that is behind is no failure: *behind. */
MUST_CHECK enum status head_compare_mark(struct replay *replay, const char *marks, bool *behind,
                                         struct problem *problem);

/* Makes that signed head of this log, whose size is given, the mark unless a newer one is. As head_mark. */
MUST_CHECK enum status head_mark_newest(struct log *log, uint64_t size, struct slice note, const char *marks,
                                        struct problem *problem);

#endif
