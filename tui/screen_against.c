/*
 * The ledger compared with something that was kept elsewhere: its path is typed, a worker compares on a connection of
 * its own, and what came out stands there in words. Where the log's key has signed two histories, e saves the proof.
 */
#include "tui/against.h"
#include "tui/app.h"
#include "tui/audit_words.h"
#include "tui/format.h"
#include "tui/screens.h"
#include "tui/typed_path.h"

#include <stdlib.h>
#include <sys/stat.h>

enum phase { PHASE_PATH, PHASE_RUNNING, PHASE_DONE };

struct comparing {
    enum phase phase;
    struct input path;
    struct buffer ledger, other;
    struct pager pager;
    uint64_t done, all;
    bool ok;
    /* The worker's until it has ended. */
    struct worker *worker;
    struct buffer words, proof;
    enum against_kind kind;
    struct problem problem;
};

static void close_screen(void *state)
{
    struct comparing *comparing = state;
    buffer_release(&comparing->ledger);
    buffer_release(&comparing->other);
    buffer_release(&comparing->words);
    buffer_release(&comparing->proof);
    free(comparing);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct comparing *comparing = calloc(1, sizeof *comparing);
    if (!comparing)
        return STATUS_NO_MEMORY;
    buffer_add(&comparing->ledger, buffer_slice(&app->session->ledger_path));
    if (buffer_status(&comparing->ledger) != STATUS_OK) {
        close_screen(comparing);
        return STATUS_NO_MEMORY;
    }
    *state = comparing;
    return STATUS_OK;
}

static void add_finding(void *context, const struct verify_finding *finding)
{
    audit_write_finding(finding, &((struct comparing *)context)->words);
}

static void add_body(void *context, const struct against_body *body)
{
    struct comparing *comparing = context;
    against_write(body, comparing->kind, comparing->other.at, &comparing->words);
    if (!body->proof.length)
        return;
    buffer_clear(&comparing->proof);
    buffer_add(&comparing->proof, body->proof);
    buffer_text(&comparing->words, _("  The log's key has signed two histories; e saves the proof for others.\n"));
}

static bool progress(void *context, uint64_t done, uint64_t all)
{
    struct comparing *comparing = context;
    return worker_progress(comparing->worker, done, all);
}

static enum status run(struct worker *worker, void *context)
{
    struct comparing *comparing = context;
    struct ledger *ledger;
    const struct against_options options = {.path = comparing->other.at,
                                            .finding = add_finding,
                                            .body_done = add_body,
                                            .progress = progress,
                                            .context = comparing};
    comparing->worker = worker;
    enum status status = ledger_open(comparing->ledger.at, STORE_READ, &ledger, &comparing->problem);
    if (status != STATUS_OK)
        return status;
    status = against_compare(ledger, &options, &comparing->kind, &comparing->ok, &comparing->problem);
    ledger_close(ledger);
    return status == STATUS_OK ? buffer_status(&comparing->words) : status;
}

static unsigned start(struct app *app, struct comparing *comparing)
{
    struct stat st;
    buffer_clear(&comparing->other);
    buffer_clear(&comparing->words);
    buffer_clear(&comparing->proof);
    comparing->done = comparing->all = 0;
    comparing->pager.top = 0;
    problem_clear(&comparing->problem);
    if (input_value(&comparing->path).length == 0) {
        app_say(app, STYLE_WARN, _("Type the path of what was kept."), SLICE(""), SLICE(""));
        return REACT_REDRAW;
    }
    problem_clear(&app->problem);
    enum status status = typed_path(input_value(&comparing->path), &comparing->other);
    /* A pipe would keep the screen waiting. */
    if (status == STATUS_OK && (stat(comparing->other.at, &st) != 0 || !S_ISDIR(st.st_mode)))
        status = typed_path_check(comparing->other.at, &app->problem);
    if (status == STATUS_OK)
        status = against_look(comparing->other.at, &app->problem);
    if (status == STATUS_OK)
        status = app_work(app, run, comparing);
    if (status == STATUS_OK)
        comparing->phase = PHASE_RUNNING;
    else
        app_fail(app, &app->problem);
    return REACT_REDRAW;
}

static void draw_path(const struct comparing *comparing, struct canvas *canvas, struct area area)
{
    struct area inside =
        canvas_box(canvas, area, slice_of(_("Compare with what was kept")), slice_of(_("Enter compares")));
    struct area words = {inside.row + 2, inside.column, inside.rows - 2, inside.columns};
    canvas_wrap(canvas, words, STYLE_MUTED,
                slice_of(_("A signed head, a receipt, the folder of a published log, or another ledger file. Who kept "
                           "one finds out whether this ledger was rolled back, or tells another story now.")),
                0);
    int used = canvas_say(canvas, inside.row, inside.column, inside.columns / 2, STYLE_TITLE, _("Path:")) + 1;
    input_draw(&comparing->path, canvas, inside.row, inside.column + used, inside.columns - used);
}

static void draw_running(const struct comparing *comparing, struct canvas *canvas, struct area area)
{
    struct area inside = canvas_box(canvas, area, slice_of(_("Comparing")), slice_of(_("^C stops")));
    struct buffer done, line;
    buffer_init(&done);
    buffer_init(&line);
    format_number(comparing->done, &done);
    i18n_pattern(_("{1} entries compared"), buffer_slice(&done), SLICE(""), &line);
    canvas_bar(canvas, inside.row, inside.column, inside.columns,
               comparing->done < comparing->all ? comparing->done : comparing->all, comparing->all ? comparing->all : 1,
               STYLE_GOOD);
    canvas_text(canvas, inside.row + 1, inside.column, inside.columns, STYLE_MUTED, buffer_slice(&line));
    canvas_cursor(canvas, inside.row, inside.column);
    buffer_release(&done);
    buffer_release(&line);
}

static void draw_done(const struct comparing *comparing, struct canvas *canvas, struct area area)
{
    struct area inside = canvas_box(canvas, area, slice_of(comparing->ok ? _("It fits") : _("It does not fit")),
                                    slice_of(_("Enter: another path")));
    canvas_wrap(canvas, inside, comparing->ok ? STYLE_NORMAL : STYLE_BAD, buffer_slice(&comparing->words),
                comparing->pager.top);
    canvas_cursor(canvas, inside.row, inside.column);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    enum { PATH_ROWS = 9, RUNNING_ROWS = 4 };
    const struct comparing *comparing = state;
    struct area small = area;
    int most = comparing->phase == PHASE_RUNNING ? RUNNING_ROWS : PATH_ROWS;
    small.rows = area.rows < most ? area.rows : most;
    if (comparing->phase == PHASE_PATH)
        draw_path(comparing, canvas, small);
    else if (comparing->phase == PHASE_RUNNING)
        draw_running(comparing, canvas, small);
    else
        draw_done(comparing, canvas, area);
}

static bool scroll(struct app *app, struct comparing *comparing, enum action action)
{
    struct canvas measure;
    canvas_init(&measure, 1, app->area.columns, app->ascii);
    struct area area = {.columns = app->area.columns - 4};
    comparing->pager.lines =
        measure.failed ? 0 : canvas_wrap(&measure, area, STYLE_NORMAL, buffer_slice(&comparing->words), 0);
    canvas_release(&measure);
    return pager_act(&comparing->pager, action, app->area.rows - 2);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct comparing *comparing = state;
    if (action == ACTION_STOP && comparing->phase == PHASE_RUNNING && app->worker) {
        worker_cancel(app->worker);
        return REACT_REDRAW;
    }
    if (comparing->phase == PHASE_DONE && scroll(app, comparing, action))
        return REACT_REDRAW;
    if (action != ACTION_ENTER)
        return REACT_NONE;
    if (comparing->phase == PHASE_PATH)
        return start(app, comparing);
    if (comparing->phase == PHASE_DONE)
        comparing->phase = PHASE_PATH;
    return REACT_REDRAW;
}

static void end(struct app *app, struct comparing *comparing, enum status status)
{
    comparing->phase = status == STATUS_OK ? PHASE_DONE : PHASE_PATH;
    if (status == STATUS_CANCELLED) {
        app_say(app, STYLE_WARN, _("Stopped: nothing is said about what was not compared."), SLICE(""), SLICE(""));
    } else if (status != STATUS_OK) {
        comparing->problem.status = status;
        app_fail(app, &comparing->problem);
    }
}

static unsigned work(struct app *app, void *state)
{
    struct comparing *comparing = state;
    enum status status;
    if (comparing->phase != PHASE_RUNNING)
        return REACT_NONE;
    if (worker_poll(app->worker, &comparing->done, &comparing->all, &status)) {
        app_work_end(app);
        end(app, comparing, status);
    }
    return REACT_REDRAW;
}

/* Another screen on top ended the worker. */
static void refresh(struct app *app, void *state)
{
    struct comparing *comparing = state;
    if (comparing->phase == PHASE_RUNNING && !app->worker)
        end(app, comparing, STATUS_CANCELLED);
}

static bool typing(const void *state)
{
    return ((const struct comparing *)state)->phase == PHASE_PATH;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    *reaction = REACT_REDRAW;
    return input_key(&((struct comparing *)state)->path, key);
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    input_paste(&((struct comparing *)state)->path, text);
}

/* The proof, where there is one; else what is to be read. */
static enum status text(struct app *app, const void *state, struct buffer *name, struct buffer *out)
{
    const struct comparing *comparing = state;
    if (comparing->phase != PHASE_DONE)
        return problem_say(&app->problem, STATUS_REFUSED, N_("nothing was compared yet"), NULL, NULL);
    bool proof = comparing->proof.length > 0;
    buffer_text(name, proof ? _("proof.fork") : _("comparison.txt"));
    buffer_add(out, buffer_slice(proof ? &comparing->proof : &comparing->words));
    return buffer_status(out);
}

static const enum action actions[] = {ACTION_ENTER, ACTION_STOP, ACTION_EXPORT, ACTION_NONE};

const struct screen screen_against = {
    .name = N_("Comparison"),
    .tab = ACTION_TAB_AUDIT,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .work = work,
    .typing = typing,
    .type = type,
    .paste = paste,
    .text = text,
};
