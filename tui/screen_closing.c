/* Closing a ballot: the number of the decision, what was counted on paper, then the exact text. */
#include "tui/closing_form.h"
#include "tui/closing_screen.h"
#include "tui/screens.h"

#include <stdlib.h>

enum { RESULTS = 3 };

static void close_screen(void *state)
{
    buffer_release(&((struct closing_form *)state)->outcome);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    const struct closing_place *place = argument;
    struct closing_form *form = calloc(1, sizeof *form);
    if (!form)
        return STATUS_NO_MEMORY;
    form->ballot = *place->ballot;
    form->paper = place->paper;
    list_resize(&form->results, RESULTS);
    enum status status = closing_form_foresee(form, app);
    if (status == STATUS_OK)
        *state = form;
    else
        close_screen(form);
    return status;
}

/* Another vote came, or the closing itself: what is typed stays. */
static void refresh(struct app *app, void *state)
{
    problem_clear(&app->problem);
    if (closing_form_foresee(state, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void go_on(struct app *app, const struct closing_form *form)
{
    struct arena arena;
    struct result_terms terms;
    struct problem problem = {.status = STATUS_OK};
    arena_init(&arena);
    problem.status = closing_form_terms(form, &arena, &terms);
    if (problem.status == STATUS_OK)
        problem.status = closing_ask(app, &form->ballot, &terms, &problem);
    if (problem.status != STATUS_OK)
        app_fail(app, &problem);
    arena_release(&arena);
}

static void move_focus(struct closing_form *form, int step)
{
    int field = (int)form->focus;
    do
        field = (field + step + CLOSING_FIELDS) % CLOSING_FIELDS;
    while (!closing_form_has(form, (enum closing_field)field));
    form->focus = (enum closing_field)field;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct closing_form *form = state;
    switch (action) {
    case ACTION_ENTER:
        go_on(app, form);
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
    case ACTION_DOWN:
        move_focus(form, 1);
        return REACT_REDRAW;
    case ACTION_UP:
        move_focus(form, -1);
        return REACT_REDRAW;
    case ACTION_LEFT:
    case ACTION_RIGHT:
        form->results.focus = (form->results.focus + (action == ACTION_RIGHT ? 1 : RESULTS - 1)) % RESULTS;
        return REACT_REDRAW;
    default:
        return REACT_NONE;
    }
}

static bool typing(const void *state)
{
    return ((const struct closing_form *)state)->focus != CLOSING_RESULT;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    struct closing_form *form = state;
    *reaction = REACT_REDRAW;
    if (strcmp(key->name, "BackTab") == 0) {
        move_focus(form, -1);
        return true;
    }
    return input_key(&form->field[form->focus], key);
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    struct closing_form *form = state;
    input_paste(&form->field[form->focus], text);
}

static const enum action actions[] = {ACTION_ENTER, ACTION_NEXT_AREA, ACTION_NONE};

const struct screen screen_closing = {
    .name = N_("Closing"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = closing_form_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
};
