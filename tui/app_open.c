/* How the application begins and ends: the ledger, the key, what was there at the last visit, the first screen. */
#include "tui/app_alone.h"
#include "tui/app_key.h"
#include "tui/app_mode.h"
#include "tui/app_mouse.h"
#include "tui/last_key.h"
#include "tui/live.h"
#include "tui/screens.h"
#include "tui/views.h"

#include <stdlib.h>

static enum status begin(struct app *app, struct session *session, struct terminal *terminal, struct instant now)
{
    *app = (struct app){.session = session, .terminal = terminal, .now = now};
    app->idle_minutes = config_minutes(&session->config, CONFIG_LOCK_MINUTES, 10);
    app->last_key = app->now.seconds;
    app->views = calloc(1, sizeof *app->views);
    return app->views ? STATUS_OK : STATUS_NO_MEMORY;
}

static enum status open_first(struct app *app, const struct screen *screen, const void *argument)
{
    if (store_version(app_store(app), &app->version) != STATUS_OK)
        return store_problem(app_store(app), &app->session->problem);
    app_push(app, screen, argument);
    if (app->depth)
        return STATUS_OK;
    app->session->problem = app->problem;
    return app->problem.status;
}

enum status app_open(struct app *app, struct session *session, struct terminal *terminal, struct instant now)
{
    enum status status = begin(app, session, terminal, now);
    if (status == STATUS_OK)
        status = session_ledger(session, app_mode_is_asked(session) ? STORE_READ : STORE_WRITE);
    if (status != STATUS_OK)
        return status;
    app_mouse(app, config_is(&session->config, CONFIG_MOUSE, "on"));
    app_find_key(app);
    bool chosen = last_key_take(app);
    seen_read(&app->seen, app);
    status = app_mode_choose(app, &session->problem);
    if (status == STATUS_OK)
        status = open_first(app, &screen_start, NULL);
    if (status == STATUS_OK && chosen)
        last_key_say(app);
    return status;
}

enum status app_open_alone(struct app *app, struct session *session, struct terminal *terminal, struct instant now,
                           const struct screen *screen, const void *argument)
{
    enum status status = begin(app, session, terminal, now);
    app->alone = app->prepared = true;
    return status == STATUS_OK ? open_first(app, screen, argument) : status;
}

void app_close(struct app *app)
{
    if (app->depth && !app->alone) {
        seen_write(app);
        last_key_keep(app);
    }
    roster_ahead_end(app);
    live_end(app->live);
    app->live = NULL;
    while (app->depth)
        app_pop(app);
    buffer_release(&app->message);
    buffer_release(&app->messages);
    views_close(app);
}
