/* What the keys of carried notes say of a signed head and of an entry. */
#ifndef CORE_CARRIED_CHECK_H
#define CORE_CARRIED_CHECK_H

#include "core/carried.h"
#include "core/checkpoint.h"

struct carried_head {
    struct checkpoint head; /* borrowed from the bytes */
    struct {
        struct slice name;
        uint64_t time; /* when it says that it countersigned, in seconds since 1970 */
    } cosigner[NOTE_LINES_MAX];
    size_t cosigners;
    size_t unknown; /* further lines, of keys that nothing here vouches for: they mean nothing */
};

/*
 * Opens a head with the log key that the carried notes leave in force. STATUS_FORM or STATUS_MISMATCH as
 * checkpoint_verify says: also where a line of a known auditor does not hold.
 */
MUST_CHECK enum status carried_head_open(const struct carried *carried, struct slice bytes, struct carried_head *out,
                                         struct problem *problem);

enum carried_signature {
    CARRIED_HOLDS,
    CARRIED_UNVOUCHED, /* it holds, with a key whose enrolment is carried but not signed by secretaries known here */
    CARRIED_FALSE,     /* there is such a key, and its signature is not that */
    CARRIED_UNKNOWN,   /* no such key is carried */
};

/* What signature `line` of an entry without a defect is worth; keys that the entry itself brings in are known too. */
enum carried_signature carried_signature(const struct carried *carried, struct sealed *sealed, size_t line);

#endif
