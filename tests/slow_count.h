/*
 * A second counter, written apart from core/: it reads the text of a rule anew for every ballot, in fractions and lists
 * of seats, and the votes from their words.
 */
#ifndef TESTS_SLOW_COUNT_H
#define TESTS_SLOW_COUNT_H

#include "core/tally.h"

enum { SLOW_COMPARISONS_MAX = 64, SLOW_SEATS_MAX = 64, SLOW_LINES_MAX = 4 };

struct slow_fraction {
    wide p, q;
};

struct slow_ballot {
    const struct roll *roll;
    enum method method;
    const char *option[SLOW_LINES_MAX]; /* the option lines, in order */
    size_t lines;
    const char *vote[SLOW_SEATS_MAX]; /* as core/choice.h writes it in a word; NULL: there is none */
    const char *winner;               /* the option that leads, for the set of that name; NULL: none */
    const bool *proposer;
    bool meeting;
    enum silence silence;
    unsigned round, call;
};

/* What each comparison said, in text order. */
struct slow_values {
    size_t count;
    struct slow_fraction left[SLOW_COMPARISONS_MAX], right[SLOW_COMPARISONS_MAX];
    bool holds[SLOW_COMPARISONS_MAX];
};

/* The text must be well-formed. NULL: holds. */
bool slow_holds(const char *rule, const struct slow_ballot *ballot, struct slow_values *values);

/* Truth in three steps, so that "and" is the least and "or" the greatest of them. */
enum truth { NEVER, MAYBE, ALWAYS };

/* What the rule comes to when each comparison is as `known`; NULL: as the values say. */
enum truth slow_read(const char *rule, const struct slow_ballot *ballot, struct slow_values *values,
                     const enum truth *known);

struct slow_fraction slow_minus(struct slow_fraction a, struct slow_fraction b);
int slow_sign(struct slow_fraction a);

#endif
