/* Plain mode: what a person typed at a menu. */
#ifndef TUI_PLAIN_REPLY_H
#define TUI_PLAIN_REPLY_H

#include "core/slice.h"

enum plain_reply_kind {
    REPLY_EMPTY,
    REPLY_NUMBER,
    REPLY_HELP,
    REPLY_BACK,
    REPLY_QUIT,
    REPLY_MORE,
    REPLY_SEARCH,
    REPLY_TEXT
};

struct plain_reply {
    enum plain_reply_kind kind;
    size_t number;     /* REPLY_NUMBER: 1 to 999999 */
    struct slice text; /* without the blanks around it; borrowed from the line */
};

/*
 * Digits alone are a number; 0 goes back. The letters of both languages mean the same in either: b or z back, q quit,
 * m or w more, s search, ? or h help, in small letters or capitals. Anything else is text, longer numbers too.
 */
struct plain_reply plain_reply(struct slice line);

#endif
