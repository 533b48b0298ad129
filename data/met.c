#include "data/met.h"

#include <stdlib.h>

enum { BITS_EACH = 16, BITS_LEAST = 1 << 12, BITS_MOST = 1 << 27, PROBES = 5, WORD_BITS = 64 };
enum { BLOCK_BITS = 512, BLOCK_WORDS = BLOCK_BITS / WORD_BITS };

enum status met_make(struct met *met, uint64_t ids)
{
    uint64_t bits = BITS_LEAST;
    while (bits < BITS_MOST && bits / BITS_EACH < ids)
        bits *= 2;
    met->mask = bits - 1;
    met->word = calloc((size_t)(bits / WORD_BITS), sizeof *met->word);
    return met->word ? STATUS_OK : STATUS_NO_MEMORY;
}

void met_release(struct met *met)
{
    free(met->word);
    met->word = NULL;
}

/*
 * An id is a hash: any part of it is as good as another hash of it. The first part chooses a block as large as a line
 * of a processor's cache, the second one bits in it.
 */
static uint64_t *block_of(const struct met *met, const struct digest *id)
{
    uint64_t part;
    memcpy(&part, id->byte, sizeof part);
    return &met->word[(part & met->mask) / BLOCK_BITS * BLOCK_WORDS];
}

static uint64_t bits_of(const struct digest *id)
{
    uint64_t part;
    memcpy(&part, id->byte + sizeof part, sizeof part);
    return part;
}

void met_add(struct met *met, const struct digest *id)
{
    if (!met->word)
        return;
    uint64_t *block = block_of(met, id), bits = bits_of(id);
    for (size_t i = 0; i < PROBES; i++, bits /= BLOCK_BITS)
        block[bits % BLOCK_BITS / WORD_BITS] |= UINT64_C(1) << bits % WORD_BITS;
}

bool met_perhaps(const struct met *met, const struct digest *id)
{
    if (!met->word)
        return true;
    const uint64_t *block = block_of(met, id);
    uint64_t bits = bits_of(id);
    bool all = true;
    for (size_t i = 0; i < PROBES && all; i++, bits /= BLOCK_BITS)
        all = block[bits % BLOCK_BITS / WORD_BITS] >> bits % WORD_BITS & 1;
    return all;
}
