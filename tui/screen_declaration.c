/* The status of a proposal, an objection, a recusal, a ballot's end: choose, give the reason, read exactly, sign. */
#include "core/entry.h"
#include "tui/declaration.h"
#include "tui/editor.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"

#include <stdlib.h>

enum { WORD = 16, LABEL = 20, LOW = 12 };

static void close_screen(void *state)
{
    declaration_release(state);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    const struct declaration_place *place = argument;
    struct declaration *declaration = calloc(1, sizeof *declaration);
    if (!declaration)
        return STATUS_NO_MEMORY;
    declaration->kind = place->kind;
    declaration->proposal = *place->proposal;
    if (place->ballot)
        declaration->ballot = *place->ballot;
    declaration->focus = place->kind == KIND_STATUS ? DECLARE_STATE : DECLARE_REASON;
    enum status status = declaration_load(app, declaration);
    if (declaration_has(declaration, DECLARE_SEAT))
        declaration->focus = DECLARE_SEAT;
    if (status != STATUS_OK)
        close_screen(declaration);
    else
        *state = declaration;
    return status;
}

static void refresh(struct app *app, void *state)
{
    problem_clear(&app->problem);
    if (declaration_load(app, state) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void draw_state(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const char *state = declaration_state(context, index), *word = i18n_word(slice_of(state));
    (void)focused;
    canvas_say(canvas, line.row, line.column, WORD - 1, STYLE_TITLE, word ? word : state);
    canvas_say(canvas, line.row, line.column + WORD, line.columns - WORD, STYLE_NORMAL,
               declaration_meaning(context, index));
}

static void draw_field(const struct input *input, const char *label, bool focused, struct canvas *canvas,
                       struct area line)
{
    struct area before = {.row = canvas->cursor_row, .column = canvas->cursor_column};
    int width = line.columns < 2 * LABEL ? line.columns / 2 : LABEL;
    canvas_say(canvas, line.row, line.column, width - 1, focused ? STYLE_TITLE : STYLE_NORMAL, label);
    input_draw(input, canvas, line.row, line.column + width, line.columns - width);
    if (!focused)
        canvas_cursor(canvas, before.row, before.column);
}

/* One line to type in, or what the editor saved, as far as there is room. Returns the rows used. */
static int draw_reason(const struct declaration *declaration, struct canvas *canvas, struct area line, int rows)
{
    const char *label = _("Reason (public):");
    bool focused = declaration->focus == DECLARE_REASON;
    if (!declaration->edited.length) {
        draw_field(&declaration->reason, label, focused, canvas, line);
        if (rows > 1)
            canvas_say(canvas, line.row + 1, line.column, line.columns, STYLE_MUTED, _("^X: longer, in your editor"));
        return rows > 1 ? 2 : 1;
    }
    int used = canvas_say(canvas, line.row, line.column, line.columns, focused ? STYLE_TITLE : STYLE_NORMAL, label);
    canvas_say(canvas, line.row, line.column + used + 2, line.columns - used - 2, STYLE_MUTED, _("^X edits it"));
    if (focused)
        canvas_cursor(canvas, line.row, line.column);
    struct area text = {line.row + 1, line.column, rows > 1 ? rows - 1 : 0, line.columns};
    int lines = canvas_wrap(canvas, text, STYLE_INPUT, buffer_slice(&declaration->edited), 0);
    return 1 + (lines < text.rows ? lines : text.rows);
}

static struct area draw_states(const struct declaration *declaration, struct canvas *canvas, struct area area)
{
    int rows = (int)declaration->list.count;
    struct area list = area;
    if (area.rows >= LOW) {
        struct area box = {area.row, area.column, rows + 2, area.columns};
        list = canvas_box(canvas, box, slice_of(_("What becomes of it?")), SLICE(""));
        area.row += rows + 2;
    } else {
        list.rows = rows;
        area.row += rows;
    }
    list_draw(&declaration->list, canvas, list, draw_state, declaration);
    return area;
}

/* What it is for, below the proposal. */
static const char *meaning(enum kind kind)
{
    switch (kind) {
    case KIND_OBJECTION:
        return _("You object to the written procedure: it ends, and a meeting decides.");
    case KIND_RECUSAL:
        return _("Your seat takes no part in deciding this, from now on; what it voted no longer counts.");
    case KIND_VOID:
        return _("The ballot is declared void: what was voted in it counts for nothing.");
    default:
        return _("State: {1}");
    }
}

static void draw_seat(const struct declaration *declaration, struct canvas *canvas, struct area line)
{
    bool focused = declaration->focus == DECLARE_SEAT;
    int width = line.columns < 2 * LABEL ? line.columns / 2 : LABEL;
    struct buffer text;
    buffer_init(&text);
    buffer_format(&text, "%s  %s %s", declaration->own.seat[declaration->seat], canvas->ascii ? "< >" : "← →",
                  _("another seat"));
    canvas_say(canvas, line.row, line.column, width - 1, focused ? STYLE_TITLE : STYLE_NORMAL, _("Seat:"));
    canvas_text(canvas, line.row, line.column + width, line.columns - width, STYLE_NORMAL, buffer_slice(&text));
    if (focused)
        canvas_cursor(canvas, line.row, line.column + width);
    buffer_release(&text);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct declaration *declaration = state;
    bool status = declaration->kind == KIND_STATUS;
    struct buffer text;
    int bottom = area.row + area.rows;
    buffer_init(&text);
    canvas_text(canvas, area.row, area.column + 1, area.columns - 2, STYLE_TITLE, buffer_slice(&declaration->heading));
    i18n_pattern(meaning(declaration->kind), buffer_slice(&declaration->state), SLICE(""), &text);
    canvas_text(canvas, area.row + 1, area.column + 1, area.columns - 2, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
    area.row += 2;
    area.rows -= 2;
    if (status)
        area = draw_states(declaration, canvas, area);
    struct area line = {area.row, area.column + 1, 1, area.columns - 2};
    if (declaration_has(declaration, DECLARE_SEAT)) {
        draw_seat(declaration, canvas, line);
        line.row++;
    }
    if (declaration_has(declaration, DECLARE_TO)) {
        draw_field(&declaration->to, _("Referred to:"), declaration->focus == DECLARE_TO, canvas, line);
        line.row++;
    }
    line.row += draw_reason(declaration, canvas, line, bottom - line.row - 1);
    if (line.row < bottom)
        canvas_say(canvas, line.row, line.column, line.columns, STYLE_MUTED,
                   _("Nothing is written yet; Enter shows the exact text."));
}

static void go_on(struct app *app, struct declaration *declaration)
{
    struct arena arena;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    arena_init(&arena);
    draft_init(&draft, declaration->kind, &arena);
    enum status status = declaration_compose(app, declaration, &draft, &problem);
    if (status == STATUS_OK) {
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_RECEIPT, .leave = 1});
    } else {
        problem.status = status;
        app_fail(app, &problem);
    }
    arena_release(&arena);
}

/* The terminal is the editor's until it ends; what it saved becomes the reason. */
static void edit(struct app *app, struct declaration *declaration)
{
    struct problem problem = {.status = STATUS_OK};
    problem.status =
        editor_replace(app->terminal, ENTRY_TEXT_MAX, declaration_reason(declaration), &declaration->edited, &problem);
    if (problem.status != STATUS_OK)
        app_fail(app, &problem);
    else
        declaration->focus = DECLARE_REASON;
}

static void next_field(struct declaration *declaration)
{
    do
        declaration->focus = (enum declaration_field)((declaration->focus + 1) % DECLARE_FIELDS);
    while (!declaration_has(declaration, declaration->focus));
}

static void other_seat(struct declaration *declaration, bool next)
{
    size_t seats = declaration->own.seats;
    if (declaration->focus == DECLARE_SEAT)
        declaration->seat = (declaration->seat + (next ? 1 : seats - 1)) % seats;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct declaration *declaration = state;
    if (declaration->focus == DECLARE_STATE && list_act(&declaration->list, action, (int)declaration->list.count))
        return REACT_REDRAW;
    switch (action) {
    case ACTION_LEFT:
    case ACTION_RIGHT:
        other_seat(declaration, action == ACTION_RIGHT);
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
    case ACTION_DOWN:
        next_field(declaration);
        return REACT_REDRAW;
    case ACTION_UP:
        declaration->focus = declaration_has(declaration, DECLARE_STATE)  ? DECLARE_STATE
                             : declaration_has(declaration, DECLARE_SEAT) ? DECLARE_SEAT
                                                                          : DECLARE_REASON;
        return REACT_REDRAW;
    case ACTION_EDIT:
        edit(app, declaration);
        return REACT_REDRAW;
    case ACTION_ENTER:
        go_on(app, declaration);
        return REACT_REDRAW;
    default:
        return REACT_NONE;
    }
}

static struct input *field_of(struct declaration *declaration)
{
    return declaration->focus == DECLARE_TO ? &declaration->to : &declaration->reason;
}

static bool typing(const void *state)
{
    const struct declaration *declaration = state;
    return declaration->focus == DECLARE_TO || (declaration->focus == DECLARE_REASON && !declaration->edited.length);
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    *reaction = REACT_REDRAW;
    return input_key(field_of(state), key);
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    input_paste(field_of(state), text);
}

static const enum action actions[] = {ACTION_ENTER, ACTION_UP, ACTION_DOWN, ACTION_NEXT_AREA, ACTION_EDIT, ACTION_NONE};

const struct screen screen_declaration = {
    .name = N_("Declaration"),
    .tab = ACTION_TAB_PROPOSALS,
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
};
