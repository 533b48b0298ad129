/*
 * How lists are looked at: filter, order, search, and where one was. The last changes can be taken back, and whoever
 * comes back to a list finds it as it was left, also in the next run (tui/kept_views.h).
 */
#ifndef TUI_VIEWS_H
#define TUI_VIEWS_H

#include "core/digest.h"
#include "tui/screen.h"
#include "tui/widget.h"

enum { VIEWS_UNDO = 16, VIEWS_KEPT = 8 };

/* What a screen says of itself (screen.view), and takes (screen.show). */
struct view {
    size_t filter, order;
    char search[INPUT_BYTES];
    char day[64];  /* of members: as of when, as it was typed */
    int64_t place; /* of the selected row, as the screen numbers them; 0: none */
};

struct views {
    struct {
        const struct screen *screen;
        struct view view;
    } undo[VIEWS_UNDO], kept[VIEWS_KEPT]; /* undo: the newest last */
    size_t undos, keeps;
    bool looked_for_views; /* those of the last run were read */
    const void *state;     /* of the screen that `before` is of */
    struct view before;
    struct ran ran;
    /* Whose lists are shown first, by its founding; chosen in this run, not in one before. */
    bool has_body, looked_for_body, chose_body;
    struct digest body;
};

/* The end: what is to be known in the next run is kept. */
void views_close(struct app *app);

/* Before an action: how the screen on top is looked at, unless one types. Behind it: was that changed? */
void views_begin(struct app *app);
void views_end(struct app *app);

/* Takes the last change on the screen on top back, and says where there is none. */
void views_undo(struct app *app);

/* The screen on top is left; and: it was opened, and is looked at as it was, but for the search. */
void views_keep(struct app *app);
void views_return(struct app *app);

#endif
