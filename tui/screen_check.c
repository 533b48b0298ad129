/* A receipt, or another proof from a file: its path is typed, and what its check found stands below. */
#include "core/fork.h"
#include "core/text.h"
#include "data/file.h"
#include "data/receipt_read.h"
#include "tui/app.h"
#include "tui/fork_check.h"
#include "tui/receipt_words.h"
#include "tui/screens.h"
#include "tui/typed_path.h"

#include <stdlib.h>

struct check {
    struct input path;
    struct buffer file; /* of the check that runs, or ended */
    struct worker *worker;
    bool running, ended, holds;
    bool fork; /* it is the proof of a fork, and `told` says what that proves */
    struct buffer told;
    struct receipt_reading *reading;
    struct problem problem;
    struct buffer words;
    struct pager pager;
};

static void close_screen(void *state)
{
    struct check *check = state;
    receipt_reading_release(check->reading);
    free(check->reading);
    buffer_release(&check->file);
    buffer_release(&check->words);
    buffer_release(&check->told);
    free(check);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)app;
    (void)argument;
    struct check *check = calloc(1, sizeof *check);
    if (!check || !(check->reading = calloc(1, sizeof *check->reading))) {
        free(check);
        return STATUS_NO_MEMORY;
    }
    *state = check;
    return STATUS_OK;
}

static bool go_on(void *context, uint64_t done, uint64_t all)
{
    struct check *check = context;
    return worker_progress(check->worker, done, all);
}

static enum status run(struct worker *worker, void *context)
{
    struct check *check = context;
    check->worker = worker;
    check->fork = file_begins(check->file.at, fork_magic());
    if (check->fork)
        return fork_check_read(check->file.at, &check->told, &check->problem);
    return receipt_read(check->file.at, check->reading, go_on, check, &check->problem);
}

static void start(struct app *app, struct check *check)
{
    app_work_end(app);
    receipt_reading_release(check->reading);
    memset(check->reading, 0, sizeof *check->reading);
    buffer_clear(&check->file);
    buffer_clear(&check->words);
    buffer_clear(&check->told);
    check->pager = (struct pager){.top = 0};
    check->ended = check->running = false;
    problem_clear(&check->problem);
    enum status status = typed_path(input_value(&check->path), &check->file);
    if (status == STATUS_OK)
        status = typed_path_check(check->file.at, &app->problem);
    if (status == STATUS_OK)
        status = app_work(app, run, check);
    check->running = status == STATUS_OK;
    if (status != STATUS_OK)
        app_fail(app, &app->problem);
}

/* What the check found, in words that are safe to be shown. */
static void write_words(struct check *check, enum status status)
{
    struct buffer words;
    buffer_init(&words);
    check->holds = false;
    if (status != STATUS_OK) {
        i18n_problem(&check->problem, &words);
    } else if (check->fork) {
        check->holds = true;
        buffer_add(&words, buffer_slice(&check->told));
    } else if (check->reading->is_receipt) {
        check->holds = receipt_holds(&check->reading->receipt);
        receipt_write_words(&check->reading->receipt, &words);
    } else {
        check->holds = no_vote_holds(&check->reading->no_vote);
        no_vote_write_words(&check->reading->no_vote, &words);
    }
    text_safe(buffer_slice(&words), &check->words);
    buffer_release(&words);
}

static unsigned work(struct app *app, void *state)
{
    struct check *check = state;
    uint64_t done, all;
    enum status status;
    if (!check->running || !worker_poll(app->worker, &done, &all, &status))
        return REACT_NONE;
    app_work_end(app);
    check->running = false;
    check->ended = status == STATUS_OK || status == STATUS_MISMATCH;
    if (check->ended)
        write_words(check, status);
    else
        app_fail(app, &check->problem);
    return REACT_REDRAW;
}

/* Another screen on top ended the worker: then nothing was found. */
static void refresh(struct app *app, void *state)
{
    struct check *check = state;
    check->running = check->running && app->worker;
}

static const char *verdict(const struct check *check)
{
    if (check->running)
        return _("It is being checked …");
    if (!check->ended)
        return _("Type where the file lies (NAME.tlog-proof or NAME.no-vote), then Enter. Nothing else is needed.");
    return check->holds ? _("It holds, as far as this file alone shows it:") : _("It does not hold:");
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    enum { LABEL = 8, ABOVE = 3 };
    const struct check *check = state;
    struct area inside = canvas_box(canvas, area, slice_of(_("Check a receipt")), slice_of(_("Enter checks")));
    struct area verdicts = {inside.row + 1, inside.column, check->ended ? 2 : inside.rows - 1, inside.columns};
    enum style style = !check->ended ? STYLE_MUTED : check->holds ? STYLE_GOOD : STYLE_BAD;
    int used = canvas_wrap(canvas, verdicts, style, slice_of(verdict(check)), 0);
    struct area words = {inside.row + ABOVE - (used < 2), inside.column, inside.rows - ABOVE + (used < 2),
                         inside.columns};
    canvas_say(canvas, inside.row, inside.column, LABEL - 1, STYLE_TITLE, _("File"));
    canvas_wrap(canvas, words, STYLE_NORMAL, buffer_slice(&check->words), check->pager.top);
    /* The last, so that the cursor is in the field. */
    input_draw(&check->path, canvas, inside.row, inside.column + LABEL, inside.columns - LABEL);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    enum { AROUND = 5 };
    struct check *check = state;
    struct canvas measure;
    if (action == ACTION_ENTER) {
        problem_clear(&app->problem);
        start(app, check);
        return REACT_REDRAW;
    }
    if (action == ACTION_STOP && check->running) {
        worker_cancel(app->worker);
        return REACT_REDRAW;
    }
    canvas_init(&measure, 1, app->area.columns, app->ascii);
    struct area area = {.columns = app->area.columns - 4};
    check->pager.lines = measure.failed ? 0 : canvas_wrap(&measure, area, STYLE_NORMAL, buffer_slice(&check->words), 0);
    canvas_release(&measure);
    return pager_act(&check->pager, action, app->area.rows - AROUND) ? REACT_REDRAW : REACT_NONE;
}

static bool typing(const void *state)
{
    (void)state;
    return true;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    *reaction = REACT_REDRAW;
    return input_key(&((struct check *)state)->path, key);
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    input_paste(&((struct check *)state)->path, text);
}

static const enum action actions[] = {ACTION_ENTER, ACTION_DOWN, ACTION_STOP, ACTION_NONE};

const struct screen screen_check = {
    .name = N_("Check a receipt"),
    .tab = ACTION_TAB_AUDIT,
    .actions = actions,
    .enter = N_("check"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
    .work = work,
};
