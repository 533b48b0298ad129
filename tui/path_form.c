#include "tui/path_form.h"

#include "tui/typed_path.h"

bool path_form_take(struct app *app, struct path_form *form, const char *missing, struct buffer *out)
{
    buffer_clear(out);
    problem_clear(&app->problem);
    if (input_value(&form->path).length == 0) {
        app_say(app, STYLE_WARN, missing, SLICE(""), SLICE(""));
        return false;
    }
    app->problem.status = typed_path(input_value(&form->path), out);
    if (app->problem.status == STATUS_OK)
        return true;
    app_fail(app, &app->problem);
    return false;
}

enum status path_form_start(struct app *app, struct path_form *form, worker_function *work)
{
    form->done = form->all = 0;
    form->touched = false;
    problem_clear(&form->problem);
    enum status status = app_work(app, work, form);
    form->running = status == STATUS_OK;
    return status;
}

bool path_form_progress(void *context, uint64_t done, uint64_t all)
{
    return worker_progress(((struct path_form *)context)->worker, done, all);
}

bool path_form_stop(struct app *app, const struct path_form *form, enum action action)
{
    if (action != ACTION_STOP || !form->running || !app->worker)
        return false;
    worker_cancel(app->worker);
    return true;
}

bool path_form_typing(const void *state)
{
    return ((const struct path_form *)state)->typed;
}

bool path_form_type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct path_form *form = state;
    (void)app;
    *reaction = REACT_REDRAW;
    if (!input_key(form->typed, key))
        return false;
    form->touched = true;
    return true;
}

void path_form_paste(struct app *app, void *state, struct slice text)
{
    struct path_form *form = state;
    (void)app;
    form->touched = true;
    input_paste(form->typed, text);
}

static void end(struct app *app, struct path_form *form, enum status status)
{
    app_work_end(app);
    form->running = false;
    form->end(app, form, status);
}

unsigned path_form_work(struct app *app, void *state)
{
    struct path_form *form = state;
    enum status status;
    if (!form->running)
        return REACT_NONE;
    if (worker_poll(app->worker, &form->done, &form->all, &status))
        end(app, form, status);
    return REACT_REDRAW;
}

/* Another screen on top ended the worker. */
void path_form_refresh(struct app *app, void *state)
{
    struct path_form *form = state;
    if (form->running && !app->worker)
        end(app, form, STATUS_CANCELLED);
}
