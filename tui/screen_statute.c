/* By which rules a body decides, each in words and exactly. */
#include "tui/app.h"
#include "tui/drafting.h"
#include "tui/screen_versions.h"
#include "tui/screens.h"
#include "tui/statute.h"
#include "tui/statute_text.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    statute_release(state);
    free(state);
}

/* The bodies, with the wanted one chosen. */
static enum status choose(struct statute_sheet *sheet, struct app *app, const struct statute_place *place)
{
    enum status status = bodies_load(&sheet->bodies, app);
    for (size_t i = 0; i < sheet->bodies.count && place; i++)
        if (sheet->bodies.body[i].number == place->body)
            sheet->bodies.current = i;
    return status;
}

static struct area inside(struct area area)
{
    return (struct area){area.row + 1, area.column + 2, area.rows - 2, area.columns - 4};
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    const struct statute_place *place = argument;
    struct statute_sheet *sheet = calloc(1, sizeof *sheet);
    if (!sheet)
        return STATUS_NO_MEMORY;
    enum status status = choose(sheet, app, place);
    if (status == STATUS_OK)
        status = statute_load(sheet, app);
    if (status != STATUS_OK) {
        close_screen(sheet);
        return status;
    }
    sheet->anchor = statute_find(sheet, place ? place->rule : SLICE(""));
    *state = sheet;
    return STATUS_OK;
}

static void refresh(struct app *app, void *state)
{
    if (statute_load(state, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

static int page_rows(const void *state, struct area area)
{
    (void)state;
    return inside(area).rows;
}

static int count_lines(const struct statute_sheet *sheet, struct area area)
{
    struct page page = {.area = inside(area)};
    statute_write(sheet, &page);
    return page.line;
}

/* The line at the top; the last page is full. */
static int top_line(const struct statute_sheet *sheet, struct area area)
{
    int last = count_lines(sheet, area) - inside(area).rows, top = sheet->pager.top;
    if (sheet->anchor != STATUTE_SCROLLED)
        top = statute_line_of(sheet, inside(area).columns, sheet->anchor);
    return last < 0 ? 0 : top < last ? top : last;
}

static void write_hint(const struct statute_sheet *sheet, int top, int rows, int lines, struct buffer *out)
{
    struct buffer seen, all;
    buffer_init(&seen);
    buffer_init(&all);
    buffer_format(&seen, "%d-%d", top + 1, top + rows < lines ? top + rows : lines);
    buffer_number(&all, (uint64_t)lines);
    if (lines > rows)
        i18n_pattern(_("lines {1} of {2}"), buffer_slice(&seen), buffer_slice(&all), out);
    if (sheet->bodies.count > 1) {
        buffer_text(out, out->length ? ", " : "");
        buffer_text(out, _("Tab next body"));
    }
    buffer_release(&seen);
    buffer_release(&all);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct statute_sheet *sheet = state;
    int top = top_line(sheet, area);
    struct buffer hint;
    buffer_init(&hint);
    write_hint(sheet, top, inside(area).rows, count_lines(sheet, area), &hint);
    struct area text =
        canvas_box(canvas, area, sheet->bodies.count ? sheet->title : slice_of(_("Statute")), buffer_slice(&hint));
    struct page page = {.canvas = canvas, .area = text, .skip = top};
    if (sheet->bodies.count)
        statute_write(sheet, &page);
    else
        page_wrap(&page, STYLE_NORMAL, 0, slice_of(_("The ledger is empty. A secretary founds a body with F.")));
    canvas_cursor(canvas, text.row, text.column);
    buffer_release(&hint);
}

/* From the last page on to the first again. */
static void next_rule(struct statute_sheet *sheet, struct area area)
{
    int top = top_line(sheet, area), lines = count_lines(sheet, area);
    size_t next = statute_next(sheet, inside(area).columns, top);
    sheet->anchor = next < sheet->items && top + inside(area).rows < lines ? next : 0;
}

static unsigned scroll(struct statute_sheet *sheet, enum action action, struct area area)
{
    sheet->pager = (struct pager){.top = top_line(sheet, area), .lines = count_lines(sheet, area)};
    sheet->anchor = STATUTE_SCROLLED;
    return pager_act(&sheet->pager, action, inside(area).rows) ? REACT_REDRAW : REACT_NONE;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct statute_sheet *sheet = state;
    switch (action) {
    case ACTION_NEXT_FINDING:
        next_rule(sheet, app->area);
        return REACT_REDRAW;
    case ACTION_CHANGE:
        app_push(app, &screen_draft, &(struct draft_place){KIND_STATUTE, bodies_number(&sheet->bodies), -1});
        return REACT_REDRAW;
    case ACTION_VERSIONS:
        if (sheet->bodies.count)
            app_push(app, &screen_versions, &(struct versions_place){KIND_STATUTE, bodies_number(&sheet->bodies), -1});
        return REACT_REDRAW;
    case ACTION_STATUTE: /* here already */
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
        bodies_choose_next(app, &sheet->bodies);
        refresh(app, sheet);
        sheet->anchor = 0;
        return REACT_REDRAW;
    default:
        return scroll(sheet, action, app->area);
    }
}

static enum status text(struct app *app, const void *state, struct buffer *name, struct buffer *out)
{
    const struct statute_sheet *sheet = state;
    struct log *log;
    if (!sheet->bodies.count)
        return problem_say(&app->problem, STATUS_REFUSED, N_("there is no body yet"), NULL, NULL);
    enum status status = ledger_log_number(app->session->ledger, bodies_number(&sheet->bodies), &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    i18n_pattern(_("statute-{1}.txt"), log_body(log)->name, SLICE(""), name);
    return statute_text(log_body(log), STATUTE_FULL, out);
}

static const enum action actions[] = {ACTION_UP,        ACTION_DOWN,   ACTION_NEXT_FINDING, ACTION_POWER, ACTION_CHANGE,
                                      ACTION_NEXT_AREA, ACTION_EXPORT, ACTION_VERSIONS,     ACTION_NONE};

const struct screen screen_statute = {
    .name = N_("Statute"),
    .tab = ACTION_TAB_MEMBERS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .page = page_rows,
    .text = text,
};
