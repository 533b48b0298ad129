/* A log as a folder that can be published: a folder is named, Enter writes it, and what was written is said. */
#include "data/export.h"
#include "tui/export_words.h"
#include "tui/format.h"
#include "tui/head_view.h"
#include "tui/screens.h"
#include "tui/typed_path.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* What the worker touches while it runs. */
struct export_job {
    const char *ledger, *marks;
    int64_t body;
    struct buffer folder;
    struct export_report report;
    struct worker *worker;
    struct problem problem;
};

struct export_screen {
    struct bodies bodies;
    struct buffer here; /* the folder that a name without a slash lies in */
    struct input path;
    bool works, written;
    uint64_t done, all;
    struct export_job job;
};

static void close_screen(void *state)
{
    struct export_screen *s = state;
    buffer_release(&s->here);
    buffer_release(&s->job.folder);
    free(s);
}

/* The body's name is proposed, as that of a new folder. */
static void propose_path(struct export_screen *s)
{
    input_clear(&s->path);
    input_paste(&s->path, slice_of(bodies_name(&s->bodies)));
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
    propose_path(s);
    *state = s;
    return STATUS_OK;
}

static bool progress(void *context, uint64_t done, uint64_t all)
{
    return worker_progress(((struct export_job *)context)->worker, done, all);
}

/* With a ledger of its own: the screen's is the screen's. */
static enum status run(struct worker *worker, void *context)
{
    struct export_job *job = context;
    struct ledger *ledger = NULL;
    struct log *log;
    const struct export_options options = {.marks = job->marks, .progress = progress, .context = job};
    job->worker = worker;
    enum status status = ledger_open(job->ledger, STORE_READ, &ledger, &job->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(ledger, job->body, &log, &job->problem);
    if (status == STATUS_OK)
        status = export_folder(log, job->folder.at, &options, &job->report, &job->problem);
    ledger_close(ledger);
    return status;
}

static enum status start(struct app *app, struct export_screen *s)
{
    struct export_job *job = &s->job;
    job->ledger = app->session->ledger_path.at;
    job->marks = app->session->marks_path.at;
    job->body = bodies_number(&s->bodies);
    problem_clear(&job->problem);
    buffer_clear(&job->folder);
    enum status status = typed_path(input_value(&s->path), &job->folder);
    s->done = s->all = 0;
    s->written = false;
    return status == STATUS_OK ? app_work(app, run, job) : status;
}

static unsigned begin(struct app *app, struct export_screen *s)
{
    if (!s->path.length) {
        app_say(app, STYLE_WARN, _("Type a name for the folder."), SLICE(""), SLICE(""));
        return REACT_REDRAW;
    }
    struct problem problem = {.status = start(app, s)};
    s->works = problem.status == STATUS_OK;
    if (!s->works)
        app_fail(app, &problem);
    return REACT_REDRAW;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct export_screen *s = state;
    if (s->works && (action == ACTION_BACK || action == ACTION_STOP)) {
        worker_cancel(app->worker);
        return REACT_REDRAW;
    }
    if (s->works)
        return action == ACTION_LOCK ? REACT_REDRAW : REACT_NONE;
    if (action == ACTION_ENTER && s->written)
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

static unsigned work(struct app *app, void *state)
{
    struct export_screen *s = state;
    enum status status;
    if (!worker_poll(app->worker, &s->done, &s->all, &status))
        return REACT_REDRAW;
    app_work_end(app);
    s->works = false;
    s->written = status == STATUS_OK;
    s->job.problem.status = status;
    if (status == STATUS_CANCELLED)
        app_say(app, STYLE_NORMAL, _("Stopped: the folder shows what it showed before, and the next export goes on."),
                SLICE(""), SLICE(""));
    else if (status != STATUS_OK)
        app_fail(app, &s->job.problem);
    else
        app_say(app, STYLE_GOOD, _("The log of {1} is in the folder {2}."), slice_of(bodies_name(&s->bodies)),
                buffer_slice(&s->job.folder));
    return REACT_REDRAW;
}

/* What is to be said below the field: before, while and after it is written. */
static void write_text(const struct export_screen *s, struct buffer *out)
{
    struct buffer done, all;
    buffer_init(&done);
    buffer_init(&all);
    if (s->written) {
        export_write_report(&s->job.report, slice_of(bodies_name(&s->bodies)), s->job.folder.at, out);
    } else if (s->works) {
        format_number(s->done, &done);
        format_number(s->all, &all);
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
    const char *hint = s->written ? _("Enter goes back") : s->works ? "" : _("Enter exports");
    struct area inside = canvas_box(canvas, box, slice_of(_("Export the log")), slice_of(hint));
    int row = inside.row, room = inside.columns - LABEL;
    struct buffer text;
    buffer_init(&text);
    write_text(s, &text);
    canvas_say(canvas, row, inside.column, LABEL - 1, STYLE_NORMAL, _("Body"));
    canvas_say(canvas, row, inside.column + LABEL, room, STYLE_NORMAL, bodies_name(&s->bodies));
    if (s->bodies.count > 1 && !s->works && room >= ROOM_FOR_HINT)
        canvas_right(canvas, row, inside.column + LABEL + room / 2, room - room / 2, STYLE_MUTED,
                     slice_of(_("Tab next body")));
    canvas_say(canvas, row + 1, inside.column, LABEL - 1, STYLE_NORMAL, _("In"));
    canvas_text(canvas, row + 1, inside.column + LABEL, room, STYLE_MUTED, buffer_slice(&s->here));
    canvas_say(canvas, row + 2, inside.column, LABEL - 1, STYLE_TITLE, _("Folder"));
    if (s->works)
        canvas_bar(canvas, row + 3, inside.column + LABEL, room, s->done, s->all, STYLE_GOOD);
    struct area rest = {row + 4, inside.column, inside.rows - 4, inside.columns};
    canvas_wrap(canvas, rest, s->written ? STYLE_NORMAL : STYLE_MUTED, buffer_slice(&text), 0);
    /* The last, so that the cursor is in the field. */
    input_draw(&s->path, canvas, row + 2, inside.column + LABEL, room);
    buffer_release(&text);
}

static bool typing(const void *state)
{
    return !((const struct export_screen *)state)->works;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct export_screen *s = state;
    (void)app;
    *reaction = REACT_REDRAW;
    if (!input_key(&s->path, key))
        return false;
    s->written = false;
    return true;
}

static void paste(struct app *app, void *state, struct slice text)
{
    struct export_screen *s = state;
    (void)app;
    input_paste(&s->path, text);
    s->written = false;
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
    .typing = typing,
    .type = type,
    .paste = paste,
    .work = work,
};
