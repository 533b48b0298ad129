/*
 * Rules and their outcome in words, for people. What decides is the expression; these texts only tell it.
 */
#ifndef CORE_EXPRESSION_WORDS_H
#define CORE_EXPRESSION_WORDS_H

#include "core/expression.h"
#include "core/vocabulary.h"

/*
 * One evaluated comparison with its values: "yes votes (Länder): 12, needed at least 11", or "…: 51.29641, needed at
 * least 200/3 (about 66.67) = two thirds of the weight of all voting seats (Länder)"; a proposer test: "proposed by:
 * Länder". Whether it holds is the caller's to add. Titles of benches and seats come
 * from the roll.
 */
void expression_explain(const struct comparison *comparison, const struct roll *roll, const struct vocabulary *words,
                        struct buffer *out);

/* The whole expression in words, without values: for people who read a statute. */
void expression_describe(const struct expression *expression, const struct roll *roll, const struct vocabulary *words,
                         struct buffer *out);

/*
 * True where the comparison asks for a part of a base, such as `weight(yes) >= 2/3 * weight(all)`, and the base is not
 * empty. Then `share` is the part there is, and `needed` the part asked for: 0.5129641 and 2/3.
 */
bool expression_share(const struct comparison *comparison, struct rational *share, struct rational *needed);

#endif
