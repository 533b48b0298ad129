/* Writing a statement on a proposal: choose the stance, write the text, read what is signed. */
#include "data/compose.h"
#include "tui/editor.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/source.h"
#include "tui/statement.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    statement_release(state);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct statement *statement = calloc(1, sizeof *statement);
    if (!statement)
        return STATUS_NO_MEMORY;
    statement->proposal = *(const struct found *)argument;
    enum status status = statement_load(app, statement);
    if (status != STATUS_OK)
        close_screen(statement);
    else
        *state = statement;
    return status;
}

static void refresh(struct app *app, void *state)
{
    problem_clear(&app->problem);
    if (statement_load(app, state) != STATUS_OK)
        app_fail(app, &app->problem);
}

/* To the text that is signed. A report of nothing helps nobody. */
static void go_on(struct app *app, struct statement *statement)
{
    struct arena arena;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    if (slice_is(statement_stance(statement), "experience") && !statement_text(statement).length) {
        statement->focus = STATEMENT_TEXT;
        app_say(app, STYLE_WARN, _("A practical report needs a text: type it, then Enter."), SLICE(""), SLICE(""));
        return;
    }
    arena_init(&arena);
    draft_init(&draft, KIND_STATEMENT, &arena);
    enum status status = statement_compose(app, statement, &draft, &problem);
    if (status == STATUS_OK) {
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_RECEIPT, .leave = 1});
    } else {
        problem.status = status;
        app_fail(app, &problem);
    }
    arena_release(&arena);
}

/* The terminal is the editor's until it ends; what it saved becomes the text, also when it is one line. */
static void edit(struct app *app, struct statement *statement)
{
    struct problem problem = {.status = STATUS_OK};
    problem.status =
        editor_replace(app->terminal, ENTRY_TEXT_MAX, statement_text(statement), &statement->edited, &problem);
    if (problem.status != STATUS_OK) {
        app_fail(app, &problem);
        return;
    }
    statement->pager = (struct pager){.top = 0};
    statement->focus = STATEMENT_TEXT;
}

static void other_seat(struct app *app, struct statement *statement, size_t step)
{
    if (statement->seats > 1)
        statement->current = (statement->current + step) % statement->seats;
    else
        app_say(app, STYLE_NORMAL, _("Your key has one place in this body."), SLICE(""), SLICE(""));
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct statement *statement = state;
    bool text = statement->focus == STATEMENT_TEXT;
    if (text && statement->edited.length && statement_scroll(statement, action, app->area))
        return REACT_REDRAW;
    if (!text && list_act(&statement->list, action, (int)statement->list.count))
        return REACT_REDRAW;
    switch (action) {
    case ACTION_LEFT:
    case ACTION_RIGHT:
        other_seat(app, statement, action == ACTION_RIGHT ? 1 : statement->seats - 1);
        return REACT_REDRAW;
    case ACTION_UP:
    case ACTION_DOWN:
        statement->focus = STATEMENT_STANCE;
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
        statement->focus = text ? STATEMENT_STANCE : STATEMENT_TEXT;
        return REACT_REDRAW;
    case ACTION_SOURCE:
        source_turn(app, &statement->source);
        return REACT_REDRAW;
    case ACTION_EDIT:
        edit(app, statement);
        return REACT_REDRAW;
    case ACTION_ENTER:
        go_on(app, statement);
        return REACT_REDRAW;
    default:
        return REACT_NONE;
    }
}

static bool typing(const void *state)
{
    const struct statement *statement = state;
    return statement->focus == STATEMENT_TEXT && !statement->edited.length;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    *reaction = REACT_REDRAW;
    return input_key(&((struct statement *)state)->line, key);
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    input_paste(&((struct statement *)state)->line, text);
}

static const enum action actions[] = {ACTION_ENTER, ACTION_UP,     ACTION_DOWN, ACTION_NEXT_AREA,
                                      ACTION_EDIT,  ACTION_SOURCE, ACTION_NONE};

const struct screen screen_statement = {
    .name = N_("Statement"),
    .tab = ACTION_TAB_PROPOSALS,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = statement_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
};
