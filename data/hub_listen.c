/* News from the hub: LISTEN tells of them at once, where it works; whoever waits asks the hub now and then besides. */
#include "data/hub_pq.h"

#ifdef HAVE_LIBPQ

#include <errno.h>
#include <poll.h>

enum { TURN_MS = 100 };

static enum status listen_once(struct hub *hub, struct problem *problem)
{
    const struct hub_values none = {.count = 0};
    PGresult *result;
    if (hub->listening)
        return STATUS_OK;
    enum status status = hub_ask(hub, "LISTEN stimmbuch", &none, &result, problem);
    hub->pq.PQclear(result);
    hub->listening = status == STATUS_OK;
    return status;
}

static bool take_notes(struct hub *hub)
{
    bool any = false;
    for (PGnotify *note; (note = hub->pq.PQnotifies(hub->connection));) {
        any = true;
        hub->pq.PQfreemem(note);
    }
    return any;
}

enum status hub_listen(struct hub *hub, int milliseconds, bool *news, struct problem *problem)
{
    *news = false;
    enum status status = listen_once(hub, problem);
    if (status != STATUS_OK)
        return status;
    *news = take_notes(hub);
    for (int left = milliseconds; left > 0 && !*news; left -= TURN_MS) {
        struct pollfd socket = {.fd = hub->pq.PQsocket(hub->connection), .events = POLLIN};
        int found = poll(&socket, 1, left < TURN_MS ? left : TURN_MS);
        if (socket.fd < 0 || (found < 0 && errno != EINTR) || (found > 0 && !hub->pq.PQconsumeInput(hub->connection)))
            return hub_failed(hub, NULL, problem);
        *news = take_notes(hub);
        if (hub->go_on && !hub->go_on(hub->context))
            return problem_say(problem, STATUS_CANCELLED, NULL, NULL, NULL);
    }
    return STATUS_OK;
}

#endif
