/*
 * The code points that no entry may hold, by Unicode 14.0: sorted, inclusive ranges that do not touch each other.
 */
#ifndef CORE_UNICODE_RANGES_H
#define CORE_UNICODE_RANGES_H

#include <stddef.h>
#include <stdint.h>

struct unicode_range {
    uint32_t first, last;
};

extern const struct unicode_range unicode_forbidden[];
extern const size_t unicode_forbidden_count;

#endif
