#include "core/expression_tree.h"

static const char *const common_sets[SET_OPTION] = {
    [SET_ALL] = "all",     [SET_SEATS] = "seats",     [SET_PRESENT] = "present", [SET_CAST] = "cast",
    [SET_VALID] = "valid", [SET_ABSTAIN] = "abstain", [SET_WINNER] = "winner",
};

const char *vote_set_name(enum vote_set set, enum method method)
{
    if (set < SET_OPTION)
        return set != SET_WINNER || method_has_winner(method) ? common_sets[set] : NULL;
    const char *const *options;
    size_t count = method_options(method, &options);
    int option = (int)set - SET_OPTION;
    return (size_t)option < count && option != method_abstain_option(method) ? options[option] : NULL;
}

bool vote_set_find(struct slice name, enum method method, enum vote_set *out)
{
    for (enum vote_set set = SET_ALL; set < SET_OPTION + METHOD_OPTIONS_MAX; set++) {
        const char *known = vote_set_name(set, method);
        if (known && slice_is(name, known)) {
            *out = set;
            return true;
        }
    }
    return false;
}

const char *relation_name(enum relation relation)
{
    static const char *const names[] = {
        [RELATION_GT] = ">",  [RELATION_GE] = ">=", [RELATION_LT] = "<",
        [RELATION_LE] = "<=", [RELATION_EQ] = "=",  [RELATION_NE] = "!=",
    };
    return names[relation];
}

static void write_measure(const struct term *term, enum method method, struct buffer *out)
{
    buffer_text(out, term->measure == MEASURE_HEADS ? "heads(" : "weight(");
    buffer_text(out, vote_set_name(term->set, method));
    if (term->group.kind != GROUP_EVERY) {
        buffer_text(out, " in ");
        group_write(term->group, out);
    }
    buffer_byte(out, ')');
}

static void write_term(const struct term *term, enum method method, struct buffer *out)
{
    for (const struct factor *factor = term->factor; factor; factor = factor->next) {
        buffer_add(out, factor->text);
        buffer_text(out, " * ");
    }
    switch (term->atom) {
    case ATOM_NUMBER:
        buffer_add(out, term->number);
        break;
    case ATOM_ROUND:
        buffer_text(out, "round");
        break;
    case ATOM_CALL:
        buffer_text(out, "call");
        break;
    case ATOM_MEASURE:
        write_measure(term, method, out);
        break;
    }
}

static void write_sum(const struct term *sum, enum method method, struct buffer *out)
{
    for (const struct term *term = sum; term; term = term->next) {
        if (term != sum)
            buffer_text(out, term->minus ? " - " : " + ");
        write_term(term, method, out);
    }
}

/* The enum's order is that of the binding, loosest first. */
static void write_operand(const struct expression *operand, enum node_kind above, struct buffer *out)
{
    bool brackets = operand->kind < above;
    if (brackets)
        buffer_byte(out, '(');
    expression_write(operand, out);
    if (brackets)
        buffer_byte(out, ')');
}

void expression_write(const struct expression *expression, struct buffer *out)
{
    switch (expression->kind) {
    case NODE_OR:
    case NODE_AND:
        for (const struct expression *operand = expression->first; operand; operand = operand->next) {
            if (operand != expression->first)
                buffer_text(out, expression->kind == NODE_OR ? " or " : " and ");
            write_operand(operand, expression->kind, out);
        }
        break;
    case NODE_NOT:
        buffer_text(out, "not ");
        write_operand(expression->first, NODE_NOT, out);
        break;
    case NODE_COMPARISON:
        write_sum(expression->side[SIDE_LEFT], expression->method, out);
        buffer_byte(out, ' ');
        buffer_text(out, relation_name(expression->relation));
        buffer_byte(out, ' ');
        write_sum(expression->side[SIDE_RIGHT], expression->method, out);
        break;
    case NODE_PROPOSER:
        buffer_text(out, "proposer in ");
        group_write(expression->group, out);
        break;
    }
}
