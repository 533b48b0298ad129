/* A receipt, or another proof from a file: its path is typed, and what its check found stands below. */
#include "core/fork.h"
#include "core/text.h"
#include "data/file.h"
#include "data/receipt_read.h"
#include "tui/app.h"
#include "tui/fork_check.h"
#include "tui/path_form.h"
#include "tui/receipt_words.h"
#include "tui/screens.h"
#include "tui/text_view.h"
#include "tui/typed_path.h"

#include <stdlib.h>

struct check {
    struct path_form form;
    struct buffer file; /* of the check that runs, or ended */
    bool ended, holds;
    bool fork; /* it is the proof of a fork, and `told` says what that proves */
    struct buffer told;
    struct receipt_reading *reading;
    struct text_view words;
};

static void end(struct app *app, void *state, enum status status);

static void close_screen(void *state)
{
    struct check *check = state;
    receipt_reading_release(check->reading);
    free(check->reading);
    buffer_release(&check->file);
    text_view_release(&check->words);
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
    check->form.end = end;
    check->form.typed = &check->form.path;
    *state = check;
    return STATUS_OK;
}

static enum status run(struct worker *worker, void *context)
{
    struct check *check = context;
    check->form.worker = worker;
    check->fork = file_begins(check->file.at, fork_magic());
    if (check->fork)
        return fork_check_read(check->file.at, &check->told, &check->form.problem);
    return receipt_read(check->file.at, check->reading, path_form_progress, check, &check->form.problem);
}

static void start(struct app *app, struct check *check)
{
    app_work_end(app);
    receipt_reading_release(check->reading);
    memset(check->reading, 0, sizeof *check->reading);
    text_view_clear(&check->words);
    buffer_clear(&check->told);
    check->ended = check->form.running = false;
    if (!path_form_take(app, &check->form, _("Type the path of the file."), &check->file))
        return;
    enum status status = typed_path_check(check->file.at, &app->problem);
    if (status == STATUS_OK)
        status = path_form_start(app, &check->form, run);
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
        i18n_problem(&check->form.problem, &words);
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
    text_safe(buffer_slice(&words), &check->words.text);
    buffer_release(&words);
}

/* Who left the screen wants no answer: then nothing was found. */
static void end(struct app *app, void *state, enum status status)
{
    struct check *check = state;
    check->ended = status == STATUS_OK || status == STATUS_MISMATCH;
    if (check->ended)
        write_words(check, status);
    else if (status != STATUS_CANCELLED)
        app_fail(app, &check->form.problem);
}

static const char *verdict(const struct check *check)
{
    if (check->form.running)
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
    text_view_draw(&check->words, canvas, words, STYLE_NORMAL);
    /* The last, so that the cursor is in the field. */
    input_draw(&check->form.path, canvas, inside.row, inside.column + LABEL, inside.columns - LABEL);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    enum { AROUND = 5 };
    struct check *check = state;
    if (action == ACTION_ENTER) {
        start(app, check);
        return REACT_REDRAW;
    }
    bool used = path_form_stop(app, &check->form, action) || text_view_act(&check->words, app, action, AROUND);
    return used ? REACT_REDRAW : REACT_NONE;
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
    .refresh = path_form_refresh,
    .work = path_form_work,
    .typing = path_form_typing,
    .type = path_form_type,
    .paste = path_form_paste,
};
