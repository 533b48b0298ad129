#include "data/recent.h"

/* Of the tree as it was RECENT_SIZES leaves ago, a level's last node is at most that many behind the newest one. */
static uint64_t ring_length(unsigned level)
{
    return ((uint64_t)RECENT_SIZES >> level) + 2;
}

static size_t slot_of(unsigned level, uint64_t index)
{
    uint64_t below = 2 * (uint64_t)RECENT_SIZES - (2 * (uint64_t)RECENT_SIZES >> level) + 2 * level;
    return (size_t)(below + index % ring_length(level));
}

void recent_add(struct recent *recent, unsigned level, uint64_t index, const struct digest *hash)
{
    recent->node[slot_of(level, index)] = *hash;
}

bool recent_find(const struct recent *recent, uint64_t size, unsigned level, uint64_t index, struct digest *out)
{
    uint64_t complete = size >> level;
    if (index >= complete || complete - index > ring_length(level) || (index + 1) << level <= recent->first)
        return false;
    *out = recent->node[slot_of(level, index)];
    return true;
}
