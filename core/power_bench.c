#include "core/power_bench.h"

#include "core/power_halves.h"
#include "core/power_states.h"

#include <stdlib.h>

/* So many vectors are looked at where a yes can harm. */
enum { VECTORS_MAX = 1 << 20 };

/* The seats of one class on one bench. */
struct bloc {
    size_t bench, class, seats;
};

struct blocs {
    const struct power_game *game;
    struct bloc *kind; /* by bench, then by class */
    size_t count;
    wide *column;
};

static int by_bench(const void *left, const void *right)
{
    const struct bloc *a = left, *b = right;
    if (a->bench != b->bench)
        return a->bench < b->bench ? -1 : 1;
    return (a->class > b->class) - (a->class < b->class);
}

static enum status find_kinds(const struct power_game *game, struct arena *arena, struct power_benches *out,
                              struct blocs *kinds)
{
    const struct roll *roll = game->question.roll;
    size_t count = 0;
    *kinds = (struct blocs){.game = game,
                            .kind = arena_array(arena, game->seats, sizeof *kinds->kind),
                            .column = arena_array(arena, game->columns + 1, sizeof *kinds->column)};
    out->bench = arena_array(arena, roll->benches, sizeof *out->bench);
    if (!kinds->kind || !kinds->column || !out->bench)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < roll->seats; i++)
        if (game->class_of[i] != ROLL_NONE) {
            out->bench[roll->seat[i].bench].seats++;
            kinds->kind[count++] = (struct bloc){roll->seat[i].bench, game->class_of[i], 1};
        }
    qsort(kinds->kind, count, sizeof *kinds->kind, by_bench);
    for (size_t i = 0; i < count; i++) {
        if (kinds->count && by_bench(&kinds->kind[kinds->count - 1], &kinds->kind[i]) == 0)
            kinds->kind[kinds->count - 1].seats++;
        else
            kinds->kind[kinds->count++] = kinds->kind[i];
    }
    return STATUS_OK;
}

static void add_kind(struct blocs *kinds, const struct bloc *kind, wide times)
{
    for (size_t k = 0; k < kinds->game->columns; k++)
        kinds->column[k] += kinds->game->class[kind->class].gain[k] * times;
}

/* All seats of the benches in the set say yes, all others no; `bit`: per bench its place in sets. */
static bool benches_win(struct blocs *kinds, uint64_t set, const unsigned *bit)
{
    memset(kinds->column, 0, kinds->game->columns * sizeof *kinds->column);
    for (size_t i = 0; i < kinds->count; i++)
        if (set >> bit[kinds->kind[i].bench] & 1)
            add_kind(kinds, &kinds->kind[i], (wide)kinds->kind[i].seats);
    return power_game_wins(kinds->game, kinds->column);
}

static bool is_minimal(const uint8_t *below, uint64_t set)
{
    for (uint64_t rest = set; rest; rest &= rest - 1)
        if (below[set & ~(rest & -rest)])
            return false;
    return true;
}

/* `below`: per set of benches that vote whether it or a part of it wins. */
static enum status find_coalitions(struct blocs *kinds, struct arena *arena, struct power_benches *out)
{
    size_t benches = kinds->game->question.roll->benches, voting = 0;
    unsigned *bit = arena_array(arena, benches, sizeof *bit);
    size_t *bench = arena_array(arena, benches, sizeof *bench);
    if (!bit || !bench)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < benches; i++)
        if (out->bench[i].seats) {
            bit[i] = (unsigned)voting;
            bench[voting++] = i;
        }
    out->known = voting <= POWER_BENCHES_MAX && benches <= 64;
    if (!out->known)
        return STATUS_OK;
    size_t sets = (size_t)1 << voting;
    uint8_t *below = arena_array(arena, sets, 1);
    out->coalition = arena_array(arena, sets, sizeof *out->coalition);
    if (!below || !out->coalition)
        return STATUS_NO_MEMORY;
    for (uint64_t set = 0; set < sets; set++) {
        bool minimal = is_minimal(below, set), wins = benches_win(kinds, set, bit);
        below[set] = !minimal || wins;
        if (!minimal || !wins)
            continue;
        uint64_t *coalition = &out->coalition[out->coalitions++];
        for (uint64_t rest = set; rest; rest &= rest - 1)
            *coalition |= UINT64_C(1) << bench[__builtin_ctzll(rest)];
    }
    return STATUS_OK;
}

/* So many seats of the bench may say yes beside all others, and the motion still fails. */
static enum status most_losing(const struct power_game *bench, const wide *others, struct arena *arena, size_t *most)
{
    struct power_halves halves;
    *most = 0;
    enum status status = power_halves_make(bench, others, false, arena, &halves);
    for (size_t state = 0; status == STATUS_OK && state < halves.half[0].count; state++)
        for (size_t g = 0; g < halves.groups; g++) {
            const struct power_places *places = &halves.places[state * halves.groups + g];
            size_t size = (size_t)halves.half[0].size[state] + halves.group[g].size;
            if (size > *most && (!places->first || places->count))
                *most = size;
        }
    power_halves_release(&halves);
    return status;
}

/* The same over merged states, for benches of many seats. */
static enum status most_losing_slowly(const struct power_game *bench, wide *sum, size_t *most)
{
    struct power_states states;
    bool wins = true;
    enum status status = power_states_make(bench, SIZE_MAX, &states);
    for (size_t i = states.count; status == STATUS_OK && wins && i--;) {
        const wide *bench_sum = states.sum + i * bench->columns;
        for (size_t k = 0; k < bench->columns; k++)
            sum[k] += bench_sum[k];
        wins = power_game_wins(bench, sum);
        for (size_t k = 0; k < bench->columns; k++)
            sum[k] -= bench_sum[k];
        *most = states.size[i];
    }
    power_states_release(&states);
    return status;
}

/* A yes never harms: then a set of seats blocks when all others together do not win. */
static enum status block_rising(struct blocs *kinds, size_t first, size_t count, struct arena *arena,
                                struct power_bench *out)
{
    struct power_game bench = *kinds->game;
    bench.class = arena_array(arena, count, sizeof *bench.class);
    bench.classes = count;
    bench.seats = out->seats;
    if (!bench.class)
        return STATUS_NO_MEMORY;
    memset(kinds->column, 0, bench.columns * sizeof *kinds->column);
    for (size_t i = 0; i < kinds->count; i++)
        add_kind(kinds, &kinds->kind[i], (wide)kinds->kind[i].seats);
    bool ever = power_game_wins(kinds->game, kinds->column);
    for (size_t i = 0; i < count; i++) {
        const struct bloc *kind = &kinds->kind[first + i];
        bench.class[i] = (struct power_class){kind->seats, kinds->game->class[kind->class].gain};
        add_kind(kinds, kind, -(wide)kind->seats);
    }
    out->can_block = ever && !power_game_wins(kinds->game, kinds->column) ? VERDICT_TRUE : VERDICT_FALSE;
    if (out->can_block == VERDICT_FALSE)
        return STATUS_OK;
    size_t most;
    enum status status = most_losing(&bench, kinds->column, arena, &most);
    if (status == STATUS_REFUSED)
        status = most_losing_slowly(&bench, kinds->column, &most);
    if (status == STATUS_OK)
        out->block_min = out->seats - most;
    return status == STATUS_REFUSED ? STATUS_OK : status;
}

/* 0 to all of its seats say yes. There are no more vectors than VECTORS_MAX, so no kind has more choices. */
static size_t choices_of(const struct bloc *kind)
{
    return kind->seats < VECTORS_MAX ? kind->seats + 1 : VECTORS_MAX;
}

/* The vector of that number, seats per kind, the last kind quickest. */
static void vector_of(const struct blocs *kinds, size_t number, size_t *vector)
{
    for (size_t i = kinds->count; i--;) {
        size_t choices = choices_of(&kinds->kind[i]);
        vector[i] = number % choices;
        number /= choices;
    }
}

/* Per vector whether it or one below it wins. */
static void mark_winning(struct blocs *kinds, size_t vectors, size_t *vector, uint8_t *below)
{
    for (size_t number = 0; number < vectors; number++) {
        vector_of(kinds, number, vector);
        memset(kinds->column, 0, kinds->game->columns * sizeof *kinds->column);
        for (size_t i = 0; i < kinds->count; i++)
            add_kind(kinds, &kinds->kind[i], (wide)vector[i]);
        below[number] = power_game_wins(kinds->game, kinds->column);
        for (size_t i = kinds->count, step = 1; i-- && !below[number]; step *= choices_of(&kinds->kind[i]))
            below[number] = vector[i] && below[number - step];
    }
}

/* The one bench that does not say yes with all its seats, and how many of it do not; false: none, or several. */
static bool only_bench(const struct blocs *kinds, const size_t *vector, size_t *bench, size_t *missing)
{
    *missing = 0;
    for (size_t i = 0; i < kinds->count; i++) {
        size_t lacks = kinds->kind[i].seats - vector[i];
        if (lacks && *missing && kinds->kind[i].bench != *bench)
            return false;
        if (lacks)
            *bench = kinds->kind[i].bench;
        *missing += lacks;
    }
    return *missing;
}

/* A yes can harm: every coalition of the others is looked at, or it stays open. */
static enum status block_any(struct blocs *kinds, struct arena *arena, struct power_benches *out)
{
    size_t vectors = 1, benches = kinds->game->question.roll->benches, bench = 0, missing;
    for (size_t i = 0; i < kinds->count && vectors <= VECTORS_MAX; i++)
        vectors *= kinds->kind[i].seats + 1;
    for (size_t i = 0; i < benches; i++)
        out->bench[i].can_block = vectors > VECTORS_MAX && out->bench[i].seats ? VERDICT_OPEN : VERDICT_FALSE;
    if (vectors > VECTORS_MAX)
        return STATUS_OK;
    uint8_t *below = arena_array(arena, vectors, 1);
    size_t *vector = arena_array(arena, kinds->count, sizeof *vector);
    if (!below || !vector)
        return STATUS_NO_MEMORY;
    mark_winning(kinds, vectors, vector, below);
    for (size_t number = vectors - 1; number-- && below[vectors - 1];) {
        vector_of(kinds, number, vector);
        if (below[number] || !only_bench(kinds, vector, &bench, &missing))
            continue;
        struct power_bench *one = &out->bench[bench];
        one->can_block = VERDICT_TRUE;
        if (!one->block_min || missing < one->block_min)
            one->block_min = missing;
    }
    return STATUS_OK;
}

enum status power_benches_make(const struct power_game *game, enum verdict monotone, struct arena *arena,
                               struct power_benches *out)
{
    struct blocs kinds;
    *out = (struct power_benches){0};
    enum status status = find_kinds(game, arena, out, &kinds);
    if (status == STATUS_OK)
        status = find_coalitions(&kinds, arena, out);
    if (status == STATUS_OK && monotone != VERDICT_TRUE)
        return block_any(&kinds, arena, out);
    for (size_t first = 0, end; first < kinds.count && status == STATUS_OK; first = end) {
        for (end = first + 1; end < kinds.count && kinds.kind[end].bench == kinds.kind[first].bench;)
            end++;
        status = block_rising(&kinds, first, end - first, arena, &out->bench[kinds.kind[first].bench]);
    }
    return status;
}
