/*
 * Whose signatures an entry bears, and whether they hold: with the keys that the body had under these names at the
 * entry's place, or that the entry itself brings in. Whether it may be what it is the replay says, not this.
 */
#ifndef DATA_ENTRY_SIGNERS_H
#define DATA_ENTRY_SIGNERS_H

#include "core/note.h"
#include "data/store.h"

enum signer_state {
    SIGNER_HOLDS,
    SIGNER_FALSE,   /* there is such a key, and its signature is not that */
    SIGNER_UNKNOWN, /* no key of that name and key ID is known there */
};

struct entry_signer {
    struct slice name; /* borrowed from the note */
    enum signer_state state;
};

/*
 * Fills in one for each of `note->lines`. The entry is at `index` of the body's log; an entry that waits has the size
 * of the log as its place.
 */
MUST_CHECK enum status entry_signers(struct store *store, int64_t body, int64_t index, const struct note *note,
                                     struct entry_signer *out, struct problem *problem);

#endif
