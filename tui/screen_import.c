/*
 * A published log or a bundle is taken into the ledger: folder or file is named, the founding of a body that is new
 * here is compared with what a secretary says, and then a worker imports it, on a connection of its own.
 */
#include "core/entry.h"
#include "data/role.h"
#include "tui/app_mode.h"
#include "tui/arriving.h"
#include "tui/format.h"
#include "tui/import_words.h"
#include "tui/path_form.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/taken_words.h"
#include "tui/typed_path.h"

#include <stdlib.h>
#include <sys/stat.h>

enum phase { PHASE_PATH, PHASE_CONFIRM, PHASE_RUNNING, PHASE_DONE };

struct importing {
    struct path_form form;
    enum phase phase;
    struct input word;
    struct arriving arriving; /* from PHASE_CONFIRM on */
    struct buffer ledger, marks;
    struct buffer founding, said; /* words to be compared; what came */
    /* The worker's until it has ended. */
    struct import_report report;
    struct instant now;
    struct buffer taken; /* what became of what waited in a bundle, a line each */
};

static void close_screen(void *state)
{
    struct importing *importing = state;
    arriving_close(&importing->arriving);
    buffer_release(&importing->ledger);
    buffer_release(&importing->marks);
    buffer_release(&importing->founding);
    buffer_release(&importing->said);
    buffer_release(&importing->taken);
    free(importing);
}

static void go_to(struct importing *importing, enum phase phase)
{
    importing->phase = phase;
    importing->form.typed = phase == PHASE_PATH      ? &importing->form.path
                            : phase == PHASE_CONFIRM ? &importing->word
                                                     : NULL;
}

static void end(struct app *app, void *state, enum status status);

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    if (app_mode_refuses(app, &app->problem))
        return app->problem.status;
    struct importing *importing = calloc(1, sizeof *importing);
    if (!importing)
        return STATUS_NO_MEMORY;
    buffer_add(&importing->ledger, buffer_slice(&app->session->ledger_path));
    buffer_add(&importing->marks, buffer_slice(&app->session->marks_path));
    if (buffer_status(&importing->ledger) != STATUS_OK || buffer_status(&importing->marks) != STATUS_OK) {
        close_screen(importing);
        return STATUS_NO_MEMORY;
    }
    importing->form.end = end;
    go_to(importing, PHASE_PATH);
    *state = importing;
    return STATUS_OK;
}

static void draw_path(const struct importing *importing, struct canvas *canvas, struct area area)
{
    struct area inside =
        canvas_box(canvas, area, slice_of(_("Import a folder or a bundle")), slice_of(_("Enter goes on")));
    struct area words = {inside.row + 2, inside.column, inside.rows - 2, inside.columns};
    canvas_wrap(
        canvas, words, STYLE_MUTED,
        slice_of(_("The folder of a published log, as \"export\" writes it, or the file that \"bundle\" writes: on a "
                   "stick, by mail, or from a web server. Nothing in it is believed before it is checked.")),
        0);
    int used = canvas_say(canvas, inside.row, inside.column, inside.columns / 2, STYLE_TITLE, _("Path:")) + 1;
    input_draw(&importing->form.path, canvas, inside.row, inside.column + used, inside.columns - used);
}

/* The words are what one reads out on the telephone. */
static void draw_confirm(const struct importing *importing, struct canvas *canvas, struct area area)
{
    const struct published *published = &importing->arriving.published;
    struct sign_choice wanted;
    struct buffer line;
    buffer_init(&line);
    struct area inside = canvas_box(canvas, area, slice_of(_("A body that this ledger does not have yet")), SLICE(""));
    struct area rest = inside;
    buffer_add(&line, published->title);
    buffer_byte(&line, '\n');
    buffer_add(&line, published->name);
    buffer_text(&line, "\n\n");
    buffer_text(&line, _("Compare its founding with what a secretary tells you, by telephone say: a folder can claim "
                         "any name."));
    buffer_text(&line, "\n\n");
    buffer_add(&line, buffer_slice(&importing->founding));
    int rows = canvas_wrap(canvas, rest, STYLE_NORMAL, buffer_slice(&line), 0);
    buffer_clear(&line);
    sign_choice(SLICE("yes"), &wanted);
    i18n_pattern(_("To take it, type \"{1}\": "), slice_of(wanted.word), SLICE(""), &line);
    int row = inside.row + (rows < inside.rows ? rows : inside.rows - 1);
    int used = canvas_text(canvas, row, inside.column, inside.columns, STYLE_TITLE, buffer_slice(&line));
    input_draw(&importing->word, canvas, row, inside.column + used, inside.columns - used);
    buffer_release(&line);
}

static void draw_running(const struct importing *importing, struct canvas *canvas, struct area area)
{
    struct area inside = canvas_box(canvas, area, slice_of(_("Import")), slice_of(_("^C stops")));
    struct buffer done, all, line;
    buffer_init(&done);
    buffer_init(&all);
    buffer_init(&line);
    format_number(importing->form.done, &done);
    format_number(importing->form.all, &all);
    i18n_pattern(_("{1} of {2} new entries checked"), buffer_slice(&done), buffer_slice(&all), &line);
    canvas_text(canvas, inside.row, inside.column, inside.columns, STYLE_NORMAL, importing->arriving.published.name);
    canvas_bar(canvas, inside.row + 1, inside.column, inside.columns, importing->form.done,
               importing->form.all ? importing->form.all : 1, STYLE_GOOD);
    canvas_text(canvas, inside.row + 2, inside.column, inside.columns, STYLE_MUTED, buffer_slice(&line));
    buffer_release(&done);
    buffer_release(&all);
    buffer_release(&line);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    enum { PATH_ROWS = 8, RUNNING_ROWS = 5 };
    const struct importing *importing = state;
    struct area small = area;
    int most = importing->phase == PHASE_RUNNING ? RUNNING_ROWS : importing->taken.length ? area.rows : PATH_ROWS;
    small.rows = area.rows < most ? area.rows : most;
    switch (importing->phase) {
    case PHASE_PATH:
        draw_path(importing, canvas, small);
        break;
    case PHASE_CONFIRM:
        draw_confirm(importing, canvas, area);
        break;
    case PHASE_RUNNING:
        draw_running(importing, canvas, small);
        break;
    case PHASE_DONE: {
        struct area inside = canvas_box(canvas, small, slice_of(_("Imported")), slice_of(_("Enter goes back")));
        canvas_wrap(canvas, inside, STYLE_NORMAL, buffer_slice(&importing->said), 0);
    }
    }
}

/* Told while the worker runs: its buffer is read when it has ended. */
static void tell(void *context, const struct bundle_taken *taken)
{
    struct importing *importing = context;
    buffer_byte(&importing->taken, '\n');
    const char *kind = taken->status == STATUS_OK ? i18n_word(slice_of(kind_table(taken->entry.kind)->name)) : NULL;
    if (kind)
        i18n_pattern("{1}: ", slice_of(kind), SLICE(""), &importing->taken);
    taken_words(taken, &importing->taken);
}

static enum status run(struct worker *worker, void *context)
{
    struct importing *importing = context;
    struct ledger *ledger;
    const struct import_options options = {
        .marks = importing->marks.at, .progress = path_form_progress, .context = importing};
    importing->form.worker = worker;
    enum status status = ledger_open(importing->ledger.at, STORE_CREATE, &ledger, &importing->form.problem);
    if (status != STATUS_OK)
        return status;
    status = arriving_take(ledger, &importing->arriving, &options, importing->now, tell, importing, &importing->report,
                           &importing->form.problem);
    ledger_close(ledger);
    return status;
}

static unsigned start(struct app *app, struct importing *importing)
{
    importing->now = app->now;
    buffer_clear(&importing->taken);
    go_to(importing, PHASE_RUNNING);
    if (path_form_start(app, &importing->form, run) != STATUS_OK) {
        go_to(importing, PHASE_PATH);
        app_say(app, STYLE_BAD, _("The import could not be started: not enough memory."), SLICE(""), SLICE(""));
    }
    return REACT_REDRAW;
}

/* Of a path that leads nowhere the message is the import's. */
static enum status check_path(const char *path, struct problem *problem)
{
    struct stat st;
    return stat(path, &st) != 0 || S_ISDIR(st.st_mode) ? STATUS_OK : typed_path_check(path, problem);
}

static unsigned take_path(struct app *app, struct importing *importing)
{
    struct buffer path;
    bool known = false;
    buffer_init(&path);
    arriving_close(&importing->arriving);
    if (!path_form_take(app, &importing->form, _("Type the path of the folder or the file."), &path)) {
        buffer_release(&path);
        return REACT_REDRAW;
    }
    enum status status = check_path(path.at, &app->problem);
    if (status == STATUS_OK)
        status = arriving_open(&importing->arriving, path.at, &app->problem);
    buffer_release(&path);
    if (status == STATUS_OK)
        status = import_known(app->session->ledger, &importing->arriving.published, &known, &app->problem);
    if (status != STATUS_OK) {
        app_fail(app, &app->problem);
        return REACT_REDRAW;
    }
    if (known)
        return start(app, importing);
    buffer_clear(&importing->founding);
    import_founding(&importing->arriving.published, &importing->founding);
    input_clear(&importing->word);
    go_to(importing, PHASE_CONFIRM);
    return REACT_REDRAW;
}

static unsigned take_word(struct app *app, struct importing *importing)
{
    struct sign_choice wanted;
    sign_choice(SLICE("yes"), &wanted);
    if (sign_word_matches(input_value(&importing->word), wanted.word, NULL))
        return start(app, importing);
    app_say(app, STYLE_WARN, _("To take it, type \"{1}\": "), slice_of(wanted.word), SLICE(""));
    return REACT_REDRAW;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct importing *importing = state;
    if (path_form_stop(app, &importing->form, action))
        return REACT_REDRAW;
    if (action != ACTION_ENTER)
        return REACT_NONE;
    problem_clear(&app->problem);
    switch (importing->phase) {
    case PHASE_PATH:
        return take_path(app, importing);
    case PHASE_CONFIRM:
        return take_word(app, importing);
    case PHASE_DONE:
        return REACT_BACK;
    default:
        return REACT_REDRAW;
    }
}

static void end(struct app *app, void *state, enum status status)
{
    struct importing *importing = state;
    go_to(importing, PHASE_PATH);
    if (status == STATUS_CANCELLED) {
        app_say(app, STYLE_WARN, _("Stopped: the ledger is as it was."), SLICE(""), SLICE(""));
        return;
    }
    /* The first import may have made the file. */
    if (status == STATUS_OK)
        status = session_ledger(app->session, STORE_CREATE);
    if (status != STATUS_OK) {
        importing->form.problem.status = status;
        app_fail(app, importing->form.problem.message ? &importing->form.problem : &app->session->problem);
        return;
    }
    buffer_clear(&importing->said);
    bool copy = false, entries = !importing->arriving.bundled || importing->arriving.bundle.entries;
    if (entries)
        import_words(&importing->arriving.published, &importing->report, &importing->said);
    else
        buffer_add(&importing->said, importing->arriving.published.name);
    if (importing->taken.length) {
        buffer_byte(&importing->said, '\n');
        buffer_text(&importing->said, _("What waited in the bundle:"));
        buffer_add(&importing->said, buffer_slice(&importing->taken));
    }
    buffer_byte(&importing->said, '\n');
    import_warnings(&importing->report, &importing->said);
    if (entries && role_is_replica(app_store(app), importing->report.body, &copy) == STATUS_OK && copy) {
        buffer_byte(&importing->said, '\n');
        buffer_text(&importing->said, _("This ledger holds a copy: what is signed here waits for the writer."));
    }
    go_to(importing, PHASE_DONE);
}

static const enum action actions[] = {ACTION_ENTER, ACTION_STOP, ACTION_NONE};

const struct screen screen_import = {
    .name = N_("Import"),
    .tab = ACTION_NONE,
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
};
