/* Values of fields: the grammar of data/FORMAT.md section 4, one function a type. */
#include "core/digest.h"
#include "core/field.h"
#include "core/instant.h"
#include "core/key.h"
#include "core/text.h"

enum { ID_MAX = 40, NUMBER_MAX = 40, TITLE_MAX = 200, BALLOT_TITLE_MAX = 241, EXPRESSION_MAX = 4096, VALUE_MAX = 4200 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool value_number(struct slice digits, uint64_t *out)
{
    if (digits.length == 0 || digits.length > 18 || (digits.at[0] == '0' && digits.length > 1))
        return false;
    uint64_t number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (!is_digit(digits.at[i]))
            return false;
        number = number * 10 + (uint64_t)(digits.at[i] - '0');
    }
    *out = number;
    return true;
}

static bool number_between(struct slice value, uint64_t least, size_t digits)
{
    uint64_t number;
    return value.length <= digits && value_number(value, &number) && number >= least;
}

static bool type_id(struct slice v)
{
    static const char words[] =
        "and|or|not|in|proposer|round|call|chair|none|all|seats|present|cast|valid|abstain|winner|"
        "yes|no|consent|concern|object";
    if (v.length == 0 || v.length > ID_MAX || !is_lower(v.at[0]) || v.at[v.length - 1] == '-')
        return false;
    bool letters = true; /* so far; no word has anything else */
    for (size_t i = 1; i < v.length; i++) {
        if (!is_lower(v.at[i]) && !is_digit(v.at[i]) && (v.at[i] != '-' || v.at[i - 1] == '-'))
            return false;
        letters = letters && is_lower(v.at[i]);
    }
    return !letters || value_word(words, v) < 0;
}

static bool type_group(struct slice v)
{
    return slice_is(v, "chair") || type_id(v);
}

static bool type_number(struct slice v)
{
    if (v.length == 0 || v.length > NUMBER_MAX)
        return false;
    for (size_t i = 0; i < v.length; i++)
        if (!is_digit(v.at[i]) && !is_lower(v.at[i]) && !(v.at[i] >= 'A' && v.at[i] <= 'Z') && v.at[i] != '.' &&
            v.at[i] != '-' && v.at[i] != '/')
            return false;
    return true;
}

static bool single_blanks(struct slice v)
{
    if (v.length == 0 || v.at[0] == ' ' || v.at[v.length - 1] == ' ')
        return false;
    /* From blank to blank: words are longer than a step. */
    const char *end = v.at + v.length;
    for (const char *at = v.at; (at = memchr(at, ' ', (size_t)(end - at)));)
        if (*++at == ' ')
            return false;
    return true;
}

/* No text has more code points than bytes. */
static bool has_length(struct slice v, size_t most)
{
    return v.length <= most || text_length(v) <= most;
}

static bool type_title(struct slice v)
{
    return single_blanks(v) && has_length(v, TITLE_MAX);
}

static bool type_ballot_title(struct slice v)
{
    return single_blanks(v) && has_length(v, BALLOT_TITLE_MAX);
}

static bool type_time(struct slice v)
{
    struct instant instant;
    return instant_parse(v, &instant);
}

static bool type_count(struct slice v)
{
    return number_between(v, 0, 9);
}

static bool type_count1(struct slice v)
{
    return number_between(v, 1, 9);
}

static bool type_size(struct slice v)
{
    return number_between(v, 0, 15);
}

static bool type_size1(struct slice v)
{
    return number_between(v, 1, 15);
}

static bool type_amount(struct slice v)
{
    if (slice_is(v, "unknown") || type_size(v))
        return true;
    size_t low = 0;
    while (low < v.length && is_digit(v.at[low]))
        low++;
    uint64_t from, to;
    struct slice high = slice_from(v, low + 2);
    return low + 2 < v.length && v.at[low] == '.' && v.at[low + 1] == '.' && type_size(slice_head(v, low)) &&
           type_size(high) && value_number(slice_head(v, low), &from) && value_number(high, &to) && from < to;
}

static bool type_weight(struct slice v)
{
    size_t whole = 0;
    while (whole < v.length && is_digit(v.at[whole]))
        whole++;
    if (whole == 0 || whole > 15 || (v.at[0] == '0' && whole > 1))
        return false;
    if (whole == v.length)
        return true;
    size_t fraction = v.length - whole - 1;
    if (v.at[whole] != '.' || fraction < 1 || fraction > 9)
        return false;
    for (size_t i = whole + 1; i < v.length; i++)
        if (!is_digit(v.at[i]))
            return false;
    return true;
}

static bool type_vkey(struct slice v)
{
    struct vkey key;
    return vkey_parse(v, &key, NULL) == STATUS_OK && key.type == KEY_TYPE_ED25519 && key_name_is_ours(key.name);
}

/* An option of any method. */
static bool type_option(struct slice v)
{
    return value_word("yes|no|abstain|none|consent|concern|object", v) >= 0 || type_id(v);
}

/* An option, or an order of options: "a>c>b=none". */
static bool type_choice(struct slice v)
{
    if (type_option(v))
        return true;
    size_t from = 0;
    for (size_t i = 0; i <= v.length && v.length <= VALUE_MAX; i++) {
        if (i < v.length && v.at[i] != '>' && v.at[i] != '=')
            continue;
        struct slice name = {.at = v.at + from, .length = i - from};
        if (!type_id(name) && !slice_is(name, "none"))
            return false;
        from = i + 1;
    }
    return v.length > 0 && v.length <= VALUE_MAX;
}

static bool type_expression(struct slice v)
{
    return single_blanks(v) && v.length <= EXPRESSION_MAX;
}

static bool type_value(struct slice v)
{
    return single_blanks(v) && v.length <= VALUE_MAX;
}

#define TYPE(name, matches, rest)                                                                                      \
    {                                                                                                                  \
        {name, sizeof(name) - 1}, matches, rest                                                                        \
    }

/* What votes have comes first. */
static const struct {
    struct slice name;
    bool (*matches)(struct slice); /* no blank passes, unless the type takes the rest */
    bool rest;                     /* takes all that is left of the value, blanks included */
} types[] = {
    TYPE("HASH", digest_is_hex, false),  TYPE("NAME", key_name_is_ours, false),
    TYPE("TIME", type_time, false),      TYPE("SIZE1", type_size1, false),
    TYPE("ID", type_id, false),          TYPE("TITLE241", type_ballot_title, true),
    TYPE("CHOICE", type_choice, false),  TYPE("NUMBER", type_number, false),
    TYPE("TITLE", type_title, true),     TYPE("COUNT", type_count, false),
    TYPE("COUNT1", type_count1, false),  TYPE("SIZE", type_size, false),
    TYPE("CENTS", type_size, false),     TYPE("AMOUNT", type_amount, false),
    TYPE("WEIGHT", type_weight, false),  TYPE("VKEY", type_vkey, false),
    TYPE("EXPR", type_expression, true), TYPE("VALUE", type_value, true),
    TYPE("GROUP", type_group, false),    TYPE("OPTION", type_option, false),
};

enum { TYPES = sizeof types / sizeof types[0] };

int value_word(const char *words, struct slice value)
{
    for (int i = 0;; i++) {
        size_t length = 0;
        while (words[length] && words[length] != '|')
            length++;
        if (slice_equal((struct slice){.at = words, .length = length}, value))
            return i;
        if (!words[length])
            return -1;
        words += length + 1;
    }
}

/* Index into `types`, or the number of types when the part is a list of words. */
static size_t type_of(struct slice part)
{
    size_t type = 0;
    while (type < TYPES && !slice_equal(part, types[type].name))
        type++;
    return type;
}

/* Like value_word for a list that is part of a longer pattern. */
static bool word_in(struct slice words, struct slice value)
{
    while (words.length)
        if (slice_equal(slice_cut(&words, '|'), value))
            return true;
    return false;
}

/* Matches one alternative of a pattern; *why becomes the part that failed. */
static bool matches_parts(struct slice pattern, struct slice value, struct slice *why)
{
    bool more = true; /* a blank was seen, so another part must follow */
    while (pattern.length) {
        *why = slice_cut(&pattern, ' ');
        if (!more)
            return false;
        size_t type = type_of(*why);
        if (type < TYPES && types[type].rest)
            return pattern.length == 0 && types[type].matches(value);
        more = value.length && memchr(value.at, ' ', value.length);
        struct slice part = slice_cut(&value, ' ');
        if (type < TYPES ? !types[type].matches(part) : !word_in(*why, part))
            return false;
    }
    return !more;
}

bool value_matches(const char *pattern, struct slice value, struct slice *why)
{
    struct slice rest = slice_of(pattern), failed = {0};
    if (value.length == 0) {
        if (why)
            *why = rest;
        return false;
    }
    /* Most patterns are one type and nothing else. */
    size_t whole = type_of(rest);
    if (whole < TYPES && types[whole].matches(value))
        return true;
    while (rest.length) {
        const char *slash = strstr(rest.at, " / ");
        struct slice one = slash ? slice_head(rest, (size_t)(slash - rest.at)) : rest;
        rest = slice_from(rest, slash ? one.length + 3 : one.length);
        if (matches_parts(one, value, &failed))
            return true;
    }
    if (why)
        *why = strstr(pattern, " / ") ? slice_of(pattern) : failed;
    return false;
}

struct slice value_part(struct slice value, size_t index)
{
    struct slice part = {0};
    for (size_t i = 0; i <= index; i++)
        part = slice_cut(&value, ' ');
    return part;
}

struct slice value_rest(struct slice value, size_t index)
{
    for (size_t i = 0; i < index; i++)
        slice_cut(&value, ' ');
    return value;
}
