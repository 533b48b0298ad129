/*
 * Every entry that changed seats, members, keys or the statute of a body, the newest first; Enter opens one. A large
 * body has thousands of them: what is known is a window of lines that goes with the focus.
 */
#include "tui/screen_history.h"

#include "core/entry.h"
#include "core/key.h"
#include "core/note.h"
#include "data/query.h"
#include "data/query_roster.h"
#include "tui/app.h"
#include "tui/format.h"
#include "tui/screen_entry.h"
#include "tui/screens.h"

#include <stdlib.h>

enum { WINDOW = 256, INDEX = 9, WHEN = 14, WHAT = 22, ABOUT_BYTES = 160 };

struct change {
    int64_t index, at;
    char what[16], about[ABOUT_BYTES]; /* about: read when it comes near the screen */
    bool read;
};

struct history {
    struct history_place place;
    struct change change[WINDOW]; /* the lines from `first` on */
    int64_t first, known;
    int64_t now;
    struct list list;
};

static void close_screen(void *state)
{
    free(state);
}

static bool take(void *context, const struct roster_entry *entry)
{
    struct history *history = context;
    struct change *change = &history->change[history->known++];
    *change = (struct change){.index = entry->index, .at = entry->at};
    if (entry->what.length < sizeof change->what)
        memcpy(change->what, entry->what.at, entry->what.length);
    return history->known < WINDOW;
}

/* The line of the list, NULL outside the window. */
static const struct change *line_at(const struct history *history, int64_t index)
{
    int64_t at = index - history->first;
    return at >= 0 && at < history->known ? &history->change[at] : NULL;
}

/* Cut at a character. */
static void copy(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : size - 1;
    while (length && length < text.length && ((unsigned char)text.at[length] & 0xC0) == 0x80)
        length--;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

/* Whom or what the entry is about: the key that enrols or changes, with its seat and role; else its author. */
static void describe(const struct entry *entry, struct buffer *out)
{
    static const char *const fields[] = {"old", "key", "new"};
    struct slice seat = entry_value(entry, "seat"), role = entry_value(entry, "role");
    struct vkey vkey;
    struct slice name = entry->by;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        struct slice value = entry_value(entry, fields[i]);
        if (value.at && vkey_parse_again(value, &vkey)) {
            name = vkey.name;
            break;
        }
    }
    const char *word = role.at ? i18n_word(role) : NULL;
    buffer_add(out, name);
    if (entry->kind != KIND_ENROL)
        return;
    buffer_text(out, ": ");
    buffer_text(out, word ? word : "");
    buffer_text(out, seat.at ? ", " : "");
    buffer_add(out, seat);
}

/* What is long and has no key of its own is told by its author, whose line is near the top: no need to read it all. */
static bool is_long(const struct change *change)
{
    return value_word("body|roster|statute", slice_of(change->what)) >= 0;
}

static void take_author(struct change *change, struct slice text)
{
    while (text.length) {
        struct slice line = slice_cut(&text, '\n');
        if (!slice_is(slice_head(line, 4), "by: "))
            continue;
        copy(change->about, sizeof change->about, slice_from(line, 4));
        change->read = true;
        return;
    }
}

static enum status read_change(struct app *app, const struct history *history, struct change *change)
{
    struct buffer bytes, about;
    struct note note = {.lines = 0};
    struct entry entry;
    struct arena arena;
    arena_init(&arena);
    buffer_init(&bytes);
    buffer_init(&about);
    enum status status = query_entry(app_store(app), history->place.body, change->index, &bytes, &app->problem);
    if (status == STATUS_OK && is_long(change))
        take_author(change, buffer_slice(&bytes));
    if (status == STATUS_OK && !change->read)
        status = note_parse(buffer_slice(&bytes), &note, &app->problem);
    if (status == STATUS_OK && !change->read)
        status = entry_parse(note.text, &arena, &entry, &app->problem);
    if (status == STATUS_OK && !change->read) {
        describe(&entry, &about);
        copy(change->about, sizeof change->about, buffer_slice(&about));
        change->read = true;
    }
    buffer_release(&bytes);
    buffer_release(&about);
    arena_release(&arena);
    return status;
}

/* The window comes to lie around the focus when it does not hold these lines. */
static enum status read_window(struct app *app, struct history *history, int64_t from, int64_t to)
{
    if (from >= history->first && to <= history->first + history->known)
        return STATUS_OK;
    int64_t first = history->list.focus - WINDOW / 2;
    history->first = first < 0 ? 0 : first;
    history->known = 0;
    return query_roster_changes(app_store(app), history->place.body, history->place.place, history->first, WINDOW, take,
                                history, &app->problem);
}

/* Only what may be seen is read. */
static enum status read_near(struct app *app, struct history *history)
{
    int64_t rows = app->area.rows > 0 ? app->area.rows : 50;
    rows = rows < WINDOW / 2 ? rows : WINDOW / 2;
    int64_t from = history->list.focus - rows, to = history->list.focus + rows;
    from = from < 0 ? 0 : from;
    to = to < history->list.count ? to : history->list.count;
    enum status status = read_window(app, history, from, to);
    for (int64_t i = from - history->first; i < to - history->first && i < history->known && status == STATUS_OK; i++)
        if (!history->change[i].read)
            status = read_change(app, history, &history->change[i]);
    return status;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct history *history = calloc(1, sizeof *history);
    if (!history)
        return STATUS_NO_MEMORY;
    history->place = *(const struct history_place *)argument;
    history->now = app->now.seconds;
    int64_t count = 0;
    enum status status =
        query_roster_changes_count(app_store(app), history->place.body, history->place.place, &count, &app->problem);
    if (status == STATUS_OK) {
        list_resize(&history->list, count);
        status = read_near(app, history);
    }
    if (status != STATUS_OK) {
        close_screen(history);
        return status;
    }
    *state = history;
    return STATUS_OK;
}

/* New changes come above: the focus stays on its own. The history of another day has none. */
static enum status follow(struct app *app, struct history *history)
{
    struct log *log;
    int64_t count = 0, before = history->list.count;
    enum status status = ledger_log_number(app->session->ledger, history->place.body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    history->place.place = (int64_t)log_size(log);
    status =
        query_roster_changes_count(app_store(app), history->place.body, history->place.place, &count, &app->problem);
    if (status != STATUS_OK)
        return status;
    if (before && count > before) {
        history->list.focus += count - before;
        history->list.top += count - before;
    }
    list_resize(&history->list, count);
    history->known = history->first = 0;
    return read_near(app, history);
}

static void refresh(struct app *app, void *state)
{
    struct history *history = state;
    problem_clear(&app->problem);
    history->now = app->now.seconds;
    if (history->place.now && follow(app, history) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct history *history = context;
    const struct change *change = line_at(history, index);
    if (!change)
        return;
    const char *what = i18n_word(slice_of(change->what));
    int at = 0, date = line.columns >= 50 ? WHEN : 0;
    struct buffer number, when;
    (void)focused;
    buffer_init(&number);
    buffer_init(&when);
    buffer_number(&number, (uint64_t)change->index);
    format_brief(change->at, history->now, &when);
    list_cell(canvas, &line, &at, INDEX, STYLE_MUTED, buffer_slice(&number));
    list_cell(canvas, &line, &at, date, STYLE_MUTED, buffer_slice(&when));
    list_cell(canvas, &line, &at, WHAT, STYLE_NORMAL, slice_of(what ? what : change->what));
    list_cell(canvas, &line, &at, line.columns - INDEX - date - WHAT, STYLE_NORMAL, slice_of(change->about));
    buffer_release(&number);
    buffer_release(&when);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct history *history = state;
    struct area inside = canvas_box(canvas, area, slice_of(_("What changed seats, members, keys and statute")),
                                    slice_of(_("Enter shows the entry")));
    if (history->list.count) {
        list_draw(&history->list, canvas, inside, draw_row, history);
        return;
    }
    canvas_wrap(canvas, inside, STYLE_NORMAL, slice_of(_("Nothing has happened yet.")), 0);
    canvas_cursor(canvas, inside.row, inside.column);
}

static int page(const void *state, struct area area)
{
    (void)state;
    return area.rows - 2;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct history *history = state;
    if (list_act(&history->list, action, app->area.rows - 2)) {
        if (read_near(app, history) != STATUS_OK)
            app_fail(app, &app->problem);
        return REACT_REDRAW;
    }
    const struct change *change = line_at(history, history->list.focus);
    if (action != ACTION_ENTER || !change)
        return REACT_NONE;
    app_push(app, &screen_entry, &(struct entry_place){history->place.body, change->index});
    return REACT_REDRAW;
}

static bool entry(const void *state, struct found *found)
{
    const struct history *history = state;
    const struct change *change = line_at(history, history->list.focus);
    if (change)
        *found = (struct found){.body = history->place.body, .index = change->index};
    return change != NULL;
}

static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER, ACTION_NONE};

const struct screen screen_history = {
    .name = N_("History"),
    .tab = ACTION_TAB_MEMBERS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .page = page,
    .entry = entry,
};
