#include "tui/bodies.h"

#include "data/query.h"
#include "data/query_inbox.h"
#include "tui/app.h"
#include "tui/last_body.h"
#include "tui/members.h"
#include "tui/views.h"

#include <stdlib.h>
#include <string.h>

static bool add(void *context, const struct body_item *item)
{
    struct bodies *bodies = context;
    size_t at = bodies->count++;
    size_t length = item->name.length < BODY_NAME_BYTES ? item->name.length : BODY_NAME_BYTES - 1;
    bodies->body[at].number = item->number;
    bodies->body[at].size = item->size;
    bodies->body[at].own = false;
    bodies->body[at].founding = item->founding;
    memcpy(bodies->body[at].name, item->name.at, length);
    bodies->body[at].name[length] = '\0';
    return bodies->count < BODIES_MAX;
}

static bool take_own(void *context, const struct inbox_place *item)
{
    struct bodies *bodies = context;
    for (size_t i = bodies->count; i-- > 0;) {
        if (bodies->body[i].number != item->body)
            continue;
        if (!bodies->any_own)
            bodies->current = i;
        bodies->body[i].own = bodies->any_own = true;
    }
    return true;
}

/* At the beginning: chosen in this run, else configured, else chosen in an earlier one. */
static bool is_wanted(struct app *app, const struct bodies *bodies, size_t at)
{
    const char *configured = app->session->config.value[CONFIG_BODY];
    if (!app->views->has_body && !configured)
        last_body_take(app);
    return app->views->has_body ? digest_equal(&app->views->body, &bodies->body[at].founding)
                                : configured && strcmp(bodies->body[at].name, configured) == 0;
}

enum status bodies_load(struct bodies *bodies, struct app *app)
{
    int64_t chosen = bodies_number(bodies);
    bool first = bodies->count == 0;
    bodies->count = bodies->current = 0;
    bodies->any_own = false;
    enum status status = query_bodies(app_store(app), add, bodies, &app->problem);
    if (status == STATUS_OK && app->who[0])
        status = query_inbox_places(app_store(app), slice_of(app->who), take_own, bodies, &app->problem);
    for (size_t i = 0; i < bodies->count; i++)
        if (first ? is_wanted(app, bodies, i) : bodies->body[i].number == chosen)
            bodies->current = i;
    return status;
}

void bodies_open(struct app *app)
{
    struct log *log;
    struct bodies *bodies = calloc(1, sizeof *bodies);
    enum status status = bodies ? bodies_load(bodies, app) : STATUS_NO_MEMORY;
    if (status == STATUS_OK && bodies->count)
        status = ledger_log_number(app->session->ledger, bodies_number(bodies), &log, &app->problem);
    if (status == STATUS_OK && bodies->count && log_body(log)->roster.seats > MEMBERS_AT_ONCE)
        roster_ahead_start(app, bodies_number(bodies), bodies_size(bodies));
    if (status != STATUS_OK)
        problem_clear(&app->problem);
    free(bodies);
}

void bodies_next(struct bodies *bodies)
{
    bodies->current = bodies->count ? (bodies->current + 1) % bodies->count : 0;
}

void bodies_choose_next(struct app *app, struct bodies *bodies)
{
    bodies_next(bodies);
    if (!bodies->count)
        return;
    app->views->has_body = app->views->chose_body = true;
    app->views->body = bodies->body[bodies->current].founding;
}

int64_t bodies_number(const struct bodies *bodies)
{
    return bodies->count ? bodies->body[bodies->current].number : 0;
}

int64_t bodies_size(const struct bodies *bodies)
{
    return bodies->count ? bodies->body[bodies->current].size : 0;
}

const char *bodies_name(const struct bodies *bodies)
{
    return bodies->count ? bodies->body[bodies->current].name : "";
}

struct slice bodies_short(struct slice name, struct slice body)
{
    if (name.length <= body.length + 1 || name.at[name.length - body.length - 1] != '.' ||
        !slice_equal(slice_from(name, name.length - body.length), body))
        return name;
    return slice_head(name, name.length - body.length - 1);
}
