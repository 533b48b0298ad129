/*
 * A moment as entries write it: UTC in whole seconds, "2026-11-23T10:15:00Z", from 1970 to 9999.
 */
#ifndef CORE_INSTANT_H
#define CORE_INSTANT_H

#include "core/slice.h"

enum { INSTANT_LENGTH = 20 };
#define INSTANT_LAST INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

struct instant {
    int64_t seconds; /* since 1970-01-01T00:00:00Z, without leap seconds */
};

/* False unless the text is a real date in exactly that form. */
bool instant_parse(struct slice text, struct instant *out);

/* 20 characters and a NUL. A moment outside 1970…9999 is written as the nearest one inside. */
void instant_write(struct instant instant, char out[INSTANT_LENGTH + 1]);

static inline struct instant instant_later(struct instant a, struct instant b)
{
    return a.seconds > b.seconds ? a : b;
}

#endif
