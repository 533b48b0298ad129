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

enum status power_make(const struct power_game *game, struct power *out)
{
    enum status status = power_count(game, out);
    if (status != STATUS_REFUSED)
        return status;
    power_release(out);
    return power_sample(game, out);
}
