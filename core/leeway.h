/*
 * Presence and a condition: how many of those who are there may leave before it fails, how many must come before it can
 * hold. Nobody has voted: what counts is the set `present` alone.
 */
#ifndef CORE_LEEWAY_H
#define CORE_LEEWAY_H

#include "core/expression.h"

struct leeway {
    uint64_t seats, present; /* that may vote; of these: there */
    bool holds;
    uint64_t may_leave; /* where it holds: so many may go, whoever they are; it may be more where they are others */
    uint64_t must_come; /* where it does not: so many at least; more than are absent: it does not hang on them alone */
    bool even;          /* each seat adds the same, so that what is needed is a number of seats */
};

/*
 * `roll->seat[].present` says who is there. Seats that do not vote, and recused ones, are left out. The expression may
 * be NULL, which always holds. Exact where it is a single comparison by size (not = or !=), and in the careful
 * direction else. Time: a sort of the seats for each comparison. STATUS_NO_MEMORY.
 */
MUST_CHECK enum status leeway_find(const struct expression *expression, const struct roll *roll, uint32_t call,
                                   struct leeway *out);

#endif
