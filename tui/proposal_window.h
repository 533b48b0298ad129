/*
 * A window of rows onto the list of proposals, newest first. It moves with the focus: rows are asked for by key, in
 * steps, and only so many are kept, so a list of any length scrolls at one speed and costs the same memory.
 */
#ifndef TUI_PROPOSAL_WINDOW_H
#define TUI_PROPOSAL_WINDOW_H

#include "data/query_page.h"
#include "tui/widget.h"

enum { WINDOW_ROWS = 240, WINDOW_STEP = 80 };

struct proposal_row {
    int64_t seq, body, index, closes;
    bool has_closes;
    char number[41], state[16], choice[64], body_name[41];
    char title[804];
};

struct proposal_window {
    struct proposal_row *row; /* WINDOW_ROWS of them */
    struct list list;         /* count: of the rows loaded; focus and top: among them */
    bool has_newer, has_older;
    struct slice search, state, who; /* what is asked; borrowed */
};

/* STATUS_NO_MEMORY. All other fields are zeros. */
MUST_CHECK enum status window_init(struct proposal_window *window);
void window_release(struct proposal_window *window);

/* Asks anew; the focus goes to `seq`, or to the next older one when it is not in the list, or to the newest with 0. */
MUST_CHECK enum status window_load(struct proposal_window *window, struct store *store, int64_t seq,
                                   struct problem *problem);

/*
 * Moves the focus as list_act does, over the whole list. *moved is false when the action is none of the list's. `page`
 * is the number of rows shown.
 */
MUST_CHECK enum status window_act(struct proposal_window *window, struct store *store, enum action action, int page,
                                  bool *moved, struct problem *problem);

/* The focused row, or NULL when the list is empty. */
const struct proposal_row *window_focus(const struct proposal_window *window);

#endif
