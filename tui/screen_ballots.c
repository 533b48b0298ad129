/* All ballots, newest first; Enter shows the count. */
#include "data/ballot_facts.h"
#include "data/query.h"
#include "tui/app.h"
#include "tui/screens.h"

#include <stdlib.h>

struct row {
    struct ballot_facts facts;
    char state[32];
    int64_t closes, cast;
    bool has_closes, open;
};

struct ballots {
    struct row *row;
    size_t rows, capacity;
    struct list list;
    bool only_open, no_memory;
};

static void close_screen(void *state)
{
    struct ballots *b = state;
    free(b->row);
    free(b);
}

static bool add_row(void *context, const struct ballot_item *item)
{
    struct ballots *b = context;
    if (b->rows == b->capacity) {
        size_t capacity = b->capacity ? b->capacity * 2 : 64;
        struct row *grown = realloc(b->row, capacity * sizeof *grown);
        if (!grown) {
            b->no_memory = true;
            return false;
        }
        b->row = grown;
        b->capacity = capacity;
    }
    struct row *row = &b->row[b->rows++];
    struct slice state = item->has_result ? item->outcome : item->state;
    *row = (struct row){.closes = item->closes,
                        .cast = item->cast,
                        .has_closes = item->has_closes,
                        .open = slice_is(item->state, "open")};
    ballot_facts_take(&row->facts, item);
    memcpy(row->state, state.at, state.length < sizeof row->state ? state.length : sizeof row->state - 1);
    return true;
}

static void refresh(struct app *app, void *state)
{
    struct ballots *b = state;
    b->rows = 0;
    if (query_ballots(app_store(app), b->only_open ? SLICE("open") : SLICE(""), 0, -1, add_row, b, &app->problem) !=
        STATUS_OK)
        app_fail(app, &app->problem);
    if (b->no_memory)
        app_say(app, STYLE_BAD, _("There is not enough memory to show all ballots."), SLICE(""), SLICE(""));
    list_resize(&b->list, (int64_t)b->rows);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct ballots *b = calloc(1, sizeof *b);
    if (!b)
        return STATUS_NO_MEMORY;
    refresh(app, b);
    *state = b;
    return STATUS_OK;
}

static enum style state_style(const char *state)
{
    return strcmp(state, "adopted") == 0 ? STYLE_GOOD : strcmp(state, "open") == 0 ? STYLE_WARN : STYLE_NORMAL;
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct row *row = &((const struct ballots *)context)->row[index];
    const char *state = i18n_word(slice_of(row->state));
    int right = line.columns > 70 ? 20 : 0;
    struct buffer text;
    buffer_init(&text);
    (void)focused;
    canvas_say(canvas, line.row, line.column, 15, state_style(row->state), state ? state : row->state);
    canvas_say(canvas, line.row, line.column + 16, line.columns - 17 - right, STYLE_NORMAL, row->facts.title);
    if (right && row->open && row->has_closes)
        i18n_time(row->closes, &text);
    canvas_text(canvas, line.row, line.column + line.columns - right, right, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct ballots *b = state;
    struct area inside = canvas_box(canvas, area, slice_of(b->only_open ? _("Open ballots") : _("Ballots")),
                                    slice_of(_("Enter shows the count")));
    if (b->rows == 0) {
        canvas_wrap(canvas, inside, STYLE_NORMAL,
                    slice_of(_("There is no ballot here yet. A secretary opens one on a proposal with o.")), 0);
        canvas_cursor(canvas, inside.row, inside.column);
        return;
    }
    list_draw(&b->list, canvas, inside, draw_row, b);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct ballots *b = state;
    if (list_act(&b->list, action, app->area.rows - 2))
        return REACT_REDRAW;
    if (action == ACTION_FILTER) {
        b->only_open = !b->only_open;
        refresh(app, b);
        return REACT_REDRAW;
    }
    if (b->rows == 0)
        return REACT_NONE;
    const struct ballot_facts *facts = &b->row[b->list.focus].facts;
    if (action == ACTION_ENTER || action == ACTION_RESULT)
        app_push(app, &screen_result, facts);
    else if (action == ACTION_VOTE && b->row[b->list.focus].open)
        app_push(app, &screen_ballot, facts);
    else if (action == ACTION_VOTE)
        app_say(app, STYLE_NORMAL, _("This ballot is not open any more."), SLICE(""), SLICE(""));
    else
        return REACT_NONE;
    return REACT_REDRAW;
}

static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER, ACTION_VOTE, ACTION_FILTER, ACTION_NONE};

const struct screen screen_ballots = {
    .name = N_("Ballots"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
};
