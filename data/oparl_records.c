#include "data/oparl_records.h"

#include <search.h>

struct node {
    struct slice key;
    void *value;
};

static int compare(const void *a, const void *b)
{
    const struct node *left = a, *right = b;
    return slice_compare(left->key, right->key);
}

void oparl_records_init(struct oparl_records *records)
{
    *records = (struct oparl_records){0};
    arena_init(&records->arena);
    records->paper_end = &records->paper;
    records->item_end = &records->item;
    records->consultation_end = &records->consultation;
}

/* The nodes lie in the arena. */
static void keep_node(void *node)
{
    (void)node;
}

void oparl_records_release(struct oparl_records *records)
{
    tdestroy(records->papers, keep_node);
    tdestroy(records->meetings, keep_node);
    tdestroy(records->items, keep_node);
    tdestroy(records->items_by_consultation, keep_node);
    tdestroy(records->consultations, keep_node);
    tdestroy(records->organizations, keep_node);
    tdestroy(records->numbers, keep_node);
    arena_release(&records->arena);
    oparl_records_init(records);
}

void *oparl_records_new(struct oparl_records *records, size_t size)
{
    void *memory = arena_alloc(&records->arena, size);
    records->failed = records->failed || !memory;
    return memory;
}

void *oparl_find(void *const *tree, struct slice key)
{
    struct node wanted = {.key = key};
    struct node *const *found = key.length ? tfind(&wanted, tree, compare) : NULL;
    return found ? (*found)->value : NULL;
}

void oparl_store(struct oparl_records *records, void **tree, struct slice key, void *value)
{
    if (!key.length || oparl_find(tree, key))
        return;
    struct node *node = oparl_records_new(records, sizeof *node);
    if (!node)
        return;
    *node = (struct node){.key = key, .value = value};
    if (!tsearch(node, tree, compare))
        records->failed = true;
}

static void join_one(struct oparl_records *records, struct oparl_consultation *consultation)
{
    struct oparl_paper *paper = oparl_find(&records->papers, consultation->paper);
    struct oparl_item *item = oparl_find(&records->items, consultation->item);
    if (!paper)
        return;
    if (!item)
        item = oparl_find(&records->items_by_consultation, consultation->id);
    if (item && !item->closed) {
        consultation->item_found = item;
        item->merged = true;
    }
    consultation->meeting_found = oparl_find(&records->meetings, consultation->meeting);
    if (!consultation->meeting_found && item)
        consultation->meeting_found = oparl_find(&records->meetings, item->meeting);
    *paper->consultation_end = consultation;
    paper->consultation_end = &consultation->next_of_paper;
}

void oparl_join(struct oparl_records *records)
{
    for (struct oparl_paper *paper = records->paper; paper; paper = paper->next)
        paper->consultation_end = &paper->consultation;
    for (struct oparl_consultation *c = records->consultation; c; c = c->next)
        join_one(records, c);
}
