#include "core/expression_tree.h"

/* A coefficient for units of the atom: a weight's unit is 10^-9. */
static bool unit_coefficient(const struct term *term, struct rational *out)
{
    struct rational unit = {1, 1};
    if (term->atom == ATOM_MEASURE && term->measure == MEASURE_WEIGHT)
        unit.denominator = DECIMAL_ONE;
    return rational_times(term->coefficient, unit, out);
}

/* The most units the atom can be. */
static bool atom_most(const struct term *term, const struct roll *roll, wide *out)
{
    if (term->atom != ATOM_MEASURE) {
        *out = term->atom == ATOM_NUMBER ? 1 : UINT32_MAX;
        return true;
    }
    wide most = 0;
    bool fits = true;
    for (size_t i = 0; fits && i < roll->seats; i++)
        if (roll->seat[i].voting)
            fits = wide_plus(most, term->measure == MEASURE_HEADS ? 1 : roll->seat[i].weight.units, &most);
    *out = most;
    return fits;
}

static bool add_denominator(const struct term *term, wide *common)
{
    struct rational unit;
    if (!unit_coefficient(term, &unit))
        return false;
    return wide_times(*common / wide_gcd(*common, unit.denominator), unit.denominator, common);
}

/* Sets the term's whole number and adds the most it can amount to. */
static bool scale_term(struct term *term, const struct roll *roll, wide common, wide *most)
{
    struct rational unit;
    wide units, amount;
    if (!unit_coefficient(term, &unit) || !wide_times(unit.numerator, common / unit.denominator, &term->scaled) ||
        !atom_most(term, roll, &units) || !wide_times(term->scaled, units, &amount))
        return false;
    return wide_plus(*most, amount < 0 ? -amount : amount, most);
}

bool comparison_prove(struct expression *comparison, const struct roll *roll)
{
    wide common = 1, most = 0;
    bool fits = true;
    for (enum side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        for (struct term *term = comparison->side[side]; fits && term; term = term->next)
            fits = add_denominator(term, &common);
    for (enum side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        for (struct term *term = comparison->side[side]; fits && term; term = term->next)
            fits = scale_term(term, roll, common, &most);
    comparison->denominator = common;
    return fits;
}
