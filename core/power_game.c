#include "core/power_game.h"

#include "core/expression_tree.h"
#include "core/tally_votes.h"

#include <stdlib.h>

/* The comparisons and proposer tests in the order of the text. */
static void collect(const struct expression *node, const struct expression ***next)
{
    if (node->kind == NODE_COMPARISON || node->kind == NODE_PROPOSER) {
        *(*next)++ = node;
        return;
    }
    for (const struct expression *operand = node->first; operand; operand = operand->next)
        collect(operand, next);
}

static void choices_of(enum method method, int8_t *yes, int8_t *no)
{
    *yes = method_has_winner(method) ? STANCE_WINNER : 0;
    *no = method_has_winner(method) ? STANCE_OTHER : method == METHOD_CONSENT ? 2 : 1;
}

/* What the seat's yes instead of its no adds to left - right. */
static wide gain_of(const struct expression *comparison, const struct situation *situation, size_t seat)
{
    wide gain = 0;
    int8_t yes, no;
    choices_of(situation->method, &yes, &no);
    for (enum side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        for (const struct term *term = comparison->side[side]; term; term = term->next) {
            if (term->atom != ATOM_MEASURE || !group_holds(term->group, situation->roll, seat))
                continue;
            int change = (int)vote_set_holds(term->set, situation, seat, yes) -
                         (int)vote_set_holds(term->set, situation, seat, no);
            wide share = change ? term_share(term, &situation->roll->seat[seat]) * change : 0;
            gain += side == SIDE_LEFT ? share : -share;
        }
    return gain;
}

/* Columns while they are made: per column the gains of every voting seat, in lowest terms, the first one positive. */
struct columns {
    wide **gain;
    size_t count, seats;
};

/* The greatest factor that all gains share, with the sign of the first; 0 where all are 0. */
static wide common_factor(const wide *gain, size_t seats)
{
    wide factor = 0, sign = 1;
    for (size_t i = 0; i < seats; i++) {
        if (!factor && gain[i])
            sign = gain[i] < 0 ? -1 : 1;
        factor = gain[i] ? wide_gcd(factor, gain[i]) : factor;
    }
    return factor * sign;
}

/* The column with these gains; `gain` becomes a new one where there is none. */
static size_t column_find(struct columns *columns, wide *gain)
{
    for (size_t i = 0; i < columns->count; i++)
        if (memcmp(columns->gain[i], gain, columns->seats * sizeof *gain) == 0)
            return i;
    columns->gain[columns->count] = gain;
    return columns->count++;
}

static enum status make_lines(struct power_game *game, const struct expression *const *comparison, const size_t *voter,
                              struct arena *arena, struct columns *columns)
{
    for (size_t i = 0; i < game->lines; i++) {
        if (comparison[i]->kind == NODE_PROPOSER)
            continue;
        wide *gain = arena_array(arena, game->seats, sizeof *gain);
        if (!gain)
            return STATUS_NO_MEMORY;
        for (size_t k = 0; k < game->seats; k++)
            gain[k] = gain_of(comparison[i], &game->situation, voter[k]);
        game->line[i].base = comparison_difference(comparison[i], &game->situation);
        wide factor = common_factor(gain, game->seats);
        for (size_t k = 0; k < game->seats && factor; k++)
            gain[k] /= factor;
        game->line[i].scale = factor;
        game->line[i].column = factor ? column_find(columns, gain) : 0;
    }
    game->columns = columns->count;
    return STATUS_OK;
}

struct row {
    size_t seat, columns;
    const wide *gain;
};

/* Any order that puts equal gains side by side, and the seats of a class in the roll's order. */
static int by_gain(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    for (size_t i = 0; i < a->columns; i++)
        if (a->gain[i] != b->gain[i])
            return a->gain[i] < b->gain[i] ? -1 : 1;
    return (a->seat > b->seat) - (a->seat < b->seat);
}

static enum status make_classes(struct power_game *game, const size_t *voter, const struct columns *columns,
                                struct arena *arena)
{
    struct row *row = arena_array(arena, game->seats, sizeof *row);
    wide *gain = arena_array(arena, game->seats * (game->columns + 1), sizeof *gain);
    game->class = arena_array(arena, game->seats, sizeof *game->class);
    if (!row || !gain || !game->class)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < game->seats; k++) {
        row[k] = (struct row){voter[k], game->columns, gain + k * game->columns};
        for (size_t i = 0; i < game->columns; i++)
            gain[k * game->columns + i] = columns->gain[i][k];
    }
    qsort(row, game->seats, sizeof *row, by_gain);
    for (size_t k = 0; k < game->seats; k++) {
        if (!k || memcmp(row[k].gain, row[k - 1].gain, game->columns * sizeof *gain) != 0)
            game->class[game->classes++] = (struct power_class){.gain = row[k].gain};
        game->class[game->classes - 1].seats++;
        game->class_of[row[k].seat] = game->classes - 1;
    }
    return STATUS_OK;
}

/* Everybody votes no. */
static enum status make_situation(struct power_game *game, struct arena *arena)
{
    const struct power_question *question = &game->question;
    int8_t yes, no;
    int8_t *choice = arena_array(arena, question->roll->seats, sizeof *choice);
    if (!choice)
        return STATUS_NO_MEMORY;
    choices_of(question->method, &yes, &no);
    for (size_t i = 0; i < question->roll->seats; i++)
        choice[i] = tally_may_vote(&question->roll->seat[i]) ? no : SITUATION_SILENT;
    game->situation = (struct situation){
        .roll = question->roll,
        .method = question->method,
        .choice = choice,
        .silence = SILENCE_ABSENT,
        .proposer = question->proposer,
        .round = question->round,
        .call = question->call,
        .winner = method_has_winner(question->method) ? STANCE_WINNER : SITUATION_SILENT,
    };
    return STATUS_OK;
}

enum status power_game_make(const struct power_question *question, struct arena *arena, struct power_game *out)
{
    size_t seats = question->roll->seats;
    *out = (struct power_game){.question = *question};
    if (!method_is_counted(question->method) || !question->adopted)
        return STATUS_REFUSED;
    out->lines = expression_comparisons(question->adopted);
    const struct expression **comparison = arena_array(arena, out->lines, sizeof *comparison), **next = comparison;
    size_t *voter = arena_array(arena, seats, sizeof *voter);
    struct columns columns = {.gain = arena_array(arena, out->lines, sizeof *columns.gain)};
    out->line = arena_array(arena, out->lines, sizeof *out->line);
    out->class_of = arena_array(arena, seats, sizeof *out->class_of);
    if (!comparison || !voter || !columns.gain || !out->line || !out->class_of)
        return STATUS_NO_MEMORY;
    collect(question->adopted, &next);
    for (size_t i = 0; i < seats; i++) {
        out->class_of[i] = ROLL_NONE;
        if (tally_may_vote(&question->roll->seat[i]))
            voter[out->seats++] = i;
    }
    columns.seats = out->seats;
    enum status status = make_situation(out, arena);
    if (status == STATUS_OK)
        status = make_lines(out, comparison, voter, arena, &columns);
    return status == STATUS_OK ? make_classes(out, voter, &columns, arena) : status;
}

static bool holds(const struct power_game *game, const struct expression *node, const wide *column,
                  const struct power_line **next)
{
    switch (node->kind) {
    case NODE_COMPARISON: {
        const struct power_line *line = (*next)++;
        return relation_holds(node->relation, line->base + (line->scale ? line->scale * column[line->column] : 0));
    }
    case NODE_PROPOSER:
        (*next)++;
        return proposer_holds(node->group, &game->situation);
    case NODE_NOT:
        return !holds(game, node->first, column, next);
    default:
        break;
    }
    bool all = true, any = false;
    for (const struct expression *operand = node->first; operand; operand = operand->next) {
        bool one = holds(game, operand, column, next);
        all = all && one;
        any = any || one;
    }
    return node->kind == NODE_AND ? all : any;
}

bool power_game_wins(const struct power_game *game, const wide *column)
{
    const struct power_line *next = game->line;
    return holds(game, game->question.adopted, column, &next);
}

/* Whether each gain of the column has the sign, or is 0. */
static bool all_gain(const struct power_game *game, const struct power_line *line, bool up)
{
    for (size_t i = 0; i < game->classes; i++) {
        wide gain = game->class[i].gain[line->column];
        if (gain && (gain > 0) != ((line->scale > 0) == up))
            return false;
    }
    return true;
}

static bool rises(const struct power_game *game, const struct expression *node, bool up, const struct power_line **next)
{
    if (node->kind == NODE_PROPOSER) {
        (*next)++;
        return true;
    }
    if (node->kind == NODE_COMPARISON) {
        const struct power_line *line = (*next)++;
        bool greater = node->relation == RELATION_GT || node->relation == RELATION_GE;
        bool less = node->relation == RELATION_LT || node->relation == RELATION_LE;
        return !line->scale || ((greater || less) && all_gain(game, line, greater == up));
    }
    bool all = true;
    for (const struct expression *operand = node->first; operand; operand = operand->next)
        all = rises(game, operand, node->kind == NODE_NOT ? !up : up, next) && all;
    return all;
}

bool power_game_rises(const struct power_game *game)
{
    const struct power_line *next = game->line;
    return rises(game, game->question.adopted, true, &next);
}
