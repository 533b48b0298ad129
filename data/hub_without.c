/* The hub of a program that was built without libpq: there is none, and it says so. */
#include "data/hub_follow.h"

#ifndef HAVE_LIBPQ

static enum status without(struct problem *problem)
{
    return problem_say(problem, STATUS_FILE,
                       N_("this program was built without libpq: it has no hub; bundles and folders work without one"),
                       NULL, NULL);
}

enum status hub_open(const char *url, hub_go_on *go_on, void *context, struct hub **out, struct problem *problem)
{
    (void)url;
    (void)go_on;
    (void)context;
    *out = NULL;
    return without(problem);
}

void hub_close(struct hub *hub)
{
    (void)hub;
}

enum status hub_check_url(const char *url, struct problem *problem)
{
    (void)url;
    return without(problem);
}

enum status hub_bodies(struct hub *hub, hub_visit *visit, void *context, struct problem *problem)
{
    (void)hub;
    (void)visit;
    (void)context;
    return without(problem);
}

enum status hub_first(struct hub *hub, int32_t number, struct buffer *note, struct problem *problem)
{
    (void)hub;
    (void)number;
    (void)note;
    return without(problem);
}

enum status hub_sync(struct hub *hub, struct ledger *ledger, const struct hub_body *body,
                     const struct hub_options *options, struct hub_report *out, struct problem *problem)
{
    (void)hub;
    (void)ledger;
    (void)body;
    (void)options;
    (void)out;
    return without(problem);
}

enum status hub_init(struct hub *hub, const char *url, struct ledger *ledger, struct log *log,
                     const struct hub_options *options, struct hub_report *out, struct problem *problem)
{
    (void)hub;
    (void)url;
    (void)ledger;
    (void)log;
    (void)options;
    (void)out;
    return without(problem);
}

enum status hub_listen(struct hub *hub, int milliseconds, bool *news, struct problem *problem)
{
    (void)hub;
    (void)milliseconds;
    *news = false;
    return without(problem);
}

enum status hub_follow(const struct hub_follow *follow, struct problem *problem)
{
    (void)follow;
    return without(problem);
}

#endif
