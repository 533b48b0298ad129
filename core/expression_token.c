#include "core/expression_token.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static char byte_at(struct slice text, size_t at)
{
    return at < text.length ? text.at[at] : '\0';
}

static size_t skip_digits(struct slice text, size_t at)
{
    while (is_digit(byte_at(text, at)))
        at++;
    return at;
}

static struct token token_of(enum token_kind kind, struct slice text, size_t from, size_t to)
{
    return (struct token){.kind = kind, .at = from, .text = slice_head(slice_from(text, from), to - from)};
}

static struct token read_number(struct slice text, size_t from)
{
    size_t at = skip_digits(text, from);
    char mark = byte_at(text, at);
    if (mark == '.' || mark == '/') {
        size_t behind = skip_digits(text, at + 1);
        if (behind == at + 1)
            return token_of(TOKEN_HALF_NUMBER, text, behind, behind);
        at = behind;
    }
    if (mark != '/' && byte_at(text, at) == '%')
        at++;
    return token_of(TOKEN_NUMBER, text, from, at);
}

/* A hyphen belongs to a name only between two of its letters or digits. */
static struct token read_name(struct slice text, size_t from)
{
    size_t at = from;
    for (;;) {
        while (is_letter(byte_at(text, at)) || is_digit(byte_at(text, at)))
            at++;
        char behind = byte_at(text, at + 1);
        if (byte_at(text, at) != '-' || (!is_letter(behind) && !is_digit(behind)))
            return token_of(TOKEN_NAME, text, from, at);
        at++;
    }
}

static struct token read_relation(struct slice text, size_t from)
{
    static const struct {
        const char *sign;
        enum relation relation;
    } relations[] = {{">=", RELATION_GE}, {"<=", RELATION_LE}, {"!=", RELATION_NE},
                     {">", RELATION_GT},  {"<", RELATION_LT},  {"=", RELATION_EQ}};
    for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
        size_t length = strlen(relations[i].sign);
        if (slice_is(slice_head(slice_from(text, from), length), relations[i].sign)) {
            struct token token = token_of(TOKEN_RELATION, text, from, from + length);
            token.relation = relations[i].relation;
            return token;
        }
    }
    return token_of(TOKEN_UNKNOWN, text, from, from + 1);
}

struct token token_read(struct slice text, size_t at)
{
    while (byte_at(text, at) == ' ')
        at++;
    if (at >= text.length)
        return token_of(TOKEN_END, text, text.length, text.length);
    char first = text.at[at];
    if (is_digit(first))
        return read_number(text, at);
    if (is_letter(first))
        return read_name(text, at);
    switch (first) {
    case '+':
        return token_of(TOKEN_PLUS, text, at, at + 1);
    case '-':
        return token_of(TOKEN_MINUS, text, at, at + 1);
    case '*':
        return token_of(TOKEN_TIMES, text, at, at + 1);
    case '(':
        return token_of(TOKEN_OPEN, text, at, at + 1);
    case ')':
        return token_of(TOKEN_CLOSE, text, at, at + 1);
    default:
        return read_relation(text, at);
    }
}

/* False when the digits need more than WIDE_LIMIT. */
static bool read_digits(struct slice digits, wide *value)
{
    for (size_t i = 0; i < digits.length; i++)
        if (!wide_times(*value, 10, value) || !wide_plus(*value, digits.at[i] - '0', value))
            return false;
    return true;
}

static const char *read_fraction(struct slice text, struct rational *out)
{
    struct slice denominator = text;
    struct slice numerator = slice_cut(&denominator, '/');
    struct rational value = {0, 0};
    if (!read_digits(numerator, &value.numerator) || !read_digits(denominator, &value.denominator))
        return N_("the number has too many digits for exact arithmetic");
    if (value.denominator == 0)
        return N_("the denominator is zero");
    *out = rational_reduce(value);
    return NULL;
}

static bool leads_with_zero(struct slice digits)
{
    return byte_at(digits, 0) == '0' && is_digit(byte_at(digits, 1));
}

const char *token_number(struct slice text, struct rational *out)
{
    struct slice behind = text;
    slice_cut(&behind, '/');
    if (leads_with_zero(text) || leads_with_zero(behind))
        return N_("a number is written without zeros in front");
    if (memchr(text.at, '/', text.length))
        return read_fraction(text, out);
    struct rational value = {0, 1};
    bool percent = text.at[text.length - 1] == '%';
    struct slice fraction = slice_head(text, text.length - percent);
    struct slice whole = slice_cut(&fraction, '.');
    while (fraction.length && fraction.at[fraction.length - 1] == '0')
        fraction.length--;
    bool fits = read_digits(whole, &value.numerator) && read_digits(fraction, &value.numerator);
    for (size_t i = 0; fits && i < fraction.length; i++)
        fits = wide_times(value.denominator, 10, &value.denominator);
    if (!fits || (percent && !wide_times(value.denominator, 100, &value.denominator)))
        return N_("the number has too many digits for exact arithmetic");
    *out = rational_reduce(value);
    return NULL;
}
