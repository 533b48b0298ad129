/* What a person typed: a ballot, a time. */
#ifndef TUI_BALLOT_H
#define TUI_BALLOT_H

#include "data/ballot_facts.h"
#include "tui/session.h"

MUST_CHECK enum status ballot_find(struct session *session, const char *text, struct ballot_facts *out);

/*
 * "2026-11-30T12:00:00Z", or "+7d", "+3h", "+30m" from now. STATUS_USAGE names the option.
 */
MUST_CHECK enum status time_option(struct session *session, enum option option, struct instant *out, bool *given);

#endif
