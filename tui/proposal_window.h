/* A window of rows onto the list of proposals, newest first. */
#ifndef TUI_PROPOSAL_WINDOW_H
#define TUI_PROPOSAL_WINDOW_H

#include "data/query_page.h"
#include "tui/key_window.h"

struct proposal_row {
    int64_t seq, body, index, closes;
    bool has_closes;
    char number[41], state[16], choice[64], body_name[41];
    char title[804];
};

struct proposal_window {
    struct proposal_row *row; /* WINDOW_ROWS of them */
    struct key_window keys;
    struct store *store;             /* while it is asked */
    struct slice search, state, who; /* what is asked; borrowed */
};

/* STATUS_NO_MEMORY. All other fields are zeros. */
MUST_CHECK enum status window_init(struct proposal_window *window);
void window_release(struct proposal_window *window);

/* As key_window_load and key_window_act do, by the seq of proposals. */
MUST_CHECK enum status window_load(struct proposal_window *window, struct store *store, int64_t seq,
                                   struct problem *problem);
MUST_CHECK enum status window_act(struct proposal_window *window, struct store *store, enum action action, int page,
                                  bool *moved, struct problem *problem);

/* The focused row, or NULL when the list is empty. */
const struct proposal_row *window_focus(const struct proposal_window *window);

#endif
