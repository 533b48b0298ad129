/*
 * What benches can do as a whole: block, and carry a motion together.
 */
#ifndef CORE_POWER_BENCH_H
#define CORE_POWER_BENCH_H

#include "core/power.h"

enum { POWER_BENCHES_MAX = 12 };

struct power_bench {
    size_t seats;           /* that vote */
    enum verdict can_block; /* with all its seats voting no, nothing is adopted whatever the others do */
    size_t block_min;       /* so few of its seats suffice for that, well chosen; 0: not even all, or not known */
};

struct power_benches {
    struct power_bench *bench; /* per bench of the roll; in the arena */
    /*
     * Minimal winning coalitions of benches, as bits of the roll's benches: all their seats say yes, all others no, the
     * motion is adopted, and with one bench less it is not. `known` is false where there are too many benches.
     */
    uint64_t *coalition;
    size_t coalitions;
    bool known;
};

/*
 * `monotone` as struct power has it: where a yes can harm, all coalitions of the others have to be looked at, which is
 * possible up to some size; else what is asked for stays open. Nothing blocks where nothing is ever adopted: then
 * every bench does, with no seat at all; that is reported as VERDICT_FALSE. STATUS_NO_MEMORY.
 */
MUST_CHECK enum status power_benches_make(const struct power_game *game, enum verdict monotone, struct arena *arena,
                                          struct power_benches *out);

#endif
