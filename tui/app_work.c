/* The worker of the screen on top. */
#include "tui/app.h"

enum status app_work(struct app *app, worker_function *function, void *context)
{
    app_work_end(app);
    return worker_start(function, context, &app->worker);
}

void app_work_end(struct app *app)
{
    worker_free(app->worker);
    app->worker = NULL;
}
