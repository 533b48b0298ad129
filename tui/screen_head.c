/* Secretaries sign the head of a log, auditors countersign it when everything holds. */
#include "tui/app_mode.h"
#include "tui/fork_offer.h"
#include "tui/head_view.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    head_view_release(state);
    free(state);
}

static enum status choose(struct head_view *view, struct app *app, const struct head_place *place)
{
    view->cosigns = place->cosigns;
    view->asks = !session_passphrase_file(app->session);
    view->field[HEAD_PASSPHRASE].secret = true;
    if (!(view->cosigns && app->audits) && app_mode_refuses(app, &app->problem))
        return app->problem.status;
    enum status status = bodies_load(&view->bodies, app);
    for (size_t i = 0; i < view->bodies.count && place->body; i++)
        if (view->bodies.body[i].number == place->body)
            view->bodies.current = i;
    if (status == STATUS_OK && !view->bodies.count)
        return problem_say(&app->problem, STATUS_REFUSED,
                           N_("the ledger is empty: first a secretary founds a body with F"), NULL, NULL);
    return status;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct head_view *view = calloc(1, sizeof *view);
    if (!view)
        return STATUS_NO_MEMORY;
    enum status status = choose(view, app, argument);
    if (status == STATUS_OK)
        status = head_view_load(view, app);
    if (status != STATUS_OK)
        close_screen(view);
    else
        *state = view;
    return status;
}

/* What is on the screen is what is signed: while one reads or types, it stays. */
static bool is_complete(struct app *app, struct head_view *view)
{
    const char *word = _("YES");
    view->locked = !view->cosigns || !app->session->key;
    if (!sign_word_matches(input_value(&view->field[HEAD_WORD]), word, NULL)) {
        view->focus = HEAD_WORD;
        app_say(app, STYLE_WARN, _("Enter alone signs nothing: type {1} first."), slice_of(word), SLICE(""));
        return false;
    }
    if (head_view_has(view, HEAD_PASSPHRASE) && !view->field[HEAD_PASSPHRASE].length) {
        view->focus = HEAD_PASSPHRASE;
        app_say(app, STYLE_NORMAL, _("Now the passphrase of the key {1}."), buffer_slice(&view->label), SLICE(""));
        return false;
    }
    return true;
}

static void start(struct app *app, struct head_view *view)
{
    if (!is_complete(app, view))
        return;
    struct problem problem = {.status = head_view_start(view, app)};
    view->works = problem.status == STATUS_OK;
    view->cancelled = false;
    if (!view->works)
        app_fail(app, &problem);
}

static void next_body(struct app *app, struct head_view *view)
{
    size_t before = view->bodies.current;
    bodies_next(&view->bodies);
    if (head_view_load(view, app) == STATUS_OK)
        return;
    app_fail(app, &app->problem);
    view->bodies.current = before;
    if (head_view_load(view, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct head_view *view = state;
    if (view->works && (action == ACTION_BACK || action == ACTION_STOP)) {
        view->cancelled = true;
        worker_cancel(app->worker);
        return REACT_REDRAW;
    }
    if (view->works)
        return action == ACTION_LOCK ? REACT_REDRAW : REACT_NONE;
    switch (action) {
    case ACTION_ENTER:
        start(app, view);
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
        next_body(app, view);
        return REACT_REDRAW;
    case ACTION_UP:
    case ACTION_DOWN:
        view->focus = action == ACTION_DOWN && head_view_has(view, HEAD_PASSPHRASE) ? HEAD_PASSPHRASE : HEAD_WORD;
        return REACT_REDRAW;
    default:
        return REACT_NONE;
    }
}

static bool typing(const void *state)
{
    return !((const struct head_view *)state)->works;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    struct head_view *view = state;
    *reaction = REACT_REDRAW;
    return input_key(&view->field[view->focus], key);
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    struct head_view *view = state;
    input_paste(&view->field[view->focus], text);
}

static bool forget(void *state)
{
    struct head_view *view = state;
    bool typed = view->field[HEAD_PASSPHRASE].length > 0;
    input_clear(&view->field[HEAD_PASSPHRASE]);
    return typed && !view->works;
}

/* One's own key stays unlocked for the session; a log's does not. */
static void give_back(struct app *app, struct head_view *view)
{
    if (view->cosigns && view->job.key) {
        unlocked_free(app->session->key);
        app->session->key = view->job.key;
        view->job.key = NULL;
    }
}

/* The log is not what it was: heads that were signed may prove it to others. */
static void offer_proof(struct app *app, const struct head_view *view)
{
    struct log *log;
    struct buffer words;
    buffer_init(&words);
    if (ledger_log_number(app->session->ledger, bodies_number(&view->bodies), &log, NULL) == STATUS_OK)
        fork_offer_write(app->session, log, &words);
    if (words.length)
        app_say(app, STYLE_BAD, "{1}", slice_head(buffer_slice(&words), words.length - 1), SLICE(""));
    buffer_release(&words);
}

static unsigned finish(struct app *app, struct head_view *view, enum status status)
{
    struct buffer number;
    struct problem problem = view->job.problem;
    if (view->cancelled)
        status = STATUS_CANCELLED;
    if (status == STATUS_OK)
        status = head_view_sign(view, app, &problem);
    give_back(app, view);
    input_clear(&view->field[HEAD_PASSPHRASE]);
    if (status == STATUS_CANCELLED) {
        app_say(app, STYLE_NORMAL, _("Nothing was signed, and nothing was written."), SLICE(""), SLICE(""));
        return REACT_REDRAW;
    }
    if (status != STATUS_OK) {
        problem.status = status;
        app_fail(app, &problem);
        if (status == STATUS_MISMATCH)
            offer_proof(app, view);
        return REACT_REDRAW;
    }
    buffer_init(&number);
    buffer_number(&number, view->size);
    bool known = view->job.basis == VERIFY_FROM_AUDIT;
    app_say(app, STYLE_GOOD,
            !view->cosigns ? _("The head of {1} with {2} entries is signed.")
            : known        ? _("What is new holds. The head of {1} with {2} entries is countersigned.")
                           : _("Everything holds. The head of {1} with {2} entries is countersigned."),
            slice_of(bodies_name(&view->bodies)), buffer_slice(&number));
    buffer_release(&number);
    return REACT_BACK;
}

static unsigned work(struct app *app, void *state)
{
    struct head_view *view = state;
    enum status status;
    if (!worker_poll(app->worker, &view->done, &view->all, &status))
        return REACT_REDRAW;
    app_work_end(app);
    view->works = false;
    return finish(app, view, status);
}

static const enum action actions[] = {ACTION_ENTER, ACTION_NEXT_AREA, ACTION_NONE};

const struct screen screen_head = {
    .name = N_("Signed head"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("sign"),
    .open = open_screen,
    .close = close_screen,
    .draw = head_view_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .forget = forget,
    .work = work,
};
