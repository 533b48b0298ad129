/*
 * All coalitions of a small game, in two halves of its classes: the states of the first as they are counted, those of
 * the second in groups that differ in one column only and are sorted by it. Along a group a rule changes its mind at
 * few places, since each comparison does so at most twice. So 2^13 times 14 groups stand for the 2^27 coalitions of 27
 * seats of different weight (Horowitz and Sahni, "Computing Partitions with Applications to the Knapsack Problem",
 * Journal of the ACM 21, 1974).
 */
#ifndef CORE_POWER_HALVES_H
#define CORE_POWER_HALVES_H

#include "core/power_game.h"

struct power_half {
    size_t *class, *stride; /* of the game; by how much a further seat of it moves the state's number */
    size_t classes, count;  /* count: states */
    uint8_t *size;          /* per state: its seats */
    uint64_t *ways;         /* per state: in how many ways its seats can be chosen */
    wide *sum;              /* per state: columns */
};

/* States of the second half from `first` on, of the same size. */
struct power_group {
    size_t first, count;
    uint8_t size;
};

/* What the rule says along a group: `first` at its beginning, the other thing from each place on. */
struct power_places {
    uint32_t start;
    uint16_t count;
    bool first;
};

struct power_halves {
    const struct power_game *game;
    size_t columns, along; /* along: the column that groups are sorted by */
    struct power_half half[2];
    struct power_group *group;
    size_t groups;
    uint32_t *order;             /* the states of the second half, by group; */
    wide *key;                   /* their sums in the column that they are sorted by; */
    uint64_t *before;            /* and the ways of all in front of each; one more at the end */
    struct power_places *places; /* per state of the first half and group */
    uint32_t *place;
    size_t used, room;
};

/*
 * `offset`: what others have added to the columns already; NULL: nothing. `swap`: the halves change their parts.
 * STATUS_NO_MEMORY; STATUS_REFUSED for a game that is too large for this. To be released in any case.
 */
MUST_CHECK enum status power_halves_make(const struct power_game *game, const wide *offset, bool swap,
                                         struct arena *arena, struct power_halves *out);
void power_halves_release(struct power_halves *halves);

/* The ways of the second half, in that group, to make the rule say something else beside `a` than beside `b`. */
uint64_t power_halves_between(const struct power_halves *halves, size_t a, size_t b, size_t group, bool *falls);

/* How many of the class are in the state of that half; `index` counts its classes. */
size_t power_halves_seats(const struct power_halves *halves, size_t half, size_t state, size_t index);

#endif
