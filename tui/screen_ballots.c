/* All ballots, newest first; Enter shows the count. */
#include "data/ballot_facts.h"
#include "data/query_page.h"
#include "data/seq.h"
#include "tui/app.h"
#include "tui/declaration.h"
#include "tui/format.h"
#include "tui/key_window.h"
#include "tui/screens.h"
#include "tui/views.h"

#include <stdlib.h>

struct row {
    int64_t seq;
    struct ballot_facts facts;
    char state[32];
    char number[32];
    int64_t cast, seats;
};

struct ballots {
    struct row *row; /* WINDOW_ROWS of them */
    struct key_window keys;
    struct store *store;
    int64_t now;
    bool only_open;
};

static void close_screen(void *state)
{
    struct ballots *b = state;
    free(b->row);
    free(b);
}

static const struct row *focus(const struct ballots *b)
{
    return b->keys.list.count ? &b->row[b->keys.list.focus] : NULL;
}

static bool add_row(void *context, const struct ballot_item *item)
{
    struct key_question *asked = context;
    struct row *row = (struct row *)(void *)asked->row + asked->count++;
    struct slice state = item->has_result ? item->outcome : item->state;
    *row = (struct row){.seq = seq_of(item->body, item->index), .cast = item->cast, .seats = item->seats};
    ballot_facts_take(&row->facts, item);
    memcpy(row->state, state.at, state.length < sizeof row->state ? state.length : sizeof row->state - 1);
    size_t length = item->number.length < sizeof row->number ? item->number.length : sizeof row->number - 1;
    if (length)
        memcpy(row->number, item->number.at, length);
    return asked->count < asked->room;
}

static enum status ask(void *context, struct key_question *asked, struct problem *problem)
{
    const struct ballots *b = context;
    return query_ballots_page(b->store, b->only_open ? SLICE("open") : SLICE(""), asked->from, asked->newer,
                              asked->room, add_row, asked, problem);
}

/* A ballot's title begins with the number of its proposal, which has a column of its own. */
static struct slice title_of(const struct row *row)
{
    struct slice title = slice_of(row->facts.title);
    size_t length = strlen(row->number);
    bool begins = title.length > length && slice_is(slice_head(title, length), row->number) && title.at[length] == ' ';
    return begins ? slice_from(title, length + 1) : title;
}

/* What has the focus keeps it. */
static void refresh(struct app *app, void *state)
{
    struct ballots *b = state;
    const struct row *row = focus(b);
    b->now = app->now.seconds;
    problem_clear(&app->problem);
    if (key_window_load(&b->keys, row ? row->seq : 0, &app->problem) != STATUS_OK)
        app_fail(app, &app->problem);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct ballots *b = calloc(1, sizeof *b);
    struct row *row = calloc(WINDOW_ROWS, sizeof *row);
    if (!b || !row) {
        free(b);
        free(row);
        return STATUS_NO_MEMORY;
    }
    b->row = row;
    b->store = app_store(app);
    b->keys = (struct key_window){.row = (char *)row, .size = sizeof *row, .ask = ask, .context = b};
    refresh(app, b);
    *state = b;
    return STATUS_OK;
}

static enum style state_style(const char *state)
{
    return strcmp(state, "adopted") == 0 ? STYLE_GOOD : strcmp(state, "open") == 0 ? STYLE_WARN : STYLE_NORMAL;
}

/* Columns from the left; a width of 0: there is no room for it. */
struct columns {
    int number, title, state, deadline, votes;
};

static struct columns columns_of(int width)
{
    struct columns columns = {.number = 10, .votes = width >= 50 ? 10 : 0, .deadline = width >= 60 ? 14 : 0};
    columns.state = width >= 90 ? 21 : width >= 70 ? 14 : 11;
    columns.title = width - columns.number - columns.state - columns.deadline - columns.votes;
    return columns;
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct ballots *b = context;
    const struct row *row = &b->row[index];
    struct columns columns = columns_of(line.columns);
    bool overdue = ballot_facts_overdue(&row->facts, b->now);
    const char *state =
        overdue ? (columns.state < 14 ? _("to close") : _("to be closed")) : i18n_word(slice_of(row->state));
    struct buffer deadline, votes;
    int at = 0;
    buffer_init(&deadline);
    buffer_init(&votes);
    (void)focused;
    if (row->facts.open && row->facts.has_closes)
        format_deadline(row->facts.closes, b->now, &deadline);
    buffer_format(&votes, "%lld/%lld", (long long)row->cast, (long long)row->seats);
    list_cell(canvas, &line, &at, columns.number, STYLE_NORMAL, slice_of(row->number));
    list_cell(canvas, &line, &at, columns.title, STYLE_NORMAL, title_of(row));
    list_cell(canvas, &line, &at, columns.state, state_style(row->state), slice_of(state ? state : row->state));
    list_cell(canvas, &line, &at, columns.deadline, STYLE_NORMAL, buffer_slice(&deadline));
    canvas_right(canvas, line.row, line.column + at, columns.votes, STYLE_NORMAL, buffer_slice(&votes));
    buffer_release(&deadline);
    buffer_release(&votes);
}

static void draw_heading(struct canvas *canvas, struct area inside)
{
    struct area line = {.row = inside.row, .column = inside.column + 2, .rows = 1, .columns = inside.columns - 2};
    struct columns columns = columns_of(line.columns);
    int at = 0;
    list_cell(canvas, &line, &at, columns.number, STYLE_MUTED, slice_of(_("No.")));
    list_cell(canvas, &line, &at, columns.title, STYLE_MUTED, slice_of(_("Proposal")));
    list_cell(canvas, &line, &at, columns.state, STYLE_MUTED, slice_of(_("State")));
    line.column += columns.deadline ? 2 : 0;
    list_cell(canvas, &line, &at, columns.deadline, STYLE_MUTED, slice_of(_("Deadline")));
    line.column -= columns.deadline ? 2 : 0;
    canvas_right(canvas, line.row, line.column + at, columns.votes, STYLE_MUTED, slice_of(_("votes")));
    canvas_rule(canvas, inside.row + 1, line.column, line.columns);
}

enum { HEADING_ROWS = 2, HEADED_ROWS = 10 };

static int heading_rows(struct area area)
{
    return area.rows >= HEADED_ROWS ? HEADING_ROWS : 0;
}

static int page(const void *state, struct area area)
{
    (void)state;
    return area.rows - 2 - heading_rows(area);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct ballots *b = state;
    const struct row *row = focus(b);
    bool overdue = row && ballot_facts_overdue(&row->facts, b->now);
    struct area inside =
        canvas_box(canvas, area, slice_of(b->only_open ? _("Open ballots") : _("Ballots")),
                   slice_of(overdue ? _("deadline passed, to be closed") : _("Enter shows the count, f filters")));
    if (!row) {
        canvas_wrap(canvas, inside, STYLE_NORMAL,
                    slice_of(b->only_open
                                 ? _("No ballot is open. f shows those that are closed too.")
                                 : _("There is no ballot here yet. A secretary opens one on a proposal with B.")),
                    0);
        canvas_cursor(canvas, inside.row, inside.column);
        return;
    }
    int heading = heading_rows(area);
    if (heading)
        draw_heading(canvas, inside);
    inside.row += heading;
    inside.rows -= heading;
    list_draw(&b->keys.list, canvas, inside, draw_row, b);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct ballots *b = state;
    bool moved;
    if (key_window_act(&b->keys, action, page(b, app->area), &moved, &app->problem) != STATUS_OK)
        app_fail(app, &app->problem);
    if (moved)
        return REACT_REDRAW;
    if (action == ACTION_FILTER) {
        b->only_open = !b->only_open;
        refresh(app, b);
        return REACT_REDRAW;
    }
    const struct row *row = focus(b);
    if (!row)
        return REACT_NONE;
    const struct ballot_facts *facts = &row->facts;
    if (action == ACTION_ENTER || action == ACTION_RESULT)
        app_push(app, &screen_result, facts);
    else if (action == ACTION_OBJECT)
        declaration_object(app, facts);
    else if (action == ACTION_VOID)
        declaration_void(app, facts);
    else if (action == ACTION_VOTE && facts->open)
        app_push(app, &screen_ballot, facts);
    else if (action == ACTION_VOTE)
        app_say(app, STYLE_NORMAL, _("This ballot is not open any more."), SLICE(""), SLICE(""));
    else
        return REACT_NONE;
    return REACT_REDRAW;
}

static bool entry(const void *state, struct found *found)
{
    const struct row *row = focus(state);
    if (row)
        *found = (struct found){.body = row->facts.body, .index = row->facts.index};
    return row != NULL;
}

static void tell_view(const void *state, struct view *view)
{
    const struct ballots *b = state;
    const struct row *row = focus(b);
    *view = (struct view){.filter = b->only_open, .place = row ? row->seq : 0};
}

static void show(struct app *app, void *state, const struct view *view)
{
    struct ballots *b = state;
    b->only_open = view->filter != 0;
    problem_clear(&app->problem);
    if (key_window_load(&b->keys, view->place, &app->problem) != STATUS_OK)
        app_fail(app, &app->problem);
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
    .view = tell_view,
    .show = show,
    .page = page,
    .entry = entry,
};
