#include "core/expression_words.h"
#include "core/expression_tree.h"

/* Everything that words need: where to look up titles, and in which language. */
struct speaker {
    const struct roll *roll;
    const struct vocabulary *words;
};

/* Writes a phrase whose parts were written to buffers of their own, and releases these. NULL: no such part. */
static void say(const struct speaker *speaker, enum phrase phrase, struct buffer *one, struct buffer *two,
                struct buffer *three, struct buffer *out)
{
    struct buffer *given[PHRASE_PARTS_MAX] = {one, two, three};
    struct slice part[PHRASE_PARTS_MAX] = {{0}, {0}, {0}};
    for (size_t i = 0; i < PHRASE_PARTS_MAX; i++)
        if (given[i]) {
            part[i] = buffer_slice(given[i]);
            out->failed = out->failed || given[i]->failed;
        }
    vocabulary_say(speaker->words, phrase, part, out);
    for (size_t i = 0; i < PHRASE_PARTS_MAX; i++)
        if (given[i])
            buffer_release(given[i]);
}

/* A number as written in a rule or by rational_write, with the language's decimal mark. */
static void say_number(const struct speaker *speaker, struct slice number, struct buffer *out)
{
    struct buffer percentage = {0};
    if (number.length && number.at[number.length - 1] == '%') {
        say_number(speaker, slice_head(number, number.length - 1), &percentage);
        say(speaker, PHRASE_PERCENT, &percentage, NULL, NULL, out);
        return;
    }
    for (size_t i = 0; i < number.length; i++)
        if (number.at[i] == '.')
            buffer_text(out, speaker->words->phrase[PHRASE_DECIMAL_MARK]);
        else
            buffer_byte(out, number.at[i]);
}

/* Exact; a fraction that is no finite decimal is rounded beside it. */
static void say_value(const struct speaker *speaker, struct rational value, struct buffer *out)
{
    struct buffer exact = {0}, rounded = {0}, number = {0}, about = {0};
    rational_write(value, &exact);
    out->failed = out->failed || exact.failed;
    bool fraction = exact.length && memchr(exact.at, '/', exact.length);
    if (fraction) {
        rational_round(value, 2, &rounded);
        out->failed = out->failed || rounded.failed;
        say_number(speaker, buffer_slice(&exact), &number);
        say_number(speaker, buffer_slice(&rounded), &about);
        say(speaker, PHRASE_ABOUT, &number, &about, NULL, out);
    } else {
        say_number(speaker, buffer_slice(&exact), out);
    }
    buffer_release(&exact);
    buffer_release(&rounded);
}

/* The title of the bench or seat, or its id where it has none. */
static void say_group(const struct speaker *speaker, struct group group, struct buffer *out)
{
    const struct roll *roll = speaker->roll;
    struct slice title = {0};
    if (group.kind == GROUP_CHAIR) {
        buffer_text(out, speaker->words->phrase[PHRASE_CHAIR]);
        return;
    }
    size_t index = group.kind == GROUP_BENCH ? roll_bench_find(roll, group.id) : roll_seat_find(roll, group.id);
    if (index != ROLL_NONE)
        title = group.kind == GROUP_BENCH ? roll->bench[index].title : roll->seat[index].title;
    buffer_add(out, title.length ? title : group.id);
}

static enum phrase set_phrase(const struct term *term, enum method method)
{
    enum phrase first = term->measure == MEASURE_HEADS ? PHRASE_HEADS_ALL : PHRASE_WEIGHT_ALL;
    if (method == METHOD_RANKING && term->set == SET_WINNER)
        return term->measure == MEASURE_HEADS ? PHRASE_HEADS_RANKED : PHRASE_WEIGHT_RANKED;
    bool consent = method == METHOD_CONSENT && term->set >= SET_OPTION;
    return first + term->set + (consent ? PHRASE_HEADS_CONSENT - PHRASE_HEADS_YES : 0);
}

static void say_atom(const struct speaker *speaker, const struct term *term, enum method method, struct buffer *out)
{
    const struct vocabulary *words = speaker->words;
    struct buffer set = {0}, group = {0};
    switch (term->atom) {
    case ATOM_NUMBER:
        say_number(speaker, term->number, out);
        return;
    case ATOM_ROUND:
        buffer_text(out, words->phrase[PHRASE_ROUND]);
        return;
    case ATOM_CALL:
        buffer_text(out, words->phrase[PHRASE_CALL]);
        return;
    case ATOM_MEASURE:
        break;
    }
    if (term->group.kind == GROUP_EVERY) {
        buffer_text(out, words->phrase[set_phrase(term, method)]);
        return;
    }
    buffer_text(&set, words->phrase[set_phrase(term, method)]);
    say_group(speaker, term->group, &group);
    say(speaker, PHRASE_IN_GROUP, &set, &group, NULL, out);
}

/* "two thirds of …" reads better than "2/3 × …". */
static bool is_part(const struct term *term)
{
    const struct factor *factor = term->factor;
    return factor && !factor->next && term->atom == ATOM_MEASURE && term->set <= SET_VALID &&
           (memchr(factor->text.at, '/', factor->text.length) || memchr(factor->text.at, '%', factor->text.length));
}

static void say_part(const struct speaker *speaker, const struct term *term, struct buffer *out)
{
    static const struct {
        const char *text;
        enum phrase phrase;
    } usual[] = {{"1/2", PHRASE_HALF},
                 {"1/3", PHRASE_THIRD},
                 {"2/3", PHRASE_TWO_THIRDS},
                 {"1/4", PHRASE_QUARTER},
                 {"3/4", PHRASE_THREE_QUARTERS}};
    struct buffer part = {0}, whole = {0}, group = {0};
    enum phrase first = term->measure == MEASURE_HEADS ? PHRASE_PART_HEADS_ALL : PHRASE_PART_WEIGHT_ALL;
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        if (slice_is(term->factor->text, usual[i].text))
            buffer_text(&part, speaker->words->phrase[usual[i].phrase]);
    if (!part.length)
        say_number(speaker, term->factor->text, &part);
    if (term->group.kind == GROUP_EVERY) {
        say(speaker, first + term->set, &part, NULL, NULL, out);
        return;
    }
    say(speaker, first + term->set, &part, NULL, NULL, &whole);
    say_group(speaker, term->group, &group);
    say(speaker, PHRASE_IN_GROUP, &whole, &group, NULL, out);
}

/* The numbers in front first, joined from the left, then the atom. */
static void say_term(const struct speaker *speaker, const struct term *term, enum method method, struct buffer *out)
{
    struct buffer product = {0}, next = {0}, joined = {0};
    if (is_part(term)) {
        say_part(speaker, term, out);
        return;
    }
    for (const struct factor *factor = term->factor; factor; factor = factor->next) {
        say_number(speaker, factor->text, &next);
        if (factor == term->factor) {
            product = next;
        } else {
            say(speaker, PHRASE_TIMES, &product, &next, NULL, &joined);
            product = joined;
        }
        joined = next = (struct buffer){0};
    }
    if (!term->factor) {
        say_atom(speaker, term, method, out);
        return;
    }
    say_atom(speaker, term, method, &next);
    say(speaker, PHRASE_TIMES, &product, &next, NULL, out);
}

static void say_sum(const struct speaker *speaker, const struct term *sum, enum method method, struct buffer *out)
{
    struct buffer said = {0};
    say_term(speaker, sum, method, &said);
    for (const struct term *term = sum->next; term; term = term->next) {
        struct buffer next = {0}, joined = {0};
        say_term(speaker, term, method, &next);
        say(speaker, term->minus ? PHRASE_MINUS : PHRASE_PLUS, &said, &next, NULL, &joined);
        said = joined;
    }
    out->failed = out->failed || said.failed;
    buffer_add(out, buffer_slice(&said));
    buffer_release(&said);
}

static bool is_number(const struct term *sum)
{
    return sum->atom == ATOM_NUMBER && !sum->factor && !sum->next;
}

static bool is_constant(const struct term *sum)
{
    do {
        if (sum->atom != ATOM_NUMBER)
            return false;
        sum = sum->next;
    } while (sum);
    return true;
}

static enum relation mirrored(enum relation relation)
{
    switch (relation) {
    case RELATION_GT:
        return RELATION_LT;
    case RELATION_GE:
        return RELATION_LE;
    case RELATION_LT:
        return RELATION_GT;
    case RELATION_LE:
        return RELATION_GE;
    default:
        return relation;
    }
}

/* A comparison turned so that what is counted comes first: "3 < heads(yes)" is told as "yes votes: more than 3". */
struct told {
    const struct term *subject, *demand;
    enum relation relation;
    bool turned;
};

static struct told tell(const struct expression *comparison)
{
    const struct term *left = comparison->side[SIDE_LEFT], *right = comparison->side[SIDE_RIGHT];
    if (is_constant(left) && !is_constant(right))
        return (struct told){right, left, mirrored(comparison->relation), true};
    return (struct told){left, right, comparison->relation, false};
}

/* `demand`: what follows in words, or NULL before a number. */
static enum phrase relation_phrase(enum relation relation, const struct term *demand)
{
    if (!demand || is_constant(demand) || (relation != RELATION_EQ && relation != RELATION_NE))
        return PHRASE_GT + relation;
    if (demand->atom == ATOM_MEASURE && demand->measure == MEASURE_WEIGHT)
        return relation == RELATION_EQ ? PHRASE_SAME_WEIGHT : PHRASE_OTHER_WEIGHT;
    return relation == RELATION_EQ ? PHRASE_SAME : PHRASE_OTHER;
}

static void explain_comparison(const struct speaker *speaker, const struct comparison *comparison, struct buffer *out)
{
    const struct expression *source = comparison->source;
    struct told told = tell(source);
    struct buffer subject = {0}, value = {0}, number = {0}, basis = {0}, demand = {0}, needed = {0};
    say_sum(speaker, told.subject, source->method, &subject);
    say_value(speaker, told.turned ? comparison->right : comparison->left, &value);
    say_value(speaker, told.turned ? comparison->left : comparison->right, &number);
    say(speaker, relation_phrase(told.relation, NULL), &number, NULL, NULL, &demand);
    if (is_number(told.demand)) {
        say(speaker, PHRASE_NEEDED, &subject, &value, &demand, out);
        return;
    }
    say_sum(speaker, told.demand, source->method, &basis);
    say(speaker, PHRASE_BASIS, &demand, &basis, NULL, &needed);
    say(speaker, PHRASE_NEEDED, &subject, &value, &needed, out);
}

void expression_explain(const struct comparison *comparison, const struct roll *roll, const struct vocabulary *words,
                        struct buffer *out)
{
    struct speaker speaker = {.roll = roll, .words = words};
    if (comparison->proposer) {
        struct buffer group = {0};
        say_group(&speaker, comparison->group, &group);
        say(&speaker, PHRASE_PROPOSED, &group, NULL, NULL, out);
        return;
    }
    explain_comparison(&speaker, comparison, out);
}

static void describe(const struct speaker *speaker, const struct expression *expression, struct buffer *out);

static void describe_comparison(const struct speaker *speaker, const struct expression *comparison, struct buffer *out)
{
    struct told told = tell(comparison);
    struct buffer subject = {0}, words = {0}, demand = {0};
    say_sum(speaker, told.subject, comparison->method, &subject);
    say_sum(speaker, told.demand, comparison->method, &words);
    say(speaker, relation_phrase(told.relation, told.demand), &words, NULL, NULL, &demand);
    say(speaker, PHRASE_DEMAND, &subject, &demand, NULL, out);
}

/* People do not know which of "and" and "or" binds tighter: every list within another stands in brackets. */
static void describe_operand(const struct speaker *speaker, const struct expression *operand, struct buffer *out)
{
    if (operand->kind != NODE_OR && operand->kind != NODE_AND) {
        describe(speaker, operand, out);
        return;
    }
    struct buffer list = {0};
    describe(speaker, operand, &list);
    say(speaker, PHRASE_BRACKETS, &list, NULL, NULL, out);
}

static void describe_list(const struct speaker *speaker, const struct expression *list, struct buffer *out)
{
    struct buffer said = {0};
    describe_operand(speaker, list->first, &said);
    for (const struct expression *operand = list->first->next; operand; operand = operand->next) {
        struct buffer next = {0}, joined = {0};
        describe_operand(speaker, operand, &next);
        say(speaker, list->kind == NODE_OR ? PHRASE_OR : PHRASE_AND, &said, &next, NULL, &joined);
        said = joined;
    }
    out->failed = out->failed || said.failed;
    buffer_add(out, buffer_slice(&said));
    buffer_release(&said);
}

static void describe(const struct speaker *speaker, const struct expression *expression, struct buffer *out)
{
    struct buffer part = {0};
    switch (expression->kind) {
    case NODE_COMPARISON:
        describe_comparison(speaker, expression, out);
        return;
    case NODE_PROPOSER:
        say_group(speaker, expression->group, &part);
        say(speaker, PHRASE_PROPOSED, &part, NULL, NULL, out);
        return;
    case NODE_NOT:
        describe_operand(speaker, expression->first, &part);
        say(speaker, PHRASE_NOT, &part, NULL, NULL, out);
        return;
    default:
        describe_list(speaker, expression, out);
    }
}

void expression_describe(const struct expression *expression, const struct roll *roll, const struct vocabulary *words,
                         struct buffer *out)
{
    describe(&(struct speaker){.roll = roll, .words = words}, expression, out);
}

/* A base is a set that does not hang on how its seats voted. */
static bool is_base(const struct term *sum)
{
    return sum->atom == ATOM_MEASURE && !sum->next && sum->set <= SET_VALID;
}

bool expression_share(const struct comparison *comparison, struct rational *share, struct rational *needed)
{
    if (comparison->proposer || comparison->right.numerator == 0)
        return false;
    const struct term *base = comparison->source->side[SIDE_RIGHT];
    const struct term *part = comparison->source->side[SIDE_LEFT];
    if (!is_base(base) || part->atom != ATOM_MEASURE || part->next || part->factor || part->measure != base->measure)
        return false;
    struct rational inverse = {comparison->right.denominator, comparison->right.numerator};
    *needed = base->coefficient;
    return rational_times(comparison->left, inverse, share) && rational_times(*share, *needed, share);
}
