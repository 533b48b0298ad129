/* Closing a ballot, and the result that belongs to it. */
#ifndef TUI_CLOSING_H
#define TUI_CLOSING_H

#include "data/compose_result.h"
#include "tui/session.h"

/* What --number, --count, --result and --winner say. Borrowed from the session. */
struct result_terms closing_terms(const struct session *session);

/*
 * Signs and submits the result of the ballot when it is closed and has none. *more becomes {"result": …} for the
 * closing's JSON: {"id","index","pending"}, or null while the closing itself waits, or the count on paper.
 */
MUST_CHECK enum status closing_result(struct session *session, struct slice body, const struct digest *ballot,
                                      json_t **more);

/* The entry at that place of a log, as if it had just come in. */
MUST_CHECK enum status closing_logged(struct session *session, int64_t body, int64_t index, enum kind kind,
                                      struct submission *out);

#endif
