#include "tui/ballot.h"

enum status ballot_find(struct session *session, const char *text, struct ballot_facts *out)
{
    return ballot_facts_find(ledger_store(session->ledger), text, out, &session->problem);
}

/* "+7d": so many days, hours or minutes from now. */
static bool relative(struct slice text, struct instant *out)
{
    uint64_t number;
    if (text.length < 3 || text.at[0] != '+' || text.length > 8 ||
        !value_number((struct slice){.at = text.at + 1, .length = text.length - 2}, &number))
        return false;
    char unit = text.at[text.length - 1];
    int64_t seconds = unit == 'd' ? 86400 : unit == 'h' ? 3600 : unit == 'm' ? 60 : 0;
    out->seconds = session_now().seconds + (int64_t)number * seconds;
    return seconds != 0;
}

enum status time_option(struct session *session, enum option option, struct instant *out, bool *given)
{
    struct slice text = session_value(session, option);
    *given = session_has(session, option);
    if (!*given || instant_parse(text, out) || relative(text, out))
        return STATUS_OK;
    return problem_slices(&session->problem, STATUS_USAGE,
                          N_("\"{1}\" is no time: write 2026-11-30T12:00:00Z (UTC), or +7d, +3h, +30m from now"), text,
                          SLICE(""));
}
