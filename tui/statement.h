/* A statement that is being written on the screen; tui/statement.c loads, composes and paints it. */
#ifndef TUI_STATEMENT_H
#define TUI_STATEMENT_H

#include "data/query.h"
#include "tui/app.h"
#include "tui/page.h"

enum { STATEMENT_SEATS = 16 };

enum statement_focus { STATEMENT_STANCE, STATEMENT_TEXT };

/* A place for which the --as key may speak. */
struct statement_seat {
    char id[48];
    struct buffer title;
    bool advisory;
};

struct statement {
    struct found proposal;
    struct buffer heading;
    struct statement_seat seat[STATEMENT_SEATS];
    size_t seats, current;
    struct list list; /* of the stances */
    enum statement_focus focus;
    struct input line;    /* the text, while it is one line typed here */
    struct buffer edited; /* the text, once an editor was used; then it is changed only there */
    struct pager pager;   /* of the edited text */
    bool source;          /* it is shown as it was written */
};

/* The seats of the key at the screen. STATUS_REFUSED when it has none in the proposal's body. */
MUST_CHECK enum status statement_load(struct app *app, struct statement *statement);
void statement_release(struct statement *statement);

/* The stance that is chosen, and the text as it is now. */
struct slice statement_stance(const struct statement *statement);
struct slice statement_text(const struct statement *statement);

MUST_CHECK enum status statement_compose(struct app *app, const struct statement *statement, struct draft *draft,
                                         struct problem *problem);

/* Scrolls the edited text. False: the action is for something else. */
bool statement_scroll(struct statement *statement, enum action action, struct area area);

void statement_draw(const void *state, struct canvas *canvas, struct area area);

#endif
