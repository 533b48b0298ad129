/* All meetings, the latest first; Enter opens one. */
#include "core/text.h"
#include "tui/app.h"
#include "tui/bodies.h"
#include "tui/format.h"
#include "tui/meeting_phase.h"
#include "tui/screen_meeting.h"
#include "tui/screens.h"

#include <stdlib.h>

enum { MEETINGS_MAX = 2000, HEADING_ROWS = 2, HEADED_ROWS = 10, WHEN = 22, PHASE = 18, ITEMS = 9 };

struct row {
    struct meeting_place place;
    int64_t opens, items;
    enum meeting_phase phase;
    char number[41], title[241];
};

struct meetings {
    struct bodies bodies;
    struct row *row; /* MEETINGS_MAX of them */
    size_t rows;
    int64_t now;
    struct list list;
};

static void close_screen(void *state)
{
    struct meetings *meetings = state;
    free(meetings->row);
    free(meetings);
}

static bool take(void *context, const struct meeting_item *item)
{
    struct meetings *meetings = context;
    struct row *row = &meetings->row[meetings->rows++];
    *row = (struct row){.place = {item->body, item->index},
                        .opens = item->opens,
                        .items = item->items,
                        .phase = meeting_phase(item, meetings->now)};
    text_string(item->number, row->number, sizeof row->number);
    text_string(item->title, row->title, sizeof row->title);
    return meetings->rows < MEETINGS_MAX;
}

static enum status load(struct app *app, struct meetings *meetings)
{
    meetings->rows = 0;
    meetings->now = app->now.seconds;
    enum status status = bodies_load(&meetings->bodies, app);
    if (status == STATUS_OK && meetings->bodies.count)
        status = query_meetings(app_store(app), bodies_number(&meetings->bodies), -1, take, meetings, &app->problem);
    list_resize(&meetings->list, (int64_t)meetings->rows);
    return status;
}

static void refresh(struct app *app, void *state)
{
    problem_clear(&app->problem);
    if (load(app, state) != STATUS_OK)
        app_fail(app, &app->problem);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct meetings *meetings = calloc(1, sizeof *meetings);
    if (meetings)
        meetings->row = calloc(MEETINGS_MAX, sizeof *meetings->row);
    if (!meetings || !meetings->row) {
        free(meetings);
        return STATUS_NO_MEMORY;
    }
    enum status status = load(app, meetings);
    /* At first a body that has met: of one's own, if one has any. Else the circle ends where it began. */
    for (size_t i = 0; i < meetings->bodies.count && status == STATUS_OK && !meetings->rows; i++) {
        bodies_next(&meetings->bodies);
        if (!meetings->bodies.any_own || meetings->bodies.body[meetings->bodies.current].own)
            status = load(app, meetings);
    }
    if (status != STATUS_OK)
        close_screen(meetings);
    else
        *state = meetings;
    return status;
}

struct columns {
    int number, title, when, items, phase;
};

static struct columns columns_of(int width)
{
    struct columns columns = {.number = 12, .items = width >= 90 ? ITEMS : 0, .phase = width >= 60 ? PHASE : 0};
    columns.when = width >= 60 ? WHEN : 14;
    columns.title = width - columns.number - columns.when - columns.items - columns.phase;
    return columns;
}

static enum style phase_style(enum meeting_phase phase)
{
    return phase == PHASE_RUNNING ? STYLE_GOOD : phase == PHASE_PLANNED ? STYLE_WARN : STYLE_NORMAL;
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct meetings *meetings = context;
    const struct row *row = &meetings->row[index];
    struct columns columns = columns_of(line.columns);
    struct buffer when, items;
    int at = 0;
    buffer_init(&when);
    buffer_init(&items);
    (void)focused;
    if (columns.phase)
        format_moment(row->opens, &when);
    else
        format_brief(row->opens, meetings->now, &when);
    buffer_number(&items, (uint64_t)row->items);
    list_cell(canvas, &line, &at, columns.number, STYLE_NORMAL, slice_of(row->number));
    list_cell(canvas, &line, &at, columns.title, STYLE_NORMAL, slice_of(row->title));
    list_cell(canvas, &line, &at, columns.when, STYLE_NORMAL, buffer_slice(&when));
    list_cell(canvas, &line, &at, columns.items, STYLE_NORMAL, buffer_slice(&items));
    list_cell(canvas, &line, &at, columns.phase, phase_style(row->phase), slice_of(meeting_phase_word(row->phase)));
    buffer_release(&when);
    buffer_release(&items);
}

static void draw_heading(struct canvas *canvas, struct area inside)
{
    struct area line = {.row = inside.row, .column = inside.column + 2, .rows = 1, .columns = inside.columns - 2};
    struct columns columns = columns_of(line.columns);
    int at = 0;
    list_cell(canvas, &line, &at, columns.number, STYLE_MUTED, slice_of(_("No.")));
    list_cell(canvas, &line, &at, columns.title, STYLE_MUTED, slice_of(_("Meeting")));
    list_cell(canvas, &line, &at, columns.when, STYLE_MUTED, slice_of(_("When")));
    list_cell(canvas, &line, &at, columns.items, STYLE_MUTED, slice_of(_("Items")));
    list_cell(canvas, &line, &at, columns.phase, STYLE_MUTED, slice_of(_("State")));
    canvas_rule(canvas, inside.row + 1, line.column, line.columns);
}

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
    const struct meetings *meetings = state;
    struct buffer title;
    buffer_init(&title);
    i18n_pattern(_("Meetings of {1}"), slice_of(bodies_name(&meetings->bodies)), SLICE(""), &title);
    const char *hint = meetings->bodies.count > 1 ? _("i invites, Tab: next body") : _("i invites");
    struct area inside = canvas_box(
        canvas, area, meetings->bodies.count ? buffer_slice(&title) : slice_of(_("Meetings")), slice_of(hint));
    buffer_release(&title);
    if (!meetings->rows) {
        canvas_wrap(canvas, inside, STYLE_NORMAL,
                    slice_of(meetings->bodies.count ? _("There is no meeting yet. A secretary invites to one with i.")
                                                    : _("The ledger is empty. A secretary founds a body with F.")),
                    0);
        canvas_cursor(canvas, inside.row, inside.column);
        return;
    }
    int heading = heading_rows(area);
    if (heading)
        draw_heading(canvas, inside);
    inside.row += heading;
    inside.rows -= heading;
    list_draw(&meetings->list, canvas, inside, draw_row, meetings);
}

static void open_row(struct app *app, const struct meetings *meetings, enum action action)
{
    const struct screen *screen = action == ACTION_ATTEND  ? &screen_attendance
                                  : action == ACTION_ENTER ? &screen_meeting
                                                           : &screen_minutes;
    if (meetings->rows)
        app_push(app, screen, &meetings->row[meetings->list.focus].place);
    else
        app_say(app, STYLE_NORMAL, _("There is no meeting here to open."), SLICE(""), SLICE(""));
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct meetings *meetings = state;
    if (list_act(&meetings->list, action, page(meetings, app->area)))
        return REACT_REDRAW;
    switch (action) {
    case ACTION_ENTER:
    case ACTION_ATTEND:
    case ACTION_MINUTES:
        open_row(app, meetings, action);
        return REACT_REDRAW;
    case ACTION_INVITE:
        app_push(app, &screen_invitation, &(struct invitation_place){bodies_number(&meetings->bodies), -1});
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
        bodies_choose_next(app, &meetings->bodies);
        meetings->list = (struct list){.count = 0};
        refresh(app, meetings);
        return REACT_REDRAW;
    default:
        return REACT_NONE;
    }
}

static bool entry(const void *state, struct found *found)
{
    const struct meetings *meetings = state;
    if (meetings->rows)
        *found = (struct found){.body = meetings->row[meetings->list.focus].place.body,
                                .index = meetings->row[meetings->list.focus].place.index};
    return meetings->rows > 0;
}

static const enum action actions[] = {ACTION_UP,      ACTION_DOWN,   ACTION_ENTER,     ACTION_ATTEND,
                                      ACTION_MINUTES, ACTION_INVITE, ACTION_NEXT_AREA, ACTION_NONE};

const struct screen screen_meetings = {
    .name = N_("Meetings"),
    .tab = ACTION_NONE,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .page = page,
    .entry = entry,
};
