#include "tui/power_case.h"

/* Who signed the proposal: all seats of the group, of which one would be enough. */
static enum status find_proposers(const struct roll *roster, struct slice name, struct arena *arena, bool **out,
                                  struct problem *problem)
{
    struct group group;
    if (!group_find(roster, name, &group))
        return problem_slices(problem, STATUS_NOT_FOUND, N_("there is no bench and no seat \"{1}\""), name, SLICE(""));
    *out = arena_array(arena, roster->seats, sizeof **out);
    for (size_t i = 0; i < roster->seats && *out; i++)
        (*out)[i] = group_holds(group, roster, i);
    return *out ? STATUS_OK : STATUS_NO_MEMORY;
}

void power_case_release(struct power_case *power)
{
    for (size_t i = 0; i < power->summed; i++)
        power_parts_release(&power->parts[i]);
    power_release(&power->power);
    arena_release(&power->arena);
}

const struct power_share *power_case_seat(const struct power_case *power, size_t seat)
{
    size_t class = power->game.class_of[seat];
    return class == ROLL_NONE ? NULL : &power->power.share[class];
}

void power_parts_init(struct power_parts *parts)
{
    *parts = (struct power_parts){0};
    mpq_inits(parts->banzhaf, parts->shapley, NULL);
}

void power_parts_release(struct power_parts *parts)
{
    mpq_clears(parts->banzhaf, parts->shapley, NULL);
}

void power_case_bench(const struct power_case *power, size_t bench, struct power_parts *out)
{
    mpq_set_ui(out->banzhaf, 0, 1);
    mpq_set_ui(out->shapley, 0, 1);
    out->heads = out->all_heads = 0;
    out->weight = out->all_weight = 0;
    if (bench == ROLL_NONE)
        return;
    const struct power_parts *parts = &power->parts[bench];
    out->heads = parts->heads;
    out->all_heads = parts->all_heads;
    out->weight = parts->weight;
    out->all_weight = parts->all_weight;
    mpq_set(out->banzhaf, parts->banzhaf);
    mpq_set(out->shapley, parts->shapley);
}

/* `times` seats of the class, added. */
static void add_share(struct power_parts *parts, const struct power_share *share, size_t times)
{
    mpq_t count, part;
    mpq_inits(count, part, NULL);
    mpq_set_ui(count, times, 1);
    mpq_mul(part, share->banzhaf, count);
    mpq_add(parts->banzhaf, parts->banzhaf, part);
    mpq_mul(part, share->shapley, count);
    mpq_add(parts->shapley, parts->shapley, part);
    mpq_clears(count, part, NULL);
}

/* Per class how many of its seats are on the bench, then the bench's sums. `count` is used for that. */
static void sum_bench(struct power_case *power, size_t bench, size_t *count)
{
    const struct roll *roster = &power->body->roster;
    struct power_parts *parts = &power->parts[bench];
    memset(count, 0, power->game.classes * sizeof *count);
    for (size_t i = 0; i < roster->seats; i++) {
        size_t class = power->game.class_of[i];
        if (class == ROLL_NONE)
            continue;
        bool own = roster->seat[i].bench == bench;
        parts->all_heads++;
        parts->all_weight += roster->seat[i].weight.units;
        parts->heads += own;
        parts->weight += own ? roster->seat[i].weight.units : 0;
        count[class] += own;
    }
    for (size_t i = 0; i < power->game.classes; i++)
        if (count[i])
            add_share(parts, &power->power.share[i], count[i]);
}

static enum status sum_benches(struct power_case *power)
{
    size_t benches = power->body->roster.benches;
    size_t *count = arena_array(&power->arena, power->game.classes, sizeof *count);
    power->parts = arena_array(&power->arena, benches, sizeof *power->parts);
    if (!count || !power->parts)
        return STATUS_NO_MEMORY;
    for (; power->summed < benches; power->summed++) {
        power_parts_init(&power->parts[power->summed]);
        sum_bench(power, power->summed, count);
    }
    return STATUS_OK;
}

enum status power_case_make(const struct power_body *body, const struct rule *rule, const struct power_asked *asked,
                            struct power_case *out, struct problem *problem)
{
    bool *proposer = NULL;
    *out = (struct power_case){.body = body, .rule = rule};
    enum status found = asked->proposer.length
                            ? find_proposers(&body->roster, asked->proposer, &out->arena, &proposer, problem)
                            : STATUS_OK;
    if (found != STATUS_OK)
        return found;
    const struct power_question question = {.roll = &body->roster,
                                            .method = rule->method,
                                            .adopted = rule->adopted,
                                            .proposer = proposer,
                                            .round = asked->round,
                                            .call = 1};
    enum status status = power_game_make(&question, &out->arena, &out->game);
    if (status == STATUS_OK)
        status = power_make(&out->game, &out->power);
    if (status == STATUS_OK)
        status = power_benches_make(&out->game, out->power.monotone, &out->arena, &out->benches);
    return status == STATUS_OK ? sum_benches(out) : status;
}

void power_decimal(const mpq_t share, unsigned digits, struct buffer *out)
{
    mpz_t scaled, scale;
    mpz_inits(scaled, scale, NULL);
    mpz_ui_pow_ui(scale, 10, digits);
    mpz_mul(scaled, mpq_numref(share), scale);
    mpz_mul_2exp(scaled, scaled, 1);
    mpz_add(scaled, scaled, mpq_denref(share));
    mpz_fdiv_q(scaled, scaled, mpq_denref(share));
    mpz_fdiv_q_2exp(scaled, scaled, 1);
    unsigned long units = mpz_get_ui(scaled), one = mpz_get_ui(scale);
    buffer_format(out, "%lu.%0*lu", units / one, (int)digits, units % one);
    mpz_clears(scaled, scale, NULL);
}

static void set_wide(mpz_t out, wide value)
{
    mpz_set_ui(out, (unsigned long)(value >> 62));
    mpz_mul_2exp(out, out, 62);
    mpz_add_ui(out, out, (unsigned long)(value & (((wide)1 << 62) - 1)));
}

void power_ratio(wide part, wide whole, mpq_t out)
{
    mpq_set_ui(out, 0, 1);
    if (whole <= 0)
        return;
    set_wide(mpq_numref(out), part);
    set_wide(mpq_denref(out), whole);
    mpq_canonicalize(out);
}
