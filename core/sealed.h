/*
 * A signed entry as it comes from a log: the note taken apart, its text parsed, its hashes made, its signatures
 * verified as far as the keys are known. Pure work on bytes: the audit's threads do it side by side.
 */
#ifndef CORE_SEALED_H
#define CORE_SEALED_H

#include "core/entry.h"
#include "core/note.h"

enum line_state { LINE_UNCHECKED, LINE_GOOD, LINE_BAD };

/* What every entry needs stands together at the beginning: the audit has many of them under way. */
struct sealed {
    struct slice bytes; /* the note; borrowed */
    enum reason defect; /* REASON_NONE, or NOTE, KIND, FORM: nothing else but id and leaf is filled in then */
    struct digest id, leaf;
    struct entry entry;
    struct {
        enum line_state state;
        struct public_key key; /* the key it was checked with */
    } line[ENTRY_SIGNATURES_MAX];
    struct note note;
    struct problem detail; /* about the defect */
};

/* Finds a key that may belong to a signature line; false when there is none. A wrong guess costs time, nothing else. */
typedef bool sealed_guess(const void *context, const struct note_line *line, struct public_key *out);

/*
 * Takes the bytes apart; the parsed entry lies in the arena. STATUS_OK also for defective entries (see `defect`);
 * STATUS_NO_MEMORY is the only failure.
 */
MUST_CHECK enum status sealed_open(struct slice bytes, struct arena *arena, struct sealed *out);

/* Verifies the signatures whose keys `guess` finds, so that sealed_line_good need not. */
void sealed_check(struct sealed *sealed, sealed_guess *guess, const void *context);

/* Is line `index` a good signature by this key? Uses what was checked before. */
bool sealed_line_good(struct sealed *sealed, size_t index, const struct vkey *key);

#endif
