/* What waits for signatures or for the writer: who asks for what, the exact text, approve, drop, take along. */
#include "core/entry.h"
#include "core/note.h"
#include "data/query.h"
#include "tui/app.h"
#include "tui/bundling.h"
#include "tui/exact.h"
#include "tui/format.h"
#include "tui/pending.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/taken_words.h"

#include <stdlib.h>

enum { PENDING_MAX = 200, KIND_COLUMNS = 16, WHO_COLUMNS = 34, WHEN_COLUMNS = 13, PREVIEW_FROM = 16 };

struct row {
    struct digest id;
    int64_t body; /* 0: a founding */
    enum kind kind;
    size_t signatures;
    bool complete; /* it waits for the writer alone */
    struct buffer what, who, when, note;
    struct buffer name, waits; /* of its body; for what, or why it would be refused by now */
};

struct pending_screen {
    struct row row[PENDING_MAX];
    size_t rows;
    struct list list;
    struct pager pager;
    bool reading;         /* the text fills the screen */
    bool dropping;        /* the word is being typed */
    struct digest target; /* what it drops, whatever the list does meanwhile */
    struct input word;
};

static void release_rows(struct pending_screen *s)
{
    for (size_t i = 0; i < s->rows; i++) {
        buffer_release(&s->row[i].what);
        buffer_release(&s->row[i].who);
        buffer_release(&s->row[i].when);
        buffer_release(&s->row[i].note);
        buffer_release(&s->row[i].name);
        buffer_release(&s->row[i].waits);
    }
    s->rows = 0;
}

static void close_screen(void *state)
{
    release_rows(state);
    free(state);
}

/* The title, or the seat that is asked for and in which role. */
static void write_what(const struct entry *entry, struct buffer *out)
{
    struct slice title = entry_value(entry, "title"), seat = entry_value(entry, "seat");
    struct slice role = entry_value(entry, "role");
    const char *words = role.at ? i18n_word(role) : NULL;
    if (title.at || !role.at) {
        buffer_add(out, title.at ? title : entry->body);
        return;
    }
    buffer_add(out, seat.at ? seat : entry->body);
    buffer_text(out, ", ");
    if (words)
        buffer_text(out, words);
    else
        buffer_add(out, role);
}

struct loading {
    struct app *app;
    struct pending_screen *screen;
    enum status status;
};

static enum status write_waits(struct app *app, const struct pending_item *item, struct row *row)
{
    struct bundle_taken stands;
    struct problem why;
    problem_clear(&why);
    enum status status = taken_look(app->session->ledger, item->note, &item->id, app->now, &stands, &why);
    if (status != STATUS_OK) {
        app->problem = why;
        return status;
    }
    row->complete = stands.status == STATUS_OK && stands.entry.signatures >= stands.entry.needed;
    taken_words(&stands, &row->waits);
    taken_shared_words(item, app->now.seconds, &row->waits);
    return buffer_status(&row->waits);
}

static bool take(void *context, const struct pending_item *item)
{
    struct loading *loading = context;
    struct row *row = &loading->screen->row[loading->screen->rows];
    struct arena arena;
    struct note note;
    struct entry entry;
    arena_init(&arena);
    if (note_parse(item->note, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK) {
        *row = (struct row){.id = item->id, .body = item->body, .kind = entry.kind, .signatures = note.lines};
        write_what(&entry, &row->what);
        buffer_add(&row->who, entry.by);
        format_brief(entry.at.seconds, loading->app->now.seconds, &row->when);
        buffer_add(&row->note, item->note);
        buffer_add(&row->name, entry.body);
        loading->status = write_waits(loading->app, item, row);
        if (buffer_status(&row->note) != STATUS_OK || buffer_status(&row->name) != STATUS_OK)
            loading->status = STATUS_NO_MEMORY;
        loading->screen->rows++;
    }
    arena_release(&arena);
    return loading->status == STATUS_OK && loading->screen->rows < PENDING_MAX;
}

/* The focus stays on its entry; where that is gone, so is what was being done with it. */
static void find_again(struct pending_screen *s, const struct digest *focused)
{
    list_resize(&s->list, (int64_t)s->rows);
    for (size_t i = 0; i < s->rows; i++) {
        if (digest_equal(&s->row[i].id, focused)) {
            s->list.focus = (int64_t)i;
            return;
        }
    }
    s->reading = s->dropping = false;
    input_clear(&s->word);
}

static enum status load(struct app *app, struct pending_screen *s)
{
    struct loading loading = {.app = app, .screen = s, .status = STATUS_OK};
    struct digest focused = s->row[s->list.focus].id;
    release_rows(s);
    enum status status = query_pending(app_store(app), take, &loading, &app->problem);
    find_again(s, &focused);
    return status == STATUS_OK ? loading.status : status;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct pending_screen *s = calloc(1, sizeof *s);
    if (!s)
        return STATUS_NO_MEMORY;
    enum status status = load(app, s);
    if (status != STATUS_OK) {
        close_screen(s);
        return status;
    }
    *state = s;
    return STATUS_OK;
}

static void refresh(struct app *app, void *state)
{
    problem_clear(&app->problem);
    if (load(app, state) != STATUS_OK)
        app_fail(app, &app->problem);
}

static struct slice text_of(const struct row *row)
{
    struct note note;
    struct slice bytes = buffer_slice(&row->note);
    return note_parse(bytes, &note, NULL) == STATUS_OK ? note.text : bytes;
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct row *row = &((const struct pending_screen *)context)->row[index];
    const char *kind = i18n_word(slice_of(kind_table(row->kind)->name));
    int room = line.columns - KIND_COLUMNS, column = line.column + KIND_COLUMNS, right = line.column + line.columns;
    (void)focused;
    canvas_say(canvas, line.row, line.column, KIND_COLUMNS - 1, STYLE_NORMAL,
               kind ? kind : kind_table(row->kind)->name);
    if (room > WHEN_COLUMNS + KIND_COLUMNS) {
        room -= WHEN_COLUMNS;
        right -= WHEN_COLUMNS;
        canvas_right(canvas, line.row, right, WHEN_COLUMNS, STYLE_MUTED, buffer_slice(&row->when));
    }
    if (room > 2 * WHO_COLUMNS) {
        room -= WHO_COLUMNS;
        canvas_text(canvas, line.row, right - WHO_COLUMNS, WHO_COLUMNS, STYLE_NORMAL, buffer_slice(&row->who));
    }
    canvas_text(canvas, line.row, column, room - 1, STYLE_NORMAL, buffer_slice(&row->what));
}

static void draw_text(const struct pending_screen *s, struct canvas *canvas, struct area area)
{
    const struct row *row = &s->row[s->list.focus];
    struct buffer caption, number, who;
    buffer_init(&caption);
    buffer_init(&number);
    buffer_init(&who);
    buffer_number(&number, row->signatures);
    i18n_pattern(ngettext("{1} signature so far", "{1} signatures so far", row->signatures), buffer_slice(&number),
                 SLICE(""), &caption);
    buffer_text(&caption, ", ");
    buffer_add(&caption, buffer_slice(&row->waits));
    i18n_pattern(_("Asked for by {1}"), buffer_slice(&row->who), SLICE(""), &who);
    canvas_box(canvas, area, buffer_slice(&who), buffer_slice(&caption));
    struct area inside = {area.row + 1, area.column + 1, area.rows - 2, area.columns - 2};
    int rows = exact_draw(NULL, inside, text_of(row), 0), last = rows > inside.rows ? rows - inside.rows : 0;
    exact_draw(canvas, inside, text_of(row), s->pager.top < last ? s->pager.top : last);
    if (s->reading)
        canvas_cursor(canvas, inside.row, inside.column);
    buffer_release(&caption);
    buffer_release(&number);
    buffer_release(&who);
}

static void draw_drop(const struct pending_screen *s, struct canvas *canvas, int row, struct area area)
{
    struct buffer label;
    buffer_init(&label);
    i18n_pattern(_("To drop it, type {1}:"), slice_of(_("DROP")), SLICE(""), &label);
    int used = canvas_text(canvas, row, area.column + 1, area.columns - 12, STYLE_TITLE, buffer_slice(&label));
    input_draw(&s->word, canvas, row, area.column + used + 2, area.columns - used - 4);
    buffer_release(&label);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct pending_screen *s = state;
    struct area list = area;
    if (s->dropping)
        list.rows--;
    if (!s->rows) {
        struct area inside =
            canvas_box(canvas, area, slice_of(_("Waiting for signatures, or for the writer")), SLICE(""));
        canvas_wrap(
            canvas, inside, STYLE_MUTED,
            slice_of(
                _("Nothing waits. Enrolments, what needs two secretaries, and in a copy what is signed here until the "
                  "writer has it, appear here.")),
            0);
        canvas_cursor(canvas, inside.row, inside.column);
        return;
    }
    if (s->reading) {
        draw_text(s, canvas, list);
    } else {
        struct area text = list;
        if (list.rows >= PREVIEW_FROM) {
            list.rows = (int)s->rows + 2 < list.rows / 3 ? (int)s->rows + 2 : list.rows / 3;
            list.rows = list.rows < 4 ? 4 : list.rows;
            text.row += list.rows;
            text.rows -= list.rows;
            draw_text(s, canvas, text);
        }
        struct area inside =
            canvas_box(canvas, list, slice_of(_("Waiting for signatures, or for the writer")), SLICE(""));
        list_draw(&s->list, canvas, inside, draw_row, s);
    }
    if (s->dropping)
        draw_drop(s, canvas, area.row + area.rows - 1, area);
}

static void drop(struct app *app, struct pending_screen *s)
{
    const char *word = _("DROP"), *said;
    bool same = sign_word_matches(input_value(&s->word), word, NULL);
    input_clear(&s->word);
    s->dropping = false;
    if (!same) {
        app_say(app, STYLE_WARN, _("Nothing was dropped: the word was not {1}."), slice_of(word), SLICE(""));
    } else if (pending_forget(app->session, &s->target, &said) == STATUS_OK) {
        refresh(app, s);
        app_say(app, STYLE_GOOD, said, SLICE(""), SLICE(""));
    } else {
        app_fail(app, &app->session->problem);
    }
}

static unsigned scroll(struct app *app, struct pending_screen *s, enum action action)
{
    struct area inside = {.columns = app->area.columns - 2};
    s->pager.lines = exact_draw(NULL, inside, text_of(&s->row[s->list.focus]), 0);
    return pager_act(&s->pager, action, app->area.rows - 2) ? REACT_REDRAW : REACT_NONE;
}

/* While the word is typed: Enter and Esc only. */
static unsigned act_dropping(struct app *app, struct pending_screen *s, enum action action)
{
    if (action == ACTION_ENTER) {
        drop(app, s);
    } else if (action == ACTION_BACK) {
        s->dropping = false;
        input_clear(&s->word);
        app_say(app, STYLE_NORMAL, _("Nothing was dropped."), SLICE(""), SLICE(""));
    }
    return REACT_REDRAW;
}

/* A founding that waits has no log yet. */
static void bundle(struct app *app, const struct pending_screen *s, const struct row *row)
{
    if (s->rows && row->kind == KIND_BODY)
        bundling_offer_founding(app, buffer_slice(&row->name), &row->id);
    else
        bundling_offer_shown(app);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct pending_screen *s = state;
    if (s->dropping)
        return act_dropping(app, s, action);
    if (!s->rows && (action == ACTION_ENTER || action == ACTION_APPROVE || action == ACTION_DROP)) {
        app_say(app, STYLE_NORMAL, _("Nothing waits."), SLICE(""), SLICE(""));
        return REACT_REDRAW;
    }
    const struct row *row = &s->row[s->list.focus];
    switch (action) {
    case ACTION_ENTER:
    case ACTION_BACK:
        if (action == ACTION_BACK && !s->reading)
            return REACT_NONE;
        s->reading = !s->reading;
        s->pager.top = 0;
        return REACT_REDRAW;
    case ACTION_APPROVE:
        if (row->complete) {
            app_say(app, STYLE_NORMAL, _("It has its signatures and waits for the writer: 0 makes a bundle for it."),
                    SLICE(""), SLICE(""));
            return REACT_REDRAW;
        }
        app_push(app, &screen_sign, &(struct sign_request){.note = buffer_slice(&row->note), .after = SIGN_RECEIPT});
        return REACT_REDRAW;
    case ACTION_BUNDLE:
        bundle(app, s, row);
        return REACT_REDRAW;
    case ACTION_DROP:
        s->dropping = true;
        s->target = row->id;
        return REACT_REDRAW;
    default:
        break;
    }
    if (s->reading)
        return scroll(app, s, action);
    s->pager.top = 0;
    return list_act(&s->list, action, app->area.rows / 3) ? REACT_REDRAW : REACT_NONE;
}

static bool typing(const void *state)
{
    return ((const struct pending_screen *)state)->dropping;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    *reaction = REACT_REDRAW;
    return input_key(&((struct pending_screen *)state)->word, key);
}

static bool entry(const void *state, struct found *found)
{
    const struct pending_screen *s = state;
    if (s->rows)
        *found = (struct found){.body = s->row[s->list.focus].body, .index = -1, .id = s->row[s->list.focus].id};
    return s->rows > 0;
}

static const enum action actions[] = {ACTION_ENTER, ACTION_APPROVE, ACTION_DROP, ACTION_BUNDLE,
                                      ACTION_UP,    ACTION_DOWN,    ACTION_NONE};

const struct screen screen_pending = {
    .name = N_("Waiting"),
    .tab = ACTION_TAB_MEMBERS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .typing = typing,
    .type = type,
    .refresh = refresh,
    .entry = entry,
};
