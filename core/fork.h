/*
 * The proof that a log was forked: two heads, both signed by the log's key, that cannot belong to one history. It
 * convinces whoever knows the body's founding and has nothing else (data/FORMAT.md section 11).
 *
 *     stimmbuch-fork@v1
 *     root L0r9cVYyQ…          <- only where the sizes differ: the root that the log of the longer head has at the
 *     kkpHnZ8aTq3…                size of the shorter one; then 0 to 63 hashes, the consistency of the two
 *                                 (RFC 6962 section 2.1.2)
 *                              <- an empty line, as behind every note but the last
 *     rat.example              <- the shorter head with all its signatures, byte for byte; of two that are equally
 *     4                           long the one with the smaller root
 *     …
 *                              <- (the empty lines inside of notes are their own)
 *     — rat.example …
 *
 *     rat.example              <- the longer head
 *     7
 *     …
 *
 *     stimmbuch/1 body         <- what core/carried.h says of carried notes: entry 0, and the log's key handed over
 *     …
 *
 * A note ends with its signature lines: the first run of lines behind an empty one that begins with an EM DASH.
 */
#ifndef CORE_FORK_H
#define CORE_FORK_H

#include "core/carried.h"
#include "core/checkpoint.h"

enum { FORK_HASHES_MAX = 63, FORK_BYTES_MAX = 1 << 24 };

struct fork {
    bool grown;                /* the heads have two sizes, so `root` and `proof` are there */
    struct digest root;        /* of the longer head's log, at the shorter head's size */
    struct merkle_proof proof; /* at most FORK_HASHES_MAX hashes */
    struct slice head[2];      /* the shorter first; borrowed */
    struct slice carried;      /* notes with an empty line between two; borrowed */
};

/* What every such proof begins with; does it begin so? */
struct slice fork_magic(void);
bool fork_is(struct slice bytes);

/* Takes the file apart; no note is looked into. STATUS_FORM with a message and the line when it is malformed. */
MUST_CHECK enum status fork_parse(struct slice bytes, struct fork *out, struct problem *problem);

/* Appends the file. */
void fork_write(const struct fork *fork, struct buffer *out);

/* Cuts the next note off notes that lie one behind the other; false at their end. STATUS_FORM has been said before. */
bool fork_next_note(struct slice *notes, struct slice *out);

/*
 * Does it prove what it says? Both heads are signed by a key that the log had by what is carried, and no log can have
 * had both. `carried` is to be released whatever comes back, `head` is borrowed from `fork`. STATUS_FORM or
 * STATUS_MISMATCH with a message otherwise.
 */
MUST_CHECK enum status fork_verify(const struct fork *fork, struct carried *carried, struct checkpoint head[2],
                                   struct problem *problem);

#endif
