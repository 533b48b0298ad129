/*
 * A second counter, written apart from core/: it reads the text of a rule anew for every ballot, in fractions and lists
 * of seats, and learns what may still happen by trying every way in which the free seats can vote.
 */
#ifndef TESTS_SLOW_COUNT_H
#define TESTS_SLOW_COUNT_H

#include "core/tally.h"

enum { SLOW_COMPARISONS_MAX = 64, SLOW_SEATS_MAX = 64 };

struct slow_fraction {
    wide p, q;
};

struct slow_ballot {
    const struct roll *roll;
    const char *options[METHOD_OPTIONS_MAX]; /* names in ballot order */
    int8_t choice[SLOW_SEATS_MAX];
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

struct slow_future {
    bool certain;     /* as RULES section 2 "Fixed" says: comparison by comparison */
    bool outcomes[3]; /* by enum outcome: which of them some way of voting leads to */
    size_t ways;
};

/* Tries every way in which the free seats can vote; `silence` of the ballot is that of `adopted`. */
struct slow_future slow_look_ahead(const char *quorum, const char *adopted, const struct slow_ballot *ballot,
                                   const bool *free, bool abstention_forbidden);

#endif
