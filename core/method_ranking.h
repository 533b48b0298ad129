/*
 * Ranking: Schulze's method, as in the Debian constitution, A.5, with "none" as the default option and no
 * majority asked for but the simple one over it. Instead of dropping the weakest defeats one by one it looks for the
 * strongest paths, which finds the same winners: Schulze, "A new monotonic, clone-independent, reversal symmetric, and
 * Condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011), sections 2.2 and 2.3.
 */
#ifndef CORE_METHOD_RANKING_H
#define CORE_METHOD_RANKING_H

#include "core/lead.h"
#include "core/tally_votes.h"

/* Counts the pairs and finds the paths. The arrays lie in the arena. STATUS_NO_MEMORY is the only failure. */
MUST_CHECK enum status pairwise_make(const struct tally_votes *votes, struct arena *arena, struct pairwise *out);

/* Who stands before whom: the one with the stronger path to the other. Dropped options cannot lead. */
void standings_by_paths(const struct pairwise *pairwise, struct standings *out);

#endif
