/*
 * The ledger compared with something that was kept elsewhere: its path is typed, a worker compares on a connection of
 * its own, and what came out stands there in words. Where the log's key has signed two histories, e saves the proof.
 */
#include "tui/against.h"
#include "tui/app.h"
#include "tui/audit_words.h"
#include "tui/format.h"
#include "tui/path_form.h"
#include "tui/screens.h"
#include "tui/text_view.h"
#include "tui/typed_path.h"

#include <stdlib.h>
#include <sys/stat.h>

enum phase { PHASE_PATH, PHASE_RUNNING, PHASE_DONE };

struct comparing {
    struct path_form form;
    enum phase phase;
    struct buffer ledger, other;
    bool ok;
    /* The worker's until it has ended. */
    struct text_view words;
    struct buffer proof;
    enum against_kind kind;
};

static void close_screen(void *state)
{
    struct comparing *comparing = state;
    buffer_release(&comparing->ledger);
    buffer_release(&comparing->other);
    text_view_release(&comparing->words);
    buffer_release(&comparing->proof);
    free(comparing);
}

static void go_to(struct comparing *comparing, enum phase phase)
{
    comparing->phase = phase;
    comparing->form.typed = phase == PHASE_PATH ? &comparing->form.path : NULL;
}

static void end(struct app *app, void *state, enum status status);

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
    comparing->form.end = end;
    go_to(comparing, PHASE_PATH);
    *state = comparing;
    return STATUS_OK;
}

static void add_finding(void *context, const struct verify_finding *finding)
{
    audit_write_finding(finding, &((struct comparing *)context)->words.text);
}

static void add_body(void *context, const struct against_body *body)
{
    struct comparing *comparing = context;
    against_write(body, comparing->kind, comparing->other.at, &comparing->words.text);
    if (!body->proof.length)
        return;
    buffer_clear(&comparing->proof);
    buffer_add(&comparing->proof, body->proof);
    buffer_text(&comparing->words.text, _("  The log's key has signed two histories; e saves the proof for others.\n"));
}

static enum status run(struct worker *worker, void *context)
{
    struct comparing *comparing = context;
    struct ledger *ledger;
    const struct against_options options = {.path = comparing->other.at,
                                            .finding = add_finding,
                                            .body_done = add_body,
                                            .progress = path_form_progress,
                                            .context = comparing};
    comparing->form.worker = worker;
    enum status status = ledger_open(comparing->ledger.at, STORE_READ, &ledger, &comparing->form.problem);
    if (status != STATUS_OK)
        return status;
    status = against_compare(ledger, &options, &comparing->kind, &comparing->ok, &comparing->form.problem);
    ledger_close(ledger);
    return status == STATUS_OK ? buffer_status(&comparing->words.text) : status;
}

static unsigned start(struct app *app, struct comparing *comparing)
{
    struct stat st;
    text_view_clear(&comparing->words);
    buffer_clear(&comparing->proof);
    if (!path_form_take(app, &comparing->form, _("Type the path of what was kept."), &comparing->other))
        return REACT_REDRAW;
    enum status status = STATUS_OK;
    /* A pipe would keep the screen waiting. */
    if (stat(comparing->other.at, &st) != 0 || !S_ISDIR(st.st_mode))
        status = typed_path_check(comparing->other.at, &app->problem);
    if (status == STATUS_OK)
        status = against_look(comparing->other.at, &app->problem);
    if (status == STATUS_OK)
        status = path_form_start(app, &comparing->form, run);
    if (status == STATUS_OK)
        go_to(comparing, PHASE_RUNNING);
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
    input_draw(&comparing->form.path, canvas, inside.row, inside.column + used, inside.columns - used);
}

static void draw_running(const struct comparing *comparing, struct canvas *canvas, struct area area)
{
    const struct path_form *form = &comparing->form;
    struct area inside = canvas_box(canvas, area, slice_of(_("Comparing")), slice_of(_("^C stops")));
    struct buffer done, line;
    buffer_init(&done);
    buffer_init(&line);
    format_number(form->done, &done);
    i18n_pattern(_("{1} entries compared"), buffer_slice(&done), SLICE(""), &line);
    canvas_bar(canvas, inside.row, inside.column, inside.columns, form->done < form->all ? form->done : form->all,
               form->all ? form->all : 1, STYLE_GOOD);
    canvas_text(canvas, inside.row + 1, inside.column, inside.columns, STYLE_MUTED, buffer_slice(&line));
    canvas_cursor(canvas, inside.row, inside.column);
    buffer_release(&done);
    buffer_release(&line);
}

static void draw_done(const struct comparing *comparing, struct canvas *canvas, struct area area)
{
    struct area inside = canvas_box(canvas, area, slice_of(comparing->ok ? _("It fits") : _("It does not fit")),
                                    slice_of(_("Enter: another path")));
    text_view_draw(&comparing->words, canvas, inside, comparing->ok ? STYLE_NORMAL : STYLE_BAD);
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

static unsigned act(struct app *app, void *state, enum action action)
{
    struct comparing *comparing = state;
    if (path_form_stop(app, &comparing->form, action))
        return REACT_REDRAW;
    if (comparing->phase == PHASE_DONE && text_view_act(&comparing->words, app, action, 2))
        return REACT_REDRAW;
    if (action != ACTION_ENTER)
        return REACT_NONE;
    if (comparing->phase == PHASE_PATH)
        return start(app, comparing);
    if (comparing->phase == PHASE_DONE)
        go_to(comparing, PHASE_PATH);
    return REACT_REDRAW;
}

static void end(struct app *app, void *state, enum status status)
{
    struct comparing *comparing = state;
    go_to(comparing, status == STATUS_OK ? PHASE_DONE : PHASE_PATH);
    if (status == STATUS_CANCELLED) {
        app_say(app, STYLE_WARN, _("Stopped: nothing is said about what was not compared."), SLICE(""), SLICE(""));
    } else if (status != STATUS_OK) {
        comparing->form.problem.status = status;
        app_fail(app, &comparing->form.problem);
    }
}

/* The proof, where there is one; else what is to be read. */
static enum status text(struct app *app, const void *state, struct buffer *name, struct buffer *out)
{
    const struct comparing *comparing = state;
    if (comparing->phase != PHASE_DONE)
        return problem_say(&app->problem, STATUS_REFUSED, N_("nothing was compared yet"), NULL, NULL);
    bool proof = comparing->proof.length > 0;
    buffer_text(name, proof ? _("proof.fork") : _("comparison.txt"));
    buffer_add(out, buffer_slice(proof ? &comparing->proof : &comparing->words.text));
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
    .refresh = path_form_refresh,
    .work = path_form_work,
    .typing = path_form_typing,
    .type = path_form_type,
    .paste = path_form_paste,
    .text = text,
};
