#include "core/lead.h"

uint64_t standings_first(const struct standings *standings, uint64_t among)
{
    uint64_t first = 0;
    for (size_t i = 0; i < standings->options; i++)
        if (among >> i & 1 && !(standings->before[i] & among))
            first |= UINT64_C(1) << i;
    return first;
}

static bool is_one(uint64_t options)
{
    return options && !(options & (options - 1));
}

/* The lowest of them. */
static int lowest(uint64_t options)
{
    int option = 0;
    while (!(options >> option & 1))
        option++;
    return option;
}

/* The winner and who comes next to it; without a winner two who share the lead. */
static void find_runoff(const struct standings *standings, struct lead *lead)
{
    uint64_t won = lead->winner == LEAD_NONE ? 0 : UINT64_C(1) << lead->winner;
    uint64_t rest = won ? standings_first(standings, standings->able & ~won) : lead->tied;
    if (won ? !is_one(rest) : !is_one(rest & (rest - 1)))
        return;
    lead->runoff[0] = won ? lead->winner : lowest(rest);
    lead->runoff[1] = won ? lowest(rest) : lowest(rest & (rest - 1));
}

void lead_find(const struct standings *standings, uint64_t (*favourites)(const void *context, uint64_t tied),
               const void *context, struct lead *out)
{
    *out = LEAD_OF_NONE;
    uint64_t first = standings_first(standings, standings->able);
    if (is_one(first)) {
        out->winner = lowest(first);
    } else if (first) {
        uint64_t liked = favourites ? favourites(context, first) : 0;
        out->tied = first;
        out->by_chair = is_one(liked);
        out->winner = out->by_chair ? lowest(liked) : LEAD_NONE;
    }
    find_runoff(standings, out);
}
