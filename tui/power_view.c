#include "tui/power_view.h"

#include "tui/app.h"
#include "tui/seat.h"

#include <stdlib.h>

/* What was counted, or is to be; no worker is at it. */
static void forget(struct power_view *view)
{
    power_sight_free(view->today);
    power_sight_free(view->then);
    power_sight_free(view->jobs[0]);
    power_sight_free(view->jobs[1]);
    view->today = view->then = view->jobs[0] = view->jobs[1] = NULL;
    view->running = view->again = view->failed = view->typing = false;
    power_study_release(&view->study);
    version_drop(view->version);
    view->version = NULL;
}

/* One's own seat is selected first: that is what one asks about. */
static size_t find_own(const struct power_view *view, struct app *app, struct log *log)
{
    struct own_seat own;
    size_t seat = ROLL_NONE;
    if (app->who[0] && own_seat(app->session, log, &own) == STATUS_OK)
        seat = roll_seat_find(&view->study.body.roster, own.id);
    problem_clear(&app->session->problem);
    return seat;
}

static enum status take_body(struct power_view *view, struct app *app)
{
    struct log *log;
    enum status status = ledger_log_number(app->session->ledger, bodies_number(&view->bodies), &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    if (version_at(log_replay(log), (int64_t)log_size(log), &view->version) != STATUS_OK)
        return store_problem(app_store(app), &app->problem);
    const struct body *body = &view->version->body;
    const struct power_body taken = {body->name, body->title, body->roster, body->statute};
    status = power_study_open(&view->study, &taken);
    view->list = (struct list){.count = view->study.counts ? (int64_t)body->roster.seats + 1 : 0};
    view->own = status == STATUS_OK ? find_own(view, app, log) : ROLL_NONE;
    if (view->list.count && view->own != ROLL_NONE)
        view->list.focus = (int64_t)view->own + 1;
    return status;
}

enum status power_view_load(struct power_view *view, struct app *app)
{
    forget(view);
    view->pager = (struct pager){.top = 0};
    view->list = (struct list){.count = 0};
    view->own = ROLL_NONE;
    enum status status = bodies_load(&view->bodies, app);
    if (status == STATUS_OK && view->bodies.count)
        status = take_body(view, app);
    return status;
}

void power_view_release(struct power_view *view)
{
    forget(view);
}

size_t power_view_seat(const struct power_view *view)
{
    return view->list.focus > 0 ? (size_t)view->list.focus - 1 : ROLL_NONE;
}
