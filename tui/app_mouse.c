#include "tui/app_mouse.h"

enum { DOUBLE_MS = 400, WHEEL_LINES = 3, AREAS_MAX = 4 };

void app_mouse(struct app *app, bool on)
{
    app->mouse.on = on;
    if (app->terminal)
        terminal_mouse(app->terminal, on);
}

void app_mouse_toggle(struct app *app)
{
    app_mouse(app, !app->mouse.on);
    app_say(app, STYLE_NORMAL,
            app->mouse.on ? _("The mouse is on: click selects, double click opens. F6 switches it off.")
                          : _("The mouse is off: text can be marked and copied with it."),
            SLICE(""), SLICE(""));
}

bool app_is_pointing(const struct key *key)
{
    return strcmp(key->name, "Click") == 0 || strncmp(key->name, "Wheel", 5) == 0;
}

/* Several lines at once: what is only read waits until the last one. */
static bool move(struct app *app, int64_t lines)
{
    enum action action = lines < 0 ? ACTION_UP : ACTION_DOWN;
    bool go_on = true;
    for (int64_t i = lines < 0 ? -lines : lines; i > 0 && go_on; i--) {
        app->hurried = i > 1;
        go_on = app_act(app, action);
    }
    app->hurried = false;
    return go_on;
}

static const struct hit *find(const struct app *app, int row, int column)
{
    for (size_t i = 0; i < app->mouse.hits.count; i++)
        if (area_has(app->mouse.hits.hit[i].area, row, column))
            return &app->mouse.hits.hit[i];
    return NULL;
}

static size_t lists(const struct app *app)
{
    size_t count = 0;
    for (size_t i = 0; i < app->mouse.hits.count; i++)
        count += app->mouse.hits.hit[i].action == ACTION_NONE;
    return count;
}

static bool has_cursor(const struct app *app, const struct hit *hit)
{
    return area_has(hit->area, app->mouse.cursor_row, app->mouse.cursor_column);
}

/* The list that was clicked, with the focus in it; where there are several, Tab goes from one to the next. */
static const struct hit *focus_list(struct app *app, int row, int column)
{
    const struct hit *hit = find(app, row, column);
    for (int i = 0; hit && !has_cursor(app, hit) && lists(app) > 1 && i < AREAS_MAX; i++) {
        struct canvas canvas;
        if (!app_act(app, ACTION_NEXT_AREA))
            return NULL;
        canvas_init(&canvas, app->mouse.rows, app->mouse.columns, app->ascii);
        app_paint(app, &canvas);
        canvas_release(&canvas);
        hit = find(app, row, column);
    }
    return hit && hit->action == ACTION_NONE && has_cursor(app, hit) ? hit : NULL;
}

/* The same as the key that stands there. A tab's is text where one types, and then does nothing. */
static bool press(struct app *app, enum action action)
{
    const struct screen *screen = app->stack[app->depth - 1].screen;
    bool typing = screen->typing && screen->typing(app->stack[app->depth - 1].state);
    struct slice keys = slice_of(action == ACTION_HELP && typing ? "F1" : keymap_keys(action));
    struct slice name = slice_cut(&keys, ' ');
    struct key key = {.text = name.length == 1};
    if (!name.length || name.length >= KEY_NAME_BYTES || (typing && key.text))
        return true;
    memcpy(key.name, name.at, name.length);
    return app_key(app, &key);
}

static bool click(struct app *app, int row, int column)
{
    bool twice = app->mouse.clicked && row == app->mouse.click_row && app->key_time - app->mouse.click_time < DOUBLE_MS;
    const struct hit *hit = find(app, row, column);
    app->mouse.clicked = false;
    if (!hit)
        return true;
    if (hit->action != ACTION_NONE)
        return press(app, hit->action);
    hit = focus_list(app, row, column);
    if (!hit)
        return true;
    int64_t lines = hit->from_focus + row - hit->area.row;
    if (twice && lines == 0)
        return app_act(app, ACTION_ENTER);
    app->mouse.clicked = true;
    app->mouse.click_row = row;
    app->mouse.click_time = app->key_time;
    return move(app, lines);
}

bool app_point(struct app *app, const struct key *key)
{
    if (strcmp(key->name, "Click") == 0)
        return click(app, key->row, key->column);
    return move(app, strcmp(key->name, "WheelUp") == 0 ? -WHEEL_LINES : WHEEL_LINES);
}
