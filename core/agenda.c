#include "core/agenda.h"

struct ordering {
    struct agenda_item *item;
    size_t count, placed;
    size_t *order;
};

/* The position of that proposal, or `count`. */
static size_t find(const struct ordering *ordering, int64_t index)
{
    size_t at = 0;
    while (at < ordering->count && ordering->item[at].index != index)
        at++;
    return at;
}

static bool reaches_further(const struct agenda_item *one, const struct agenda_item *other)
{
    return one->cost != other->cost ? one->cost > other->cost : one->index < other->index;
}

/* The furthest-reaching amendment of a proposal that has no place yet, or `count`. */
static size_t next_amendment(const struct ordering *ordering, int64_t of)
{
    size_t best = ordering->count;
    for (size_t i = 0; i < ordering->count; i++) {
        const struct agenda_item *item = &ordering->item[i];
        if (item->amends == of && !item->placed &&
            (best == ordering->count || reaches_further(item, &ordering->item[best])))
            best = i;
    }
    return best;
}

/*
 * Everything that stands before an item: the amendments of its amendments too. Downwards to one without amendments,
 * which gets its place, and upwards again, without recursion: a chain may be as long as the agenda.
 */
static void place(struct ordering *ordering, size_t at)
{
    size_t top = at;
    while (!ordering->item[top].placed) {
        size_t amendment = next_amendment(ordering, ordering->item[at].index);
        if (amendment < ordering->count) {
            at = amendment;
            continue;
        }
        ordering->item[at].placed = true;
        ordering->order[ordering->placed++] = at;
        if (at != top)
            at = find(ordering, ordering->item[at].amends);
    }
}

void agenda_order(struct agenda_item *item, size_t count, size_t *order)
{
    struct ordering ordering = {.item = item, .count = count};
    ordering.order = order;
    for (size_t i = 0; i < count; i++)
        item[i].placed = false;
    for (size_t i = 0; i < count; i++)
        if (find(&ordering, item[i].amends) == count)
            place(&ordering, i);
}
