/*
 * How far each log was when a person last left the screens, so that the next visit can say what is new. A file beside
 * the marks of heads, one line for each log and key name ("-" without a key), in any order:
 *
 *     cb13e97c…abd88 kommune-1.lenkungskreis.d-stack.example 132 1795453200
 *
 * the founding's id, the name, the entries that were there, and the moment in seconds since 1970. It is a convenience:
 * a line that is not like this is dropped, and a file that cannot be read or written only means that nothing is known.
 */
#ifndef TUI_SEEN_H
#define TUI_SEEN_H

#include "core/buffer.h"
#include "core/digest.h"
#include "core/slice.h"

struct app;

enum { SEEN_MAX = 64 };

struct seen_mark {
    int64_t body, size, at;
};

struct seen {
    struct seen_mark mark[SEEN_MAX];
    size_t count;
};

/* Reads what is known of this ledger's bodies for the key at the screen. */
void seen_read(struct seen *seen, struct app *app);

/* The visit ends: remembers how far the logs are now. */
void seen_write(struct app *app);

/* NULL: this person was not here before. */
const struct seen_mark *seen_find(const struct seen *seen, int64_t body);

/* One line; false when it is none, or about another log or name. */
bool seen_line(struct slice line, const struct digest *founding, struct slice who, int64_t *size, int64_t *at);

#endif
