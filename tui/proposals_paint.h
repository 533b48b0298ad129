/* What the screen of all proposals shows, and how it is painted. */
#ifndef TUI_PROPOSALS_PAINT_H
#define TUI_PROPOSALS_PAINT_H

#include "core/key.h"
#include "data/proposal_read.h"
#include "tui/proposal_sort.h"

struct proposals {
    struct proposal_window window;
    struct input search;
    bool typing;
    size_t filter; /* 0: none */
    enum proposal_order order;
    int64_t all, matching; /* how many there are; -1: more than are in the window */
    int64_t now;
    bool has_preview;
    int64_t preview_seq;
    struct proposal_read preview;
    char who[KEY_NAME_MAX + 1];
};

/* The rows of the list in an area of that size. */
int proposals_page(struct area area);

/* `filter` is the state that is filtered by, or NULL. */
void proposals_paint(const struct proposals *state, const char *filter, struct canvas *canvas, struct area area);

#endif
