#include "core/merkle_range.h"

enum status merkle_range_prove(uint64_t first, uint64_t end, uint64_t size, merkle_source *source, void *context,
                               struct merkle_range *out)
{
    struct merkle before;
    out->lefts = out->rights = 0;
    if (first >= end || end > size || size > MERKLE_SIZE_MAX)
        return STATUS_NOT_FOUND;
    enum status status = merkle_load(first, source, context, &before);
    if (status != STATUS_OK)
        return status;
    memcpy(out->left, before.peak, before.peaks * sizeof before.peak[0]);
    out->lefts = before.peaks;
    for (unsigned level = 0; (size - 1) >> level; level++) {
        uint64_t begin = ((end - 1) >> level | 1) << level, width = UINT64_C(1) << level;
        /* A right child has no right sibling, and neither has a node at the edge of the tree. */
        if (begin < end || begin >= size)
            continue;
        status = merkle_range_hash(begin, size - begin > width ? begin + width : size, source, context,
                                   &out->right[out->rights]);
        if (status != STATUS_OK)
            return status;
        out->rights++;
    }
    return STATUS_OK;
}

unsigned merkle_range_lefts(uint64_t first)
{
    unsigned count = 0;
    for (; first; first &= first - 1)
        count++;
    return count;
}

unsigned merkle_range_rights(uint64_t end, uint64_t size)
{
    unsigned count = 0;
    for (unsigned level = 0; (size - 1) >> level; level++) {
        uint64_t begin = ((end - 1) >> level | 1) << level;
        count += begin >= end && begin < size;
    }
    return count;
}

bool merkle_range_begin(const struct merkle_range *range, uint64_t first, struct merkle *out)
{
    if (first > MERKLE_SIZE_MAX || range->lefts != merkle_range_lefts(first))
        return false;
    out->size = first;
    out->peaks = range->lefts;
    memcpy(out->peak, range->left, range->lefts * sizeof range->left[0]);
    return true;
}

bool merkle_range_root(const struct merkle_range *range, const struct merkle *tree, uint64_t size, struct digest *out)
{
    uint64_t end = tree->size;
    if (end == 0 || end > size || size > MERKLE_SIZE_MAX || range->rights != merkle_range_rights(end, size))
        return false;
    /* From the last peak, the smallest complete subtree at the end of the run, up to the root. */
    unsigned level = 0, right = 0, peak = tree->peaks - 1;
    while (!(end >> level & 1))
        level++;
    struct digest hash = tree->peak[peak];
    for (; (size - 1) >> level; level++) {
        uint64_t node = (end - 1) >> level;
        if (node & 1)
            hash = merkle_node(&tree->peak[--peak], &hash);
        else if ((node | 1) << level < size)
            hash = merkle_node(&hash, &range->right[right++]);
    }
    *out = hash;
    return true;
}
