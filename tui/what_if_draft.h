/* --what-if FILE: a draft of a roster or of a statute, and what it would make of seats and rules. */
#ifndef TUI_WHAT_IF_DRAFT_H
#define TUI_WHAT_IF_DRAFT_H

#include "core/what_if.h"
#include "tui/session.h"

/* True when the file begins as a draft of that kind. */
bool what_if_is(const char *path, const char *kind);

/*
 * Reads the draft that --what-if names; a file that begins like no roster is read as a statute. `roster` and `statute`
 * are those of today and become those of the draft; they borrow from what they were and from the arena. STATUS_FORM,
 * STATUS_FILE.
 */
MUST_CHECK enum status what_if_read(struct session *session, struct arena *arena, struct roll *roster,
                                    struct statute *statute);

#endif
