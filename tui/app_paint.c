/* What frames every screen: title, tabs, message, hints. */
#include "core/text.h"
#include "tui/app.h"

static const enum action tabs[] = {ACTION_TAB_START,  ACTION_TAB_PROPOSALS, ACTION_TAB_BALLOTS,
                                   ACTION_TAB_LEDGER, ACTION_TAB_AUDIT,     ACTION_TAB_MEMBERS};

/* The person from the address book, else the key's name; nothing without a key. */
static struct slice who(const struct app *app)
{
    return slice_of(app->person[0] ? app->person : app->who[0] ? app->who : _("no key"));
}

static void paint_title(const struct app *app, struct canvas *canvas)
{
    int used = canvas_say(canvas, 0, 1, canvas->columns - 2, STYLE_TITLE, "STIMMBUCH");
    const struct screen *screen = app->stack[app->depth - 1].screen;
    canvas_say(canvas, 0, used + 4, canvas->columns / 2, STYLE_NORMAL, _(screen->name));
    struct slice name = who(app);
    int room = canvas->columns / 2 - 2;
    canvas_right(canvas, 0, canvas->columns - 1 - room, room, STYLE_NORMAL, text_fit(name, room));
}

static void paint_tabs(const struct app *app, struct canvas *canvas)
{
    int column = 1;
    enum action lit = app->stack[app->depth - 1].screen->tab;
    for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) {
        const char *label = _(keymap_label(tabs[i]));
        int width = text_width(slice_of(label)) + 5;
        bool on = tabs[i] == lit;
        if (column + width > canvas->columns)
            break;
        canvas_say(canvas, 1, column, 1, STYLE_TITLE, on ? "[" : " ");
        canvas_say(canvas, 1, column + 1, 1, on ? STYLE_TITLE : STYLE_KEY, keymap_key(tabs[i]));
        canvas_say(canvas, 1, column + 3, width - 4, on ? STYLE_TITLE : STYLE_NORMAL, label);
        canvas_say(canvas, 1, column + width - 2, 1, STYLE_TITLE, on ? "]" : " ");
        column += width;
    }
}

/* Keys with their labels, from the right ones dropped first; help and back never are. */
static void paint_hints(const struct app *app, struct canvas *canvas, int row)
{
    static const enum action always[] = {ACTION_HELP, ACTION_BACK, ACTION_NONE};
    const enum action *lists[] = {app->stack[app->depth - 1].screen->actions, always};
    int reserved = 0, column = 1;
    for (size_t i = 0; i < 2; i++)
        reserved += text_width(slice_of(_(keymap_label(always[i])))) + 4;
    for (size_t list = 0; list < 2; list++) {
        int end = list ? canvas->columns : canvas->columns - reserved;
        for (const enum action *a = lists[list]; *a != ACTION_NONE; a++) {
            const char *key = keymap_key(*a);
            const char *label = *a == ACTION_BACK && app->depth == 1 ? _("end") : _(keymap_label(*a));
            int width = text_width(slice_of(key)) + text_width(slice_of(label)) + 3;
            if (*a == ACTION_HELP && list == 0)
                continue;
            if (column + width > end + 2)
                break;
            column += canvas_say(canvas, row, column, end - column, STYLE_KEY, key) + 1;
            column += canvas_say(canvas, row, column, end - column, STYLE_NORMAL, label) + 2;
        }
    }
}

static void paint_small(struct canvas *canvas)
{
    canvas_say(canvas, 0, 0, canvas->columns, STYLE_WARN, _("The window is too small: 40x10 at least."));
    canvas_cursor(canvas, 0, 0);
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
    paint_title(app, canvas);
    paint_tabs(app, canvas);
    app->area = (struct area){.row = 2, .rows = canvas->rows - 4, .columns = canvas->columns};
    paint_hints(app, canvas, canvas->rows - 1);
    if (app->message.length)
        canvas_text(canvas, canvas->rows - 2, 1, canvas->columns - 2, app->message_style, buffer_slice(&app->message));
    app->stack[app->depth - 1].screen->draw(app->stack[app->depth - 1].state, canvas, app->area);
}
