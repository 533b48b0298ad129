/* Closing a ballot, and the result that belongs to it. */
#ifndef TUI_CLOSING_H
#define TUI_CLOSING_H

#include "tui/session.h"

/*
 * Signs and submits the result of the ballot when it is closed and has none. *more becomes {"result": …} for the
 * closing's JSON: {"id","index","pending"}, or null while the closing itself waits.
 */
MUST_CHECK enum status closing_result(struct session *session, struct slice body, const struct digest *ballot,
                                      json_t **more);

#endif
