/* The screen for founding a body: what it holds, and how it is painted. */
#ifndef TUI_FOUNDING_VIEW_H
#define TUI_FOUNDING_VIEW_H

#include "tui/known_keys.h"
#include "tui/secretaries.h"
#include "tui/statutes.h"
#include "tui/widget.h"

enum founding_focus { FOCUS_STATUTES, FOCUS_PATH, FOCUS_SECRETARY, FOCUS_COUNT };

struct founding_view {
    struct statutes statutes;
    struct secretaries secretaries;
    struct list list; /* the shipped ones, then a file of one's own */
    struct pager pager;
    enum founding_focus focus;
    struct input path, secretary;
    struct known_keys known; /* while a secretary is asked for: those that fit what is typed */
    struct list known_list;
    bool picking; /* one of them has the focus */
};

/* The file of one's own is selected, so there is a path to type. */
bool founding_view_own(const struct founding_view *view);

void founding_view_paint(const struct founding_view *view, struct canvas *canvas, struct area area);

/* How many lines the words of the statute have, and how many of them are seen at once. */
int founding_view_lines(const struct founding_view *view, struct area area);
int founding_view_page(const struct founding_view *view, struct area area);

#endif
