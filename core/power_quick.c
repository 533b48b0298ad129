/*
 * The exact count of a game of few seats, in two halves (core/power_halves.h): what a screen wants at once. The swings
 * of a seat are summed by the size of the coalition of the others, as Shapley and Shubik weigh them.
 */
#include "core/power.h"
#include "core/power_halves.h"

#include <stdlib.h>

struct quick {
    const struct power_game *game;
    struct power *power;
    uint64_t *swings; /* per class and number of other seats that say yes */
    bool *veto;       /* per class */
    bool falls, ever;
};

/* Does the coalition of that state win with any of the group? */
static bool ever_wins(const struct power_halves *halves, size_t state, size_t group)
{
    const struct power_places *places = &halves->places[state * halves->groups + group];
    return places->first || places->count;
}

/* One seat of the class, the others being as in the state: of its ways, those in which the seat is outside. */
static void add_state(struct quick *quick, const struct power_halves *halves, size_t state, size_t index)
{
    const struct power_half *half = &halves->half[0];
    size_t class = half->class[index], all = quick->game->class[class].seats;
    size_t inside = power_halves_seats(halves, 0, state, index);
    if (inside == all)
        return;
    uint64_t others = half->ways[state] * (all - inside) / all;
    for (size_t g = 0; g < halves->groups; g++) {
        uint64_t ways = power_halves_between(halves, state, state + half->stride[index], g, &quick->falls);
        size_t size = (size_t)half->size[state] + halves->group[g].size;
        bool wins = ever_wins(halves, state, g);
        quick->swings[class * quick->game->seats + size] += ways ? others * ways : 0;
        quick->veto[class] = quick->veto[class] && !wins;
        quick->ever = quick->ever || wins || ways;
    }
}

static enum status count_half(struct quick *quick, bool swap)
{
    struct power_halves halves;
    struct arena arena;
    arena_init(&arena);
    enum status status = power_halves_make(quick->game, NULL, swap, &arena, &halves);
    for (size_t i = 0; i < halves.half[0].classes && status == STATUS_OK; i++)
        for (size_t state = 0; state < halves.half[0].count; state++)
            add_state(quick, &halves, state, i);
    power_halves_release(&halves);
    arena_release(&arena);
    return status;
}

/* What a rule that only rises needs: how many coalitions of a size win at all, and with how many seats of a class. */
struct rising {
    const struct power_halves *halves;
    uint64_t *all;    /* per size */
    uint64_t *with;   /* per class and size: winning coalitions times seats of the class in them */
    uint64_t *before; /* per sorted state and class of the second half: ways times seats, of all in front of it */
    uint64_t *beside; /* per size of the second half: its ways to win beside the state that is looked at */
    size_t sizes;
};

static void sum_before(struct rising *rising)
{
    const struct power_half *half = &rising->halves->half[1];
    for (size_t i = 0; i < half->count; i++)
        for (size_t k = 0; k < half->classes; k++) {
            size_t state = rising->halves->order[i];
            rising->before[(i + 1) * half->classes + k] =
                rising->before[i * half->classes + k] +
                half->ways[state] * power_halves_seats(rising->halves, 1, state, k);
        }
}

/* The states of a group from `from` to `end` win beside the one of the first half. */
static void add_winning(struct rising *rising, size_t state, const struct power_group *group, size_t from, size_t end)
{
    const struct power_half *first = &rising->halves->half[0], *half = &rising->halves->half[1];
    const uint64_t *left = rising->before + (group->first + from) * half->classes;
    const uint64_t *right = rising->before + (group->first + end) * half->classes;
    size_t size = (size_t)first->size[state] + group->size;
    rising->beside[group->size] +=
        rising->halves->before[group->first + end] - rising->halves->before[group->first + from];
    for (size_t k = 0; k < half->classes; k++)
        rising->with[half->class[k] * rising -> sizes + size] += first->ways[state] * (right[k] - left[k]);
}

static void add_rising(struct rising *rising, size_t state)
{
    const struct power_halves *halves = rising->halves;
    const struct power_half *first = &halves->half[0];
    memset(rising->beside, 0, rising->sizes * sizeof *rising->beside);
    for (size_t g = 0; g < halves->groups; g++) {
        const struct power_places *places = &halves->places[state * halves->groups + g];
        const uint32_t *place = halves->place + places->start;
        for (size_t i = places->first ? 0 : 1; i <= places->count; i += 2)
            add_winning(rising, state, &halves->group[g], i ? place[i - 1] : 0,
                        i < places->count ? place[i] : halves->group[g].count);
    }
    for (size_t size = 0; size + first->size[state] < rising->sizes; size++) {
        uint64_t ways = rising->beside[size] * first->ways[state];
        if (!ways)
            continue;
        rising->all[size + first->size[state]] += ways;
        for (size_t k = 0; k < first->classes; k++)
            rising->with[first->class[k] * rising -> sizes + size + first -> size[state]] +=
                ways * power_halves_seats(halves, 0, state, k);
    }
}

/* A seat decides beside as many coalitions as win with it, less those that win without it. */
static void take_rising(struct quick *quick, const struct rising *rising)
{
    size_t all = quick->game->seats;
    for (size_t i = 0; i < quick->game->classes; i++)
        for (size_t size = 0; size < all; size++) {
            const uint64_t *with = rising->with + i * rising->sizes + size;
            uint64_t seats = quick->game->class[i].seats, without = rising->all[size] - with[0] / seats;
            quick->swings[i * all + size] = with[1] / seats - without;
            quick->veto[i] = quick->veto[i] && !without;
            quick->ever = quick->ever || with[1] || without;
        }
}

static enum status count_rising(struct quick *quick)
{
    struct power_halves halves;
    struct arena arena;
    arena_init(&arena);
    struct rising rising = {.halves = &halves, .sizes = quick->game->seats + 1};
    enum status status = power_halves_make(quick->game, NULL, false, &arena, &halves);
    if (status == STATUS_OK) {
        rising.all = arena_array(&arena, rising.sizes, sizeof *rising.all);
        rising.with = arena_array(&arena, rising.sizes * quick->game->classes, sizeof *rising.with);
        rising.beside = arena_array(&arena, rising.sizes, sizeof *rising.beside);
        rising.before =
            arena_array(&arena, (halves.half[1].count + 1) * (halves.half[1].classes + 1), sizeof *rising.before);
        status = rising.all && rising.with && rising.beside && rising.before ? STATUS_OK : STATUS_NO_MEMORY;
    }
    if (status == STATUS_OK)
        sum_before(&rising);
    for (size_t state = 0; status == STATUS_OK && state < halves.half[0].count; state++)
        add_rising(&rising, state);
    if (status == STATUS_OK)
        take_rising(quick, &rising);
    power_halves_release(&halves);
    arena_release(&arena);
    return status;
}

/* `number` times size! times (all - 1 - size)!, added. */
static void add_orders(mpz_t sum, uint64_t number, size_t size, size_t all)
{
    mpz_t orders, other;
    mpz_inits(orders, other, NULL);
    mpz_fac_ui(orders, size);
    mpz_fac_ui(other, all - 1 - size);
    mpz_mul(orders, orders, other);
    mpz_addmul_ui(sum, orders, number);
    mpz_clears(orders, other, NULL);
}

static void keep(struct quick *quick, size_t class)
{
    struct power_share *share = &quick->power->share[class];
    size_t all = quick->game->seats;
    for (size_t size = 0; size < all; size++) {
        uint64_t swings = quick->swings[class * all + size];
        mpz_add_ui(share->swings, share->swings, swings);
        if (swings)
            add_orders(mpq_numref(share->shapley), swings, size, all);
    }
    mpz_fac_ui(mpq_denref(share->shapley), all);
    mpq_canonicalize(share->shapley);
    mpq_set_z(share->banzhaf, share->swings);
    share->dummy = mpz_sgn(share->swings) ? VERDICT_FALSE : VERDICT_TRUE;
    share->veto = quick->veto[class] && quick->ever ? VERDICT_TRUE : VERDICT_FALSE;
}

enum status power_quick(const struct power_game *game, struct power *out)
{
    struct quick quick = {.game = game, .power = out};
    enum status status = power_open(game, out);
    out->exact = true;
    out->monotone = VERDICT_TRUE;
    if (status != STATUS_OK || !game->classes)
        return status;
    quick.swings = calloc(game->classes * game->seats, sizeof *quick.swings);
    quick.veto = calloc(game->classes, sizeof *quick.veto);
    if (!quick.swings || !quick.veto)
        status = STATUS_NO_MEMORY;
    for (size_t i = 0; i < game->classes && status == STATUS_OK; i++)
        quick.veto[i] = true;
    bool rises = power_game_rises(game);
    if (status == STATUS_OK)
        status = rises ? count_rising(&quick) : count_half(&quick, false);
    if (status == STATUS_OK && !rises)
        status = count_half(&quick, true);
    for (size_t i = 0; i < game->classes && status == STATUS_OK; i++)
        keep(&quick, i);
    if (status == STATUS_OK) {
        power_finish(game, out);
        out->monotone = quick.falls ? VERDICT_FALSE : VERDICT_TRUE;
    }
    free(quick.swings);
    free(quick.veto);
    return status;
}
