/*
 * Exact numbers: weights as decimals, everything that a rule computes as rationals. No floating point anywhere.
 *
 * A weight has at most 15 digits before the point and 9 behind it and is kept as an integer of units of 10^-9.
 * Whatever a rule computes stays within WIDE_LIMIT: the parser of rules proves it (core/expression.h).
 */
#ifndef CORE_DECIMAL_H
#define CORE_DECIMAL_H

#include "core/buffer.h"

__extension__ typedef __int128 wide;

enum { DECIMAL_WHOLE_MAX = 15, DECIMAL_FRACTION_MAX = 9 };
#define DECIMAL_ONE ((wide)1000000000)

/* Seven bits below the largest wide: a step of long division (times ten) cannot overflow. */
#define WIDE_LIMIT ((wide)1 << 120)

struct decimal {
    wide units;      /* of 10^-9, never negative */
    unsigned digits; /* as many fraction digits as were written */
};

/* "12.96662", "0", "6": no sign, no leading zero but a single one, no point without digits on both sides. */
bool decimal_parse(struct slice text, struct decimal *out);

/* Writes with exactly `digits` fraction digits, at most 9; further digits of the units must be zero. */
void decimal_write(wide units, unsigned digits, struct buffer *out);

/* False, and `*out` as it was, where the result is beyond WIDE_LIMIT in either direction. */
bool wide_plus(wide a, wide b, wide *out);
bool wide_times(wide a, wide b, wide *out);

/* The greatest common divisor of |a| and |b|; 0 for two zeros. */
wide wide_gcd(wide a, wide b);

/* In every rational the denominator is positive, and both parts are within WIDE_LIMIT. */
struct rational {
    wide numerator, denominator;
};

/* Reduced to lowest terms. */
struct rational rational_reduce(struct rational value);

/* The product in lowest terms; false where that is beyond WIDE_LIMIT. */
bool rational_times(struct rational a, struct rational b, struct rational *out);

/* Shortest exact form: integer, finite decimal without trailing zeros, or reduced p/q. */
void rational_write(struct rational value, struct buffer *out);

/* Rounded to `digits` fraction digits, halves away from zero: for people, never for a decision. */
void rational_round(struct rational value, unsigned digits, struct buffer *out);

#endif
