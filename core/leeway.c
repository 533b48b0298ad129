#include "core/leeway.h"

#include "core/expression_tree.h"

#include <stdlib.h>

/* Who may move: of those present each may leave, or of those absent each may come. */
struct moving {
    const struct situation *situation;
    bool coming;
    wide *move; /* what each of them adds to left - right when it moves; of `moves` seats */
    size_t moves;
    bool even; /* so far all add the same */
};

/* Never reached by any number of moves. */
#define NEVER (-1)

static bool may_vote(const struct roll_seat *seat)
{
    return seat->voting && !seat->recused;
}

/* What the seat adds to left - right by being there. */
static wide presence_share(const struct expression *comparison, const struct roll *roll, size_t seat)
{
    wide share = 0;
    for (enum side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        for (const struct term *term = comparison->side[side]; term; term = term->next)
            if (term->atom == ATOM_MEASURE && term->set == SET_PRESENT && group_holds(term->group, roll, seat)) {
                wide amount = term_share(term, &roll->seat[seat]);
                share += side == SIDE_LEFT ? amount : -amount;
            }
    return share;
}

static int by_size(const void *left, const void *right)
{
    wide a, b;
    memcpy(&a, left, sizeof a);
    memcpy(&b, right, sizeof b);
    return (a > b) - (a < b);
}

/* The moves of one comparison, the smallest first. */
static void collect(struct moving *moving, const struct expression *comparison)
{
    const struct roll *roll = moving->situation->roll;
    wide first = 0;
    bool any = false, same = true;
    moving->moves = 0;
    for (size_t i = 0; i < roll->seats; i++) {
        if (!may_vote(&roll->seat[i]))
            continue;
        wide share = presence_share(comparison, roll, i);
        same = same && (!any || share == first);
        first = share;
        any = true;
        if (roll->seat[i].present != moving->coming)
            moving->move[moving->moves++] = moving->coming ? share : -share;
    }
    moving->even = moving->even && same;
    if (!same)
        qsort(moving->move, moving->moves, sizeof *moving->move, by_size);
}

/* True when the relation holds for every number from least to greatest. */
static bool holds_between(enum relation relation, wide least, wide greatest)
{
    if (relation == RELATION_NE)
        return least > 0 || greatest < 0;
    return relation_holds(relation, least) && relation_holds(relation, greatest);
}

static enum relation opposite(enum relation relation)
{
    static const enum relation table[] = {
        [RELATION_GT] = RELATION_LE, [RELATION_GE] = RELATION_LT, [RELATION_LT] = RELATION_GE,
        [RELATION_LE] = RELATION_GT, [RELATION_EQ] = RELATION_NE, [RELATION_NE] = RELATION_EQ,
    };
    return table[relation];
}

/* The most moves, whoever makes them, with which the comparison certainly holds; NEVER: it does not even now. */
static int64_t comparison_certain(struct moving *moving, const struct expression *comparison, bool negated)
{
    enum relation relation = negated ? opposite(comparison->relation) : comparison->relation;
    wide least = comparison_difference(comparison, moving->situation), greatest = least;
    collect(moving, comparison);
    int64_t certain = NEVER;
    for (size_t i = 0; holds_between(relation, least, greatest); i++) {
        certain = (int64_t)i;
        if (i == moving->moves)
            break;
        wide low = moving->move[i], high = moving->move[moving->moves - 1 - i];
        least += low < 0 ? low : 0;
        greatest += high > 0 ? high : 0;
    }
    return certain;
}

static int64_t everybody(const struct moving *moving)
{
    int64_t count = 0;
    for (size_t i = 0; i < moving->situation->roll->seats; i++) {
        const struct roll_seat *seat = &moving->situation->roll->seat[i];
        count += may_vote(seat) && seat->present != moving->coming;
    }
    return count;
}

/* An "and" is certain as long as all of it is, an "or" as long as one operand is; "not" turns both around. */
static int64_t certain(struct moving *moving, const struct expression *node, bool negated)
{
    if (node->kind == NODE_COMPARISON)
        return comparison_certain(moving, node, negated);
    if (node->kind == NODE_NOT)
        return certain(moving, node->first, !negated);
    if (node->kind == NODE_PROPOSER)
        return proposer_holds(node->group, moving->situation) != negated ? everybody(moving) : NEVER;
    bool all = (node->kind == NODE_AND) != negated;
    int64_t result = all ? INT64_MAX : NEVER;
    for (const struct expression *operand = node->first; operand; operand = operand->next) {
        int64_t moves = certain(moving, operand, negated);
        if (all ? moves < result : moves > result)
            result = moves;
    }
    return result;
}

static void count_seats(const struct roll *roll, struct leeway *out)
{
    for (size_t i = 0; i < roll->seats; i++) {
        out->seats += may_vote(&roll->seat[i]);
        out->present += may_vote(&roll->seat[i]) && roll->seat[i].present;
    }
}

enum status leeway_find(const struct expression *expression, const struct roll *roll, uint32_t call, struct leeway *out)
{
    *out = (struct leeway){.holds = true, .even = true};
    count_seats(roll, out);
    out->may_leave = out->present;
    if (!expression)
        return STATUS_OK;
    int8_t *silent = malloc(roll->seats ? roll->seats : 1);
    wide *move = malloc((roll->seats ? roll->seats : 1) * sizeof *move);
    enum status status = silent && move ? STATUS_OK : STATUS_NO_MEMORY;
    if (status == STATUS_OK) {
        memset(silent, SITUATION_SILENT, roll->seats);
        struct situation situation = {.roll = roll,
                                      .method = expression->method,
                                      .choice = silent,
                                      .meeting = true,
                                      .round = 1,
                                      .call = call,
                                      .winner = SITUATION_SILENT};
        struct moving moving = {.situation = &situation, .move = move, .even = true};
        int64_t stays = certain(&moving, expression, false);
        out->holds = stays != NEVER;
        out->even = moving.even && expression->kind == NODE_COMPARISON;
        out->may_leave = out->holds ? (uint64_t)stays : 0;
        moving.coming = true;
        out->must_come = out->holds ? 0 : (uint64_t)certain(&moving, expression, true) + 1;
    }
    free(silent);
    free(move);
    return status;
}
