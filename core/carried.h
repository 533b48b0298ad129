/*
 * The notes that a receipt, or a proof that a log was forked, carries along, so that whoever has nothing else learns
 * from them whose log it is and which keys count:
 *
 *     entry 0                  the founding: its id names the body, it gives the log's key and the secretaries
 *     key, action log          the log's key handed over
 *     enrol, roster            members and offices made (of a roster only "+ NAME secretary" and "+ NAME auditor")
 *     key, action rotate       a name's key replaced
 *
 * in the order of their log. Nothing proves that they stand in the log, or that none is missing: what they say holds by
 * their signatures alone, beginning with the secretaries of entry 0. Nobody can pass off another founding (its id
 * differs) or another log key (the founding's, or the one before, or secretaries enough must have signed).
 */
#ifndef CORE_CARRIED_H
#define CORE_CARRIED_H

#include "core/body.h"
#include "core/sealed.h"

enum { CARRIED_NOTES_MAX = 1000 };

struct carried_key {
    struct vkey vkey; /* of type 0x01; borrowed from the notes */
    bool vouched;     /* secretaries enough, all of them vouched for, signed what brought it in; those of entry 0 are */
    bool secretary, auditor;
    bool replaced; /* a later one under this name follows */
};

struct carried {
    struct arena arena;     /* holds everything below, but not the notes' bytes */
    struct digest founding; /* the id of entry 0 */
    struct body body;       /* as entry 0 has it */
    const struct vkey *log; /* the founding's, then each that it was handed over to; the last one is in force */
    size_t logs;
    const struct carried_key *key; /* of all names, in the order in which they came */
    size_t keys;
    struct vkey *cosigner; /* of type 0x04: the last key of each auditor who is vouched for */
    size_t cosigners;
};

/*
 * Reads the notes, entry 0 first; their bytes must outlive `out`, which is to be released whatever comes back.
 * STATUS_FORM: there is none, there are too many, one is malformed, of another body, or of a kind that has no business
 * here; STATUS_MISMATCH: a signature does not hold, or the log's key was not handed over as it must be.
 */
MUST_CHECK enum status carried_read(const struct slice *note, size_t notes, struct carried *out,
                                    struct problem *problem);
void carried_release(struct carried *carried);

/* The key that a signature line names, the last one where several do; NULL when none is known. */
const struct carried_key *carried_find(const struct carried *carried, const struct note_line *line);

#endif
