#include "data/met.h"

#include <stdlib.h>

enum { BITS_EACH = 16, BITS_LEAST = 1 << 12, BITS_MOST = 1 << 28, PROBES = 3, WORD_BITS = 64 };

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

/* An id is a hash: any part of it is as good as another hash of it. */
static uint64_t probe(const struct met *met, const struct digest *id, size_t number)
{
    uint64_t part;
    memcpy(&part, id->byte + number * sizeof part, sizeof part);
    return part & met->mask;
}

void met_add(struct met *met, const struct digest *id)
{
    for (size_t i = 0; met->word && i < PROBES; i++) {
        uint64_t bit = probe(met, id, i);
        met->word[bit / WORD_BITS] |= UINT64_C(1) << bit % WORD_BITS;
    }
}

bool met_perhaps(const struct met *met, const struct digest *id)
{
    bool all = true;
    for (size_t i = 0; met->word && i < PROBES && all; i++) {
        uint64_t bit = probe(met, id, i);
        all = met->word[bit / WORD_BITS] >> bit % WORD_BITS & 1;
    }
    return all;
}
