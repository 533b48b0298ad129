/*
 * Two heads signed by the log's key that cannot belong to one history, found among what is at hand and made into the
 * proof of core/fork.h.
 */
#ifndef DATA_FORK_PROVE_H
#define DATA_FORK_PROVE_H

#include "core/fork.h"
#include "data/ledger.h"

/* The tree of another history, as far as it is at hand. */
struct fork_tree {
    merkle_source *source; /* NULL: none is */
    void *context;
    uint64_t size;
};

/*
 * Appends the proof that `head`, a signed note, and a signed head of this ledger are not of one history. The hashes
 * come from the ledger where its head is the longer one, else from `tree` (may be NULL). STATUS_NOT_FOUND with a
 * sentence: what is at hand does not prove it, and why; `out` is as before then.
 */
MUST_CHECK enum status fork_prove(struct log *log, struct slice head, const struct fork_tree *tree, struct buffer *out,
                                  struct problem *problem);

/*
 * The same with whatever head the ledger holds beside its own history, or this machine's mark (folder `marks`, may be
 * NULL): why a ledger does not hold, or why nothing is signed on it.
 */
MUST_CHECK enum status fork_search(struct log *log, const char *marks, struct buffer *out, struct problem *problem);

/*
 * Writes a proof into the folder, under a name made of the body, both sizes and the file's hash, and appends its path.
 * A file is never replaced: the same proof has the same name, so it is there already.
 */
MUST_CHECK enum status fork_keep(struct slice proof, const char *folder, struct buffer *path, struct problem *problem);

#endif
