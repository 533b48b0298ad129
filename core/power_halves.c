#include "core/power_halves.h"

#include <stdlib.h>

/* So that ways, times seats, fit into 64 bits; and so that it takes no more than about a second. */
enum { SEATS_MAX = 56, LINES_MAX = 1000, STATES_MAX = 1 << 17, PLACES_MAX = 1 << 20 };

/* The second half is so many times larger: to sort a state is cheaper than to look at a pair of state and group. */
enum { SORTED_MORE = 4 };

/* A state of the second half while they are sorted. */
struct row {
    const struct power_halves *halves;
    const wide *sum;
    uint32_t state;
    uint8_t size;
};

/* Classes one by one into the half that has fewer states than it should. */
static enum status split(const struct power_game *game, bool swap, struct arena *arena, struct power_halves *out)
{
    for (size_t i = 0; i < 2; i++) {
        out->half[i].class = arena_array(arena, game->classes, sizeof *out->half[i].class);
        out->half[i].stride = arena_array(arena, game->classes, sizeof *out->half[i].stride);
        out->half[i].count = 1;
        if (!out->half[i].class || !out->half[i].stride)
            return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < game->classes; i++) {
        bool second = SORTED_MORE * out->half[0].count > out->half[1].count;
        struct power_half *half = &out->half[second];
        half->class[half->classes] = i;
        half->stride[half->classes++] = half->count;
        half->count *= game->class[i].seats + 1;
        if (half->count > STATES_MAX)
            return STATUS_REFUSED;
    }
    if (swap) {
        struct power_half first = out->half[0];
        out->half[0] = out->half[1];
        out->half[1] = first;
    }
    return STATUS_OK;
}

/* Each state from one with a seat less of its last class. */
static enum status list_states(struct power_halves *halves, size_t which, const wide *offset, struct arena *arena)
{
    struct power_half *half = &halves->half[which];
    size_t columns = halves->columns;
    half->size = arena_array(arena, half->count, sizeof *half->size);
    half->ways = arena_array(arena, half->count, sizeof *half->ways);
    half->sum = arena_array(arena, half->count * (columns + 1), sizeof *half->sum);
    if (!half->size || !half->ways || !half->sum)
        return STATUS_NO_MEMORY;
    half->ways[0] = 1;
    for (size_t k = 0; k < columns && offset && which == 0; k++)
        half->sum[k] = offset[k];
    for (size_t state = 1, last = 0; state < half->count; state++) {
        while (last + 1 < half->classes && half->stride[last + 1] <= state)
            last++;
        const struct power_class *class = &halves->game->class[half->class[last]];
        size_t before = state - half->stride[last], seats = state / half->stride[last];
        half->size[state] = half->size[before] + 1;
        half->ways[state] = half->ways[before] * (class->seats - seats + 1) / seats;
        for (size_t k = 0; k < columns; k++)
            half->sum[state * columns + k] = half->sum[before * columns + k] + class->gain[k];
    }
    return STATUS_OK;
}

/* Weights spread wider than heads, and make the fewest groups when they are what is sorted by. */
static size_t widest_column(const struct power_halves *halves)
{
    size_t widest = 0;
    wide most = -1;
    for (size_t k = 0; k < halves->columns; k++) {
        wide sum = 0;
        for (size_t i = 0; i < halves->half[1].classes; i++) {
            wide gain = halves->game->class[halves->half[1].class[i]].gain[k];
            sum += gain < 0 ? -gain : gain;
        }
        widest = sum > most ? k : widest;
        most = sum > most ? sum : most;
    }
    return widest;
}

/* By size, by the columns but one: what is equal in all of them is a group. */
static int by_group(const struct row *a, const struct row *b)
{
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    for (size_t k = 0; k < a->halves->columns; k++)
        if (k != a->halves->along && a->sum[k] != b->sum[k])
            return a->sum[k] < b->sum[k] ? -1 : 1;
    return 0;
}

static int by_sum(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    int order = by_group(a, b);
    if (order || !a->halves->columns)
        return order;
    wide x = a->sum[a->halves->along], y = b->sum[b->halves->along];
    return (x > y) - (x < y);
}

static enum status sort_second(struct power_halves *halves, struct arena *arena)
{
    const struct power_half *half = &halves->half[1];
    struct row *row = arena_array(arena, half->count, sizeof *row);
    halves->group = arena_array(arena, half->count, sizeof *halves->group);
    halves->order = arena_array(arena, half->count, sizeof *halves->order);
    halves->key = arena_array(arena, half->count, sizeof *halves->key);
    halves->before = arena_array(arena, half->count + 1, sizeof *halves->before);
    if (!row || !halves->group || !halves->order || !halves->key || !halves->before)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < half->count; i++)
        row[i] = (struct row){halves, half->sum + i * halves->columns, (uint32_t)i, half->size[i]};
    qsort(row, half->count, sizeof *row, by_sum);
    for (size_t i = 0; i < half->count; i++) {
        if (!i || by_group(&row[i], &row[i - 1]) != 0)
            halves->group[halves->groups++] = (struct power_group){.first = i, .size = row[i].size};
        halves->group[halves->groups - 1].count++;
        halves->order[i] = row[i].state;
        halves->key[i] = halves->columns ? row[i].sum[halves->along] : 0;
        halves->before[i + 1] = halves->before[i] + half->ways[row[i].state];
    }
    return STATUS_OK;
}

/* The first state of the group, from `from` on, whose key is above `limit`; its count: none. */
static size_t first_above(const struct power_halves *halves, const struct power_group *group, size_t from, wide limit)
{
    const wide *key = halves->key + group->first;
    size_t low = from, high = group->count;
    if (low < high && key[low] > limit)
        return low;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (key[middle] > limit)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Rounded down; the divisor is positive. */
static wide divide(wide part, wide by)
{
    return part / by - (part % by < 0);
}

/* Where a comparison may change: at the zero of left - right, and just behind it. In order, each once. */
static size_t may_change(const struct power_halves *halves, const wide *sum, const struct power_group *group,
                         uint32_t *out)
{
    size_t count = 0;
    for (size_t i = 0; i < halves->game->lines; i++) {
        const struct power_line *line = &halves->game->line[i];
        if (!line->scale || line->column != halves->along)
            continue;
        wide sign = line->scale < 0 ? -1 : 1, scale = sign * line->scale;
        wide base = sign * line->base + scale * sum[halves->along];
        size_t at = 0;
        for (wide least = -1; least <= 0; least++) {
            at = first_above(halves, group, at, divide(least - base, scale));
            size_t place = count;
            while (place > 0 && out[place - 1] > at)
                place--;
            if (at == 0 || at == group->count || (place > 0 && out[place - 1] == at))
                continue;
            memmove(&out[place + 1], &out[place], (count++ - place) * sizeof *out);
            out[place] = (uint32_t)at;
        }
    }
    return count;
}

static bool wins_beside(const struct power_halves *halves, const wide *sum, size_t second, wide *column)
{
    for (size_t k = 0; k < halves->columns; k++)
        column[k] = sum[k] + halves->half[1].sum[halves->order[second] * halves->columns + k];
    return power_game_wins(halves->game, column);
}

/* Room for the places of one more pair. */
static enum status more_room(struct power_halves *halves)
{
    size_t room = halves->room ? 2 * halves->room : 1024;
    if (halves->used + 2 * halves->game->lines < halves->room)
        return STATUS_OK;
    room += 2 * halves->game->lines;
    uint32_t *place = realloc(halves->place, room * sizeof *place);
    if (!place)
        return STATUS_NO_MEMORY;
    halves->place = place;
    halves->room = room;
    return STATUS_OK;
}

static enum status find_places(struct power_halves *halves, struct arena *arena)
{
    const struct power_half *half = &halves->half[0];
    uint32_t *may = arena_array(arena, 2 * halves->game->lines + 1, sizeof *may);
    wide *column = arena_array(arena, halves->columns + 1, sizeof *column);
    halves->places = arena_array(arena, half->count * halves->groups, sizeof *halves->places);
    if (!may || !column || !halves->places)
        return STATUS_NO_MEMORY;
    for (size_t state = 0; state < half->count; state++)
        for (size_t g = 0; g < halves->groups; g++) {
            const struct power_group *group = &halves->group[g];
            const wide *sum = half->sum + state * halves->columns;
            struct power_places *places = &halves->places[state * halves->groups + g];
            if (more_room(halves) != STATUS_OK)
                return STATUS_NO_MEMORY;
            bool wins = wins_beside(halves, sum, group->first, column);
            *places = (struct power_places){.start = (uint32_t)halves->used, .first = wins};
            size_t count = may_change(halves, sum, group, may);
            for (size_t i = 0; i < count; i++)
                if (wins_beside(halves, sum, group->first + may[i], column) != wins) {
                    wins = !wins;
                    halves->place[halves->used++] = may[i];
                    places->count++;
                }
        }
    return STATUS_OK;
}

enum status power_halves_make(const struct power_game *game, const wide *offset, bool swap, struct arena *arena,
                              struct power_halves *out)
{
    *out = (struct power_halves){.game = game, .columns = game->columns};
    if (game->seats > SEATS_MAX || game->lines > LINES_MAX)
        return STATUS_REFUSED;
    enum status status = split(game, swap, arena, out);
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = list_states(out, i, offset, arena);
    if (status != STATUS_OK)
        return status;
    out->along = widest_column(out);
    status = sort_second(out, arena);
    if (status == STATUS_OK && out->half[0].count * out->groups > PLACES_MAX)
        return STATUS_REFUSED;
    return status == STATUS_OK ? find_places(out, arena) : status;
}

void power_halves_release(struct power_halves *halves)
{
    free(halves->place);
    halves->place = NULL;
}

uint64_t power_halves_between(const struct power_halves *halves, size_t a, size_t b, size_t group, bool *falls)
{
    const struct power_places *one = &halves->places[a * halves->groups + group];
    const struct power_places *other = &halves->places[b * halves->groups + group];
    const struct power_group *all = &halves->group[group];
    const uint64_t *before = halves->before + all->first;
    bool wins = one->first, then = other->first;
    uint64_t ways = 0;
    size_t at = 0, i = 0, k = 0;
    for (;;) {
        size_t next_one = i < one->count ? halves->place[one->start + i] : all->count;
        size_t next_other = k < other->count ? halves->place[other->start + k] : all->count;
        size_t next = next_one < next_other ? next_one : next_other;
        if (wins != then) {
            ways += before[next] - before[at];
            *falls = *falls || wins;
        }
        if (next == all->count)
            return ways;
        wins ^= next_one == next;
        then ^= next_other == next;
        i += next_one == next;
        k += next_other == next;
        at = next;
    }
}

size_t power_halves_seats(const struct power_halves *halves, size_t half, size_t state, size_t index)
{
    const struct power_half *one = &halves->half[half];
    return state / one->stride[index] % (halves->game->class[one->class[index]].seats + 1);
}
