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
    size_t inside = power_halves_seats(halves, state, index);
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
    if (status == STATUS_OK)
        status = count_half(&quick, false);
    if (status == STATUS_OK)
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
