/* The audit: steps, progress, findings that lead to the entry. It reads only, on a connection of its own. */
#include "data/verify.h"
#include "tui/app.h"
#include "tui/screen_entry.h"
#include "tui/screens.h"

#include <pthread.h>
#include <stdlib.h>

enum { FINDINGS_MAX = 1000, NAME_BYTES = 104 };

struct finding {
    bool warning;
    int64_t index;
    char code[24], body[NAME_BYTES];
    struct problem text;
};

struct checked_body {
    char name[NAME_BYTES];
    uint64_t entries, signatures, checkpoints;
    struct digest root;
};

/*
 * The worker appends findings and bodies; what it appended never changes. The screen shows the first `shown` of them,
 * a number that it takes over under the lock, so painting needs none.
 */
struct audit {
    pthread_mutex_t lock;
    struct buffer path, marks;
    struct finding *finding;
    size_t findings, left_out;
    struct checked_body body[16];
    size_t bodies;
    bool ok;
    struct problem problem;
    /* The screen's own. */
    struct worker *worker;
    struct list list;
    size_t shown, shown_bodies;
    uint64_t done, all;
    bool running, cancelled;
    enum status status;
};

static void copy(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : size - 1;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

static void add_finding(void *context, const struct verify_finding *found)
{
    struct audit *audit = context;
    pthread_mutex_lock(&audit->lock);
    if (audit->findings == FINDINGS_MAX) {
        audit->left_out++;
    } else {
        struct finding *finding = &audit->finding[audit->findings++];
        *finding = (struct finding){.warning = found->warning, .index = found->index, .text = *found->text};
        copy(finding->code, sizeof finding->code, slice_of(found->code));
        copy(finding->body, sizeof finding->body, found->body);
    }
    pthread_mutex_unlock(&audit->lock);
}

static void add_body(void *context, const struct verify_body *body)
{
    struct audit *audit = context;
    pthread_mutex_lock(&audit->lock);
    if (audit->bodies < sizeof audit->body / sizeof audit->body[0]) {
        struct checked_body *checked = &audit->body[audit->bodies++];
        *checked = (struct checked_body){.entries = body->entries,
                                         .signatures = body->signatures,
                                         .checkpoints = body->checkpoints,
                                         .root = body->root};
        copy(checked->name, sizeof checked->name, body->name);
    }
    pthread_mutex_unlock(&audit->lock);
}

static bool progress(void *context, uint64_t done, uint64_t all)
{
    struct audit *audit = context;
    return worker_progress(audit->worker, done, all);
}

static enum status run(struct worker *worker, void *context)
{
    struct audit *audit = context;
    audit->worker = worker;
    struct verify_options options = {.marks = audit->marks.at,
                                     .finding = add_finding,
                                     .body_done = add_body,
                                     .progress = progress,
                                     .context = audit};
    bool ok = false;
    enum status status = verify_ledger(audit->path.at, &options, &ok, &audit->problem);
    pthread_mutex_lock(&audit->lock);
    audit->ok = ok;
    pthread_mutex_unlock(&audit->lock);
    return status;
}

static void start(struct app *app, struct audit *audit)
{
    /* A worker of an earlier run is gone before its results are cleared. */
    app_work_end(app);
    audit->findings = audit->left_out = audit->bodies = 0;
    audit->shown = audit->shown_bodies = 0;
    audit->done = audit->all = 0;
    audit->cancelled = false;
    audit->list = (struct list){.count = 0};
    audit->running = app_work(app, run, audit) == STATUS_OK;
    if (!audit->running)
        app_say(app, STYLE_BAD, _("The audit could not be started: not enough memory."), SLICE(""), SLICE(""));
}

static void close_screen(void *state)
{
    struct audit *audit = state;
    pthread_mutex_destroy(&audit->lock);
    buffer_release(&audit->path);
    buffer_release(&audit->marks);
    free(audit->finding);
    free(audit);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct audit *audit = calloc(1, sizeof *audit);
    if (!audit)
        return STATUS_NO_MEMORY;
    pthread_mutex_init(&audit->lock, NULL);
    audit->finding = calloc(FINDINGS_MAX, sizeof *audit->finding);
    buffer_add(&audit->path, buffer_slice(&app->session->ledger_path));
    buffer_add(&audit->marks, buffer_slice(&app->session->marks_path));
    if (!audit->finding || buffer_status(&audit->path) != STATUS_OK || buffer_status(&audit->marks) != STATUS_OK) {
        close_screen(audit);
        return STATUS_NO_MEMORY;
    }
    start(app, audit);
    *state = audit;
    return STATUS_OK;
}

static unsigned work(struct app *app, void *state)
{
    struct audit *audit = state;
    if (!audit->running)
        return REACT_NONE;
    bool ended = worker_poll(app->worker, &audit->done, &audit->all, &audit->status);
    pthread_mutex_lock(&audit->lock);
    audit->shown = audit->findings;
    audit->shown_bodies = audit->bodies;
    pthread_mutex_unlock(&audit->lock);
    list_resize(&audit->list, (int64_t)audit->shown);
    if (ended) {
        app_work_end(app);
        audit->running = false;
        if (audit->status != STATUS_OK && audit->status != STATUS_CANCELLED)
            app_fail(app, &audit->problem);
    }
    return REACT_REDRAW;
}

static void draw_progress(const struct audit *audit, struct canvas *canvas, struct area area)
{
    struct buffer text;
    buffer_init(&text);
    buffer_format(&text, "%llu / %llu", (unsigned long long)audit->done, (unsigned long long)audit->all);
    int bar = area.columns > 60 ? 40 : area.columns / 2;
    canvas_bar(canvas, area.row, area.column, bar, audit->done, audit->all, STYLE_GOOD);
    canvas_text(canvas, area.row, area.column + bar + 2, area.columns - bar - 2, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

static void draw_result(const struct audit *audit, struct canvas *canvas, struct area area)
{
    if (audit->status == STATUS_CANCELLED) {
        canvas_say(canvas, area.row, area.column, area.columns, STYLE_WARN,
                   _("Stopped before the end: nothing is said about what was not looked at. Enter begins anew."));
        return;
    }
    if (audit->status != STATUS_OK) {
        canvas_say(canvas, area.row, area.column, area.columns, STYLE_BAD, _("The audit could not be done."));
        return;
    }
    canvas_say(canvas, area.row, area.column, 2, audit->ok ? STYLE_GOOD : STYLE_BAD,
               canvas_sign(canvas, audit->ok ? SIGN_GOOD : SIGN_BAD));
    canvas_say(canvas, area.row, area.column + 2, area.columns - 2, audit->ok ? STYLE_GOOD : STYLE_BAD,
               audit->ok ? _("Every signature, the tree, every rule, every result and the stored tables hold.")
                         : _("It does not hold: see the findings."));
}

static void draw_body(const struct checked_body *body, struct canvas *canvas, struct area line)
{
    struct buffer text;
    buffer_init(&text);
    canvas_say(canvas, line.row, line.column, 1, STYLE_GOOD, canvas_sign(canvas, SIGN_DOT));
    int name = line.columns > 80 ? 36 : line.columns / 2;
    canvas_say(canvas, line.row, line.column + 2, name - 3, STYLE_NORMAL, body->name);
    i18n_count(ngettext("{1} entry", "{1} entries", (unsigned long)body->entries), body->entries, &text);
    buffer_text(&text, ", ");
    i18n_count(ngettext("{1} good signature", "{1} good signatures", (unsigned long)body->signatures),
               body->signatures, &text);
    buffer_text(&text, ", ");
    i18n_count(ngettext("{1} signed head", "{1} signed heads", (unsigned long)body->checkpoints), body->checkpoints,
               &text);
    canvas_text(canvas, line.row, line.column + name, line.columns - name, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

static void draw_finding(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct audit *audit = context;
    const struct finding *finding = &audit->finding[index];
    struct buffer text;
    buffer_init(&text);
    (void)focused;
    canvas_say(canvas, line.row, line.column, 8, finding->warning ? STYLE_WARN : STYLE_BAD,
               finding->warning ? _("warning") : _("ERROR"));
    if (finding->index >= 0)
        buffer_format(&text, "#%lld ", (long long)finding->index);
    buffer_text(&text, finding->code);
    canvas_text(canvas, line.row, line.column + 9, 18, STYLE_NORMAL, buffer_slice(&text));
    buffer_clear(&text);
    i18n_problem(&finding->text, &text);
    canvas_text(canvas, line.row, line.column + 28, line.columns - 28, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

static void draw_findings(const struct audit *audit, struct canvas *canvas, struct area area)
{
    struct buffer title;
    buffer_init(&title);
    buffer_format(&title, "%s (%zu)", _("Findings"), audit->shown);
    struct area inside = canvas_box(canvas, area, buffer_slice(&title), slice_of(_("Enter shows the entry")));
    buffer_release(&title);
    if (audit->shown == 0) {
        canvas_say(canvas, inside.row, inside.column, inside.columns, STYLE_MUTED,
                   audit->running ? _("None so far.") : _("None."));
        canvas_cursor(canvas, inside.row, inside.column);
        return;
    }
    struct area rows = inside;
    rows.rows -= rows.rows > 6 ? 4 : 0;
    list_draw(&audit->list, canvas, rows, draw_finding, audit);
    if (rows.rows < inside.rows) {
        struct buffer text;
        buffer_init(&text);
        i18n_problem(&audit->finding[audit->list.focus].text, &text);
        struct area detail = {inside.row + rows.rows + 1, inside.column, inside.rows - rows.rows - 1, inside.columns};
        canvas_wrap(canvas, detail, STYLE_NORMAL, buffer_slice(&text), 0);
        buffer_release(&text);
    }
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct audit *audit = state;
    int bodies = (int)audit->shown_bodies;
    struct area top = area;
    top.rows = bodies + 4 < area.rows / 2 ? bodies + 4 : area.rows / 2;
    struct area inside = canvas_box(canvas, top, slice_of(_("Audit")),
                                    slice_of(audit->running ? _("^C stops") : _("Enter begins anew")));
    if (audit->running)
        draw_progress(audit, canvas, inside);
    else
        draw_result(audit, canvas, inside);
    for (int i = 0; i < bodies && i + 1 < inside.rows; i++) {
        struct area line = {inside.row + 1 + i, inside.column, 1, inside.columns};
        draw_body(&audit->body[i], canvas, line);
    }
    struct area rest = {area.row + top.rows, area.column, area.rows - top.rows, area.columns};
    draw_findings(audit, canvas, rest);
}

/* The entry that the finding is about. */
static void show_entry(struct app *app, const struct audit *audit)
{
    const struct finding *finding = &audit->finding[audit->list.focus];
    struct log *log;
    if (finding->index < 0) {
        app_say(app, STYLE_NORMAL, _("This finding is about the file as a whole, not about one entry."), SLICE(""),
                SLICE(""));
        return;
    }
    if (ledger_log(app->session->ledger, slice_of(finding->body), &log, &app->problem) != STATUS_OK) {
        app_fail(app, &app->problem);
        return;
    }
    struct entry_place place = {.body = log_number(log), .index = finding->index};
    app_push(app, &screen_entry, &place);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct audit *audit = state;
    if (action == ACTION_STOP && audit->running) {
        worker_cancel(app->worker);
        return REACT_REDRAW;
    }
    if (audit->running)
        return REACT_NONE;
    if (action == ACTION_NEXT_FINDING)
        action = ACTION_DOWN;
    if (list_act(&audit->list, action, app->area.rows / 2))
        return REACT_REDRAW;
    if (action != ACTION_ENTER)
        return REACT_NONE;
    if (audit->shown)
        show_entry(app, audit);
    else
        start(app, audit);
    return REACT_REDRAW;
}

static const enum action actions[] = {ACTION_ENTER, ACTION_NEXT_FINDING, ACTION_STOP, ACTION_NONE};

const struct screen screen_audit = {
    .name = N_("Audit"),
    .tab = ACTION_TAB_AUDIT,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .work = work,
};
