/* The screens, for a run without a verb and for the demo. */
#ifndef TUI_COMMAND_SCREEN_H
#define TUI_COMMAND_SCREEN_H

#include "data/ballot_facts.h"
#include "tui/session.h"

/* Standard input and output are a terminal, and a person is to be spoken to (not --json, not --quiet). */
bool screen_is_wanted(const struct session *session);

/*
 * Opens the ledger, then the terminal, and runs the screens until the user leaves. `welcome` (may be empty) is the
 * first message. Without a ledger they show an empty one. The terminal is as it was before when this returns. Failures:
 * STATUS_USAGE with a terminal that cannot show screens, those of the ledger and of the first screen.
 */
MUST_CHECK enum status screen_run(struct session *session, struct slice welcome);

/* The view of a ballot for a hall, and nothing else, on the session's ledger as it is open. */
MUST_CHECK enum status screen_run_hall(struct session *session, const struct ballot_facts *facts);

#endif
