/* A statute in words as commands print it: the sentences of tui/statute_words, line by line. */
#ifndef TUI_STATUTE_TEXT_H
#define TUI_STATUTE_TEXT_H

#include "core/body.h"

enum statute_scope {
    STATUTE_SHORT, /* of each rule what adopts it and the quorum */
    STATUTE_FULL,  /* every line, defaults and the exact expressions included */
};

/* Appends it. STATUS_NO_MEMORY is the only failure. */
MUST_CHECK enum status statute_text(const struct body *body, enum statute_scope scope, struct buffer *out);

#endif
