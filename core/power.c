#include "core/power.h"

#include <stdlib.h>

enum status power_open(const struct power_game *game, struct power *out)
{
    *out = (struct power){.share = calloc(game->classes + 1, sizeof *out->share)};
    if (!out->share)
        return STATUS_NO_MEMORY;
    for (; out->classes < game->classes; out->classes++) {
        struct power_share *share = &out->share[out->classes];
        mpq_inits(share->banzhaf, share->shapley, share->banzhaf_error, share->shapley_error, NULL);
        mpz_init(share->swings);
    }
    return STATUS_OK;
}

void power_release(struct power *power)
{
    for (size_t i = 0; i < power->classes; i++) {
        struct power_share *share = &power->share[i];
        mpq_clears(share->banzhaf, share->shapley, share->banzhaf_error, share->shapley_error, NULL);
        mpz_clear(share->swings);
    }
    free(power->share);
    *power = (struct power){0};
}

void power_finish(const struct power_game *game, struct power *power)
{
    mpq_t banzhaf, shapley, part;
    mpq_inits(banzhaf, shapley, part, NULL);
    for (size_t i = 0; i < power->classes; i++) {
        mpq_set_ui(part, game->class[i].seats, 1);
        mpq_mul(part, part, power->share[i].banzhaf);
        mpq_add(banzhaf, banzhaf, part);
        mpq_set_ui(part, game->class[i].seats, 1);
        mpq_mul(part, part, power->share[i].shapley);
        mpq_add(shapley, shapley, part);
    }
    for (size_t i = 0; i < power->classes && mpq_sgn(banzhaf); i++) {
        mpq_div(power->share[i].banzhaf, power->share[i].banzhaf, banzhaf);
        mpq_div(power->share[i].shapley, power->share[i].shapley, shapley);
    }
    mpq_clears(banzhaf, shapley, part, NULL);
}

enum status power_make(const struct power_game *game, struct power *out)
{
    static enum status (*const ways[])(const struct power_game *, struct power *) = {power_quick, power_count};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        enum status status = ways[i](game, out);
        if (status != STATUS_REFUSED)
            return status;
        power_release(out);
    }
    return power_sample(game, out);
}
