/* The result of a ballot in each of its formats: what the verb writes, and what the screen saves. */
#ifndef TUI_RESULT_OUT_H
#define TUI_RESULT_OUT_H

#include "data/ballot_facts.h"
#include "tui/document_out.h"

/*
 * Appends it. `chart` names the picture of FORMAT_SVG; NULL: that of the benches. A failure is in the session's
 * problem: STATUS_REFUSED for a ballot that is open, for a picture that it has not, and without what a PDF needs;
 * STATUS_USAGE for a picture of no such name.
 */
MUST_CHECK enum status result_out(struct session *session, const struct ballot_facts *facts,
                                  enum document_format format, const char *chart, struct buffer *out);

#endif
