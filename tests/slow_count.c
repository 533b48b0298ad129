#include "tests/slow_count.h"

#include "tests/slow_lead.h"

#include <stdio.h>
#include <stdlib.h>

struct reader {
    const char *at;
    const struct slow_ballot *ballot;
    struct slow_values *values;
    const enum truth *known; /* per comparison; NULL: as the values say */
};

static struct slow_fraction fraction(wide p, wide q)
{
    wide a = p < 0 ? -p : p, b = q;
    while (b) {
        wide c = a % b;
        a = b;
        b = c;
    }
    return (struct slow_fraction){p / a, q / a};
}

static struct slow_fraction add(struct slow_fraction a, struct slow_fraction b)
{
    return fraction(a.p * b.q + b.p * a.q, a.q * b.q);
}

static struct slow_fraction multiply(struct slow_fraction a, struct slow_fraction b)
{
    return fraction(a.p * b.p, a.q * b.q);
}

int slow_sign(struct slow_fraction a)
{
    return (a.p > 0) - (a.p < 0);
}

struct slow_fraction slow_minus(struct slow_fraction a, struct slow_fraction b)
{
    return add(a, (struct slow_fraction){-b.p, b.q});
}

static void skip(struct reader *reader)
{
    while (*reader->at == ' ')
        reader->at++;
}

/* Takes the sign when it comes next. */
static bool sign_next(struct reader *reader, const char *mark)
{
    skip(reader);
    size_t length = strlen(mark);
    if (strncmp(reader->at, mark, length) != 0)
        return false;
    reader->at += length;
    return true;
}

static bool name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* Takes the word when it comes next. */
static bool word_next(struct reader *reader, const char *word)
{
    skip(reader);
    size_t length = strlen(word);
    return !name_char(strncmp(reader->at, word, length) ? 'a' : reader->at[length]) && sign_next(reader, word);
}

static void read_name(struct reader *reader, char name[64])
{
    size_t length = 0;
    skip(reader);
    while (name_char(*reader->at) && length < 63)
        name[length++] = *reader->at++;
    name[length] = '\0';
}

static bool seat_in(const struct roll *roll, size_t seat, const char *group)
{
    if (!*group)
        return true;
    if (strcmp(group, "chair") == 0)
        return seat == roll->chair;
    for (size_t i = 0; i < roll->benches; i++)
        if (slice_is(roll->bench[i].id, group))
            return roll->seat[seat].bench == i;
    return slice_is(roll->seat[seat].id, group);
}

/* What a seat says; NULL where it takes no part. */
static const char *voice(const struct slow_ballot *ballot, size_t seat)
{
    if (ballot->vote[seat])
        return ballot->vote[seat];
    if (ballot->silence == SILENCE_ABSTAIN)
        return "abstain";
    if (ballot->silence == SILENCE_ABSENT)
        return NULL;
    return ballot->method == METHOD_YES_NO ? "yes" : "consent";
}

static bool seat_of(const struct slow_ballot *ballot, size_t seat, const char *set)
{
    const struct roll_seat *s = &ballot->roll->seat[seat];
    const char *said = voice(ballot, seat);
    if (!s->voting)
        return false;
    if (strcmp(set, "all") == 0)
        return true;
    if (s->recused)
        return false;
    if (strcmp(set, "seats") == 0)
        return true;
    if (!said)
        return strcmp(set, "present") == 0 && ballot->meeting && s->present;
    if (strcmp(set, "present") == 0 || strcmp(set, "cast") == 0)
        return true;
    if (strcmp(set, "valid") == 0)
        return strcmp(said, "abstain") != 0;
    if (strcmp(set, "winner") == 0)
        return ballot->winner && slow_names(ballot, seat, ballot->winner);
    return strcmp(set, said) == 0;
}

static struct slow_fraction read_measure(struct reader *reader, bool heads)
{
    char set[64], group[64] = "";
    sign_next(reader, "(");
    read_name(reader, set);
    if (word_next(reader, "in"))
        read_name(reader, group);
    sign_next(reader, ")");
    struct slow_fraction total = {0, 1};
    for (size_t i = 0; i < reader->ballot->roll->seats; i++)
        if (seat_of(reader->ballot, i, set) && seat_in(reader->ballot->roll, i, group))
            total = add(total, heads ? (struct slow_fraction){1, 1}
                                     : fraction(reader->ballot->roll->seat[i].weight.units, DECIMAL_ONE));
    return total;
}

static struct slow_fraction read_number(struct reader *reader)
{
    struct slow_fraction value = {0, 1};
    skip(reader);
    for (; *reader->at >= '0' && *reader->at <= '9'; reader->at++)
        value.p = value.p * 10 + *reader->at - '0';
    if (*reader->at == '/') {
        wide below = 0;
        for (reader->at++; *reader->at >= '0' && *reader->at <= '9'; reader->at++)
            below = below * 10 + *reader->at - '0';
        return fraction(value.p, below);
    }
    if (*reader->at == '.')
        for (reader->at++; *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
            value.p = value.p * 10 + *reader->at - '0';
            value.q *= 10;
        }
    if (*reader->at == '%') {
        reader->at++;
        value.q *= 100;
    }
    return fraction(value.p, value.q);
}

static struct slow_fraction read_product(struct reader *reader)
{
    skip(reader);
    if (*reader->at >= '0' && *reader->at <= '9') {
        struct slow_fraction number = read_number(reader);
        return sign_next(reader, "*") ? multiply(number, read_product(reader)) : number;
    }
    if (word_next(reader, "round"))
        return (struct slow_fraction){reader->ballot->round, 1};
    if (word_next(reader, "call"))
        return (struct slow_fraction){reader->ballot->call, 1};
    if (word_next(reader, "heads"))
        return read_measure(reader, true);
    word_next(reader, "weight");
    return read_measure(reader, false);
}

static struct slow_fraction read_sum(struct reader *reader)
{
    struct slow_fraction sum = read_product(reader);
    for (;;) {
        if (sign_next(reader, "+"))
            sum = add(sum, read_product(reader));
        else if (sign_next(reader, "-"))
            sum = slow_minus(sum, read_product(reader));
        else
            return sum;
    }
}

/* Which comparisons a relation allows, as signs of left - right: less, equal, greater. */
static const char *read_relation(struct reader *reader)
{
    if (sign_next(reader, ">="))
        return "=>";
    if (sign_next(reader, "<="))
        return "<=";
    if (sign_next(reader, "!="))
        return "<>";
    if (sign_next(reader, ">"))
        return ">";
    return sign_next(reader, "<") ? "<" : sign_next(reader, "=") ? "=" : "";
}

static bool allows(const char *relation, int difference)
{
    return strchr(relation, difference < 0 ? '<' : difference > 0 ? '>' : '=') != NULL;
}

static enum truth note(struct reader *reader, struct slow_fraction left, struct slow_fraction right, bool holds)
{
    struct slow_values *values = reader->values;
    size_t index = values->count++;
    if (index >= SLOW_COMPARISONS_MAX)
        abort();
    values->left[index] = left;
    values->right[index] = right;
    values->holds[index] = holds;
    return reader->known ? reader->known[index] : holds ? ALWAYS : NEVER;
}

static enum truth read_or(struct reader *reader);

static enum truth read_literal(struct reader *reader)
{
    if (word_next(reader, "not"))
        return ALWAYS - read_literal(reader);
    if (sign_next(reader, "(")) {
        enum truth inner = read_or(reader);
        sign_next(reader, ")");
        return inner;
    }
    if (word_next(reader, "proposer")) {
        char group[64];
        bool holds = false;
        word_next(reader, "in");
        read_name(reader, group);
        for (size_t i = 0; i < reader->ballot->roll->seats; i++)
            holds |= reader->ballot->proposer && reader->ballot->proposer[i] && seat_in(reader->ballot->roll, i, group);
        return note(reader, (struct slow_fraction){0, 1}, (struct slow_fraction){!holds, 1}, holds);
    }
    struct slow_fraction left = read_sum(reader);
    const char *relation = read_relation(reader);
    struct slow_fraction right = read_sum(reader);
    return note(reader, left, right, allows(relation, slow_sign(slow_minus(left, right))));
}

static enum truth read_and(struct reader *reader)
{
    enum truth all = read_literal(reader);
    while (word_next(reader, "and")) {
        enum truth one = read_literal(reader);
        all = one < all ? one : all;
    }
    return all;
}

static enum truth read_or(struct reader *reader)
{
    enum truth any = read_and(reader);
    while (word_next(reader, "or")) {
        enum truth one = read_and(reader);
        any = one > any ? one : any;
    }
    return any;
}

enum truth slow_read(const char *rule, const struct slow_ballot *ballot, struct slow_values *values,
                     const enum truth *known)
{
    struct reader reader = {.at = rule, .ballot = ballot, .values = values, .known = known};
    values->count = 0;
    return rule ? read_or(&reader) : ALWAYS;
}

bool slow_holds(const char *rule, const struct slow_ballot *ballot, struct slow_values *values)
{
    return slow_read(rule, ballot, values, NULL) == ALWAYS;
}
