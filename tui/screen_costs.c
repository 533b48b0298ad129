/* What a proposal costs, on a screen of its own: whom, when, for what, and what is left for the municipalities. */
#include "data/proposal_read.h"
#include "tui/app.h"
#include "tui/proposal_paint.h"
#include "tui/screen_proposal.h"
#include "tui/screens.h"

#include <stdlib.h>

struct costs {
    struct proposal_read read;
    struct pager pager;
};

static void close_screen(void *state)
{
    struct costs *costs = state;
    proposal_read_release(&costs->read);
    free(costs);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    const struct proposal_place *place = argument;
    struct costs *costs = calloc(1, sizeof *costs);
    if (!costs)
        return STATUS_NO_MEMORY;
    enum status status = proposal_read(&costs->read, app_store(app), place->body, place->index, &app->problem);
    if (status != STATUS_OK)
        close_screen(costs);
    else
        *state = costs;
    return status;
}

static struct area inside(struct area area)
{
    return (struct area){area.row + 1, area.column + 2, area.rows - 2, area.columns - 4};
}

static int page_rows(const void *state, struct area area)
{
    (void)state;
    return inside(area).rows;
}

static int count_lines(const struct costs *costs, struct area area)
{
    struct page page = {.area = inside(area)};
    proposal_write_costs(&costs->read.cost, &page);
    return page.line;
}

/* The last page is full: after the size has changed the top may lie beyond it. */
static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct costs *costs = state;
    int lines = count_lines(costs, area), rows = inside(area).rows, last = lines > rows ? lines - rows : 0;
    int top = costs->pager.top < last ? costs->pager.top : last;
    struct buffer title, hint;
    buffer_init(&title);
    buffer_init(&hint);
    i18n_pattern("{1}  {2}", entry_value(&costs->read.entry, "number"), entry_value(&costs->read.entry, "title"),
                 &title);
    pager_place(top, rows, lines, canvas->ascii, &hint);
    struct area text = canvas_box(canvas, area, buffer_slice(&title), buffer_slice(&hint));
    struct page page = {.canvas = canvas, .area = text, .skip = top};
    proposal_write_costs(&costs->read.cost, &page);
    canvas_cursor(canvas, text.row, text.column);
    buffer_release(&title);
    buffer_release(&hint);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct costs *costs = state;
    if (action == ACTION_COSTS) /* here already */
        return REACT_REDRAW;
    costs->pager.lines = count_lines(costs, app->area);
    return pager_act(&costs->pager, action, inside(app->area).rows) ? REACT_REDRAW : REACT_NONE;
}

static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_NONE};

const struct screen screen_costs = {
    .name = N_("Costs"),
    .tab = ACTION_TAB_PROPOSALS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .page = page_rows,
};
