/*
 * Voting power of every seat under a rule, without anybody's opinions: how often is its vote the one that decides?
 *
 * A seat is decisive in a coalition of others when its yes instead of its no changes whether the rule holds.
 * Banzhaf: the coalitions in which a seat is decisive, by those of all seats together (Penrose 1946; Banzhaf 1965,
 * "Weighted Voting Doesn't Work"). Shapley-Shubik: in how many of all orders in which seats say yes one after another
 * the seat is decisive (Shapley and Shubik 1954, "A Method for Evaluating the Distribution of Power in a Committee
 * System"). Both are shares: they add up to 1, or are all 0 where nobody ever decides. A rule may let a yes harm a
 * motion ("not", "="); such swings count the same, and `monotone` says that there are some.
 *
 * Exact by counting over states (core/power_states.h); where these are too many, estimated from a sample.
 */
#ifndef CORE_POWER_H
#define CORE_POWER_H

#include "core/power_game.h"

#include <gmp.h>

/* Of one seat of a class. */
struct power_share {
    mpq_t banzhaf, shapley;             /* share of the whole */
    mpq_t banzhaf_error, shapley_error; /* sampled: half the width of a 95 % confidence interval; else 0 */
    mpz_t swings;                       /* exact: the coalitions of others in which it is decisive */
    enum verdict dummy, veto;           /* never decisive; nothing is adopted without it. OPEN: a sample cannot tell */
};

struct power {
    bool exact;
    uint64_t samples;          /* 0: exact */
    enum verdict monotone;     /* OPEN: a sample cannot tell */
    struct power_share *share; /* per class of the game */
    size_t classes;
};

/* Exactly, else by a sample. STATUS_NO_MEMORY. To be released in any case. */
MUST_CHECK enum status power_make(const struct power_game *game, struct power *out);

/* Exactly; STATUS_REFUSED where that would take too long. The first is for few seats, the other for large classes. */
MUST_CHECK enum status power_quick(const struct power_game *game, struct power *out);
MUST_CHECK enum status power_count(const struct power_game *game, struct power *out);

/*
 * Estimated. The sample follows from the game alone, so that everybody gets the same numbers from the same rule and
 * roster. The interval is that of 64 batch means, with Student's t for 63 degrees of freedom.
 */
MUST_CHECK enum status power_sample(const struct power_game *game, struct power *out);

void power_release(struct power *power);

/* For core/power_*.c: an empty result with room for the classes of the game; and sums per seat become shares of all. */
MUST_CHECK enum status power_open(const struct power_game *game, struct power *out);
void power_finish(const struct power_game *game, struct power *power);

#endif
