/*
 * A window of rows onto a long list, newest first. It moves with the focus: rows are asked for by key, in steps, and
 * only so many are kept, so a list of any length scrolls at one speed and costs the same memory.
 */
#ifndef TUI_KEY_WINDOW_H
#define TUI_KEY_WINDOW_H

#include "tui/widget.h"

enum { WINDOW_ROWS = 240, WINDOW_STEP = 80 };

/* What a window asks for: at most `room` rows from `row` on, all below the key or, with `newer`, all above it and
 * ascending. The answer is their number. */
struct key_question {
    int64_t from;
    bool newer;
    char *row;
    int64_t room, count;
};
typedef enum status key_ask(void *context, struct key_question *question, struct problem *problem);

struct key_window {
    char *row; /* WINDOW_ROWS rows of `size` bytes, each of which begins with its key, an int64_t; the caller's */
    size_t size;
    struct list list; /* count: of the rows loaded; focus and top: among them */
    bool has_newer, has_older;
    key_ask *ask;
    void *context;
};

/* Asks anew; the focus goes to the key, or to the next older one when it is not there, or to the newest with 0. */
MUST_CHECK enum status key_window_load(struct key_window *window, int64_t key, struct problem *problem);

/*
 * Moves the focus as list_act does, over the whole list. *moved is false when the action is none of the list's. `page`
 * is the number of rows shown.
 */
MUST_CHECK enum status key_window_act(struct key_window *window, enum action action, int page, bool *moved,
                                      struct problem *problem);

#endif
