/* Proofs of not having voted as files: made from a ledger, and checked without one. */
#ifndef DATA_NO_VOTE_FILE_H
#define DATA_NO_VOTE_FILE_H

#include "core/no_vote.h"
#include "data/ballot_facts.h"
#include "data/stream.h"

/* So many bytes of carried notes a reader takes. */
enum { NO_VOTE_NOTES_MAX = 4 << 20 };

/* True: go on. Called once in a while with how many entries are done. */
typedef bool no_vote_progress(void *context, uint64_t done, uint64_t all);

struct no_vote_file {
    struct no_vote claim;
    struct buffer header, head, notes; /* the lines, the signed head, the carried notes */
    struct no_vote_check check;
};

/*
 * Writes the proof that the seat did not vote in the ballot, under the newest signed head, and checks it on the way:
 * `file` holds what its reader will find, votes of this seat that were rejected among it. STATUS_REFUSED: no signed
 * head holds the ballot yet, or the seat has voted; STATUS_NOT_FOUND: there was no such seat; STATUS_MISMATCH: the
 * ledger does not give the head;
 * STATUS_CANCELLED. `progress` may be NULL. `file` is to be released whatever comes back.
 */
MUST_CHECK enum status no_vote_make(struct store *store, const struct ballot_facts *ballot, struct slice seat,
                                    struct stream_out *out, struct no_vote_file *file, no_vote_progress *progress,
                                    void *context, struct problem *problem);

/* Begins the check once claim, head and notes are there. */
MUST_CHECK enum status no_vote_file_begin(struct no_vote_file *file, struct problem *problem);

/* True when these first bytes of a file are such a proof's. */
bool no_vote_is(struct slice bytes);

/* Reads the file from its first byte to its last, and checks it: STATUS_FORM, STATUS_MISMATCH, STATUS_FILE. */
MUST_CHECK enum status no_vote_read(struct stream *stream, struct no_vote_file *file, no_vote_progress *progress,
                                    void *context, struct problem *problem);
void no_vote_file_release(struct no_vote_file *file);

#endif
