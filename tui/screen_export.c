/* A log as a folder that can be published: a folder is named, Enter writes it, and what was written is said. */
#include "data/export.h"
#include "tui/export_words.h"
#include "tui/format.h"
#include "tui/head_view.h"
#include "tui/path_form.h"
#include "tui/screens.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

struct export_screen {
    struct path_form form;
    struct bodies bodies;
    struct buffer here; /* the folder that a name without a slash lies in */
    bool written;
    /* What the worker touches while it runs. */
    const char *ledger, *marks;
    int64_t body;
    struct buffer folder;
    struct export_report report;
};

static void end(struct app *app, void *state, enum status status);

static void close_screen(void *state)
{
    struct export_screen *s = state;
    buffer_release(&s->here);
    buffer_release(&s->folder);
    free(s);
}

/* The body's name is proposed, as that of a new folder. */
static void propose_path(struct export_screen *s)
{
    input_clear(&s->form.path);
    input_paste(&s->form.path, slice_of(bodies_name(&s->bodies)));
    s->written = false;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    const struct head_place *place = argument;
    char folder[PATH_MAX];
    struct export_screen *s = calloc(1, sizeof *s);
    if (!s)
        return STATUS_NO_MEMORY;
    enum status status = bodies_load(&s->bodies, app);
    for (size_t i = 0; i < s->bodies.count && place->body; i++)
        if (s->bodies.body[i].number == place->body)
            s->bodies.current = i;
    buffer_text(&s->here, getcwd(folder, sizeof folder) ? folder : ".");
    if (status == STATUS_OK)
        status = buffer_status(&s->here);
    if (status == STATUS_OK && !s->bodies.count)
        status = problem_say(&app->problem, STATUS_REFUSED,
                             N_("the ledger is empty: first a secretary founds a body with F"), NULL, NULL);
    if (status != STATUS_OK) {
        close_screen(s);
        return status;
    }
    s->form.end = end;
    s->form.typed = &s->form.path;
    propose_path(s);
    *state = s;
    return STATUS_OK;
}

/* With a ledger of its own: the screen's is the screen's. */
static enum status run(struct worker *worker, void *context)
{
    struct export_screen *s = context;
    struct ledger *ledger = NULL;
    struct log *log;
    const struct export_options options = {.marks = s->marks, .progress = path_form_progress, .context = s};
    s->form.worker = worker;
    enum status status = ledger_open(s->ledger, STORE_READ, &ledger, &s->form.problem);
    if (status == STATUS_OK)
        status = ledger_log_number(ledger, s->body, &log, &s->form.problem);
    if (status == STATUS_OK)
        status = export_folder(log, s->folder.at, &options, &s->report, &s->form.problem);
    ledger_close(ledger);
    return status;
}

static unsigned begin(struct app *app, struct export_screen *s)
{
    s->ledger = app->session->ledger_path.at;
    s->marks = app->session->marks_path.at;
    s->body = bodies_number(&s->bodies);
    s->written = false;
    if (!path_form_take(app, &s->form, _("Type a name for the folder."), &s->folder))
        return REACT_REDRAW;
    app->problem.status = path_form_start(app, &s->form, run);
    if (app->problem.status == STATUS_OK)
        s->form.typed = NULL;
    else
        app_fail(app, &app->problem);
    return REACT_REDRAW;
}

/* What was written is told until another name is typed. */
static bool is_written(const struct export_screen *s)
{
    return s->written && !s->form.touched;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct export_screen *s = state;
    if (path_form_stop(app, &s->form, action == ACTION_BACK ? ACTION_STOP : action))
        return REACT_REDRAW;
    if (s->form.running)
        return action == ACTION_LOCK ? REACT_REDRAW : REACT_NONE;
    if (action == ACTION_ENTER && is_written(s))
        return REACT_BACK;
    if (action == ACTION_ENTER)
        return begin(app, s);
    if (action == ACTION_NEXT_AREA) {
        bodies_next(&s->bodies);
        propose_path(s);
        return REACT_REDRAW;
    }
    return REACT_NONE;
}

static void end(struct app *app, void *state, enum status status)
{
    struct export_screen *s = state;
    s->form.typed = &s->form.path;
    s->written = status == STATUS_OK;
    s->form.problem.status = status;
    if (status == STATUS_CANCELLED)
        app_say(app, STYLE_NORMAL, _("Stopped: the folder shows what it showed before, and the next export goes on."),
                SLICE(""), SLICE(""));
    else if (status != STATUS_OK)
        app_fail(app, &s->form.problem);
    else
        app_say(app, STYLE_GOOD, _("The log of {1} is in the folder {2}."), slice_of(bodies_name(&s->bodies)),
                buffer_slice(&s->folder));
}

/* What is to be said below the field: before, while and after it is written. */
static void write_text(const struct export_screen *s, struct buffer *out)
{
    struct buffer done, all;
    buffer_init(&done);
    buffer_init(&all);
    if (is_written(s)) {
        export_write_report(&s->report, slice_of(bodies_name(&s->bodies)), s->folder.at, out);
    } else if (s->form.running) {
        format_number(s->form.done, &done);
        format_number(s->form.all, &all);
        i18n_pattern(_("{1} of {2} entries. Esc stops; what the folder showed before stays."), buffer_slice(&done),
                     buffer_slice(&all), out);
    } else {
        buffer_text(out, _("Everything up to the newest signed head, and the attachments of public proposals: a web "
                           "server can publish the folder as it is. It may be new, empty, or hold an earlier export "
                           "of this log, of which only what is new is written then."));
    }
    buffer_release(&done);
    buffer_release(&all);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    enum { LABEL = 10, BOX_ROWS = 13, ROOM_FOR_HINT = 50 };
    const struct export_screen *s = state;
    struct area box = {area.row, area.column, area.rows < BOX_ROWS ? area.rows : BOX_ROWS, area.columns};
    const char *hint = is_written(s) ? _("Enter goes back") : s->form.running ? "" : _("Enter exports");
    struct area inside = canvas_box(canvas, box, slice_of(_("Export the log")), slice_of(hint));
    int row = inside.row, room = inside.columns - LABEL;
    struct buffer text;
    buffer_init(&text);
    write_text(s, &text);
    canvas_say(canvas, row, inside.column, LABEL - 1, STYLE_NORMAL, _("Body"));
    canvas_say(canvas, row, inside.column + LABEL, room, STYLE_NORMAL, bodies_name(&s->bodies));
    if (s->bodies.count > 1 && !s->form.running && room >= ROOM_FOR_HINT)
        canvas_right(canvas, row, inside.column + LABEL + room / 2, room - room / 2, STYLE_MUTED,
                     slice_of(_("Tab next body")));
    canvas_say(canvas, row + 1, inside.column, LABEL - 1, STYLE_NORMAL, _("In"));
    canvas_text(canvas, row + 1, inside.column + LABEL, room, STYLE_MUTED, buffer_slice(&s->here));
    canvas_say(canvas, row + 2, inside.column, LABEL - 1, STYLE_TITLE, _("Folder"));
    if (s->form.running)
        canvas_bar(canvas, row + 3, inside.column + LABEL, room, s->form.done, s->form.all, STYLE_GOOD);
    struct area rest = {row + 4, inside.column, inside.rows - 4, inside.columns};
    canvas_wrap(canvas, rest, is_written(s) ? STYLE_NORMAL : STYLE_MUTED, buffer_slice(&text), 0);
    /* The last, so that the cursor is in the field. */
    input_draw(&s->form.path, canvas, row + 2, inside.column + LABEL, room);
    buffer_release(&text);
}

static const enum action actions[] = {ACTION_ENTER, ACTION_NEXT_AREA, ACTION_NONE};

const struct screen screen_export = {
    .name = N_("Export"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("write the folder"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = path_form_refresh,
    .work = path_form_work,
    .typing = path_form_typing,
    .type = path_form_type,
    .paste = path_form_paste,
};
