/* Changing a roster, in as many entries as it takes. */
#ifndef TUI_ROSTER_CHANGE_H
#define TUI_ROSTER_CHANGE_H

#include "tui/session.h"

/*
 * The draft of that file, or, "", one from the editor; with --part only this part of it. Prints what became of each
 * entry.
 */
MUST_CHECK enum status roster_change(struct session *session, struct log *log, const char *named);

/* The same for a draft that was read; `path` is where people find it. Everything is one question. */
MUST_CHECK enum status roster_submit(struct session *session, struct log *log, const struct draft *draft,
                                     const char *path);

#endif
