/*
 * The exact count. The largest class is kept out of the states: along it, from none of its seats to all, a rule changes
 * its mind at few places only, since each comparison does so at most twice. So for every state these places are found,
 * and whatever is summed over the number m of its yes votes is summed by them.
 */
#include "core/power.h"
#include "core/power_states.h"

#include <stdlib.h>

/* So many steps (states and classes; sizes, classes and seats of the largest class) are taken at most. */
#define WORK_MAX UINT64_C(30000000)

/* What the rule says along the largest class: `first` with none of its seats, the other thing from each place on. */
struct places {
    size_t start, count;
    bool first;
};

struct count {
    const struct power_game *game;
    struct power *power;
    size_t longest; /* class */
    size_t most;    /* its seats */
    struct power_states states;
    struct places *places; /* per state */
    uint32_t *place;
    size_t used, room;
    uint32_t *found; /* room for the places of one state */
    wide *sum;
    mpz_t *rest;          /* per state: ways without one seat of the class that is looked at */
    mpz_t *change;        /* per m: by how much more ways are decisive from here on, for one size */
    mpz_t *all;           /* the same for all sizes */
    mpz_t run, weight;    /* while summing */
    mpz_t shapley, swing; /* of the class */
    bool falls, wins;     /* a yes harms somewhere; some coalition wins */
};

static bool wins_at(struct count *count, size_t state, size_t m)
{
    const wide *gain = count->game->class[count->longest].gain;
    for (size_t k = 0; k < count->states.columns; k++)
        count->sum[k] = count->states.sum[state * count->states.columns + k] + gain[k] * (wide)m;
    return power_game_wins(count->game, count->sum);
}

static int by_number(const void *left, const void *right)
{
    uint32_t a, b;
    memcpy(&a, left, sizeof a);
    memcpy(&b, right, sizeof b);
    return (a > b) - (a < b);
}

/* Where the comparison may change: at the zero of left - right, and just behind it. */
static size_t may_change(const struct count *count, size_t state, const struct power_line *line, uint32_t *out)
{
    wide step = line->scale ? line->scale * count->game->class[count->longest].gain[line->column] : 0;
    if (!step)
        return 0;
    wide here = line->base + line->scale * count->states.sum[state * count->states.columns + line->column];
    wide zero = -here / step;
    size_t places = 0;
    for (wide m = zero; m <= zero + 1; m++)
        if (m > 0 && m <= (wide)count->most)
            out[places++] = (uint32_t)m;
    return places;
}

static enum status keep_place(struct count *count, uint32_t m)
{
    if (count->used == count->room) {
        size_t room = count->room ? count->room * 2 : 256;
        uint32_t *place = realloc(count->place, room * sizeof *place);
        if (!place)
            return STATUS_NO_MEMORY;
        count->place = place;
        count->room = room;
    }
    count->place[count->used++] = m;
    return STATUS_OK;
}

static enum status find_places(struct count *count, size_t state)
{
    const struct power_game *game = count->game;
    size_t found = 0;
    for (size_t i = 0; i < game->lines; i++)
        found += may_change(count, state, &game->line[i], count->found + found);
    qsort(count->found, found, sizeof *count->found, by_number);
    struct places *places = &count->places[state];
    *places = (struct places){.start = count->used, .first = wins_at(count, state, 0)};
    bool now = places->first;
    for (size_t i = 0; i < found; i++) {
        if ((i && count->found[i] == count->found[i - 1]) || wins_at(count, state, count->found[i]) == now)
            continue;
        now = !now;
        if (keep_place(count, count->found[i]) != STATUS_OK)
            return STATUS_NO_MEMORY;
        places->count++;
    }
    count->wins = count->wins || places->first || places->count;
    return STATUS_OK;
}

static void add_change(mpz_t at, bool more, const mpz_t ways)
{
    if (more)
        mpz_add(at, at, ways);
    else
        mpz_sub(at, at, ways);
}

/* Marks where along m the two states differ: there the seat that leads from one to the other is decisive. */
static void mark_difference(struct count *count, size_t without, size_t with, const mpz_t ways)
{
    const struct places *a = &count->places[without], *b = &count->places[with];
    size_t i = 0, k = 0, m = 0;
    bool wins = a->first, then = b->first, marked = false;
    for (;;) {
        if ((wins != then) != marked) {
            marked = !marked;
            add_change(count->change[m], marked, ways);
        }
        count->falls = count->falls || (wins && !then);
        size_t next_a = i < a->count ? count->place[a->start + i] : SIZE_MAX;
        size_t next_b = k < b->count ? count->place[b->start + k] : SIZE_MAX;
        m = next_a < next_b ? next_a : next_b;
        if (m == SIZE_MAX)
            return;
        wins ^= next_a == m;
        then ^= next_b == m;
        i += next_a == m;
        k += next_b == m;
    }
}

/*
 * Sums what was marked for `size` yes votes outside the largest class, of which `top` seats are others; `rest` others
 * are not of it. C(top, m) / C(top + rest, size + m) times (top + 1) ... (top + rest) is a whole number:
 * (m + 1) ... (m + size) * (top - m + 1) ... (top - m + rest - size); here it goes from one m to the next.
 */
static void sum_size(struct count *count, size_t top, size_t rest, size_t size)
{
    mpz_set_ui(count->weight, 1);
    for (size_t i = 1; i <= size; i++)
        mpz_mul_ui(count->weight, count->weight, i);
    for (size_t i = 1; i <= rest - size; i++)
        mpz_mul_ui(count->weight, count->weight, top + i);
    mpz_set_ui(count->run, 0);
    for (size_t m = 0; m <= top; m++) {
        mpz_add(count->run, count->run, count->change[m]);
        mpz_add(count->all[m], count->all[m], count->change[m]);
        mpz_set_ui(count->change[m], 0);
        if (mpz_sgn(count->run))
            mpz_addmul(count->shapley, count->run, count->weight);
        if (m == top)
            break;
        mpz_mul_ui(count->weight, count->weight, m + 1 + size);
        mpz_divexact_ui(count->weight, count->weight, m + 1);
        mpz_mul_ui(count->weight, count->weight, top - m);
        mpz_divexact_ui(count->weight, count->weight, top - m + rest - size);
    }
    mpz_set_ui(count->change[top + 1], 0);
}

/* The swings of one seat, over all sizes. */
static void sum_swings(struct count *count, size_t top)
{
    mpz_set_ui(count->weight, 1);
    mpz_set_ui(count->run, 0);
    mpz_set_ui(count->swing, 0);
    for (size_t m = 0; m <= top; m++) {
        mpz_add(count->run, count->run, count->all[m]);
        mpz_set_ui(count->all[m], 0);
        if (mpz_sgn(count->run))
            mpz_addmul(count->swing, count->run, count->weight);
        mpz_mul_ui(count->weight, count->weight, top - m);
        mpz_divexact_ui(count->weight, count->weight, m + 1);
    }
}

/* Keeps what was summed for the class; the shares become parts of the whole when all are there. */
static void keep_sums(struct count *count, size_t class, size_t top, size_t rest)
{
    struct power_share *share = &count->power->share[class];
    sum_swings(count, top);
    mpz_set(share->swings, count->swing);
    mpq_set_z(share->banzhaf, count->swing);
    mpz_set_ui(count->weight, count->game->seats);
    for (size_t i = 1; i <= rest; i++)
        mpz_mul_ui(count->weight, count->weight, top + i);
    mpq_set_num(share->shapley, count->shapley);
    mpq_set_den(share->shapley, count->weight);
    mpq_canonicalize(share->shapley);
    share->dummy = mpz_sgn(count->swing) ? VERDICT_FALSE : VERDICT_TRUE;
}

/* The others of a seat of another class: per state its ways less those in which the seat is in it already. */
static enum status count_class(struct count *count, size_t class)
{
    const struct power_states *states = &count->states;
    const wide *gain = count->game->class[class].gain;
    size_t rest = count->game->seats - 1 - count->most;
    bool veto = count->wins;
    mpz_set_ui(count->shapley, 0);
    for (size_t i = 0; i < states->count; i++)
        mpz_set(count->rest[i], states->ways[i]);
    for (size_t i = 0; i < states->count; i++) {
        if (mpz_sgn(count->rest[i])) {
            for (size_t k = 0; k < states->columns; k++)
                count->sum[k] = states->sum[i * states->columns + k] + gain[k];
            size_t with = power_states_find(states, states->size[i] + 1, count->sum);
            if (with == SIZE_MAX)
                return STATUS_REFUSED;
            mpz_sub(count->rest[with], count->rest[with], count->rest[i]);
            mark_difference(count, i, with, count->rest[i]);
            veto = veto && !count->places[i].first && !count->places[i].count;
        }
        if (i + 1 == states->count || states->size[i + 1] != states->size[i])
            if (states->size[i] <= rest)
                sum_size(count, count->most, rest, states->size[i]);
    }
    count->power->share[class].veto = veto ? VERDICT_TRUE : VERDICT_FALSE;
    keep_sums(count, class, count->most, rest);
    return STATUS_OK;
}

/* A seat of the largest class is decisive where the rule changes its mind, with one seat less among the others. */
static void count_longest(struct count *count)
{
    const struct power_states *states = &count->states;
    size_t top = count->most - 1, rest = count->game->seats - count->most;
    bool veto = count->wins;
    mpz_set_ui(count->shapley, 0);
    for (size_t i = 0; i < states->count; i++) {
        const struct places *places = &count->places[i];
        bool wins = places->first;
        for (size_t k = 0; k < places->count; k++, wins = !wins) {
            size_t m = count->place[places->start + k];
            mpz_add(count->change[m - 1], count->change[m - 1], states->ways[i]);
            mpz_sub(count->change[m], count->change[m], states->ways[i]);
            count->falls = count->falls || wins;
        }
        veto = veto && !places->first && (!places->count || count->place[places->start] == count->most);
        if (i + 1 == states->count || states->size[i + 1] != states->size[i])
            sum_size(count, top, rest, states->size[i]);
    }
    count->power->share[count->longest].veto = veto ? VERDICT_TRUE : VERDICT_FALSE;
    keep_sums(count, count->longest, top, rest);
}

static enum status count_all(struct count *count)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count->states.count && status == STATUS_OK; i++)
        status = find_places(count, i);
    for (size_t i = 0; i < count->game->classes && status == STATUS_OK; i++)
        if (i != count->longest)
            status = count_class(count, i);
    if (status == STATUS_OK)
        count_longest(count);
    return status;
}

static mpz_t *numbers(size_t count)
{
    mpz_t *number = calloc(count, sizeof *number);
    for (size_t i = 0; i < count && number; i++)
        mpz_init(number[i]);
    return number;
}

static void release_numbers(mpz_t *number, size_t count)
{
    for (size_t i = 0; i < count && number; i++)
        mpz_clear(number[i]);
    free(number);
}

static uint64_t work_of(const struct count *count)
{
    uint64_t classes = count->game->classes, sizes = count->game->seats - count->most + 1;
    return classes * (count->states.count + sizes * (count->most + 1));
}

/* The states are there. */
static enum status with_states(struct count *count)
{
    enum status status = STATUS_NO_MEMORY;
    size_t states = count->states.count;
    if (work_of(count) > WORK_MAX)
        return STATUS_REFUSED;
    mpz_inits(count->run, count->weight, count->shapley, count->swing, NULL);
    count->places = calloc(states, sizeof *count->places);
    count->found = calloc(2 * count->game->lines + 1, sizeof *count->found);
    count->sum = calloc(count->states.columns + 1, sizeof *count->sum);
    count->rest = numbers(states);
    count->change = numbers(count->most + 2);
    count->all = numbers(count->most + 2);
    if (count->places && count->found && count->sum && count->rest && count->change && count->all)
        status = count_all(count);
    release_numbers(count->rest, states);
    release_numbers(count->change, count->most + 2);
    release_numbers(count->all, count->most + 2);
    free(count->places);
    free(count->place);
    free(count->found);
    free(count->sum);
    mpz_clears(count->run, count->weight, count->shapley, count->swing, NULL);
    return status;
}

enum status power_count(const struct power_game *game, struct power *out)
{
    struct count count = {.game = game, .power = out};
    enum status status = power_open(game, out);
    out->exact = true;
    out->monotone = VERDICT_TRUE;
    if (status != STATUS_OK || !game->classes)
        return status;
    for (size_t i = 1; i < game->classes; i++)
        if (game->class[i].seats > game->class[count.longest].seats)
            count.longest = i;
    count.most = game->class[count.longest].seats;
    status = power_states_make(game, count.longest, &count.states);
    if (status == STATUS_OK)
        status = with_states(&count);
    power_states_release(&count.states);
    if (status == STATUS_OK) {
        power_finish(game, out);
        out->monotone = count.falls ? VERDICT_FALSE : VERDICT_TRUE;
    }
    return status;
}
