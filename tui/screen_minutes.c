/* The minutes of a meeting: the signed ones, exactly as they were signed, else what the ledger has to say. */
#include "data/blob.h"
#include "tui/app.h"
#include "tui/minutes.h"
#include "tui/minutes_confirm.h"
#include "tui/page.h"
#include "tui/screens.h"

#include <stdlib.h>

struct minutes_screen {
    struct meeting_place place;
    struct buffer text;
    bool has_minutes; /* they are signed */
    bool here;        /* their file is in this ledger, and is what is shown */
    int64_t confirmations;
    struct pager pager;
};

static void close_screen(void *state)
{
    struct minutes_screen *s = state;
    buffer_release(&s->text);
    free(s);
}

static bool is_shown_as_text(struct slice bytes)
{
    return bytes.length && memchr(bytes.at, '\0', bytes.length) == NULL;
}

/* Without the signed file what the ledger holds of the meeting is written out, as the command does. */
static enum status write_draft(struct app *app, struct minutes_screen *s)
{
    struct log *log;
    const struct found found = {.body = s->place.body, .index = s->place.index};
    enum status status = ledger_log_number(app->session->ledger, s->place.body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    buffer_clear(&s->text);
    status = minutes_write(app->session, log, &found, &s->text);
    if (status != STATUS_OK)
        app->problem = app->session->problem;
    return status;
}

static enum status load(struct app *app, struct minutes_screen *s)
{
    struct minutes_item minutes;
    enum status status =
        query_minutes(app_store(app), s->place.body, s->place.index, &minutes, &s->has_minutes, &app->problem);
    s->here = false;
    buffer_clear(&s->text);
    if (status == STATUS_OK && s->has_minutes) {
        s->confirmations = minutes.confirmations;
        status = blob_get(app_store(app), &minutes.content, &s->text, &s->here, &app->problem);
        s->here = s->here && is_shown_as_text(buffer_slice(&s->text));
    }
    return status == STATUS_OK && !s->here ? write_draft(app, s) : status;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct minutes_screen *s = calloc(1, sizeof *s);
    if (!s)
        return STATUS_NO_MEMORY;
    s->place = *(const struct meeting_place *)argument;
    enum status status = load(app, s);
    if (status != STATUS_OK)
        close_screen(s);
    else
        *state = s;
    return status;
}

static void refresh(struct app *app, void *state)
{
    problem_clear(&app->problem);
    if (load(app, state) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void write_state(const struct minutes_screen *s, struct buffer *out)
{
    unsigned long count = (unsigned long)s->confirmations;
    if (!s->has_minutes) {
        buffer_text(out, _("Not signed: what the ledger has of the meeting so far"));
        return;
    }
    i18n_count(ngettext("Signed minutes, confirmed by {1} member", "Signed minutes, confirmed by {1} members", count),
               count, out);
    if (!s->here)
        buffer_text(out, _("; the signed file is not in this ledger, so the ledger's own record is shown"));
}

static int measure(const struct minutes_screen *s, int columns)
{
    struct page page = {.area = {.columns = columns}};
    page_markdown(&page, buffer_slice(&s->text));
    return page.line;
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct minutes_screen *s = state;
    struct buffer title;
    buffer_init(&title);
    write_state(s, &title);
    struct area inside =
        canvas_box(canvas, area, buffer_slice(&title), slice_of(s->has_minutes ? _("C confirms") : ""));
    int last = measure(s, inside.columns) - inside.rows;
    struct page page = {.canvas = canvas, .area = inside, .skip = s->pager.top < last ? s->pager.top : last};
    page.skip = page.skip > 0 ? page.skip : 0;
    page_markdown(&page, buffer_slice(&s->text));
    canvas_cursor(canvas, inside.row, inside.column);
    buffer_release(&title);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct minutes_screen *s = state;
    if (action == ACTION_CONFIRM) {
        minutes_confirm(app, &s->place);
        return REACT_REDRAW;
    }
    s->pager.lines = measure(s, app->area.columns - 4);
    return pager_act(&s->pager, action, app->area.rows - 2) ? REACT_REDRAW : REACT_NONE;
}

static enum status text(struct app *app, const void *state, struct buffer *name, struct buffer *out)
{
    const struct minutes_screen *s = state;
    (void)app;
    buffer_text(name, _("minutes.md"));
    buffer_add(out, buffer_slice(&s->text));
    return buffer_status(out);
}

static const enum action actions[] = {ACTION_UP,      ACTION_DOWN,   ACTION_PAGE_DOWN,
                                      ACTION_CONFIRM, ACTION_EXPORT, ACTION_NONE};

const struct screen screen_minutes = {
    .name = N_("Minutes"),
    .tab = ACTION_NONE,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .text = text,
};
