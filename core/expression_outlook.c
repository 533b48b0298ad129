#include "core/expression_tree.h"

/* Least and greatest left - right, times the comparison's denominator. */
struct span {
    wide least, greatest;
};

/* What a seat adds to left - right if its vote were `choice`. */
static wide seat_share(const struct expression *comparison, const struct situation *situation, size_t seat,
                       int8_t choice)
{
    const struct roll *roll = situation->roll;
    wide share = 0;
    for (enum side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        for (const struct term *term = comparison->side[side]; term; term = term->next)
            if (term->atom == ATOM_MEASURE && vote_set_holds(term->set, situation, seat, choice) &&
                group_holds(term->group, roll, seat)) {
                wide amount = term_share(term, &roll->seat[seat]);
                share += side == SIDE_LEFT ? amount : -amount;
            }
    return share;
}

static void widen(struct span *span, wide share, bool *first)
{
    if (*first || share < span->least)
        span->least = share;
    if (*first || share > span->greatest)
        span->greatest = share;
    *first = false;
}

static bool may_cast(const struct situation *situation, const struct freedom *freedom, int option)
{
    if (option == method_abstain_option(situation->method))
        return !freedom->abstention_forbidden;
    if (!method_has_winner(situation->method))
        return true;
    bool leads = situation->winner == STANCE_WINNER;
    return option == STANCE_WINNER ? leads : !(leads && freedom->one_option);
}

static struct span seat_span(const struct expression *comparison, const struct situation *situation,
                             const struct freedom *freedom, size_t seat)
{
    struct span span = {0};
    bool first = true;
    widen(&span, seat_share(comparison, situation, seat, situation->choice[seat]), &first);
    if (!freedom->free[seat])
        return span;
    int count = (int)method_rule_options(situation->method);
    for (int option = 0; option < count; option++)
        if (may_cast(situation, freedom, option))
            widen(&span, seat_share(comparison, situation, seat, (int8_t)option), &first);
    return span;
}

static struct span comparison_span(const struct expression *comparison, const struct situation *situation,
                                   const struct freedom *freedom)
{
    struct span span = {0};
    for (enum side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        for (const struct term *term = comparison->side[side]; term; term = term->next)
            if (term->atom != ATOM_MEASURE) {
                wide amount = term_constant(term, situation);
                span.least += side == SIDE_LEFT ? amount : -amount;
            }
    span.greatest = span.least;
    for (size_t i = 0; i < situation->roll->seats; i++) {
        struct span seat = seat_span(comparison, situation, freedom, i);
        span.least += seat.least;
        span.greatest += seat.greatest;
    }
    return span;
}

static enum verdict verdict_of(bool holds)
{
    return holds ? VERDICT_TRUE : VERDICT_FALSE;
}

/* Between the two ends of the span "=" may come to hold although it holds at neither. */
static enum verdict comparison_outlook(const struct expression *comparison, const struct situation *situation,
                                       const struct freedom *freedom)
{
    struct span span = comparison_span(comparison, situation, freedom);
    bool at_least = relation_holds(comparison->relation, span.least);
    bool at_greatest = relation_holds(comparison->relation, span.greatest);
    bool crosses = span.least < 0 && span.greatest > 0;
    if (at_least != at_greatest || crosses)
        return VERDICT_OPEN;
    return verdict_of(at_least);
}

/* Kleene: a false operand decides an "and", a true one an "or"; otherwise one open operand leaves them open. */
static enum verdict list_outlook(const struct expression *list, const struct situation *situation,
                                 const struct freedom *freedom)
{
    enum verdict decisive = list->kind == NODE_OR ? VERDICT_TRUE : VERDICT_FALSE;
    enum verdict result = verdict_of(list->kind == NODE_AND);
    for (const struct expression *operand = list->first; operand; operand = operand->next) {
        enum verdict verdict = expression_outlook(operand, situation, freedom);
        if (verdict == decisive)
            return decisive;
        if (verdict == VERDICT_OPEN)
            result = VERDICT_OPEN;
    }
    return result;
}

enum verdict expression_outlook(const struct expression *expression, const struct situation *situation,
                                const struct freedom *freedom)
{
    enum verdict verdict;
    switch (expression->kind) {
    case NODE_COMPARISON:
        return comparison_outlook(expression, situation, freedom);
    case NODE_PROPOSER:
        return verdict_of(proposer_holds(expression->group, situation));
    case NODE_NOT:
        verdict = expression_outlook(expression->first, situation, freedom);
        return verdict == VERDICT_OPEN ? VERDICT_OPEN : verdict_of(verdict == VERDICT_FALSE);
    default:
        return list_outlook(expression, situation, freedom);
    }
}

bool expression_counts(const struct expression *expression, enum vote_set set)
{
    if (!expression)
        return false;
    for (enum side side = SIDE_LEFT; expression->kind == NODE_COMPARISON && side <= SIDE_RIGHT; side++)
        for (const struct term *term = expression->side[side]; term; term = term->next)
            if (term->atom == ATOM_MEASURE && term->set == set)
                return true;
    for (const struct expression *operand = expression->first; operand; operand = operand->next)
        if (expression_counts(operand, set))
            return true;
    return false;
}
