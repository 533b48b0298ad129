/*
 * What a mouse can be pointed at: painting notes on the canvas where the rows of lists and the keys stand. It acts as
 * the keys do: what cannot be done with a key cannot be done with the mouse.
 */
#ifndef TUI_HITS_H
#define TUI_HITS_H

#include "tui/keymap.h"

struct area {
    int row, column, rows, columns;
};

enum { HITS_MAX = 32 };

struct hit {
    struct area area;
    enum action action; /* ACTION_NONE: rows of a list */
    int64_t from_focus; /* of a list: how many rows the first one shown stands behind the focus; before it: below 0 */
};

/* All zero: nothing. What has no room is left out. */
struct hits {
    struct hit hit[HITS_MAX];
    size_t count;
};

/* The last painting, as the mouse sees it, and what was clicked. */
struct pointing {
    struct hits hits;
    int rows, columns, cursor_row, cursor_column;
    bool on, clicked; /* clicked: on that row, at that time; the next click may be the second of two */
    int click_row;
    int64_t click_time;
};

static inline void hits_add(struct hits *hits, struct area area, enum action action, int64_t from_focus)
{
    if (hits->count < HITS_MAX)
        hits->hit[hits->count++] = (struct hit){area, action, from_focus};
}

static inline bool area_has(struct area area, int row, int column)
{
    return row >= area.row && row < area.row + area.rows && column >= area.column &&
           column < area.column + area.columns;
}

#endif
