/* The count of a ballot: bars, quorum, benches, the rule's comparisons in words, who is missing. */
#include "tui/app.h"
#include "tui/closing_screen.h"
#include "tui/declaration.h"
#include "tui/result.h"
#include "tui/screen_proposal.h"
#include "tui/screens.h"
#include "tui/silent_place.h"
#include "tui/statute.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    result_release(state);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct result *result = calloc(1, sizeof *result);
    if (!result)
        return STATUS_NO_MEMORY;
    result->facts = *(const struct ballot_facts *)argument;
    rule_words_init(&result->words);
    enum status status = result_load(result, app);
    if (status != STATUS_OK) {
        close_screen(result);
        return status;
    }
    *state = result;
    return STATUS_OK;
}

static void refresh(struct app *app, void *state)
{
    if (result_load(state, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

/* The boxes, on a canvas as high as they get. Returns the rows that they have. */
static int paint(const struct result *result, struct canvas *page, const struct canvas *like, int columns)
{
    canvas_init(page, result_rows(result, columns), columns, like && like->ascii);
    return page->failed ? 0 : result_paint(result, page);
}

/* Of the seats below the boxes, which end in that row of the area, what can be seen. */
static void draw_seats(const struct result *result, struct canvas *canvas, struct area area, int below)
{
    int hidden = below < 0 ? -below : 0, row = below < 0 ? 0 : below;
    struct area rest = {area.row + row, area.column, area.rows - row, area.columns};
    if (rest.rows <= 0)
        return;
    struct canvas list;
    canvas_init(&list, rest.rows, rest.columns, canvas->ascii);
    if (!list.failed)
        result_paint_seats(result, &list, hidden);
    canvas_copy(canvas, rest, &list, 0);
    canvas_release(&list);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct result *result = state;
    struct canvas page;
    int boxes = paint(result, &page, canvas, area.columns), rows = boxes + result_seats_rows(result, area.columns);
    int last = rows > area.rows ? rows - area.rows : 0;
    int top = result->pager.top < last ? result->pager.top : last;
    canvas_copy(canvas, area, &page, top);
    draw_seats(result, canvas, area, boxes - top);
    if (top < last)
        canvas_say(canvas, area.row + area.rows - 1, area.column + area.columns - 1, 1, STYLE_KEY,
                   canvas_sign(canvas, SIGN_DOWN));
    if (top > 0)
        canvas_say(canvas, area.row, area.column + area.columns - 1, 1, STYLE_KEY, canvas_sign(canvas, SIGN_UP));
    canvas_cursor(canvas, area.row, area.column + 1);
    canvas_release(&page);
}

static unsigned scroll(struct app *app, struct result *result, enum action action)
{
    struct canvas page;
    int columns = app->area.columns;
    result->pager.lines = paint(result, &page, NULL, columns) + result_seats_rows(result, columns);
    canvas_release(&page);
    return pager_act(&result->pager, action, app->area.rows) ? REACT_REDRAW : REACT_NONE;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct result *result = state;
    switch (action) {
    case ACTION_VOTE:
        if (result->facts.open)
            app_push(app, &screen_ballot, &result->facts);
        else
            app_say(app, STYLE_NORMAL, _("This ballot is not open any more."), SLICE(""), SLICE(""));
        return REACT_REDRAW;
    case ACTION_CLOSE_BALLOT:
        closing_begin(app, &result->facts);
        return REACT_REDRAW;
    case ACTION_VOID:
        declaration_void(app, &result->facts);
        return REACT_REDRAW;
    case ACTION_HALL:
        app_push(app, &screen_hall, &result->facts);
        return REACT_REDRAW;
    case ACTION_MISSING:
        app_push(app, &screen_missing, &result->facts);
        return REACT_REDRAW;
    case ACTION_NO_VOTE:
        silent_begin(app, result);
        return REACT_REDRAW;
    case ACTION_COSTS:
        app_push(app, &screen_costs, &(struct proposal_place){result->facts.body, result->facts.proposal});
        return REACT_REDRAW;
    case ACTION_STATUTE:
        app_push(app, &screen_statute,
                 &(struct statute_place){.body = result->facts.body, .rule = slice_of(result->facts.rule)});
        return REACT_REDRAW;
    default:
        return scroll(app, result, action);
    }
}

static bool entry(const void *state, struct found *found)
{
    const struct result *result = state;
    *found = (struct found){.body = result->facts.body, .index = result->facts.index};
    return true;
}

/* The whole page as it is painted, in a width that fits on paper. */
static enum status text(struct app *app, const void *state, struct buffer *name, struct buffer *out)
{
    enum { COLUMNS = 100 };
    const struct result *result = state;
    struct canvas page, all;
    struct slice title = slice_of(result->facts.title);
    int rows = paint(result, &page, NULL, COLUMNS) + result_seats_rows(result, COLUMNS);
    canvas_release(&page);
    canvas_init(&all, rows, COLUMNS, app->ascii);
    bool failed = all.failed;
    if (!failed) {
        draw(result, &all, canvas_area(&all));
        canvas_dump(&all, out);
    }
    canvas_release(&all);
    i18n_pattern(_("result-{1}.txt"), slice_cut(&title, ' '), SLICE(""), name);
    return failed ? STATUS_NO_MEMORY : buffer_status(out);
}

static const enum action actions[] = {ACTION_VOTE,       ACTION_CLOSE_BALLOT, ACTION_MISSING, ACTION_HALL,
                                      ACTION_NO_VOTE,    ACTION_STATUTE,      ACTION_COSTS,   ACTION_EXPORT,
                                      ACTION_TAB_LEDGER, ACTION_DOWN,         ACTION_NONE};

const struct screen screen_result = {
    .name = N_("Result"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .entry = entry,
    .text = text,
};
