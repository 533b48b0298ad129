/* The audit: steps, progress, findings that lead to the entry. It reads only, on a connection of its own. */
#include "tui/app.h"
#include "tui/audit.h"
#include "tui/audit_report.h"
#include "tui/screen_entry.h"
#include "tui/screens.h"

#include <stdlib.h>

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
        *finding = (struct finding){.warning = found->warning,
                                    .index = found->index,
                                    .has_id = found->has_id,
                                    .id = found->id,
                                    .text = *found->text};
        copy(finding->code, sizeof finding->code, slice_of(found->code));
        copy(finding->body, sizeof finding->body, found->body);
    }
    pthread_mutex_unlock(&audit->lock);
}

static void add_body(void *context, const struct verify_body *body)
{
    struct audit *audit = context;
    pthread_mutex_lock(&audit->lock);
    if (audit->bodies < AUDIT_BODIES_MAX) {
        struct checked_body *checked = &audit->body[audit->bodies++];
        checked->counts = *body;
        copy(checked->name, sizeof checked->name, body->name);
    }
    pthread_mutex_unlock(&audit->lock);
}

static void take_steps(void *context, const struct verify_steps *steps)
{
    struct audit *audit = context;
    pthread_mutex_lock(&audit->lock);
    audit->steps = *steps;
    pthread_mutex_unlock(&audit->lock);
}

static void tell_unkept(void *context, const struct problem *problem)
{
    struct audit *audit = context;
    pthread_mutex_lock(&audit->lock);
    audit->unkept = *problem;
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
                                     .audited = audit->audited.at,
                                     .now = audit->now,
                                     .scope = audit->scope,
                                     .finding = add_finding,
                                     .body_done = add_body,
                                     .progress = progress,
                                     .steps = take_steps,
                                     .unkept = tell_unkept,
                                     .context = audit};
    bool ok = false;
    enum status status = verify_ledger(audit->path.at, &options, &ok, &audit->problem);
    pthread_mutex_lock(&audit->lock);
    audit->ok = ok;
    pthread_mutex_unlock(&audit->lock);
    return status;
}

static void start(struct app *app, struct audit *audit, enum verify_scope scope)
{
    audit->scope = scope;
    audit->now = app->now.seconds;
    /* A worker of an earlier run is gone before its results are cleared. */
    app_work_end(app);
    audit->findings = audit->left_out = audit->bodies = 0;
    audit->shown = audit->shown_bodies = 0;
    audit->done = audit->all = 0;
    audit->steps = audit->shown_steps = (struct verify_steps){.file = 0};
    problem_clear(&audit->unkept);
    memset(audit->errors, 0, sizeof audit->errors);
    memset(audit->warnings, 0, sizeof audit->warnings);
    audit->status = STATUS_OK;
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
    buffer_release(&audit->audited);
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
    buffer_add(&audit->audited, buffer_slice(&app->session->audited_path));
    if (!audit->finding || buffer_status(&audit->path) != STATUS_OK || buffer_status(&audit->marks) != STATUS_OK ||
        buffer_status(&audit->audited) != STATUS_OK) {
        close_screen(audit);
        return STATUS_NO_MEMORY;
    }
    start(app, audit, VERIFY_ALL);
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
    size_t findings = audit->findings;
    audit->more = audit->left_out > 0;
    audit->shown_bodies = audit->bodies;
    audit->shown_steps = audit->steps;
    pthread_mutex_unlock(&audit->lock);
    for (; audit->shown < findings; audit->shown++) {
        const struct finding *finding = &audit->finding[audit->shown];
        (finding->warning ? audit->warnings : audit->errors)[audit_step(finding->code)]++;
    }
    list_resize(&audit->list, (int64_t)audit->shown);
    if (ended) {
        app_work_end(app);
        audit->running = false;
        buffer_clear(&app->message);
        if (audit->status != STATUS_OK && audit->status != STATUS_CANCELLED)
            app_fail(app, &audit->problem);
        else if (audit->unkept.message)
            app_fail(app, &audit->unkept);
    }
    return REACT_REDRAW;
}

/* Another screen on top ended the worker: what it had not looked at is not known. */
static void refresh(struct app *app, void *state)
{
    struct audit *audit = state;
    if (!audit->running || app->worker)
        return;
    audit->running = false;
    audit->status = STATUS_CANCELLED;
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    audit_paint(state, canvas, area);
}

static int page(const void *state, struct area area)
{
    return audit_page(state, area);
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
    if (action == ACTION_AGAINST && !audit->running) {
        app_push(app, &screen_against, NULL);
        return REACT_REDRAW;
    }
    if (action == ACTION_NEXT_FINDING)
        action = ACTION_DOWN;
    if (list_act(&audit->list, action, audit_page(audit, app->area)))
        return REACT_REDRAW;
    if (action == ACTION_NEW_ONLY && !audit->running) {
        start(app, audit, VERIFY_NEW);
        return REACT_REDRAW;
    }
    if (action != ACTION_ENTER && action != ACTION_NEW_ONLY && action != ACTION_AGAINST)
        return REACT_NONE;
    if (audit->running) {
        app_say(app, STYLE_NORMAL, _("The audit is running; ^C stops it."), SLICE(""), SLICE(""));
        return REACT_REDRAW;
    }
    if (audit->shown)
        show_entry(app, audit);
    else
        app_say(app, STYLE_NORMAL, _("There is no finding to be shown; 5 begins the audit anew."), SLICE(""),
                SLICE(""));
    return REACT_REDRAW;
}

/* What the command prints, and where the audit ended. */
static enum status text(struct app *app, const void *state, struct buffer *name, struct buffer *out)
{
    buffer_text(name, _("audit.txt"));
    return audit_report_text(state, out, &app->problem);
}

static enum status json(struct app *app, const void *state, struct buffer *out)
{
    return audit_report_json(state, out, &app->problem);
}

static const enum action actions[] = {ACTION_STOP,  ACTION_NEW_ONLY,     ACTION_AGAINST, ACTION_CHECK,
                                      ACTION_ENTER, ACTION_NEXT_FINDING, ACTION_EXPORT,  ACTION_NONE};

const struct screen screen_audit = {
    .name = N_("Audit"),
    .tab = ACTION_TAB_AUDIT,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .work = work,
    .page = page,
    .text = text,
    .json = json,
};
