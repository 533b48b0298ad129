/*
 * What may still happen, learned by trying every way in which the free seats can vote.
 */
#ifndef TESTS_SLOW_FUTURE_H
#define TESTS_SLOW_FUTURE_H

#include "tests/slow_count.h"

/* Every word that a vote can be; returns how many. The options must be the same for every ballot of so many lines. */
size_t slow_words(const struct slow_ballot *ballot, bool abstention_forbidden, const char *const **out);

struct slow_question {
    const char *quorum, *adopted;
    const struct slow_ballot *ballot; /* `silence` is that of `adopted` */
    const bool *free;                 /* per seat */
    bool abstention_forbidden, tie_chair;
};

struct slow_future {
    bool certain;     /* as RULES section 2 "Fixed" says: comparison by comparison */
    bool outcomes[3]; /* by enum outcome: which of them some way of voting leads to */
    size_t ways;
};

struct slow_future slow_look_ahead(const struct slow_question *question);

/* What the ballot as it stands comes to; the values may be NULL. */
enum outcome slow_outcome(const struct slow_question *question, struct slow_values *quorum,
                          struct slow_values *adopted);

#endif
