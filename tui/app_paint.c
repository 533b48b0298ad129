/* What frames every screen: title, tabs, message, hints. */
#include "core/text.h"
#include "tui/app.h"
#include "tui/live.h"

static const enum action tabs[] = {ACTION_TAB_START,  ACTION_TAB_PROPOSALS, ACTION_TAB_BALLOTS,
                                   ACTION_TAB_LEDGER, ACTION_TAB_AUDIT,     ACTION_TAB_MEMBERS};

/* The person from the address book, else the key's name; nothing without a key. */
static struct slice who(const struct app *app)
{
    return slice_of(app->person[0] ? app->person : app->who[0] ? app->who : _("no key"));
}

/* Whether what others do is seen at once. */
static int paint_live(const struct app *app, struct canvas *canvas, int column)
{
    enum live_state state = live_state(app->live);
    enum style style = state == LIVE_WRONG ? STYLE_BAD : state == LIVE_AWAY ? STYLE_WARN : STYLE_MUTED;
    return canvas_say(canvas, 0, column, canvas->columns - column, style, live_words(state));
}

static void paint_title(const struct app *app, struct canvas *canvas)
{
    enum { GAP = 3 };
    const struct screen *screen = app->stack[app->depth - 1].screen;
    int column = 1 + canvas_say(canvas, 0, 1, canvas->columns - 2, STYLE_TITLE, "STIMMBUCH") + GAP;
    column += canvas_say(canvas, 0, column, canvas->columns / 2, STYLE_NORMAL, _(screen->name)) + GAP;
    int live = paint_live(app, canvas, column);
    column += live ? live + GAP : 0;
    struct buffer reader;
    buffer_init(&reader);
    if (app->read_only)
        i18n_pattern(_("{1}, read-only"), who(app), SLICE(""), &reader);
    canvas_right(canvas, 0, column, canvas->columns - 1 - column, STYLE_NORMAL,
                 reader.length ? buffer_slice(&reader) : who(app));
    buffer_release(&reader);
}

static int tabs_width(void)
{
    int width = 1;
    for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++)
        width += text_width(slice_of(_(keymap_label(tabs[i])))) + 5;
    return width;
}

/* Where there is no room for all names, only the lit tab has one. */
static void paint_tabs(const struct app *app, struct canvas *canvas)
{
    enum action lit = app->stack[app->depth - 1].screen->tab;
    bool all = tabs_width() <= canvas->columns;
    int column = 1;
    for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) {
        bool on = tabs[i] == lit;
        const char *label = on || all ? _(keymap_label(tabs[i])) : "";
        int begin = column;
        canvas_say(canvas, 1, column++, 1, STYLE_TITLE, on ? "[" : " ");
        canvas_say(canvas, 1, column++, 1, on ? STYLE_TITLE : STYLE_KEY, keymap_key(tabs[i]));
        if (*label)
            column += 1 + canvas_say(canvas, 1, column + 1, canvas->columns, on ? STYLE_TITLE : STYLE_NORMAL, label);
        canvas_say(canvas, 1, column++, 1, STYLE_TITLE, on ? "]" : " ");
        hits_add(&canvas->hits, (struct area){1, begin, 1, column - begin}, tabs[i], 0);
        column++;
    }
}

struct hint {
    struct slice key;
    const char *label;
};

/* Letters are text while one types. Where there are no arrows, words stand for them. */
static struct slice key_name(const struct canvas *canvas, bool typing, enum action action)
{
    const char *name = keymap_key(action);
    if (typing && (action == ACTION_HELP || action == ACTION_BACK))
        return slice_of(action == ACTION_HELP ? "F1" : "Esc");
    if (!canvas->ascii || (unsigned char)name[0] < 0x80)
        return slice_of(name);
    struct slice keys = slice_of(keymap_keys(action));
    return keymap_name(slice_cut(&keys, ' '));
}

/* What the hint line says of actions[*at]; up and down go together. */
static struct hint next_hint(const struct app *app, const struct canvas *canvas, bool typing,
                             const enum action *actions, size_t *at)
{
    enum action action = actions[(*at)++];
    if (action == ACTION_UP && actions[*at] == ACTION_DOWN) {
        (*at)++;
        return (struct hint){slice_of(canvas->ascii ? _("Up/Down") : "↑↓"), _("move")};
    }
    const char *enter = app->stack[app->depth - 1].screen->enter;
    const char *label = action == ACTION_BACK && app->depth == 1 ? N_("end")
                        : action == ACTION_ENTER && enter        ? enter
                                                                 : keymap_label(action);
    return (struct hint){key_name(canvas, typing, action), _(label)};
}

static int hint_width(const struct hint *hint)
{
    return text_width(hint->key) + 1 + text_width(slice_of(hint->label)) + 2;
}

/* How one moves about is known; what can be done is not. */
static bool moves(enum action action)
{
    return action == ACTION_UP || action == ACTION_DOWN || action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN;
}

struct hint_line {
    struct canvas *canvas;
    int row, column, end;
    bool typing;
};

/* The hints of those actions that move, or of those that do not, or of `all`; from the right ones are dropped. */
static void paint_actions(const struct app *app, struct hint_line *line, const enum action *actions, bool all,
                          bool moving)
{
    for (size_t i = 0; actions[i] != ACTION_NONE;) {
        /* Nothing is to be stopped where nothing runs. */
        bool idle = actions[i] == ACTION_STOP && !app->worker;
        bool wanted = !idle && (all || moves(actions[i]) == moving);
        enum action action = actions[i];
        struct hint hint = next_hint(app, line->canvas, line->typing, actions, &i);
        if (!wanted || (line->typing && hint.key.length == 1))
            continue;
        if (line->column + hint_width(&hint) > line->end)
            return;
        hits_add(&line->canvas->hits, (struct area){line->row, line->column, 1, hint_width(&hint) - 2}, action, 0);
        line->column += canvas_text(line->canvas, line->row, line->column, line->canvas->columns, STYLE_KEY, hint.key);
        line->column++;
        line->column +=
            canvas_say(line->canvas, line->row, line->column, line->canvas->columns, STYLE_NORMAL, hint.label);
        line->column += 2;
    }
}

/* At the end of the line, since it takes the terminal's own marking away. Returns the columns used. */
static int paint_mouse(const struct app *app, struct canvas *canvas, int row)
{
    struct slice text = slice_of(_("mouse on"));
    int width = text_width(text) + 2;
    if (!app->mouse.on)
        return 0;
    canvas_right(canvas, row, canvas->columns - width, width - 1, STYLE_WARN, text);
    hits_add(&canvas->hits, (struct area){row, canvas->columns - width, 1, width - 1}, ACTION_MOUSE, 0);
    return width;
}

/* Keys with their labels, from the right ones dropped first; help and back never are. */
static void paint_hints(const struct app *app, struct canvas *canvas, int row)
{
    enum { NARROW = 60 };
    static const enum action always[] = {ACTION_HELP, ACTION_BACK, ACTION_NONE};
    const struct screen *screen = app->stack[app->depth - 1].screen;
    bool typing = screen->typing && screen->typing(app->stack[app->depth - 1].state);
    int end = canvas->columns + 1 - paint_mouse(app, canvas, row);
    struct hint_line line = {canvas, row, 1, end, typing};
    for (size_t i = 0; always[i] != ACTION_NONE;) {
        struct hint hint = next_hint(app, canvas, typing, always, &i);
        line.end -= hint_width(&hint);
    }
    bool all = canvas->columns >= NARROW;
    paint_actions(app, &line, screen->actions, all, false);
    if (!all)
        paint_actions(app, &line, screen->actions, all, true);
    line.end = end;
    paint_actions(app, &line, always, true, false);
}

/*
 * The message above the hints: as many rows as it needs, up to a third of the screen. Returns how many; a low screen
 * has none to keep free.
 */
static int paint_message(const struct app *app, struct canvas *canvas)
{
    enum { LOW_ROWS = 16 };
    bool state = !app->message.length && app_ledger_words(app);
    struct slice text = state ? slice_of(app_ledger_words(app)) : buffer_slice(&app->message);
    enum style style = state ? STYLE_BAD : app->message_style;
    struct area area = {.column = 1, .columns = canvas->columns - 2};
    int most = canvas->rows / 3, lines = canvas_wrap(canvas, area, style, text, 0);
    int least = canvas->rows < LOW_ROWS ? 0 : 1;
    area.rows = lines < least ? least : lines > most ? most : lines;
    area.row = canvas->rows - 1 - area.rows;
    canvas_wrap(canvas, area, style, text, 0);
    return area.rows;
}

static void paint_small(struct canvas *canvas)
{
    canvas_wrap(canvas, (struct area){.rows = canvas->rows, .columns = canvas->columns}, STYLE_WARN,
                slice_of(_("The window is too small: 40x10 at least.")), 0);
    canvas_cursor(canvas, 0, 0);
}

/* All around the screen; what is left is its area. */
static void paint_frame(struct app *app, struct canvas *canvas)
{
    paint_title(app, canvas);
    paint_tabs(app, canvas);
    int message_rows = paint_message(app, canvas);
    app->area = (struct area){.row = 2, .rows = canvas->rows - 3 - message_rows, .columns = canvas->columns};
    paint_hints(app, canvas, canvas->rows - 1);
}

void app_paint(struct app *app, struct canvas *canvas)
{
    canvas_clear(canvas);
    if (canvas->failed)
        return;
    if (canvas->rows < APP_LEAST_ROWS || canvas->columns < APP_LEAST_COLUMNS) {
        paint_small(canvas);
        return;
    }
    if (app->stack[app->depth - 1].screen->whole)
        app->area = canvas_area(canvas);
    else
        paint_frame(app, canvas);
    app->stack[app->depth - 1].screen->draw(app->stack[app->depth - 1].state, canvas, app->area);
    app->mouse.hits = canvas->hits;
    app->mouse.rows = canvas->rows;
    app->mouse.columns = canvas->columns;
    app->mouse.cursor_row = canvas->cursor_row;
    app->mouse.cursor_column = canvas->cursor_column;
}
