#include "tui/ballot.h"

#include "tui/when.h"

enum status ballot_find(struct session *session, const char *text, struct ballot_facts *out)
{
    return ballot_facts_find(ledger_store(session->ledger), text, out, &session->problem);
}

enum status time_option(struct session *session, enum option option, struct instant *out, bool *given)
{
    struct slice text = session_value(session, option);
    *given = session_has(session, option);
    if (!*given || instant_parse(text, out) || when_relative(text, session_now(), out))
        return STATUS_OK;
    return problem_slices(&session->problem, STATUS_USAGE,
                          N_("\"{1}\" is no time: write 2026-11-30T12:00:00Z (UTC), or +7d, +3h, +30m from now"), text,
                          SLICE(""));
}
