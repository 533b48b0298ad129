/* What waits for signatures or for the writer: who asks for what, the exact text, approve, drop, take along. */
#include "core/entry.h"
#include "core/key.h"
#include "core/note.h"
#include "data/query.h"
#include "tui/app_mode.h"
#include "tui/bundling.h"
#include "tui/exact.h"
#include "tui/format.h"
#include "tui/pending.h"
#include "tui/pending_view.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/taken_words.h"

#include <stdlib.h>

static void release_rows(struct pending_screen *s)
{
    for (size_t i = 0; i < s->rows; i++) {
        buffer_release(&s->row[i].what);
        buffer_release(&s->row[i].who);
        buffer_release(&s->row[i].when);
        buffer_release(&s->row[i].note);
        buffer_release(&s->row[i].name);
        buffer_release(&s->row[i].waits);
        buffer_release(&s->row[i].vkey);
        buffer_release(&s->row[i].holder);
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

static void take_key(const struct entry *entry, struct pending_row *row)
{
    struct vkey vkey;
    struct slice text = entry_value(entry, "key");
    if (entry->kind != KIND_ENROL || !text.at || !vkey_parse_again(text, &vkey))
        return;
    buffer_add(&row->vkey, text);
    buffer_add(&row->holder, vkey.name);
}

struct loading {
    struct app *app;
    struct pending_screen *screen;
    enum status status;
};

static enum status write_waits(struct app *app, const struct pending_item *item, struct pending_row *row)
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
    return buffer_status(&row->waits);
}

static bool take(void *context, const struct pending_item *item)
{
    struct loading *loading = context;
    struct pending_row *row = &loading->screen->row[loading->screen->rows];
    struct arena arena;
    struct note note;
    struct entry entry;
    arena_init(&arena);
    if (note_parse(item->note, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK) {
        *row = (struct pending_row){.id = item->id, .body = item->body, .kind = entry.kind, .signatures = note.lines};
        write_what(&entry, &row->what);
        buffer_add(&row->who, entry.by);
        format_brief(entry.at.seconds, loading->app->now.seconds, &row->when);
        buffer_add(&row->note, item->note);
        buffer_add(&row->name, entry.body);
        take_key(&entry, row);
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
    s->pager.lines = exact_draw(NULL, inside, pending_text(&s->row[s->list.focus]), 0);
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
static void bundle(struct app *app, const struct pending_screen *s, const struct pending_row *row)
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
    const struct pending_row *row = &s->row[s->list.focus];
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
        if (app_mode_refuses(app, &app->problem)) {
            app_fail(app, &app->problem);
            return REACT_REDRAW;
        }
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

/* A word that is to be typed may be pasted too: only Enter behind it does something. */
static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    input_paste(&((struct pending_screen *)state)->word, text);
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
    .draw = pending_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
    .entry = entry,
};
