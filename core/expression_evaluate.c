#include "core/expression_tree.h"

size_t expression_comparisons(const struct expression *expression)
{
    return expression ? expression->comparisons : 0;
}

/* The option that the vote names; a silent seat names the one it takes part with, if any. */
static int option_named(const struct situation *situation, int8_t choice)
{
    if (choice == SITUATION_SILENT && situation->silence == SILENCE_CONSENT)
        return method_consent_option(situation->method);
    return choice;
}

static bool abstains(const struct situation *situation, int8_t choice)
{
    if (choice == SITUATION_SILENT)
        return situation->silence == SILENCE_ABSTAIN;
    return choice == method_abstain_option(situation->method);
}

bool vote_set_holds(enum vote_set set, const struct situation *situation, size_t seat, int8_t choice)
{
    const struct roll_seat *s = &situation->roll->seat[seat];
    if (!s->voting || set == SET_ALL)
        return s->voting;
    if (s->recused)
        return false;
    bool cast = choice != SITUATION_SILENT || situation->silence != SILENCE_ABSENT;
    switch (set) {
    case SET_SEATS:
        return true;
    case SET_PRESENT:
        return cast || (situation->meeting && s->present);
    case SET_CAST:
        return cast;
    case SET_VALID:
        return cast && !abstains(situation, choice);
    case SET_ABSTAIN:
        return abstains(situation, choice);
    case SET_WINNER:
        return choice != SITUATION_SILENT && choice == situation->winner;
    default:
        return option_named(situation, choice) == (int)set - SET_OPTION;
    }
}

bool relation_holds(enum relation relation, wide difference)
{
    switch (relation) {
    case RELATION_GT:
        return difference > 0;
    case RELATION_GE:
        return difference >= 0;
    case RELATION_LT:
        return difference < 0;
    case RELATION_LE:
        return difference <= 0;
    case RELATION_EQ:
        return difference == 0;
    case RELATION_NE:
        return difference != 0;
    }
    return false;
}

wide term_share(const struct term *term, const struct roll_seat *seat)
{
    return term->measure == MEASURE_WEIGHT ? term->scaled * seat->weight.units : term->scaled;
}

wide term_constant(const struct term *term, const struct situation *situation)
{
    switch (term->atom) {
    case ATOM_ROUND:
        return term->scaled * situation->round;
    case ATOM_CALL:
        return term->scaled * situation->call;
    default:
        return term->scaled;
    }
}

/* Times the comparison's denominator. */
static wide sum_value(const struct term *sum, const struct situation *situation)
{
    const struct roll *roll = situation->roll;
    wide value = 0;
    for (const struct term *term = sum; term; term = term->next) {
        if (term->atom != ATOM_MEASURE) {
            value += term_constant(term, situation);
            continue;
        }
        for (size_t i = 0; i < roll->seats; i++)
            if (vote_set_holds(term->set, situation, i, situation->choice[i]) && group_holds(term->group, roll, i))
                value += term_share(term, &roll->seat[i]);
    }
    return value;
}

wide comparison_difference(const struct expression *comparison, const struct situation *situation)
{
    return sum_value(comparison->side[SIDE_LEFT], situation) - sum_value(comparison->side[SIDE_RIGHT], situation);
}

/* A proposal may be signed for seats without a vote, and for recused ones: its proposer stays who it was. */
bool proposer_holds(struct group group, const struct situation *situation)
{
    for (size_t i = 0; situation->proposer && i < situation->roll->seats; i++)
        if (situation->proposer[i] && group_holds(group, situation->roll, i))
            return true;
    return false;
}

static struct comparison evaluate_comparison(const struct expression *node, const struct situation *situation)
{
    wide left = sum_value(node->side[SIDE_LEFT], situation);
    wide right = sum_value(node->side[SIDE_RIGHT], situation);
    return (struct comparison){
        .left = rational_reduce((struct rational){left, node->denominator}),
        .right = rational_reduce((struct rational){right, node->denominator}),
        .relation = node->relation,
        .verdict = relation_holds(node->relation, left - right) ? VERDICT_TRUE : VERDICT_FALSE,
        .source = node,
    };
}

static bool evaluate(const struct expression *node, const struct situation *situation, struct comparison **next)
{
    switch (node->kind) {
    case NODE_COMPARISON:
        **next = evaluate_comparison(node, situation);
        return (*next)++->verdict == VERDICT_TRUE;
    case NODE_PROPOSER: {
        bool holds = proposer_holds(node->group, situation);
        *(*next)++ = (struct comparison){
            .proposer = true, .group = node->group, .verdict = holds ? VERDICT_TRUE : VERDICT_FALSE, .source = node};
        return holds;
    }
    case NODE_NOT:
        return !evaluate(node->first, situation, next);
    default:
        break;
    }
    bool all = true, any = false;
    for (const struct expression *operand = node->first; operand; operand = operand->next) {
        bool holds = evaluate(operand, situation, next);
        all = all && holds;
        any = any || holds;
    }
    return node->kind == NODE_AND ? all : any;
}

bool expression_evaluate(const struct expression *expression, const struct situation *situation, struct comparison *out)
{
    return evaluate(expression, situation, &out);
}
