/* Opening a connection: which URLs are safe, and what libpq is told beside them. */
#include "data/hub_pq.h"

#include <stdlib.h>

#ifdef HAVE_LIBPQ

enum { OPTIONS_MAX = 64, SERVER_LEAST = 150000 };

struct options {
    const char *name[OPTIONS_MAX + 1], *value[OPTIONS_MAX + 1];
    size_t count;
};

static const char *find(const struct options *options, const char *name)
{
    for (size_t i = 0; i < options->count; i++)
        if (strcmp(options->name[i], name) == 0)
            return options->value[i];
    return NULL;
}

/* What the URL does not say. */
static void usual(struct options *options, const char *name, const char *value)
{
    if (find(options, name) || options->count == OPTIONS_MAX)
        return;
    options->name[options->count] = name;
    options->value[options->count++] = value;
}

static bool is_here(struct slice host)
{
    return (host.length && host.at[0] == '/') || slice_is(host, "localhost") || slice_is(host, "::1") ||
           (host.length > 4 && memcmp(host.at, "127.", 4) == 0 &&
            strspn(host.at, "0123456789.") >= host.length); /* all of it: "127.example" is a name */
}

/* Do all hosts of the list, with commas between them, lie on this machine? */
static bool are_here(const char *hosts)
{
    struct slice rest = slice_of(hosts);
    bool here = rest.length > 0;
    while (here && rest.length)
        here = is_here(slice_cut(&rest, ','));
    return here;
}

static enum status check(struct options *options, struct problem *problem)
{
    const char *host = find(options, "host"), *address = find(options, "hostaddr"), *mode = find(options, "sslmode");
    if (find(options, "password") || find(options, "sslpassword"))
        return problem_say(problem, STATUS_USAGE,
                           N_("a password does not belong into the hub's URL, which is kept: sign on with a client "
                              "certificate (sslcert, sslkey), or put it into ~/.pgpass"),
                           NULL, NULL);
    if (find(options, "service") || (!host && !address))
        return problem_say(problem, STATUS_USAGE,
                           N_("the hub's URL names no host: postgresql://NAME@hub.example/DATABASE"), NULL, NULL);
    if ((!host || are_here(host)) && (!address || are_here(address)))
        return STATUS_OK;
    if (mode && strcmp(mode, "verify-full") != 0)
        return problem_say(problem, STATUS_USAGE,
                           N_("sslmode={1} does not prove that this is the hub: beyond this machine it must be "
                              "verify-full, which holds where the URL says nothing"),
                           mode, NULL);
    usual(options, "sslmode", "verify-full");
    return STATUS_OK;
}

static enum status parse(const struct hub_pq *pq, const char *url, PQconninfoOption **out, struct options *options,
                         struct problem *problem)
{
    char *why = NULL;
    *out = pq->PQconninfoParse(url, &why);
    pq->PQfreemem(why);
    /* Its message may hold parts of the URL, and a password among them. */
    if (!*out)
        return problem_say(problem, STATUS_USAGE, N_("that is no URL of a hub: postgresql://NAME@hub.example/DATABASE"),
                           NULL, NULL);
    for (PQconninfoOption *option = *out; option->keyword; option++)
        if (option->val && option->val[0] && options->count < OPTIONS_MAX) {
            options->name[options->count] = option->keyword;
            options->value[options->count++] = option->val;
        }
    return check(options, problem);
}

/* A warning may be the news that a commit was not waited for; nothing else of what servers say is for people here. */
static void notice(void *context, const PGresult *result)
{
    struct hub *hub = context;
    const char *severity = hub->pq.PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    hub->doubtful = hub->doubtful || (severity && strcmp(severity, "WARNING") == 0);
}

static enum status look_at_server(struct hub *hub, struct problem *problem)
{
    if (hub->pq.PQstatus(hub->connection) != CONNECTION_OK)
        return hub_failed(hub, NULL, problem);
    if (hub->pq.PQserverVersion(hub->connection) < SERVER_LEAST)
        return problem_say(problem, STATUS_REFUSED, N_("the hub needs PostgreSQL 15 or later; this server has {1}"),
                           hub->pq.PQparameterStatus(hub->connection, "server_version"), NULL);
    hub->pq.PQsetNoticeReceiver(hub->connection, notice, hub);
    return hub->pq.PQsetnonblocking(hub->connection, 1) == 0 ? STATUS_OK : hub_failed(hub, NULL, problem);
}

enum status hub_connect(struct hub *hub, const char *url, struct problem *problem)
{
    struct options options = {.count = 0};
    PQconninfoOption *parsed = NULL;
    enum status status = parse(&hub->pq, url, &parsed, &options, problem);
    if (status == STATUS_OK) {
        /* Of several hosts the one that takes entries; and one that is silent is not waited for. */
        usual(&options, "target_session_attrs", "read-write");
        usual(&options, "connect_timeout", "2");
        usual(&options, "tcp_user_timeout", "3000");
        usual(&options, "ssl_min_protocol_version", "TLSv1.3");
        usual(&options, "gssencmode", "disable");
        usual(&options, "client_encoding", "UTF8");
        usual(&options, "application_name", "stimmbuch");
        hub->connection = hub->pq.PQconnectdbParams(options.name, options.value, 0);
        status = hub->connection ? look_at_server(hub, problem) : STATUS_NO_MEMORY;
    }
    hub->pq.PQconninfoFree(parsed);
    return status;
}

enum status hub_open(const char *url, hub_go_on *go_on, void *context, struct hub **out, struct problem *problem)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    (*out)->go_on = go_on;
    (*out)->context = context;
    enum status status = hub_pq_load(&(*out)->pq, problem);
    if (status == STATUS_OK)
        status = hub_connect(*out, url, problem);
    if (status != STATUS_OK) {
        hub_close(*out);
        *out = NULL;
    }
    return status;
}

void hub_close(struct hub *hub)
{
    if (!hub)
        return;
    if (hub->connection)
        hub->pq.PQfinish(hub->connection);
    /* The library stays loaded: it has threads' and TLS's own things behind it. */
    free(hub);
}

enum status hub_check_url(const char *url, struct problem *problem)
{
    struct hub_pq pq;
    struct options options = {.count = 0};
    PQconninfoOption *parsed = NULL;
    enum status status = hub_pq_load(&pq, problem);
    if (status != STATUS_OK)
        return status;
    status = parse(&pq, url, &parsed, &options, problem);
    pq.PQconninfoFree(parsed);
    return status;
}

#endif
