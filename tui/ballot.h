/* One ballot, looked up by what a person typed, copied out of the query. */
#ifndef TUI_BALLOT_H
#define TUI_BALLOT_H

#include "tui/session.h"

struct ballot_facts {
    int64_t body, index, proposal, ended;
    uint64_t round;
    bool open, is_void;
    struct digest id, proposal_id;
    char rule[48];
    char title[1024];
};

MUST_CHECK enum status ballot_find(struct session *session, const char *text, struct ballot_facts *out);

/*
 * "2026-11-30T12:00:00Z", or "+7d", "+3h", "+30m" from now. STATUS_USAGE names the option.
 */
MUST_CHECK enum status time_option(struct session *session, enum option option, struct instant *out, bool *given);

#endif
