/* Voting power: bars of what each bench has today, and would have if seats or the rule were others. */
#include "tui/app.h"
#include "tui/power_view.h"
#include "tui/screens.h"

#include <poll.h>
#include <stdlib.h>

/* A count that ends sooner than one can see is waited for, so that nothing flickers. In milliseconds. */
enum { AT_ONCE = 80 };

static void close_screen(void *state)
{
    power_view_release(state);
    free(state);
}

static enum status run(struct worker *worker, void *context)
{
    struct power_view *view = context;
    enum status status = STATUS_OK;
    (void)worker;
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        if (view->jobs[i])
            status = power_sight_make(view->jobs[i]);
    return status;
}

/* Today's side is counted again only where another rule is looked at. */
static bool today_is_known(const struct power_view *view)
{
    return view->today && view->today->rule == view->study.counted[view->study.base];
}

static enum status make_jobs(struct power_view *view)
{
    bool differs = power_study_differs(&view->study), known = today_is_known(view);
    view->jobs[0] = known ? NULL : power_sight_new(&view->study, true);
    view->jobs[1] = differs ? power_sight_new(&view->study, false) : NULL;
    return (known || view->jobs[0]) && (!differs || view->jobs[1]) ? STATUS_OK : STATUS_NO_MEMORY;
}

static void drop_jobs(struct power_view *view)
{
    for (size_t i = 0; i < 2; i++) {
        power_sight_free(view->jobs[i]);
        view->jobs[i] = NULL;
    }
}

/* The worker is gone: what it counted is shown. */
static void take_jobs(struct power_view *view, enum status status)
{
    view->running = false;
    view->failed = status != STATUS_OK;
    for (size_t i = 0; i < 2 && view->failed; i++)
        if (view->jobs[i] && view->jobs[i]->problem.status != STATUS_OK)
            view->problem = view->jobs[i]->problem;
    if (!view->failed) {
        if (view->jobs[0]) {
            power_sight_free(view->today);
            view->today = view->jobs[0];
            view->jobs[0] = NULL;
        }
        power_sight_free(view->then);
        view->then = view->jobs[1];
        view->jobs[1] = NULL;
    }
    drop_jobs(view);
}

static void count(struct app *app, struct power_view *view);

/* True when the worker has ended; what came meanwhile is counted next. */
static bool look(struct app *app, struct power_view *view)
{
    uint64_t done, all;
    enum status status;
    if (!view->running || !app->worker || !worker_poll(app->worker, &done, &all, &status))
        return false;
    app_work_end(app);
    take_jobs(view, status);
    if (view->again)
        count(app, view);
    return true;
}

static void count(struct app *app, struct power_view *view)
{
    if (view->running) {
        view->again = true;
        return;
    }
    view->again = false;
    if (!view->study.counts)
        return;
    enum status status = make_jobs(view);
    if (status == STATUS_OK)
        status = app_work(app, run, view);
    view->running = status == STATUS_OK;
    if (status != STATUS_OK) {
        drop_jobs(view);
        app_fail(app, &app->problem);
        return;
    }
    struct pollfd wake = {.fd = worker_wake(app->worker), .events = POLLIN};
    if (poll(&wake, 1, AT_ONCE) > 0)
        (void)look(app, view);
}

static void load(struct app *app, struct power_view *view)
{
    app_work_end(app);
    if (power_view_load(view, app) != STATUS_OK)
        app_fail(app, &app->problem);
    else
        count(app, view);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct power_view *view = calloc(1, sizeof *view);
    (void)argument;
    if (!view)
        return STATUS_NO_MEMORY;
    enum status status = power_view_load(view, app);
    if (status != STATUS_OK) {
        close_screen(view);
        return status;
    }
    *state = view;
    count(app, view);
    return STATUS_OK;
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    power_paint(state, canvas, area);
}

/* Another screen on top ended the worker: it is counted now. */
static void refresh(struct app *app, void *state)
{
    struct power_view *view = state;
    if (view->running && !app->worker) {
        view->running = false;
        drop_jobs(view);
        count(app, view);
    }
}

static unsigned work(struct app *app, void *state)
{
    return look(app, state) ? REACT_REDRAW : REACT_NONE;
}

static unsigned changed(struct app *app, struct power_view *view)
{
    count(app, view);
    return REACT_REDRAW;
}

static void ask_weight(struct power_view *view, size_t seat)
{
    view->typing = true;
    input_clear(&view->weight);
    input_paste(&view->weight, view->study.seat[seat].weight_text);
}

/* What changes the selected seat. */
static unsigned act_on_seat(struct app *app, struct power_view *view, size_t seat, enum action action)
{
    switch (action) {
    case ACTION_LEFT:
    case ACTION_RIGHT:
        power_study_bench(&view->study, seat, action == ACTION_RIGHT);
        return changed(app, view);
    case ACTION_MARK:
        power_study_right(&view->study, seat);
        return changed(app, view);
    case ACTION_MOVE_UP:
    case ACTION_MOVE_DOWN:
        return power_study_add(&view->study, seat, action == ACTION_MOVE_UP) ? changed(app, view) : REACT_REDRAW;
    case ACTION_ENTER:
        ask_weight(view, seat);
        return REACT_REDRAW;
    default:
        return REACT_NONE;
    }
}

static unsigned undo(struct app *app, struct power_view *view)
{
    if (power_study_undo(&view->study))
        return changed(app, view);
    app_say(app, STYLE_NORMAL, _("Nothing was changed here."), SLICE(""), SLICE(""));
    return REACT_REDRAW;
}

static unsigned scroll(struct app *app, struct power_view *view, enum action action)
{
    view->pager.lines = power_paint_lines(view, app->area);
    return pager_act(&view->pager, action, power_paint_rows(view, app->area)) ? REACT_REDRAW : REACT_NONE;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct power_view *view = state;
    size_t seat = power_view_seat(view);
    switch (action) {
    case ACTION_POWER: /* here already */
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
        app_work_end(app);
        bodies_choose_next(app, &view->bodies);
        load(app, view);
        return REACT_REDRAW;
    case ACTION_NEXT_FINDING:
        power_study_look(&view->study);
        return changed(app, view);
    case ACTION_UNDO:
        return undo(app, view);
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        return scroll(app, view, action);
    default:
        break;
    }
    unsigned reaction = REACT_NONE;
    if (!view->study.counts)
        return REACT_NONE;
    if (seat != ROLL_NONE)
        reaction = act_on_seat(app, view, seat, action);
    else if (action == ACTION_LEFT || action == ACTION_RIGHT) {
        power_study_rule(&view->study, action == ACTION_RIGHT);
        reaction = changed(app, view);
    }
    return reaction ? reaction : list_act(&view->list, action, app->area.rows) ? REACT_REDRAW : REACT_NONE;
}

static bool typing(const void *state)
{
    return ((const struct power_view *)state)->typing;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct power_view *view = state;
    *reaction = REACT_REDRAW;
    if (strcmp(key->name, "Esc") == 0) {
        view->typing = false;
        return true;
    }
    if (strcmp(key->name, "Enter") != 0)
        return input_key(&view->weight, key);
    if (power_study_weight(&view->study, power_view_seat(view), input_value(&view->weight))) {
        view->typing = false;
        *reaction = changed(app, view);
    } else {
        app_say(app, STYLE_WARN, _("A weight is a number of at most 15 digits, and 9 behind the comma."), SLICE(""),
                SLICE(""));
    }
    return true;
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    input_paste(&((struct power_view *)state)->weight, text);
}

/* e: the draft. */
static enum status text(struct app *app, const void *state, struct buffer *name, struct buffer *out)
{
    const struct power_view *view = state;
    if (!view->study.counts)
        return problem_say(&app->problem, STATUS_REFUSED, N_("there is no body yet"), NULL, NULL);
    i18n_pattern(_("draft-{1}.txt"), view->study.body.name, SLICE(""), name);
    return power_draft_write(view, out);
}

static const enum action actions[] = {ACTION_EXPORT,  ACTION_UNDO,      ACTION_MARK,      ACTION_PAGE_DOWN,
                                      ACTION_LEFT,    ACTION_RIGHT,     ACTION_NEXT_AREA, ACTION_NEXT_FINDING,
                                      ACTION_MOVE_UP, ACTION_MOVE_DOWN, ACTION_NONE};

const struct screen screen_power = {
    .name = N_("Voting power"),
    .tab = ACTION_TAB_MEMBERS,
    .actions = actions,
    .enter = N_("weight"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
    .work = work,
    .text = text,
};
