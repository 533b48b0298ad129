/* Attendance: one key for each seat collects the changes; Enter shows the exact text, which is signed once for all. */
#include "tui/attendance.h"
#include "tui/page.h"
#include "tui/quorum_words.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"

#include <stdlib.h>

enum { STATE = 16, CHANGE = 4, BENCH = 22, SIDE_COLUMNS = 100, SIDE_SHARE = 36, FOOT_ROWS = 2 };

static void close_screen(void *state)
{
    attendance_release(state);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct attendance *attendance = calloc(1, sizeof *attendance);
    if (!attendance)
        return STATUS_NO_MEMORY;
    attendance->place = *(const struct meeting_place *)argument;
    enum status status = attendance_load(attendance, app);
    if (status != STATUS_OK)
        close_screen(attendance);
    else
        *state = attendance;
    return status;
}

static void refresh(struct app *app, void *state)
{
    struct attendance *attendance = state;
    int64_t focus = attendance->list.focus;
    problem_clear(&app->problem);
    if (attendance_load(attendance, app) != STATUS_OK)
        app_fail(app, &app->problem);
    attendance->list.focus = focus;
    list_resize(&attendance->list, attendance->list.count);
}

static const char *state_word(uint8_t presence)
{
    const char *word = presence ? i18n_word(slice_of(presence_state((enum presence)presence))) : "";
    return word ? word : "";
}

static enum style state_style(uint8_t presence)
{
    return presence == PRESENCE_HERE ? STYLE_GOOD : presence == PRESENCE_NONE ? STYLE_MUTED : STYLE_NORMAL;
}

/* Seat, bench, state; a * where it is changed and not signed yet. */
static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct attendance *attendance = context;
    size_t at = attendance->seat[attendance->shown[index]];
    const struct roll *roll = &attendance->quorum.roll;
    const struct roll_seat *seat = &roll->seat[at];
    int bench = line.columns >= 56 ? BENCH : 0, column = 0;
    bool changed = attendance->wanted[at] != attendance->now[at];
    (void)focused;
    list_cell(canvas, &line, &column, CHANGE - 2, STYLE_WARN, changed ? SLICE("*") : SLICE(" "));
    list_cell(canvas, &line, &column, STATE, state_style(attendance->wanted[at]),
              attendance->wanted[at] ? slice_of(state_word(attendance->wanted[at])) : SLICE("-"));
    list_cell(canvas, &line, &column, line.columns - CHANGE + 2 - STATE - bench, STYLE_NORMAL,
              seat->title.length ? seat->title : seat->id);
    list_cell(canvas, &line, &column, bench, STYLE_MUTED, roll->bench[seat->bench].title);
}

/* What the signature will need, before anything is signed. */
static void write_needs(const struct attendance *attendance, struct buffer *out)
{
    unsigned long changes = (unsigned long)attendance->changes;
    struct buffer count, secretaries;
    if (!changes) {
        buffer_text(out, _("p present, x excused, z left, Space turns it over. Nothing is written before you sign."));
        return;
    }
    buffer_init(&count);
    buffer_init(&secretaries);
    i18n_count(ngettext("{1} change, not signed yet; Enter shows the exact text.",
                        "{1} changes, not signed yet; Enter shows the exact text.", changes),
               attendance->changes, out);
    if (attendance->takes_away && attendance->own.secretary && attendance->approvals > 1) {
        buffer_number(&count, attendance->takes_away);
        buffer_number(&secretaries, attendance->approvals);
        buffer_byte(out, ' ');
        i18n_pattern(ngettext("{1} takes a presence away: {2} secretaries have to sign.",
                              "{1} take a presence away: {2} secretaries have to sign.",
                              (unsigned long)attendance->takes_away),
                     buffer_slice(&count), buffer_slice(&secretaries), out);
    }
    if (attendance->changes > ATTENDANCE_LINES)
        buffer_text(out, _(" That is more than one entry holds: the rest stays marked for a second one."));
    buffer_release(&count);
    buffer_release(&secretaries);
}

/* The list, and beside it, where there is room, the quorum; below them what is to be signed. */
struct layout {
    struct area list, side;
    int search, foot;
};

static struct layout layout_of(const struct attendance *attendance, struct area area)
{
    struct layout layout = {.foot = area.row + area.rows - FOOT_ROWS,
                            .search = attendance->typing || attendance->search.length ? 1 : 0};
    area.row += layout.search;
    area.rows -= layout.search + FOOT_ROWS;
    layout.list = area;
    if (area.columns < SIDE_COLUMNS)
        return layout;
    layout.side = area;
    layout.side.columns = area.columns * SIDE_SHARE / 100;
    layout.list.columns = area.columns - layout.side.columns - 1;
    layout.side.column += layout.list.columns + 1;
    return layout;
}

static int page(const void *state, struct area area)
{
    return layout_of(state, area).list.rows - 2;
}

static void draw_search(const struct attendance *attendance, struct canvas *canvas, struct area area)
{
    int at = area.column + 1 + canvas_say(canvas, area.row, area.column + 1, area.columns / 2, STYLE_KEY, "/ ");
    if (attendance->typing)
        input_draw(&attendance->search, canvas, area.row, at, area.column + area.columns - at - 1);
    else
        canvas_text(canvas, area.row, at, area.column + area.columns - at - 1, STYLE_INPUT,
                    input_value(&attendance->search));
}

static void draw_foot(const struct attendance *attendance, const struct layout *layout, struct canvas *canvas,
                      struct area area)
{
    struct buffer text;
    buffer_init(&text);
    if (!layout->side.columns) {
        quorum_write_line(&attendance->quorum, &text);
        buffer_format(&text, " %s %s ",
                      quorum_holds(&attendance->quorum) ? canvas_sign(canvas, SIGN_GOOD)
                                                        : canvas_sign(canvas, SIGN_BAD),
                      canvas_sign(canvas, SIGN_DOT));
    }
    write_needs(attendance, &text);
    struct area foot = {layout->foot, area.column + 1, FOOT_ROWS, area.columns - 2};
    canvas_wrap(canvas, foot, attendance->changes ? STYLE_WARN : STYLE_MUTED, buffer_slice(&text), 0);
    buffer_release(&text);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct attendance *attendance = state;
    struct layout layout = layout_of(attendance, area);
    draw_foot(attendance, &layout, canvas, area);
    if (layout.side.columns) {
        struct area side = canvas_box(canvas, layout.side, slice_of(_("Quorum")), slice_of(_("with these changes")));
        struct page facts = {.canvas = canvas, .area = side};
        quorum_write(&attendance->quorum, true, &facts);
    }
    struct area inside =
        canvas_box(canvas, layout.list, buffer_slice(&attendance->heading), slice_of(_("/ search, Enter signs")));
    if (attendance->list.count) {
        list_draw(&attendance->list, canvas, inside, draw_row, attendance);
    } else {
        canvas_wrap(canvas, inside, STYLE_NORMAL, slice_of(_("Nobody fits the search. Esc clears it.")), 0);
        canvas_cursor(canvas, inside.row, inside.column);
    }
    if (layout.search)
        draw_search(attendance, canvas, area);
}

/* To the text that is signed. */
static void go_on(struct app *app, const struct attendance *attendance)
{
    struct arena arena;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    arena_init(&arena);
    draft_init(&draft, KIND_ATTENDANCE, &arena);
    enum status status = attendance_compose(attendance, app, &draft, &problem);
    if (status == STATUS_OK) {
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_BACK});
    } else {
        problem.status = status;
        app_fail(app, &problem);
    }
    arena_release(&arena);
}

/* And on to the next seat, so that one key a seat is enough. */
static void set(struct app *app, struct attendance *attendance, enum presence presence)
{
    struct problem problem = {.status = STATUS_OK};
    enum status status = attendance_set(attendance, presence, &problem);
    if (status == STATUS_OK) {
        list_act(&attendance->list, ACTION_DOWN, page(attendance, app->area));
        return;
    }
    problem.status = status;
    app_fail(app, &problem);
}

/* Present, or what it was before; what was present has left. */
static enum presence turned_over(const struct attendance *attendance)
{
    size_t seat = attendance_focus(attendance);
    if (seat == ROLL_NONE || attendance->wanted[seat] != PRESENCE_HERE)
        return PRESENCE_HERE;
    return attendance->now[seat] == PRESENCE_HERE ? PRESENCE_LEFT : (enum presence)attendance->now[seat];
}

static void filter(struct app *app, struct attendance *attendance)
{
    if (attendance_filter(attendance) != STATUS_OK)
        app_fail(app, &(struct problem){.status = STATUS_NO_MEMORY});
}

static bool typing(const void *state)
{
    return ((const struct attendance *)state)->typing;
}

/* Enter keeps the search, Esc clears it; keys that move the focus are actions as ever. */
static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct attendance *attendance = state;
    bool enter = strcmp(key->name, "Enter") == 0, escape = strcmp(key->name, "Esc") == 0;
    *reaction = REACT_REDRAW;
    if (enter || escape)
        attendance->typing = false;
    if (escape)
        input_clear(&attendance->search);
    else if (!enter && !input_key(&attendance->search, key))
        return false;
    filter(app, attendance);
    return true;
}

static void paste(struct app *app, void *state, struct slice text)
{
    struct attendance *attendance = state;
    input_paste(&attendance->search, text);
    filter(app, attendance);
}

/* Esc clears the search first; changes that would be lost are said. */
static unsigned back(struct app *app, struct attendance *attendance)
{
    if (attendance->search.length) {
        input_clear(&attendance->search);
        filter(app, attendance);
        return REACT_REDRAW;
    }
    if (attendance->changes)
        app_say(app, STYLE_WARN, _("Nothing was signed, and nothing was written."), SLICE(""), SLICE(""));
    return REACT_NONE;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct attendance *attendance = state;
    if (list_act(&attendance->list, action, page(attendance, app->area)))
        return REACT_REDRAW;
    switch (action) {
    case ACTION_PRESENT:
        set(app, attendance, PRESENCE_HERE);
        return REACT_REDRAW;
    case ACTION_EXCUSED:
        set(app, attendance, PRESENCE_EXCUSED);
        return REACT_REDRAW;
    case ACTION_GONE:
        set(app, attendance, PRESENCE_LEFT);
        return REACT_REDRAW;
    case ACTION_MARK:
        set(app, attendance, turned_over(attendance));
        return REACT_REDRAW;
    case ACTION_SEARCH:
        attendance->typing = true;
        return REACT_REDRAW;
    case ACTION_ENTER:
        go_on(app, attendance);
        return REACT_REDRAW;
    case ACTION_BACK:
        return back(app, attendance);
    default:
        return REACT_NONE;
    }
}

static const enum action actions[] = {ACTION_UP,   ACTION_DOWN,   ACTION_PRESENT, ACTION_EXCUSED, ACTION_GONE,
                                      ACTION_MARK, ACTION_SEARCH, ACTION_ENTER,   ACTION_NONE};

const struct screen screen_attendance = {
    .name = N_("Attendance"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
    .page = page,
};
