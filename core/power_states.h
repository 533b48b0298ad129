/*
 * All coalitions of some classes of a game, those alike merged: a state is the number of yes votes with the sum of
 * their gains, and in how many ways it comes about. Seats of a class enter together with binomial coefficients, so
 * equal seats are cheap; seats with weights of their own double the states, unless their sums meet.
 * Counts are whole numbers of any length (GMP, which ends the program when there is no memory for a number; the limit
 * of states keeps what it needs to some 100 MB).
 */
#ifndef CORE_POWER_STATES_H
#define CORE_POWER_STATES_H

#include "core/power_game.h"

#include <gmp.h>

enum { POWER_STATES_MAX = 1 << 19 };

struct power_states {
    size_t columns, count, capacity, slots;
    uint32_t *size; /* per state: how many yes votes */
    wide *sum;      /* per state: columns */
    mpz_t *ways;    /* per state, above 0 */
    uint32_t *slot; /* to find them: state + 1, or 0; a power of two of slots */
};

/*
 * Of all classes of the game but `without`, in ascending order of size. STATUS_NO_MEMORY; STATUS_REFUSED when they are
 * more than POWER_STATES_MAX. To be released in any case.
 */
MUST_CHECK enum status power_states_make(const struct power_game *game, size_t without, struct power_states *out);
void power_states_release(struct power_states *states);

/* The state, or SIZE_MAX. */
size_t power_states_find(const struct power_states *states, uint32_t size, const wide *sum);

#endif
