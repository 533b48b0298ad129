/*
 * The rule language of statutes:
 *
 *     heads(yes in bund) = heads(all in bund) and weight(yes in laender) >= 2/3 * weight(all in laender)
 *
 *     expr    = conj { "or" conj }            conj = lit { "and" lit }
 *     lit     = "not" lit | "(" expr ")" | "proposer" "in" group | sum rel sum
 *     sum     = prod { ("+" | "-") prod }     prod = { number "*" } atom
 *     atom    = number | "round" | "call" | measure "(" set [ "in" group ] ")"
 *     number  = digits [ "." digits ] [ "%" ] | digits "/" digits             one token
 *
 * An expression is parsed once, checked against the method, benches and seats it is meant for, and then cannot fail:
 * every sum it can reach is proved to fit before it is accepted. In words for people: core/expression_words.h.
 */
#ifndef CORE_EXPRESSION_H
#define CORE_EXPRESSION_H

#include "core/arena.h"
#include "core/group.h"
#include "core/situation.h"

/* Depth: so many "not" and "(" may be open at one place; the brackets of heads(…) and weight(…) do not count. */
enum { EXPRESSION_LENGTH_MAX = 4096, EXPRESSION_DEPTH_MAX = 64 };

enum measure { MEASURE_HEADS, MEASURE_WEIGHT };

/* SET_OPTION + i is the set of option i of the method (its option "abstain" is SET_ABSTAIN). */
enum vote_set { SET_ALL, SET_SEATS, SET_PRESENT, SET_CAST, SET_VALID, SET_ABSTAIN, SET_WINNER, SET_OPTION };

enum relation { RELATION_GT, RELATION_GE, RELATION_LT, RELATION_LE, RELATION_EQ, RELATION_NE };

struct expression; /* lives in the arena it was parsed into; immutable */

/*
 * Parses and checks. A group that is a bench's id on the roll means the bench, else the seat of that id, voting or
 * advisory. The text may have any number of blanks between its words; it and its canonical printing have at most
 * EXPRESSION_LENGTH_MAX bytes. STATUS_FORM with a message that says what was expected, and the column (within `text`;
 * the problem's line stays), otherwise.
 * The arithmetic is proved to fit for this roll's voting seats and weights, present in whatever number: an expression
 * meets a roll with more or heavier seats only after it was parsed against that.
 */
MUST_CHECK enum status expression_parse(struct slice text, enum method method, const struct roll *roll,
                                        struct arena *arena, const struct expression **out, struct problem *problem);

/* The canonical printing: parsing it gives the same expression again. */
void expression_write(const struct expression *expression, struct buffer *out);

/* ">", ">=", "<", "<=", "=", "!=". */
const char *relation_name(enum relation relation);

enum verdict { VERDICT_FALSE, VERDICT_TRUE, VERDICT_OPEN };

/* One comparison or proposer test, evaluated. */
struct comparison {
    bool proposer; /* a proposer test: left, right, relation unused */
    struct group group;
    struct rational left, right; /* reduced */
    enum relation relation;
    enum verdict verdict; /* TRUE or FALSE */
    const struct expression *source;
};

/* How many comparisons and proposer tests it holds; 0 for NULL. */
size_t expression_comparisons(const struct expression *expression);

/* Whether one of them counts the set; false for NULL. */
bool expression_counts(const struct expression *expression, enum vote_set set);

/*
 * Evaluates every comparison, none skipped, in the order of the text. `out` has expression_comparisons() elements.
 */
bool expression_evaluate(const struct expression *expression, const struct situation *situation,
                         struct comparison *out);

/*
 * Can it still change, while the same option leads? A free seat may cast any option, but "abstain" where that is
 * forbidden, and it may stay silent unless a vote counts for it already: that can be replaced, not taken away. Seats
 * that cannot vote are never free. Where options of the ballot lead, a seat may name the leading one, or others.
 * Per comparison the least and the greatest left - right is found seat by seat; and, or, not follow Kleene
 * (strong three-valued logic). TRUE and FALSE are certain; OPEN may be more careful than necessary.
 */
struct freedom {
    const bool *free; /* per seat */
    bool abstention_forbidden;
    bool one_option; /* where an option leads, it is the only one: whoever does not abstain names it */
};

enum verdict expression_outlook(const struct expression *expression, const struct situation *situation,
                                const struct freedom *freedom);

#endif
