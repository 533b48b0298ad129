/*
 * Bodies, rules and ballots by chance, the same in every run.
 */
#ifndef TESTS_RANDOM_RULE_H
#define TESTS_RANDOM_RULE_H

#include "core/tally.h"
#include "tests/roll_text.h"

struct chance {
    uint64_t state; /* not 0 */
};

/* 0 to below - 1. */
unsigned chance_below(struct chance *chance, unsigned below);

/* One to eight seats on one to three benches, with weights, advisory, recused and present ones, perhaps a chair. */
void chance_roll(struct chance *chance, struct roll_text *out);

/* A well-formed rule for the roll, of any method, with needless blanks and brackets. */
void chance_rule(struct chance *chance, const struct roll *roll, enum method method, struct buffer *out);

#endif
