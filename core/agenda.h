/*
 * The order in which the items of an agenda are put to the vote (RULES section 3): amendments before the motion that
 * they amend, and of several the one that reaches further first, that is, the one with the greater known cost, then the
 * one that was filed earlier. Everything else stays in the secretary's order. A proposal: the secretary decides.
 */
#ifndef CORE_AGENDA_H
#define CORE_AGENDA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AGENDA_NONE INT64_C(-1)

struct agenda_item {
    int64_t index;  /* of the proposal: the earlier filed has the smaller one */
    int64_t amends; /* index of the proposal that it amends, smaller than its own, or AGENDA_NONE */
    int64_t cost;   /* cents that are known, at most */
    bool placed;    /* for agenda_order alone */
};

/* `order` gets `count` positions in `item`, in the order of voting. */
void agenda_order(struct agenda_item *item, size_t count, size_t *order);

#endif
