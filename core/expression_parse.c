#include "core/expression_token.h"
#include "core/expression_tree.h"

#include <stdio.h>

/* After a failure `status` is set, and every function returns NULL or false without reading on. */
struct parser {
    struct slice text; /* in the arena */
    struct token token;
    size_t literal; /* where the last literal begins */
    enum method method;
    const struct roll *roll;
    struct arena *arena;
    unsigned depth;
    enum status status;
    struct problem *problem;
};

/* Code points count, as in every message: bytes that continue one do not. */
static unsigned long column_of(struct slice text, size_t at)
{
    unsigned long column = 1;
    for (size_t i = 0; i < at && i < text.length; i++)
        column += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    return column;
}

static void fail(struct parser *parser, size_t at, const char *message, struct slice first, struct slice second)
{
    if (parser->problem)
        problem_place(parser->problem, parser->problem->line, column_of(parser->text, at));
    parser->status = problem_slices(parser->problem, STATUS_FORM, message, first, second);
}

/* At the current token; a number that breaks off is what is wrong, whatever was expected there. */
static void fail_here(struct parser *parser, const char *message)
{
    if (parser->token.kind == TOKEN_HALF_NUMBER)
        message = N_("the number breaks off: a digit is expected");
    fail(parser, parser->token.at, message, SLICE(""), SLICE(""));
}

static void fail_limit(struct parser *parser, size_t at, const char *message, unsigned limit)
{
    char number[16];
    snprintf(number, sizeof number, "%u", limit);
    fail(parser, at, message, slice_of(number), SLICE(""));
}

/* Zeroed memory in the arena, or NULL with the status set. */
static void *make(struct parser *parser, size_t size)
{
    void *memory = arena_alloc(parser->arena, size);
    if (!memory)
        parser->status = problem_say(parser->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    return memory;
}

static void advance(struct parser *parser)
{
    parser->token = token_read(parser->text, parser->token.at + parser->token.text.length);
}

static bool is_word(const struct parser *parser, const char *word)
{
    return parser->token.kind == TOKEN_NAME && slice_is(parser->token.text, word);
}

static bool take_word(struct parser *parser, const char *word)
{
    if (!is_word(parser, word))
        return false;
    advance(parser);
    return true;
}

static bool take(struct parser *parser, enum token_kind kind, const char *otherwise)
{
    if (parser->token.kind != kind) {
        fail_here(parser, otherwise);
        return false;
    }
    advance(parser);
    return true;
}

/* What could not be found, and what there is; as much of it as a message holds. */
static void fail_unknown(struct parser *parser, const char *message, struct buffer *known)
{
    struct token token = parser->token;
    if (buffer_status(known) == STATUS_OK)
        fail(parser, token.at, message, token.text, buffer_slice(known));
    else
        parser->status = problem_say(parser->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    buffer_release(known);
}

static bool parse_group(struct parser *parser, struct group *group)
{
    struct token token = parser->token;
    if (token.kind != TOKEN_NAME) {
        fail_here(parser, N_("a bench, a seat or 'chair' is expected"));
        return false;
    }
    if (!group_find(parser->roll, token.text, group)) {
        struct buffer benches;
        buffer_init(&benches);
        for (size_t i = 0; i < parser->roll->benches; i++) {
            buffer_text(&benches, i ? ", " : "");
            buffer_add(&benches, parser->roll->bench[i].id);
        }
        fail_unknown(parser,
                     group->kind == GROUP_CHAIR ? N_("this body has no chair")
                                                : N_("there is no bench and no seat '{1}'; the benches: {2}"),
                     &benches);
        return false;
    }
    advance(parser);
    return true;
}

static bool parse_set(struct parser *parser, struct term *term)
{
    struct token token = parser->token;
    if (token.kind != TOKEN_NAME) {
        fail_here(parser, N_("a set of votes is expected, such as 'all', 'present' or 'cast'"));
        return false;
    }
    if (!vote_set_find(token.text, parser->method, &term->set)) {
        struct buffer sets;
        buffer_init(&sets);
        for (enum vote_set set = SET_ALL; set < SET_OPTION + METHOD_OPTIONS_MAX; set++) {
            const char *name = vote_set_name(set, parser->method);
            buffer_text(&sets, name && sets.length ? ", " : "");
            buffer_text(&sets, name ? name : "");
        }
        fail_unknown(parser, N_("with the method of this rule there is no set of votes '{1}', only: {2}"), &sets);
        return false;
    }
    advance(parser);
    return true;
}

/* "(" set [ "in" group ] ")", behind the measure's name. */
static bool parse_measure(struct parser *parser, struct term *term)
{
    if (!take(parser, TOKEN_OPEN, N_("'(' is expected after 'heads' and 'weight'")) || !parse_set(parser, term))
        return false;
    if (take_word(parser, "in")) {
        if (!parse_group(parser, &term->group))
            return false;
        return take(parser, TOKEN_CLOSE, N_("')' is expected"));
    }
    return take(parser, TOKEN_CLOSE, N_("'in' or ')' is expected"));
}

static bool parse_named_atom(struct parser *parser, struct term *term)
{
    if (take_word(parser, "round")) {
        term->atom = ATOM_ROUND;
        return true;
    }
    if (take_word(parser, "call")) {
        term->atom = ATOM_CALL;
        return true;
    }
    term->atom = ATOM_MEASURE;
    if (is_word(parser, "heads") || is_word(parser, "weight")) {
        term->measure = is_word(parser, "heads") ? MEASURE_HEADS : MEASURE_WEIGHT;
        advance(parser);
        return parse_measure(parser, term);
    }
    fail_here(parser, parser->token.at == parser->literal
                          ? N_("a condition is expected: it begins with a number, 'heads(…)', 'weight(…)', 'round', "
                               "'call', 'proposer in', 'not' or '('")
                          : N_("a number, 'heads(…)', 'weight(…)', 'round' or 'call' is expected"));
    return false;
}

/* The current token is a number: multiplies it into the term. */
static bool multiply(struct parser *parser, struct term *term)
{
    struct rational value;
    const char *message = token_number(parser->token.text, &value);
    if (!message && !rational_times(term->coefficient, value, &term->coefficient))
        message = N_("the product of the numbers is too large for exact arithmetic");
    if (message)
        fail(parser, parser->token.at, message, SLICE(""), SLICE(""));
    return !message;
}

/* prod = { number "*" } atom */
static struct term *parse_term(struct parser *parser, bool minus)
{
    struct term *term = make(parser, sizeof *term);
    if (!term)
        return NULL;
    term->minus = minus;
    term->coefficient = (struct rational){minus ? -1 : 1, 1};
    const struct factor **end = &term->factor;
    while (parser->token.kind == TOKEN_NUMBER) {
        struct slice text = parser->token.text;
        if (!multiply(parser, term))
            return NULL;
        advance(parser);
        if (parser->token.kind != TOKEN_TIMES) {
            term->atom = ATOM_NUMBER;
            term->number = text;
            return term;
        }
        advance(parser);
        struct factor *factor = make(parser, sizeof *factor);
        if (!factor)
            return NULL;
        factor->text = text;
        *end = factor;
        end = &factor->next;
    }
    return parse_named_atom(parser, term) ? term : NULL;
}

/* sum = prod { ("+" | "-") prod } */
static struct term *parse_sum(struct parser *parser)
{
    struct term *first = parse_term(parser, false);
    struct term *last = first;
    while (last && (parser->token.kind == TOKEN_PLUS || parser->token.kind == TOKEN_MINUS)) {
        bool minus = parser->token.kind == TOKEN_MINUS;
        advance(parser);
        last->next = parse_term(parser, minus);
        last = last->next;
    }
    return last ? first : NULL;
}

static struct expression *parse_comparison(struct parser *parser)
{
    struct expression *node = make(parser, sizeof *node);
    if (!node)
        return NULL;
    *node = (struct expression){.kind = NODE_COMPARISON, .method = parser->method, .comparisons = 1};
    size_t start = parser->token.at;
    node->side[SIDE_LEFT] = parse_sum(parser);
    if (!node->side[SIDE_LEFT])
        return NULL;
    node->relation = parser->token.relation;
    if (!take(parser, TOKEN_RELATION, N_("a comparison is expected: > >= < <= = or !=")))
        return NULL;
    node->side[SIDE_RIGHT] = parse_sum(parser);
    if (!node->side[SIDE_RIGHT])
        return NULL;
    if (!comparison_prove(node, parser->roll)) {
        fail(parser, start, N_("this comparison could exceed exact arithmetic: its numbers are too large or too long"),
             SLICE(""), SLICE(""));
        return NULL;
    }
    return node;
}

static struct expression *parse_proposer(struct parser *parser)
{
    struct expression *node = make(parser, sizeof *node);
    if (!node)
        return NULL;
    *node = (struct expression){.kind = NODE_PROPOSER, .method = parser->method, .comparisons = 1};
    if (!take_word(parser, "in")) {
        fail_here(parser, N_("'in' is expected after 'proposer'"));
        return NULL;
    }
    return parse_group(parser, &node->group) ? node : NULL;
}

static struct expression *parse_expr(struct parser *parser);

/* One level deeper than the "not" or "(" at the current token. */
static bool enter(struct parser *parser)
{
    if (parser->depth == EXPRESSION_DEPTH_MAX) {
        fail_limit(parser, parser->token.at, N_("'not' and '(' are nested deeper than {1} levels"),
                   EXPRESSION_DEPTH_MAX);
        return false;
    }
    parser->depth++;
    advance(parser);
    return true;
}

static struct expression *parse_literal(struct parser *parser)
{
    struct expression *node;
    if (is_word(parser, "not")) {
        node = make(parser, sizeof *node);
        if (!node || !enter(parser))
            return NULL;
        *node = (struct expression){.kind = NODE_NOT, .first = parse_literal(parser)};
        if (!node->first)
            return NULL;
        node->comparisons = node->first->comparisons;
        parser->depth--;
        return node;
    }
    if (parser->token.kind == TOKEN_OPEN) {
        if (!enter(parser))
            return NULL;
        node = parse_expr(parser);
        if (!node || !take(parser, TOKEN_CLOSE, N_("'and', 'or' or ')' is expected")))
            return NULL;
        parser->depth--;
        return node;
    }
    parser->literal = parser->token.at;
    return take_word(parser, "proposer") ? parse_proposer(parser) : parse_comparison(parser);
}

/* Literals joined by "and", or conjunctions joined by "or". Operands of the same kind become part of the list. */
static struct expression *parse_list(struct parser *parser, enum node_kind kind)
{
    struct expression *node = make(parser, sizeof *node);
    if (!node)
        return NULL;
    node->kind = kind;
    struct expression **end = &node->first, *operand;
    size_t operands = 0;
    do {
        operand = kind == NODE_OR ? parse_list(parser, NODE_AND) : parse_literal(parser);
        if (!operand)
            return NULL;
        operands++;
        node->comparisons += operand->comparisons;
        *end = operand->kind == kind ? operand->first : operand;
        while (*end)
            end = &(*end)->next;
    } while (take_word(parser, kind == NODE_OR ? "or" : "and"));
    return operands > 1 ? node : operand;
}

static struct expression *parse_expr(struct parser *parser)
{
    return parse_list(parser, NODE_OR);
}

/* Blanks that the canonical printing adds can make it longer than the text. */
static bool printing_fits(struct parser *parser, const struct expression *expression)
{
    struct buffer canonical;
    buffer_init(&canonical);
    expression_write(expression, &canonical);
    bool fits = canonical.length <= EXPRESSION_LENGTH_MAX;
    if (buffer_status(&canonical) != STATUS_OK)
        parser->status = problem_say(parser->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    else if (!fits)
        fail_limit(parser, 0, N_("with a blank round each operator the rule is longer than {1} bytes"),
                   EXPRESSION_LENGTH_MAX);
    buffer_release(&canonical);
    return parser->status == STATUS_OK;
}

enum status expression_parse(struct slice text, enum method method, const struct roll *roll, struct arena *arena,
                             const struct expression **out, struct problem *problem)
{
    struct parser parser = {.text = text, .method = method, .roll = roll, .arena = arena, .problem = problem};
    if (text.length > EXPRESSION_LENGTH_MAX) {
        fail_limit(&parser, EXPRESSION_LENGTH_MAX, N_("the rule is longer than {1} bytes"), EXPRESSION_LENGTH_MAX);
        return parser.status;
    }
    parser.text = arena_copy(arena, text);
    if (!parser.text.at)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    parser.token = token_read(parser.text, 0);
    struct expression *expression = parse_expr(&parser);
    if (expression && parser.token.kind != TOKEN_END)
        fail_here(&parser, N_("'and', 'or' or the end is expected"));
    if (parser.status == STATUS_OK && printing_fits(&parser, expression))
        *out = expression;
    return parser.status;
}
