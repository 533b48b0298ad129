/*
 * A text in the user's own editor: $VISUAL, $EDITOR, the system's "editor", or vi; or, to be read only, in the pager:
 * $PAGER, the system's "pager", less or more.
 */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H

#include "core/buffer.h"

struct terminal;

/*
 * Gives the terminal (NULL: there is none) to the editor, with `text` in a file that only the user may read and that is
 * gone afterwards; when it ends well `text` becomes what was saved, at most `limit` bytes. Otherwise the text stays as
 * it was: STATUS_FILE says what went wrong, STATUS_CANCELLED that the file was emptied.
 */
MUST_CHECK enum status editor_run(struct terminal *terminal, size_t limit, struct buffer *text,
                                  struct problem *problem);

/* The same from `begin` on; what was saved, without blanks at its end, replaces `text`, which may be what begins. */
MUST_CHECK enum status editor_replace(struct terminal *terminal, size_t limit, struct slice begin, struct buffer *text,
                                      struct problem *problem);

/*
 * Gives the terminal (NULL: there is none) to the pager, with the text in a file that only the user may read and that
 * is gone afterwards; what could steer a terminal is replaced in it. STATUS_FILE: it did not end well.
 */
MUST_CHECK enum status editor_show(struct terminal *terminal, struct slice text, struct problem *problem);

#endif
