/*
 * Signed tree heads (c2sp.org/tlog-checkpoint): a note with this text,
 *
 *     lenkungskreis.d-stack.example
 *     1284
 *     XSB3rLHA/+4BI0VniavN7wEjRWeJq83vASNFZ4mrAf4=
 *
 * and countersignatures (c2sp.org/tlog-cosignature v1, key type 0x04) over this message:
 *
 *     cosignature/v1
 *     time 1795428900
 *     <the whole text of the checkpoint>
 *
 * Extension lines behind the root are read, because others may write them, and covered by the signatures, but mean
 * nothing here and are never written.
 */
#ifndef CORE_CHECKPOINT_H
#define CORE_CHECKPOINT_H

#include "core/merkle.h"
#include "core/note.h"

struct checkpoint {
    struct slice origin; /* borrowed */
    uint64_t size;       /* at most 2^63 - 1 */
    struct digest root;
    struct slice extension; /* whole lines with their line ends, usually none; borrowed */
};

/* Whom one believes about one log. The keys are borrowed. */
struct checkpoint_trust {
    struct slice origin;
    const struct vkey *log; /* the log's own, type 0x01, several after a hand-over; one must have signed */
    size_t logs;
    const struct vkey *cosigner; /* type 0x04 */
    size_t cosigners;
    size_t quorum; /* how many different public keys among the cosigners must have signed */
};

/* Reads the text of an opened note, strictly; the root of the empty tree stands with size 0 and with no other. */
MUST_CHECK enum status checkpoint_parse(struct slice text, struct checkpoint *out, struct problem *problem);

/* Appends the three lines. */
void checkpoint_write(const struct checkpoint *checkpoint, struct buffer *out);

/*
 * Opens a signed head: note well-formed, the log's own signature there and valid, origin as expected, no bad signature
 * of a key that is trusted, the quorum reached. `note`, when not NULL, is the note with its lines; all is borrowed from
 * `bytes`. STATUS_FORM (malformed) or STATUS_MISMATCH (does not hold) with a message otherwise.
 */
MUST_CHECK enum status checkpoint_verify(struct slice bytes, const struct checkpoint_trust *trust,
                                         struct checkpoint *out, struct note *note, struct problem *problem);

/* The same for a log with one key, which bears the name of its origin, whoever cosigned. */
MUST_CHECK enum status checkpoint_open(struct slice bytes, const struct vkey *log, struct checkpoint *out,
                                       struct problem *problem);

/* True when the line is this key's (type 0x04) valid cosignature; `time`: POSIX seconds, 1 to 2^63 - 1. */
bool checkpoint_cosignature_verify(const struct note *note, size_t line, const struct vkey *key, uint64_t *time);

/*
 * Appends the cosignature line of this key over a checkpoint's text, made at `time` (1 to 2^63 - 1). The key ID is that
 * of type 0x04, also where the signer's verifier key is of type 0x01: an auditor has one name and one key pair.
 */
void checkpoint_cosign(struct slice text, const struct signer *signer, uint64_t time, struct buffer *out);

#endif
