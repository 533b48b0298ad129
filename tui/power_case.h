/* One body and one rule of which the voting power is asked, and what came out. */
#ifndef TUI_POWER_CASE_H
#define TUI_POWER_CASE_H

#include "core/power_bench.h"
#include "core/what_if.h"

/* A body as it is, or as a draft would have it. Everything is borrowed, or lies in the arena of whoever made it. */
struct power_body {
    struct slice name, title;
    struct roll roster;
    struct statute statute;
};

/* Where a rule asks for it: the round, and who proposed (a bench, a seat or "chair"; empty: nobody). */
struct power_asked {
    uint32_t round;
    struct slice proposer;
};

/* What a bench has: shares of all heads and of all weight that vote, and of the power. */
struct power_parts {
    size_t heads, all_heads;
    wide weight, all_weight;
    mpq_t banzhaf, shapley;
};

struct power_case {
    const struct power_body *body;
    const struct rule *rule;
    struct arena arena;
    struct power_game game;
    struct power power;
    struct power_benches benches;
    struct power_parts *parts; /* per bench of the roster; summed once, for that takes long with thousands of seats */
    size_t summed;             /* so many of them are there */
};

/* Counts, or samples. STATUS_NOT_FOUND without such a proposer. To be released in any case. */
MUST_CHECK enum status power_case_make(const struct power_body *body, const struct rule *rule,
                                       const struct power_asked *asked, struct power_case *out,
                                       struct problem *problem);
void power_case_release(struct power_case *power);

/* The seat's share, or NULL where it does not vote. */
const struct power_share *power_case_seat(const struct power_case *power, size_t seat);

/* A copy of the bench's parts; ROLL_NONE: of nothing. */
void power_parts_init(struct power_parts *parts);
void power_parts_release(struct power_parts *parts);
void power_case_bench(const struct power_case *power, size_t bench, struct power_parts *out);

/* A share from 0 to 1 with `digits` fraction digits, halves up: "0.166929134"; `whole` 0: "0.000000000". */
void power_decimal(const mpq_t share, unsigned digits, struct buffer *out);
void power_ratio(wide part, wide whole, mpq_t out);

#endif
