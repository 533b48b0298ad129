#include "core/encode.h"

static const char hex_digits[] = "0123456789abcdef";
static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Anything that is not a digit has this bit, so that a loop need not ask after each one. */
enum { NO_DIGIT = 0x80 };

#define X NO_DIGIT
static const uint8_t base64_values[256] = {
    X,  X,  X,  X,  X,  X,  X,  X, X, X, X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
    X,  X,  X,  X,  X,  X,  X,  X, X, X, X,  X,  X,  X,  62, X,  X,  X,  63, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61,
    X,  X,  X,  X,  X,  X,  X,  0, 1, 2, 3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, X,  X,  X,  X, X, X, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44,
    45, 46, 47, 48, 49, 50, 51, X, X, X, X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
    X,  X,  X,  X,  X,  X,  X,  X, X, X, X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
    X,  X,  X,  X,  X,  X,  X,  X, X, X, X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
    X,  X,  X,  X,  X,  X,  X,  X, X, X, X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
    X,  X,  X,  X,  X,  X,  X,  X, X, X, X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
};
#undef X

#define X NO_DIGIT
static const uint8_t hex_values[256] = {
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,  X,  X,  X,  X,  X,  X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, X, X, X,  X,  X,  X,  X,  X,  X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, 10, 11, 12, 13, 14, 15, X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,  X,  X,  X,  X,  X,  X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,  X,  X,  X,  X,  X,  X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,  X,  X,  X,  X,  X,  X, X, X, X, X, X, X, X,
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,  X,  X,  X,  X,  X,  X, X, X, X, X,
};
#undef X

void hex_encode(const uint8_t *bytes, size_t length, char *out)
{
    for (size_t i = 0; i < length; i++) {
        out[2 * i] = hex_digits[bytes[i] >> 4];
        out[2 * i + 1] = hex_digits[bytes[i] & 15];
    }
    out[2 * length] = '\0';
}

bool hex_decode(struct slice hex, uint8_t *out, size_t length)
{
    if (hex.length % 2 || hex.length / 2 != length)
        return false;
    uint8_t wrong = 0;
    for (size_t i = 0; i < length; i++) {
        uint8_t high = hex_values[(uint8_t)hex.at[2 * i]], low = hex_values[(uint8_t)hex.at[2 * i + 1]];
        wrong |= high | low;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return !(wrong & NO_DIGIT);
}

void base64_encode(const uint8_t *bytes, size_t length, char *out)
{
    size_t i = 0;
    for (; length - i >= 3; i += 3) {
        uint32_t group = (uint32_t)bytes[i] << 16 | (uint32_t)bytes[i + 1] << 8 | bytes[i + 2];
        *out++ = base64_digits[group >> 18];
        *out++ = base64_digits[group >> 12 & 63];
        *out++ = base64_digits[group >> 6 & 63];
        *out++ = base64_digits[group & 63];
    }
    if (i < length) {
        bool two = length - i == 2;
        uint32_t group = (uint32_t)bytes[i] << 16 | (two ? (uint32_t)bytes[i + 1] << 8 : 0);
        *out++ = base64_digits[group >> 18];
        *out++ = base64_digits[group >> 12 & 63];
        *out++ = two ? base64_digits[group >> 6 & 63] : '=';
        *out++ = '=';
    }
    *out = '\0';
}

void base64_write(const uint8_t *bytes, size_t length, struct buffer *out)
{
    enum { PIECE = 48 };
    char text[PIECE / 3 * 4 + 1];
    while (length > 0) {
        size_t piece = length < PIECE ? length : PIECE;
        base64_encode(bytes, piece, text);
        buffer_add(out, (struct slice){.at = text, .length = base64_length(piece)});
        bytes += piece;
        length -= piece;
    }
}

struct group {
    uint32_t bits;
    uint8_t wrong; /* has NO_DIGIT when a character was none */
};

static inline struct group group_read(const char *at)
{
    uint8_t a = base64_values[(uint8_t)at[0]], b = base64_values[(uint8_t)at[1]];
    uint8_t c = base64_values[(uint8_t)at[2]], d = base64_values[(uint8_t)at[3]];
    return (struct group){
        .bits = (uint32_t)a << 18 | (uint32_t)b << 12 | (uint32_t)c << 6 | d,
        .wrong = (uint8_t)(a | b | c | d),
    };
}

/* The last group, which alone may be padded: 1 to 3 bytes, or 0 when it is wrong. Bits behind the last byte are 0. */
static size_t tail_read(const char *at, uint8_t out[3])
{
    size_t count = at[3] != '=' ? 3 : at[2] != '=' ? 2 : 1;
    const char whole[4] = {at[0], at[1], count > 1 ? at[2] : 'A', count > 2 ? at[3] : 'A'};
    struct group group = group_read(whole);
    uint32_t unused = count == 3 ? 0 : count == 2 ? 0xFF : 0xFFFF;
    if ((group.wrong & NO_DIGIT) || (group.bits & unused))
        return 0;
    out[0] = (uint8_t)(group.bits >> 16);
    out[1] = (uint8_t)(group.bits >> 8);
    out[2] = (uint8_t)group.bits;
    return count;
}

bool base64_check(struct slice text, size_t *length)
{
    *length = 0;
    if (text.length == 0)
        return true;
    if (text.length % 4)
        return false;
    uint8_t wrong = 0, tail[3];
    const char *last = text.at + text.length - 4;
    for (const char *at = text.at; at < last; at += 4)
        wrong |= group_read(at).wrong;
    size_t count = tail_read(last, tail);
    *length = text.length / 4 * 3 - 3 + count;
    return count && !(wrong & NO_DIGIT);
}

bool base64_decode(struct slice text, uint8_t *out, size_t capacity, size_t *length)
{
    *length = 0;
    if (text.length == 0)
        return true;
    if (text.length % 4 || text.length / 4 - 1 > capacity / 3)
        return false;
    uint8_t wrong = 0, tail[3];
    const char *last = text.at + text.length - 4;
    for (const char *at = text.at; at < last; at += 4, out += 3) {
        struct group group = group_read(at);
        wrong |= group.wrong;
        out[0] = (uint8_t)(group.bits >> 16);
        out[1] = (uint8_t)(group.bits >> 8);
        out[2] = (uint8_t)group.bits;
    }
    size_t whole = text.length / 4 * 3 - 3, count = tail_read(last, tail);
    if (!count || (wrong & NO_DIGIT) || count > capacity - whole)
        return false;
    memcpy(out, tail, count);
    *length = whole + count;
    return true;
}

bool number_decode(struct slice text, uint64_t *out)
{
    uint64_t number = 0;
    if (text.length == 0 || text.length > 19 || (text.at[0] == '0' && text.length > 1))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(text.at[i] - '0');
    }
    if (number > INT64_MAX)
        return false;
    *out = number;
    return true;
}
