#include "tui/minutes_view.h"

#include "data/blob.h"
#include "data/file.h"
#include "tui/markdown.h"
#include "tui/minutes.h"
#include "tui/own_places.h"
#include "tui/typed_path.h"

/* As large as the command takes. */
enum { FILE_LIMIT = 64 << 20 };

void minutes_view_release(struct minutes_view *view)
{
    buffer_release(&view->text);
    buffer_release(&view->wrong);
    buffer_release(&view->waiting.note);
}

bool minutes_view_is_open(const struct minutes_view *view)
{
    return view->secretary && !view->has_minutes && !view->waiting.there;
}

static bool is_shown_as_text(struct slice bytes)
{
    return bytes.length && memchr(bytes.at, '\0', bytes.length) == NULL;
}

/* Without a signed file what the ledger holds of the meeting is written out, as the command does. */
static enum status write_draft(struct app *app, struct minutes_view *view)
{
    struct log *log;
    const struct found found = {.body = view->place.body, .index = view->place.index};
    enum status status = ledger_log_number(app->session->ledger, view->place.body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    buffer_clear(&view->text);
    status = minutes_write(app->session, log, &found, &view->text);
    if (status != STATUS_OK)
        app->problem = app->session->problem;
    return status;
}

enum status minutes_view_load(struct minutes_view *view, struct app *app)
{
    struct minutes_item minutes;
    struct digest content = {{0}};
    struct own_places own;
    enum status status =
        query_minutes(app_store(app), view->place.body, view->place.index, &minutes, &view->has_minutes, &app->problem);
    if (status == STATUS_OK)
        status = minutes_find_waiting(app, &view->place, &view->waiting);
    if (status != STATUS_OK)
        return status;
    status = own_places_read(&own, app, view->place.body);
    view->secretary = own.secretary;
    if (status != STATUS_OK)
        return status;
    bool open = !view->has_minutes && !view->waiting.there;
    if (open && view->edited)
        return STATUS_OK;
    view->here = view->edited = false;
    buffer_clear(&view->text);
    if (view->has_minutes) {
        view->confirmations = minutes.confirmations;
        content = minutes.content;
    } else if (view->waiting.there) {
        content = view->waiting.content;
    }
    if (!open) {
        status = blob_get(app_store(app), &content, &view->text, &view->here, &app->problem);
        view->here = view->here && is_shown_as_text(buffer_slice(&view->text));
    }
    return status == STATUS_OK && !view->here ? write_draft(app, view) : status;
}

enum status minutes_view_file(const struct minutes_view *view, struct buffer *out, struct slice *name,
                              struct problem *problem)
{
    struct buffer path;
    struct slice typed = input_value(&view->path);
    buffer_init(&path);
    *name = typed;
    for (struct slice rest = typed; rest.length; *name = rest.length ? rest : *name)
        slice_cut(&rest, '/');
    enum status status = typed_path(typed, &path);
    if (status == STATUS_OK)
        status = typed_path_check(path.at, problem);
    if (status == STATUS_OK)
        status = file_read(path.at, FILE_LIMIT, out, problem);
    buffer_release(&path);
    return status;
}

void minutes_view_look(struct minutes_view *view, struct app *app)
{
    struct problem problem = {.status = STATUS_OK};
    struct slice name;
    enum status status = STATUS_OK;
    buffer_clear(&view->wrong);
    view->pager = (struct pager){.top = 0};
    view->edited = false;
    if (!view->path.length) {
        if (write_draft(app, view) != STATUS_OK)
            app_fail(app, &app->problem);
        return;
    }
    status = minutes_view_file(view, &view->text, &name, &problem);
    if (status == STATUS_OK && !is_shown_as_text(buffer_slice(&view->text)))
        buffer_text(&view->wrong, _("This file is no text, so it is not shown here. It can be signed all the same."));
    else if (status != STATUS_OK)
        i18n_problem(&problem, &view->wrong);
    if (status != STATUS_OK || view->wrong.length)
        buffer_clear(&view->text);
}

static void write_state(const struct minutes_view *view, struct buffer *out)
{
    unsigned long count = (unsigned long)view->confirmations;
    if (!view->has_minutes && !view->waiting.there) {
        buffer_text(out, view->path.length ? _("Not signed: a file of one's own")
                         : view->edited    ? _("Not signed: as you changed it")
                                           : _("Not signed: what the ledger has of the meeting so far"));
        return;
    }
    if (view->has_minutes)
        i18n_count(
            ngettext("Signed minutes, confirmed by {1} member", "Signed minutes, confirmed by {1} members", count),
            count, out);
    else
        buffer_text(out, _("Minutes that wait for another secretary's signature"));
    if (!view->here)
        buffer_text(out, _("; the signed file is not in this ledger, so the ledger's own record is shown"));
}

static const char *hint(const struct minutes_view *view)
{
    if (view->has_minutes)
        return _("C confirms");
    if (!view->secretary)
        return "";
    return view->waiting.there ? _("Enter: the exact text, to sign it too")
                               : _("Enter: the exact text to sign, ^X edits, Tab: a file");
}

static struct area text_area(const struct minutes_view *view, struct area area)
{
    return (struct area){area.row, area.column, area.rows - minutes_view_is_open(view), area.columns};
}

static void write_text(const struct minutes_view *view, struct page *page)
{
    if (view->wrong.length)
        page_wrap(page, STYLE_WARN, 0, buffer_slice(&view->wrong));
    else
        page_text(page, buffer_slice(&view->text), view->source);
}

static int measure(const struct minutes_view *view, int columns)
{
    struct page page = {.area = {.columns = columns}};
    write_text(view, &page);
    return page.line;
}

bool minutes_view_scroll(struct minutes_view *view, enum action action, struct area area)
{
    view->pager.lines = measure(view, area.columns - 4);
    return pager_act(&view->pager, action, text_area(view, area).rows - 2);
}

static void draw_path(const struct minutes_view *view, struct canvas *canvas, struct area area)
{
    struct area before = {.row = canvas->cursor_row, .column = canvas->cursor_column};
    int row = area.row + area.rows - 1;
    int used = canvas_say(canvas, row, area.column + 1, area.columns / 2, view->typing ? STYLE_TITLE : STYLE_NORMAL,
                          _("Another file instead:"));
    input_draw(&view->path, canvas, row, area.column + used + 2, area.columns - used - 3);
    if (!view->typing)
        canvas_cursor(canvas, before.row, before.column);
}

void minutes_view_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct minutes_view *view = state;
    struct buffer title;
    buffer_init(&title);
    write_state(view, &title);
    struct area inside = canvas_box(canvas, text_area(view, area), buffer_slice(&title), slice_of(hint(view)));
    int last = measure(view, inside.columns) - inside.rows;
    struct page page = {.canvas = canvas, .area = inside, .skip = view->pager.top < last ? view->pager.top : last};
    page.skip = page.skip > 0 ? page.skip : 0;
    write_text(view, &page);
    canvas_cursor(canvas, inside.row, inside.column);
    if (minutes_view_is_open(view))
        draw_path(view, canvas, area);
    buffer_release(&title);
}
