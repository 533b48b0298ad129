#include "core/power_states.h"

#include <stdlib.h>

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static size_t first_slot(const struct power_states *states, uint32_t size, const wide *sum)
{
    uint64_t hash = mix(UINT64_C(0x2545F4914F6CDD1D), size);
    for (size_t i = 0; i < states->columns; i++)
        hash = mix(mix(hash, (uint64_t)sum[i]), (uint64_t)(sum[i] >> 64));
    return (size_t)(hash >> 7) & (states->slots - 1);
}

static size_t find_slot(const struct power_states *states, uint32_t size, const wide *sum)
{
    size_t slot = first_slot(states, size, sum);
    for (; states->slot[slot]; slot = (slot + 1) & (states->slots - 1)) {
        size_t state = states->slot[slot] - 1;
        if (states->size[state] == size && (!states->columns || memcmp(&states->sum[state * states->columns], sum,
                                                                       states->columns * sizeof *sum) == 0))
            break;
    }
    return slot;
}

size_t power_states_find(const struct power_states *states, uint32_t size, const wide *sum)
{
    size_t slot = find_slot(states, size, sum);
    return states->slot[slot] ? states->slot[slot] - 1 : SIZE_MAX;
}

/* Room for `capacity` states, at most half of the slots used. */
static bool reserve(struct power_states *states, size_t capacity)
{
    size_t slots = 16;
    while (slots < capacity * 2)
        slots *= 2;
    uint32_t *size = realloc(states->size, capacity * sizeof *size);
    states->size = size ? size : states->size;
    wide *sum = realloc(states->sum, capacity * (states->columns + 1) * sizeof *sum);
    states->sum = sum ? sum : states->sum;
    mpz_t *ways = realloc(states->ways, capacity * sizeof *ways);
    states->ways = ways ? ways : states->ways;
    uint32_t *slot = calloc(slots, sizeof *slot);
    if (!size || !sum || !ways || !slot) {
        free(slot);
        return false;
    }
    free(states->slot);
    states->slot = slot;
    states->slots = slots;
    states->capacity = capacity;
    for (size_t i = 0; i < states->count; i++)
        states->slot[find_slot(states, states->size[i], &states->sum[i * states->columns])] = (uint32_t)i + 1;
    return true;
}

/* Adds ways * factor to the state. */
static enum status add(struct power_states *states, uint32_t size, const wide *sum, const mpz_t ways,
                       const mpz_t factor)
{
    if (states->count == states->capacity && !reserve(states, states->capacity ? states->capacity * 2 : 64))
        return STATUS_NO_MEMORY;
    size_t slot = find_slot(states, size, sum);
    size_t state = states->slot[slot] - (size_t)1;
    if (!states->slot[slot]) {
        if (states->count == POWER_STATES_MAX)
            return STATUS_REFUSED;
        state = states->count++;
        states->slot[slot] = (uint32_t)state + 1;
        states->size[state] = size;
        memcpy(&states->sum[state * states->columns], sum, states->columns * sizeof *sum);
        mpz_init(states->ways[state]);
    }
    mpz_addmul(states->ways[state], ways, factor);
    return STATUS_OK;
}

/* Every state of `from` with 0 to all seats of the class. */
static enum status add_class(const struct power_states *from, const struct power_class *class, wide *sum,
                             struct power_states *to)
{
    enum status status = STATUS_OK;
    mpz_t binomial;
    mpz_init_set_ui(binomial, 1);
    for (size_t seats = 0; seats <= class->seats && status == STATUS_OK; seats++) {
        for (size_t i = 0; i < from->count && status == STATUS_OK; i++) {
            for (size_t k = 0; k < from->columns; k++)
                sum[k] = from->sum[i * from->columns + k] + class->gain[k] * (wide)seats;
            status = add(to, from->size[i] + (uint32_t)seats, sum, from->ways[i], binomial);
        }
        mpz_mul_ui(binomial, binomial, class->seats - seats);
        mpz_divexact_ui(binomial, binomial, seats + 1);
    }
    mpz_clear(binomial);
    return status;
}

/* Copies every state of `from`, those with fewer yes votes first. */
static enum status add_sorted(const struct power_states *from, size_t most, const mpz_t one, struct power_states *to)
{
    enum status status = STATUS_OK;
    uint32_t *order = calloc(from->count, sizeof *order);
    size_t *end = calloc(most + 2, sizeof *end);
    if (!order || !end)
        status = STATUS_NO_MEMORY;
    for (size_t i = 0; i < from->count && status == STATUS_OK; i++)
        end[from->size[i] + 1]++;
    for (size_t i = 0; i <= most && status == STATUS_OK; i++)
        end[i + 1] += end[i];
    for (size_t i = 0; i < from->count && status == STATUS_OK; i++)
        order[end[from->size[i]]++] = (uint32_t)i;
    for (size_t i = 0; i < from->count && status == STATUS_OK; i++) {
        size_t state = order[i];
        status = add(to, from->size[state], &from->sum[state * from->columns], from->ways[state], one);
    }
    free(order);
    free(end);
    return status;
}

static void exchange(struct power_states *a, struct power_states *b)
{
    struct power_states other = *a;
    *a = *b;
    *b = other;
}

enum status power_states_make(const struct power_game *game, size_t without, struct power_states *out)
{
    struct power_states next;
    mpz_t one;
    wide *sum = calloc(game->columns + 1, sizeof *sum);
    *out = (struct power_states){.columns = game->columns};
    mpz_init_set_ui(one, 1);
    enum status status = sum ? add(out, 0, sum, one, one) : STATUS_NO_MEMORY;
    for (size_t i = 0; i <= game->classes && status == STATUS_OK; i++) {
        if (i == without)
            continue;
        next = (struct power_states){.columns = game->columns};
        status =
            i < game->classes ? add_class(out, &game->class[i], sum, &next) : add_sorted(out, game->seats, one, &next);
        exchange(out, &next);
        power_states_release(&next);
    }
    mpz_clear(one);
    free(sum);
    return status;
}

void power_states_release(struct power_states *states)
{
    for (size_t i = 0; i < states->count; i++)
        mpz_clear(states->ways[i]);
    free(states->size);
    free(states->sum);
    free(states->ways);
    free(states->slot);
    *states = (struct power_states){0};
}
