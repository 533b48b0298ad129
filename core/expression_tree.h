/*
 * How an expression looks inside; only core/expression*.c, core/leeway.c and core/power_game.c include this.
 *
 * A tree of or, and, not over comparisons and proposer tests. A comparison is kept twice: as written, for printing, and
 * as one whole number per term, over a denominator that all its terms share, for counting.
 */
#ifndef CORE_EXPRESSION_TREE_H
#define CORE_EXPRESSION_TREE_H

#include "core/expression.h"

enum node_kind { NODE_OR, NODE_AND, NODE_NOT, NODE_COMPARISON, NODE_PROPOSER };

enum atom { ATOM_NUMBER, ATOM_ROUND, ATOM_CALL, ATOM_MEASURE };

/* One of the numbers in front of an atom, as written. */
struct factor {
    const struct factor *next;
    struct slice text;
};

struct term {
    struct term *next;
    const struct factor *factor;
    bool minus; /* stands behind a "-" */
    enum atom atom;
    struct slice number; /* ATOM_NUMBER: as written */
    enum measure measure;
    enum vote_set set;
    struct group group;
    struct rational coefficient; /* factors, sign, and the number of an ATOM_NUMBER */
    wide scaled; /* what a unit of the atom (a head, 10^-9 of weight, a round, the number) adds, times `denominator` */
};

enum side { SIDE_LEFT, SIDE_RIGHT };

struct expression {
    enum node_kind kind;
    enum method method;
    size_t comparisons;
    struct expression *first, *next; /* operands; an or stands in no or, an and in no and */
    struct term *side[2];
    enum relation relation;
    wide denominator;
    struct group group; /* NODE_PROPOSER */
};

/* The name of a set under a method, static; NULL when the method does not have it. */
const char *vote_set_name(enum vote_set set, enum method method);
bool vote_set_find(struct slice name, enum method method, enum vote_set *out);

/*
 * Gives every term of the comparison its whole number. False when a sum could leave WIDE_LIMIT: over the numerators of
 * all terms of both sides, each with the most that its atom can be on this roll. Every sum that evaluating or
 * looking ahead forms adds some of these, so it stays within the same limit.
 */
bool comparison_prove(struct expression *comparison, const struct roll *roll);

/* Whether a seat of the group signed the proposal. */
bool proposer_holds(struct group group, const struct situation *situation);

/* Whether the seat would be in the set if its vote were `choice`. */
bool vote_set_holds(enum vote_set set, const struct situation *situation, size_t seat, int8_t choice);

/* left - right, compared with 0. */
bool relation_holds(enum relation relation, wide difference);

/* What a term adds for one seat that is in its set and group, times the comparison's denominator. */
wide term_share(const struct term *term, const struct roll_seat *seat);

/* What a term without a measure is, times the comparison's denominator. */
wide term_constant(const struct term *term, const struct situation *situation);

/* left - right of a comparison, times its denominator. */
wide comparison_difference(const struct expression *comparison, const struct situation *situation);

#endif
