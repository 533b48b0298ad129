#include "core/decimal.h"

enum { WIDE_DIGITS_MAX = 40 };

static bool all_digits(struct slice text, size_t length_max)
{
    if (text.length == 0 || text.length > length_max)
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return true;
}

bool decimal_parse(struct slice text, struct decimal *out)
{
    struct slice fraction = text;
    struct slice whole = slice_cut(&fraction, '.');
    bool pointed = whole.length < text.length;
    if (!all_digits(whole, DECIMAL_WHOLE_MAX) || (whole.length > 1 && whole.at[0] == '0'))
        return false;
    if (pointed && !all_digits(fraction, DECIMAL_FRACTION_MAX))
        return false;
    wide units = 0;
    for (size_t i = 0; i < whole.length; i++)
        units = units * 10 + (whole.at[i] - '0');
    for (size_t i = 0; i < DECIMAL_FRACTION_MAX; i++)
        units = units * 10 + (i < fraction.length ? fraction.at[i] - '0' : 0);
    *out = (struct decimal){.units = units, .digits = (unsigned)fraction.length};
    return true;
}

/* Decimal digits of a number that is not negative, with zeros in front up to `width`. */
static void wide_write(wide value, size_t width, struct buffer *out)
{
    char digits[WIDE_DIGITS_MAX];
    size_t start = sizeof digits;
    do {
        digits[--start] = (char)('0' + (int)(value % 10));
        value /= 10;
    } while (value > 0 || (sizeof digits - start < width && start > 0));
    buffer_add(out, (struct slice){.at = digits + start, .length = sizeof digits - start});
}

void decimal_write(wide units, unsigned digits, struct buffer *out)
{
    wide_write(units / DECIMAL_ONE, 1, out);
    if (digits == 0)
        return;
    wide fraction = units % DECIMAL_ONE;
    for (unsigned i = digits; i < DECIMAL_FRACTION_MAX; i++)
        fraction /= 10;
    buffer_byte(out, '.');
    wide_write(fraction, digits, out);
}

static bool within_limit(wide value)
{
    return value <= WIDE_LIMIT && value >= -WIDE_LIMIT;
}

bool wide_plus(wide a, wide b, wide *out)
{
    wide sum;
    if (__builtin_add_overflow(a, b, &sum) || !within_limit(sum))
        return false;
    *out = sum;
    return true;
}

bool wide_times(wide a, wide b, wide *out)
{
    wide product;
    if (__builtin_mul_overflow(a, b, &product) || !within_limit(product))
        return false;
    *out = product;
    return true;
}

wide wide_gcd(wide a, wide b)
{
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    while (b) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

struct rational rational_reduce(struct rational value)
{
    wide common = wide_gcd(value.denominator, value.numerator);
    return (struct rational){.numerator = value.numerator / common, .denominator = value.denominator / common};
}

bool rational_times(struct rational a, struct rational b, struct rational *out)
{
    /* Cancelled crosswise first, so that nothing is refused whose result would fit. */
    struct rational one = rational_reduce((struct rational){a.numerator, b.denominator});
    struct rational two = rational_reduce((struct rational){b.numerator, a.denominator});
    a = rational_reduce((struct rational){one.numerator, two.denominator});
    b = rational_reduce((struct rational){two.numerator, one.denominator});
    struct rational product;
    if (!wide_times(a.numerator, b.numerator, &product.numerator) ||
        !wide_times(a.denominator, b.denominator, &product.denominator))
        return false;
    *out = product;
    return true;
}

/* A finite decimal is one whose denominator has no prime factor but 2 and 5. */
static bool is_finite(wide denominator)
{
    while (denominator % 2 == 0)
        denominator /= 2;
    while (denominator % 5 == 0)
        denominator /= 5;
    return denominator == 1;
}

/* Writes the sign and makes the value positive. */
static struct rational write_sign(struct rational value, struct buffer *out)
{
    if (value.numerator < 0) {
        buffer_byte(out, '-');
        value.numerator = -value.numerator;
    }
    return value;
}

void rational_write(struct rational value, struct buffer *out)
{
    value = write_sign(rational_reduce(value), out);
    if (!is_finite(value.denominator)) {
        wide_write(value.numerator, 1, out);
        buffer_byte(out, '/');
        wide_write(value.denominator, 1, out);
        return;
    }
    wide_write(value.numerator / value.denominator, 1, out);
    wide rest = value.numerator % value.denominator;
    if (rest)
        buffer_byte(out, '.');
    while (rest) {
        rest *= 10;
        buffer_byte(out, (char)('0' + (int)(rest / value.denominator)));
        rest %= value.denominator;
    }
}

void rational_round(struct rational value, unsigned digits, struct buffer *out)
{
    digits = digits < DECIMAL_FRACTION_MAX ? digits : DECIMAL_FRACTION_MAX;
    struct rational magnitude = value;
    magnitude.numerator = value.numerator < 0 ? -value.numerator : value.numerator;
    wide whole = magnitude.numerator / magnitude.denominator;
    wide rest = magnitude.numerator % magnitude.denominator;
    wide fraction = 0, one = 1;
    for (unsigned i = 0; i < digits; i++) {
        rest *= 10;
        fraction = fraction * 10 + rest / magnitude.denominator;
        rest %= magnitude.denominator;
        one *= 10;
    }
    if (rest * 2 >= magnitude.denominator)
        fraction++;
    whole += fraction / one;
    fraction %= one;
    if (value.numerator < 0 && (whole || fraction))
        buffer_byte(out, '-');
    wide_write(whole, 1, out);
    if (digits) {
        buffer_byte(out, '.');
        wide_write(fraction, digits, out);
    }
}
