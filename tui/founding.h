/* Founding a body: its log key is made here, its entry 0 composed, signed, and the log begun. */
#ifndef TUI_FOUNDING_H
#define TUI_FOUNDING_H

#include "tui/session.h"

/*
 * What is wrong with a statute file, with as many throw-away secretaries as it asks approvals of: only the form is
 * looked at. STATUS_FORM with its line, else what reading the file says.
 */
MUST_CHECK enum status founding_check(struct session *session, const char *path);

/* `body found FILE`, with the --as key and each --secretary. */
MUST_CHECK enum status founding_run(struct session *session, const char *path, enum keyfile_kdf kdf,
                                    struct submission *out);

#endif
