/* The log of a body, newest entry first, or one kind of its entries; Enter shows an entry as it was signed. */
#include "core/entry.h"
#include "data/query.h"
#include "data/query_ledger.h"
#include "tui/app.h"
#include "tui/format.h"
#include "tui/head_view.h"
#include "tui/ledger_places.h"
#include "tui/ledger_row.h"
#include "tui/screen_entry.h"
#include "tui/screens.h"
#include "tui/views.h"

#include <stdlib.h>

/* Rows are entries that are parsed, up to 64 KiB each: only about those that are seen, and a page on either side. */
enum { WINDOW = 256, WINDOW_LEAST = 48 };

struct ledger_screen {
    struct bodies bodies;
    struct list list;
    int64_t window, loaded; /* the list index of row[0], and how many rows there are */
    int64_t head;           /* entries under a signed head */
    size_t filter;
    struct input search;
    bool typing;
    struct ledger_places places; /* of the entries that filter and search leave; unused without them */
    struct ledger_row row[WINDOW];
};

/* The order of the key f: what is looked for most comes first. The first is no filter, the last what was rejected. */
static const enum kind filters[] = {KIND_COUNT,     KIND_PROPOSAL, KIND_BALLOT, KIND_VOTE, KIND_RESULT, KIND_CLOSE,
                                    KIND_STATEMENT, KIND_RECUSAL,  KIND_ENROL,  KIND_VOID, KIND_COUNT};
enum { FILTERS = sizeof filters / sizeof filters[0] };

static const char *filter_word(const struct ledger_screen *s)
{
    const char *word = s->filter + 1 < FILTERS ? i18n_word(slice_of(kind_table(filters[s->filter])->name)) : NULL;
    return word ? word : _("refused");
}

/* Only some of the entries are listed. */
static bool narrowed(const struct ledger_screen *s)
{
    return s->filter || s->search.length;
}

/* The place in the log of a line of the list. */
static int64_t place_at(const struct ledger_screen *s, int64_t index)
{
    return narrowed(s) ? s->places.place[index] : s->list.count - 1 - index;
}

static bool add_row(void *context, const struct entry_item *item)
{
    struct ledger_screen *s = context;
    ledger_row_take(&s->row[s->loaded++], item, slice_of(bodies_name(&s->bodies)));
    return s->loaded < WINDOW;
}

/* The rows of the window: a run of entries, or each by its place. */
static enum status read_window(struct app *app, struct ledger_screen *s, int64_t rows)
{
    int64_t body = bodies_number(&s->bodies), end = s->window + rows;
    if (!narrowed(s))
        return query_entries(app_store(app), body, place_at(s, s->window), rows, add_row, s, &app->problem);
    enum status status = STATUS_OK;
    for (int64_t i = s->window; i < end && i < s->list.count && status == STATUS_OK; i++)
        status = query_entries(app_store(app), body, s->places.place[i], 1, add_row, s, &app->problem);
    return status;
}

/* Loads the rows around the focus, unless they are there. */
static void load(struct app *app, struct ledger_screen *s)
{
    int64_t page = app->area.rows < WINDOW / 3 ? app->area.rows : WINDOW / 3;
    int64_t rows = 3 * page < WINDOW_LEAST ? WINDOW_LEAST : 3 * page;
    int64_t end = s->window + s->loaded, last = s->list.count > rows ? s->list.count - rows : 0;
    int64_t from = s->list.focus - rows / 2;
    bool above = s->window == 0 || s->list.focus - page >= s->window;
    bool below = end == s->list.count || s->list.focus + page < end;
    if (s->loaded && above && below)
        return;
    s->window = from < 0 ? 0 : from < last ? from : last;
    s->loaded = 0;
    if (s->list.count && read_window(app, s, rows) != STATUS_OK)
        app_fail(app, &app->problem);
}

/* As many lines as there are now. What is new came in above the selected entry, which stays; the newest stays first. */
static void show_all(struct app *app, struct ledger_screen *s, int64_t count)
{
    int64_t focus = s->list.focus, before = s->list.count;
    s->loaded = 0;
    list_resize(&s->list, count);
    if (focus > 0 && count > before)
        s->list.focus = focus + count - before;
    load(app, s);
}

/* Reads the body's log; a worker looks for the places that filter and search leave, until then nothing changes. */
static void choose_body(struct app *app, struct ledger_screen *s)
{
    int64_t body = bodies_number(&s->bodies);
    enum status status = query_head_size(app_store(app), body, &s->head, &app->problem);
    const struct ledger_wanted wanted = {body, s->filter == 0, filters[s->filter], input_value(&s->search)};
    if (status == STATUS_OK && narrowed(s))
        status = ledger_places_find(&s->places, app, &wanted);
    if (status != STATUS_OK)
        app_fail(app, &app->problem);
    if (!narrowed(s))
        show_all(app, s, bodies_size(&s->bodies));
}

static unsigned work(struct app *app, void *state)
{
    struct ledger_screen *s = state;
    struct problem problem;
    if (!ledger_places_take(&s->places, app, &problem))
        return REACT_NONE;
    if (problem.status != STATUS_OK)
        app_fail(app, &problem);
    show_all(app, s, s->places.count);
    return REACT_REDRAW;
}

static void refresh(struct app *app, void *state)
{
    struct ledger_screen *s = state;
    if (bodies_load(&s->bodies, app) != STATUS_OK)
        app_fail(app, &app->problem);
    choose_body(app, s);
}

static enum status ledger_open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct ledger_screen *s = calloc(1, sizeof *s);
    if (!s)
        return STATUS_NO_MEMORY;
    refresh(app, s);
    *state = s;
    return STATUS_OK;
}

static void close_screen(void *state)
{
    struct ledger_screen *s = state;
    ledger_places_release(&s->places);
    free(s);
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct ledger_screen *s = context;
    int64_t place = place_at(s, index);
    bool known = index >= s->window && index < s->window + s->loaded;
    (void)focused;
    ledger_row_draw(known ? &s->row[index - s->window] : NULL, place, place < s->head, canvas, line);
}

/* The body, and what the filter leaves of it. */
static void write_title(const struct ledger_screen *s, struct buffer *out)
{
    struct buffer count;
    buffer_init(&count);
    buffer_text(out, s->bodies.count ? bodies_name(&s->bodies) : _("Ledger"));
    format_number((uint64_t)s->list.count, &count);
    buffer_text(out, "  ");
    if (s->filter)
        i18n_pattern(_("Filter: {1} ({2})"), slice_of(filter_word(s)), buffer_slice(&count), out);
    else
        buffer_format(out, "(%s)", count.at ? count.at : "");
    buffer_release(&count);
}

static const char *why_empty(const struct ledger_screen *s)
{
    if (s->search.length)
        return s->places.searching ? _("Looking through the ledger.")
                                   : _("No entry has these words. Esc clears the search.");
    return s->places.searching ? _("Looking through the ledger. f goes on to the next kind, Esc shows all.")
                               : _("There is no such entry. f shows the next kind, Esc shows all.");
}

/* The line above the list, where something is searched. */
static struct area draw_search(const struct ledger_screen *s, struct canvas *canvas, struct area area)
{
    if (!s->typing && !s->search.length)
        return area;
    canvas_say(canvas, area.row, area.column + 1, 1, STYLE_KEY, "/");
    canvas_text(canvas, area.row, area.column + 3, area.columns - 4, STYLE_INPUT, input_value(&s->search));
    area.row++;
    area.rows--;
    return area;
}

static int page(const void *state, struct area area)
{
    const struct ledger_screen *s = state;
    return area.rows - 2 - (s->typing || s->search.length ? 1 : 0);
}

static void draw(const void *state, struct canvas *canvas, struct area whole)
{
    const struct ledger_screen *s = state;
    struct area area = draw_search(s, canvas, whole);
    struct buffer title, hint;
    buffer_init(&title);
    buffer_init(&hint);
    write_title(s, &title);
    i18n_pattern(_("{1} under a signed head"), slice_of(canvas_sign(canvas, SIGN_GOOD)), SLICE(""), &hint);
    struct area inside = canvas_box(canvas, area, buffer_slice(&title), buffer_slice(&hint));
    buffer_release(&title);
    buffer_release(&hint);
    const char *empty = narrowed(s) ? why_empty(s) : _("The ledger is empty. A secretary founds a body with F.");
    canvas_cursor(canvas, inside.row, inside.column);
    if (s->list.count)
        list_draw(&s->list, canvas, inside, draw_row, s);
    else
        canvas_wrap(canvas, inside, STYLE_NORMAL, slice_of(empty), 0);
    if (s->typing)
        input_draw(&s->search, canvas, whole.row, whole.column + 3, whole.columns - 4);
}

/* Filter or search are others: the list begins anew. */
static unsigned narrow(struct app *app, struct ledger_screen *s)
{
    app_work_end(app);
    ledger_places_release(&s->places);
    s->list = (struct list){.count = 0};
    s->loaded = 0;
    choose_body(app, s);
    return REACT_REDRAW;
}

static unsigned set_filter(struct app *app, struct ledger_screen *s, size_t filter)
{
    s->filter = filter;
    return narrow(app, s);
}

static bool typing(const void *state)
{
    return ((const struct ledger_screen *)state)->typing;
}

/* Enter keeps the search, Esc clears it; keys that move the focus are actions as ever. */
static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct ledger_screen *s = state;
    bool enter = strcmp(key->name, "Enter") == 0, escape = strcmp(key->name, "Esc") == 0;
    size_t length = s->search.length;
    *reaction = REACT_REDRAW;
    if (enter || escape)
        s->typing = false;
    if (escape)
        input_clear(&s->search);
    else if (!enter && !input_key(&s->search, key))
        return false;
    if (s->search.length != length)
        narrow(app, s);
    return true;
}

static void paste(struct app *app, void *state, struct slice text)
{
    struct ledger_screen *s = state;
    input_paste(&s->search, text);
    narrow(app, s);
}

static bool entry(const void *state, struct found *found)
{
    const struct ledger_screen *s = state;
    if (s->list.count)
        *found = (struct found){.body = bodies_number(&s->bodies), .index = place_at(s, s->list.focus)};
    return s->list.count > 0;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct ledger_screen *s = state;
    struct found found;
    if (list_act(&s->list, action, page(s, app->area))) {
        load(app, s);
        return REACT_REDRAW;
    }
    if (action == ACTION_FILTER)
        return set_filter(app, s, (s->filter + 1) % FILTERS);
    if (action == ACTION_SEARCH) {
        s->typing = true;
        return REACT_REDRAW;
    }
    if (action == ACTION_BACK && narrowed(s)) {
        bool searched = s->search.length > 0;
        input_clear(&s->search);
        return set_filter(app, s, searched ? s->filter : 0);
    }
    if (action == ACTION_NEXT_AREA && s->bodies.count > 1) {
        bodies_choose_next(app, &s->bodies);
        return set_filter(app, s, s->filter);
    }
    if (action == ACTION_CHECKPOINT || action == ACTION_COSIGN || action == ACTION_PUBLISH) {
        const struct head_place place = {bodies_number(&s->bodies), action == ACTION_COSIGN};
        app_push(app, action == ACTION_PUBLISH ? &screen_export : &screen_head, &place);
        return REACT_REDRAW;
    }
    if (action == ACTION_ENTER && entry(s, &found)) {
        app_push(app, &screen_entry, &(struct entry_place){.body = found.body, .index = found.index});
        return REACT_REDRAW;
    }
    return REACT_NONE;
}

static void tell_view(const void *state, struct view *view)
{
    const struct ledger_screen *s = state;
    *view = (struct view){.filter = s->filter, .place = s->list.count ? place_at(s, s->list.focus) + 1 : 0};
    memcpy(view->search, s->search.text, sizeof view->search);
}

/* With a filter or a search the list begins with its first line: its places are yet to be found. */
static void show(struct app *app, void *state, const struct view *view)
{
    struct ledger_screen *s = state;
    input_clear(&s->search);
    input_paste(&s->search, slice_of(view->search));
    set_filter(app, s, view->filter < FILTERS ? view->filter : 0);
    if (narrowed(s) || view->place < 1 || view->place > s->list.count)
        return;
    s->list.focus = s->list.count - view->place;
    load(app, s);
}

static const enum action actions[] = {ACTION_ENTER,      ACTION_SEARCH, ACTION_FILTER,    ACTION_BUNDLE, ACTION_PUBLISH,
                                      ACTION_CHECKPOINT, ACTION_COSIGN, ACTION_NEXT_AREA, ACTION_EXPORT, ACTION_COPY,
                                      ACTION_UP,         ACTION_DOWN,   ACTION_TAB_AUDIT, ACTION_NONE};

const struct screen screen_ledger = {
    .name = N_("Ledger"),
    .tab = ACTION_TAB_LEDGER,
    .actions = actions,
    .open = ledger_open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .typing = typing,
    .type = type,
    .paste = paste,
    .work = work,
    .view = tell_view,
    .show = show,
    .page = page,
    .entry = entry,
};
