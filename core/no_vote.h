/*
 * The proof that a seat did not vote in a ballot, for someone who has nothing else (data/FORMAT.md section 11): all
 * entries of the log from the ballot's own to that which ends it, or to the head, and the hashes that prove that these
 * are exactly the entries at those places. Lines of text, then the head, then entries:
 *
 *     stimmbuch-no-vote@v1
 *     ballot 9b1c0d…                   <- the id of the ballot's entry
 *     seat kommune-1
 *     first 120                        <- the place of the ballot's entry
 *     last 181                         <- the place of the last entry that follows
 *     carried 3                        <- so many notes make the keys known (core/carried.h)
 *     head 312                         <- so many bytes has the signed head
 *     left gz1nQ/…                     <- core/merkle_range.h, one line a hash
 *     right Z7PmT4…
 *                                      <- an empty line
 *     lenkungskreis.d-stack.example    <- the signed head, byte for byte
 *     …
 *     u16 length || bytes              <- first the carried notes, then the entries first … last
 */
#ifndef CORE_NO_VOTE_H
#define CORE_NO_VOTE_H

#include "core/carried_check.h"
#include "core/merkle_range.h"

enum { NO_VOTE_HEADER_MAX = 16384, NO_VOTE_NAMED_MAX = 8 };

#define NO_VOTE_FIRST_LINE "stimmbuch-no-vote@v1"

struct no_vote {
    struct digest ballot;
    struct slice seat;    /* borrowed */
    uint64_t first, last; /* first <= last < MERKLE_SIZE_MAX */
    uint64_t carried;     /* 1 to CARRIED_NOTES_MAX */
    uint64_t head;        /* 1 to ENTRY_NOTE_MAX bytes */
    struct merkle_range range;
};

/*
 * Reads the lines, up to the empty one; *used is their length with it. `bytes` may go on behind it. STATUS_FORM with a
 * message and the line: malformed, or no empty line within NO_VOTE_HEADER_MAX bytes.
 */
MUST_CHECK enum status no_vote_parse(struct slice bytes, struct no_vote *out, size_t *used, struct problem *problem);

/* Appends the lines with the empty one. */
void no_vote_write(const struct no_vote *claim, struct buffer *out);

/* Checking goes entry by entry, so that it needs the same memory for a ballot of any size. */
struct no_vote_check {
    const struct no_vote *claim;
    struct carried carried;
    struct carried_head head;
    struct merkle tree;
    struct arena arena;                /* of the entry at hand */
    struct arena kept;                 /* what the ballot's entry says */
    struct slice title;                /* of the ballot */
    uint64_t votes;                    /* entries that are votes in this ballot, of whatever seat */
    uint64_t found;                    /* and those of this seat: then this is no proof */
    uint64_t place[NO_VOTE_NAMED_MAX]; /* of the first ones that were found */
    bool ended;          /* the last entry closes or voids the ballot, or objects to it; else they reach to the head */
    enum kind last_kind; /* of that entry */
};

/*
 * The claim, the head's bytes and the carried notes must outlive the check, which is to be released whatever comes
 * back. STATUS_FORM, STATUS_MISMATCH, each with a message.
 */
MUST_CHECK enum status no_vote_begin(struct no_vote_check *check, const struct no_vote *claim, struct slice head,
                                     const struct slice *carried, struct problem *problem);

/* The next entry, from `first` on. STATUS_MISMATCH: the first one is not that ballot. */
MUST_CHECK enum status no_vote_take(struct no_vote_check *check, struct slice note, struct problem *problem);

/*
 * After the last entry. STATUS_OK: these are exactly the entries at their places in the tree of the head, and they
 * reach to the end of the ballot or of the tree; it is a proof when `found` is 0 as well.
 */
MUST_CHECK enum status no_vote_end(struct no_vote_check *check, struct problem *problem);
void no_vote_release(struct no_vote_check *check);

#endif
