/* A body's statute as the screen shows it: copied from the body, so that the ledger may go on meanwhile. */
#ifndef TUI_STATUTE_H
#define TUI_STATUTE_H

#include "core/arena.h"
#include "tui/bodies.h"
#include "tui/page.h"
#include "tui/widget.h"

/* The argument of screen_statute, or NULL: a body of one's own, from its first rule on. */
struct statute_place {
    int64_t body;
    struct slice rule; /* its id, or empty: from the top; borrowed for the call */
};

struct statute_item {
    struct slice rule;  /* the title of a rule that begins here; its own lines follow */
    struct slice id;    /* of that rule */
    const char *label;  /* of a line; NULL for what is no line */
    struct slice words; /* the line, or the heading of the lines behind the rules */
    struct slice exact; /* the expression, or empty */
    bool standard;
};

#define STATUTE_SCROLLED SIZE_MAX

struct statute_sheet {
    struct bodies bodies;
    struct arena arena; /* holds everything below */
    struct slice title;
    struct statute_item *item;
    size_t items, capacity;
    bool failed; /* no memory while the items were copied */
    struct pager pager;
    size_t anchor; /* the item at the top, whatever the width; STATUTE_SCROLLED: pager.top says which line */
};

/* Reads the chosen body's statute anew. */
MUST_CHECK enum status statute_load(struct statute_sheet *sheet, struct app *app);
void statute_release(struct statute_sheet *sheet);

/* Writes the whole sheet, or measures it; the exact text stands beside the words where there is room, else below. */
void statute_write(const struct statute_sheet *sheet, struct page *page);

/* The line on which an item begins. */
int statute_line_of(const struct statute_sheet *sheet, int columns, size_t item);

/* The first rule, or the heading behind the rules, that begins below that line; the number of items: there is none. */
size_t statute_next(const struct statute_sheet *sheet, int columns, int line);

/* The rule of that id, or 0, the first item. */
size_t statute_find(const struct statute_sheet *sheet, struct slice id);

#endif
