/*
 * A borrowed run of bytes. It owns nothing: whoever made it says how long the bytes live.
 */
#ifndef CORE_SLICE_H
#define CORE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
    const char *at;
    size_t length;
};

/* A slice of a string literal. */
#define SLICE(literal) ((struct slice){.at = (literal), .length = sizeof(literal) - 1})

static inline struct slice slice_of(const char *text)
{
    return (struct slice){.at = text, .length = text ? strlen(text) : 0};
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

static inline bool slice_is(struct slice a, const char *text)
{
    return slice_equal(a, slice_of(text));
}

/* Byte order, a shorter prefix first: negative, zero or positive. */
static inline int slice_compare(struct slice a, struct slice b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common ? memcmp(a.at, b.at, common) : 0;
    if (order)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

/* The bytes from `from` on; an empty slice when there are none. */
static inline struct slice slice_from(struct slice s, size_t from)
{
    if (from > s.length)
        from = s.length;
    return (struct slice){.at = from ? s.at + from : s.at, .length = s.length - from};
}

/* The first `length` bytes, or all when there are fewer. */
static inline struct slice slice_head(struct slice s, size_t length)
{
    return (struct slice){.at = s.at, .length = length < s.length ? length : s.length};
}

/* Cuts the part before the first `mark` off `*rest` and returns it; without a mark the whole rest. */
static inline struct slice slice_cut(struct slice *rest, char mark)
{
    const char *found = rest->length ? memchr(rest->at, mark, rest->length) : NULL;
    size_t length = found ? (size_t)(found - rest->at) : rest->length;
    struct slice part = slice_head(*rest, length);
    *rest = slice_from(*rest, found ? length + 1 : length);
    return part;
}

#endif
