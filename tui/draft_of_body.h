/* A change that is taken from the draft of a whole body, as the screen of voting power saves one. */
#ifndef TUI_DRAFT_OF_BODY_H
#define TUI_DRAFT_OF_BODY_H

#include "core/roll.h"
#include "tui/session.h"

/*
 * As session_draft, for a change of the roster or the statute. Where the file is the draft of a body, the change is
 * what would make this roster, or this statute, into its own. STATUS_REFUSED where the roster is that one already, and
 * for a statute where it is not: seats are changed first.
 */
MUST_CHECK enum status draft_of_body(struct session *session, const char *path, enum kind kind, const struct roll *now,
                                     struct arena *arena, struct draft *out);

#endif
