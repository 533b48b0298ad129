/* A text in the user's own editor: $VISUAL, $EDITOR, the system's "editor", or vi. */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H

#include "core/buffer.h"

struct terminal;

/*
 * Gives the terminal (NULL: there is none) to the editor, with `text` in a file that only the user may read and that is
 * gone afterwards; when it ends well `text` becomes what was saved, at most `limit` bytes. Otherwise the text stays as
 * it was: STATUS_FILE says what went wrong.
 */
MUST_CHECK enum status editor_run(struct terminal *terminal, size_t limit, struct buffer *text,
                                  struct problem *problem);

/* The same from `begin` on; what was saved, without blanks at its end, replaces `text`, which may be what begins. */
MUST_CHECK enum status editor_replace(struct terminal *terminal, size_t limit, struct slice begin, struct buffer *text,
                                      struct problem *problem);

#endif
