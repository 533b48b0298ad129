/* The log of a body, newest entry first; Enter shows an entry as it was signed. */
#include "core/entry.h"
#include "core/note.h"
#include "data/query.h"
#include "data/query_ledger.h"
#include "tui/app.h"
#include "tui/screen_entry.h"
#include "tui/screens.h"

#include <stdlib.h>

enum { WINDOW = 256, BODIES_MAX = 64, TITLE_BYTES = 160, NAME_BYTES = 104 };

struct row {
    enum kind kind;
    bool readable, rejected;
    int64_t at;
    char by[NAME_BYTES], title[TITLE_BYTES], code[24];
};

struct ledger_screen {
    struct {
        int64_t number, size;
        char name[NAME_BYTES];
    } body[BODIES_MAX];
    size_t bodies, current;
    struct list list;
    int64_t window; /* the list index of row[0] */
    int64_t loaded;
    int64_t head; /* entries under a signed head */
    struct row row[WINDOW];
};

static void copy(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : size - 1;
    while (length < text.length && length > 0 && ((unsigned char)text.at[length] & 0xC0) == 0x80)
        length--;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

static bool add_body(void *context, const struct body_item *item)
{
    struct ledger_screen *s = context;
    s->body[s->bodies].number = item->number;
    s->body[s->bodies].size = item->size;
    copy(s->body[s->bodies].name, NAME_BYTES, item->name);
    return ++s->bodies < BODIES_MAX;
}

/* The words that tell an entry: its title, else the seat or key it is about. */
static struct slice subject(const struct entry *entry)
{
    static const char *const fields[] = {"title", "seat", "role", "stance", "result"};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        struct slice value = entry_value(entry, fields[i]);
        if (value.at)
            return value;
    }
    return SLICE("");
}

static bool add_row(void *context, const struct entry_item *item)
{
    struct ledger_screen *s = context;
    struct row *row = &s->row[s->loaded++];
    struct arena arena;
    struct note note;
    struct entry entry;
    *row = (struct row){.rejected = item->rejected.length > 0};
    copy(row->code, sizeof row->code, item->rejected);
    arena_init(&arena);
    if (note_parse(item->note, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK) {
        row->readable = true;
        row->kind = entry.kind;
        row->at = entry.at.seconds;
        copy(row->by, sizeof row->by, entry.by);
        copy(row->title, sizeof row->title, subject(&entry));
    }
    arena_release(&arena);
    return s->loaded < WINDOW;
}

/* Loads the rows around the focus, unless they are there. */
static void load(struct app *app, struct ledger_screen *s)
{
    int64_t margin = WINDOW / 4, from = s->list.focus - WINDOW / 2;
    bool there = s->loaded && s->list.focus - margin >= s->window && s->list.focus + margin < s->window + s->loaded;
    bool all = s->loaded && s->window == 0 && s->loaded == s->list.count;
    if (there || all || !s->bodies)
        return;
    s->window = from > 0 ? from : 0;
    s->loaded = 0;
    if (query_entries(app_store(app), s->body[s->current].number, s->list.count - 1 - s->window, WINDOW, add_row, s,
                      &app->problem) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void choose_body(struct app *app, struct ledger_screen *s)
{
    s->loaded = 0;
    list_resize(&s->list, s->bodies ? s->body[s->current].size : 0);
    if (s->bodies && query_head_size(app_store(app), s->body[s->current].number, &s->head, &app->problem) != STATUS_OK)
        app_fail(app, &app->problem);
    load(app, s);
}

static void refresh(struct app *app, void *state)
{
    struct ledger_screen *s = state;
    s->bodies = 0;
    if (query_bodies(app_store(app), add_body, s, &app->problem) != STATUS_OK)
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
    free(state);
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct ledger_screen *s = context;
    int64_t place = s->list.count - 1 - index;
    struct buffer number;
    (void)focused;
    buffer_init(&number);
    buffer_format(&number, "%lld", (long long)place);
    canvas_right(canvas, line.row, line.column, 7, STYLE_MUTED, buffer_slice(&number));
    canvas_say(canvas, line.row, line.column + 8, 1, STYLE_GOOD,
               place < s->head ? canvas_sign(canvas, SIGN_GOOD) : " ");
    buffer_clear(&number);
    if (index >= s->window && index < s->window + s->loaded) {
        const struct row *row = &s->row[index - s->window];
        const char *kind = row->readable ? i18n_word(slice_of(kind_table(row->kind)->name)) : _("not readable");
        int dates = line.columns > 90 ? 18 : 0;
        i18n_time(row->at, &number);
        canvas_text(canvas, line.row, line.column + 10, dates ? dates - 1 : 0, STYLE_NORMAL, buffer_slice(&number));
        canvas_say(canvas, line.row, line.column + 10 + dates, 13, row->rejected ? STYLE_BAD : STYLE_NORMAL,
                   row->rejected ? _("rejected")
                   : kind        ? kind
                                 : "");
        int column = line.column + 24 + dates, rest = line.columns - 24 - dates;
        int by = rest > 60 ? 34 : rest / 2;
        canvas_say(canvas, line.row, column, by - 1, STYLE_NORMAL, row->by);
        canvas_say(canvas, line.row, column + by, rest - by, STYLE_NORMAL, row->rejected ? row->code : row->title);
    }
    buffer_release(&number);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct ledger_screen *s = state;
    const char *name = s->bodies ? s->body[s->current].name : _("Ledger");
    struct area inside = canvas_box(canvas, area, slice_of(name),
                                    slice_of(s->bodies > 1 ? _("Tab: next body") : _("✓ under a signed head")));
    if (s->list.count == 0) {
        canvas_wrap(canvas, inside, STYLE_NORMAL,
                    slice_of(_("The ledger is empty. A secretary founds a body with \"stimmbuch body found FILE\".")),
                    0);
        canvas_cursor(canvas, inside.row, inside.column);
        return;
    }
    list_draw(&s->list, canvas, inside, draw_row, s);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct ledger_screen *s = state;
    if (list_act(&s->list, action, app->area.rows - 2)) {
        load(app, s);
        return REACT_REDRAW;
    }
    if (action == ACTION_NEXT_AREA && s->bodies > 1) {
        s->current = (s->current + 1) % s->bodies;
        s->list = (struct list){.count = 0};
        choose_body(app, s);
        return REACT_REDRAW;
    }
    if (action == ACTION_ENTER && s->list.count) {
        struct entry_place place = {.body = s->body[s->current].number, .index = s->list.count - 1 - s->list.focus};
        app_push(app, &screen_entry, &place);
        return REACT_REDRAW;
    }
    return REACT_NONE;
}

static const enum action actions[] = {ACTION_UP,        ACTION_DOWN,      ACTION_ENTER,
                                      ACTION_NEXT_AREA, ACTION_TAB_AUDIT, ACTION_NONE};

const struct screen screen_ledger = {
    .name = N_("Ledger"),
    .tab = ACTION_TAB_LEDGER,
    .actions = actions,
    .open = ledger_open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
};
