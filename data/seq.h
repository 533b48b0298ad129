/*
 * The place of an entry in a ledger file as one number: seq = body * 2^40 + index. The tables `entry` and `proposal`
 * are in its order, so that a body's rows lie side by side and pages go by key.
 */
#ifndef DATA_SEQ_H
#define DATA_SEQ_H

#include <stdint.h>

enum { SEQ_INDEX_BITS = 40, SEQ_BODY_MIN = -(1 << 23), SEQ_BODY_MAX = (1 << 23) - 1 };

#define SEQ_INDEX_MAX ((INT64_C(1) << SEQ_INDEX_BITS) - 1)

/* An index of -1 gives the number before the body's first. Numbers that have no room end in some other place. */
static inline int64_t seq_of(int64_t body, int64_t index)
{
    return (int64_t)(((uint64_t)body << SEQ_INDEX_BITS) + (uint64_t)index);
}

/* SQL: `seq` is one of the body whose number the expression gives. */
#define SEQ_IS_OF(body) "seq BETWEEN " body " << 40 AND " body " << 40 | 0xffffffffff"

/* SQL: how many entries that body has; NULL when it has none. */
#define SEQ_LOG_SIZE(body) "(SELECT (max(seq) & 0xffffffffff) + 1 FROM entry WHERE " SEQ_IS_OF(body) ")"

#endif
