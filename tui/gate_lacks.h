/* Every gate of the statute that keeps a ballot from being opened, for the error of the command. */
#ifndef TUI_GATE_LACKS_H
#define TUI_GATE_LACKS_H

#include "data/query.h"
#include "tui/session.h"

/*
 * Fills session->lacks: for each gate that a ballot on the proposal would not pass, were it to start then, an object
 * {"require", "missing", "text"}: the statute's line, the fields and cells of costs to state, and that in words.
 * STATUS_STORE and others with session->problem; it is left alone otherwise.
 */
MUST_CHECK enum status gate_lacks_read(struct session *session, struct log *log, const struct found *proposal,
                                       struct instant start);

/* Appends " · cost: Not stated: …. · dvc: …" for what was found; nothing where nothing was. */
void gate_lacks_words(const struct session *session, struct buffer *out);

#endif
