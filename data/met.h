/*
 * Which ids were met before, in two bytes each: a Bloom filter (Bloom, Communications of the ACM 13, 1970). A "no" is
 * certain, a "perhaps" must be looked up; that is one in 500 as long as no more ids are added than it was made for.
 */
#ifndef DATA_MET_H
#define DATA_MET_H

#include "core/digest.h"
#include "core/status.h"

struct met {
    uint64_t *word; /* NULL: nothing is kept, and every answer is "perhaps" */
    uint64_t mask;  /* the number of bits, a power of two, less one */
};

/* Room for so many ids, 16 MiB at most. STATUS_NO_MEMORY. */
MUST_CHECK enum status met_make(struct met *met, uint64_t ids);
void met_release(struct met *met);

void met_add(struct met *met, const struct digest *id);
bool met_perhaps(const struct met *met, const struct digest *id);

#endif
