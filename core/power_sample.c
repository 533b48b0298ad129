/*
 * The estimate. Banzhaf: coalitions by chance, each seat with probability 1/2; per class the chance that a seat is
 * decisive, averaged over the seats of the class. Shapley-Shubik: orders by chance; per class how many of its seats are
 * decisive as they come. Everything is counted in whole numbers, per batch, and turned into shares at the end.
 */
#include "core/digest.h"
#include "core/power.h"

#include <sodium.h>
#include <stdlib.h>

/* The steps of a sample: orders times seats. More seats, fewer orders; never fewer than 100 a batch. */
enum { BATCHES = 64, STEPS = 12800000, ORDERS_LEAST = 6400, ORDERS_MOST = 256000 };

/* Student's t, 97.5 %, 63 degrees of freedom: 1.99834; by the root of the number of batches, in 1/100,000. */
enum { HALF_WIDTH = 24979, HALF_WIDTH_ONE = 100000 };

/* Shares are kept in 10^-12. */
#define SHARE_ONE UINT64_C(1000000000000)

struct source {
    uint8_t seed[randombytes_SEEDBYTES];
    uint64_t block;
    uint32_t word[4096];
    size_t used;
};

/* What the game consists of: other rules with the same consequences get the same sample. */
static enum status seed_of(const struct power_game *game, struct source *source)
{
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, "stimmbuch power 1\n");
    expression_write(game->question.adopted, &text);
    for (size_t i = 0; i < game->classes; i++) {
        buffer_format(&text, "\n%zu", game->class[i].seats);
        for (size_t k = 0; k < game->columns; k++) {
            buffer_byte(&text, ' ');
            rational_write((struct rational){game->class[i].gain[k], 1}, &text);
        }
    }
    enum status status = buffer_status(&text);
    struct digest digest = digest_of(buffer_slice(&text));
    _Static_assert(sizeof digest.byte == sizeof source->seed, "a digest is a seed");
    memcpy(source->seed, digest.byte, sizeof source->seed);
    source->block = 0;
    source->used = sizeof source->word / sizeof source->word[0];
    buffer_release(&text);
    return status;
}

static uint32_t next_word(struct source *source)
{
    if (source->used == sizeof source->word / sizeof source->word[0]) {
        uint8_t seed[sizeof source->seed + 8];
        memcpy(seed, source->seed, sizeof source->seed);
        for (unsigned i = 0; i < 8; i++)
            seed[sizeof source->seed + i] = (uint8_t)(source->block >> (8 * i));
        struct digest digest = digest_of((struct slice){(const char *)seed, sizeof seed});
        randombytes_buf_deterministic(source->word, sizeof source->word, digest.byte);
        source->block++;
        source->used = 0;
    }
    return source->word[source->used++];
}

/* 0 to below - 1, each as likely: words at the end that would favour the small numbers are passed over. */
static uint32_t next_below(struct source *source, uint32_t below)
{
    uint32_t least = -below % below, word;
    do
        word = next_word(source);
    while (word < least);
    return word % below;
}

struct sample {
    const struct power_game *game;
    struct source source;
    uint32_t *order; /* of the seats: the class of each */
    size_t *inside;  /* per class: its seats in the coalition */
    wide *column;
    uint64_t *banzhaf, *shapley; /* per batch and class */
    bool falls;
};

static void move(struct sample *sample, size_t class, wide times)
{
    for (size_t k = 0; k < sample->game->columns; k++)
        sample->column[k] += sample->game->class[class].gain[k] * times;
}

static bool wins_moved(struct sample *sample, size_t class, wide times)
{
    move(sample, class, times);
    bool wins = power_game_wins(sample->game, sample->column);
    move(sample, class, -times);
    return wins;
}

static void draw_coalition(struct sample *sample, uint64_t *sum)
{
    const struct power_game *game = sample->game;
    memset(sample->column, 0, game->columns * sizeof *sample->column);
    for (size_t i = 0; i < game->classes; i++) {
        size_t left = game->class[i].seats;
        sample->inside[i] = 0;
        for (; left >= 32; left -= 32)
            sample->inside[i] += (size_t)__builtin_popcount(next_word(&sample->source));
        if (left)
            sample->inside[i] += (size_t)__builtin_popcount(next_word(&sample->source) >> (32 - left));
        move(sample, i, (wide)sample->inside[i]);
    }
    bool wins = power_game_wins(game, sample->column);
    for (size_t i = 0; i < game->classes; i++) {
        size_t inside = sample->inside[i], outside = game->class[i].seats - inside;
        if (inside && wins_moved(sample, i, -1) != wins) {
            sum[i] += inside;
            sample->falls = sample->falls || !wins;
        }
        if (outside && wins_moved(sample, i, 1) != wins) {
            sum[i] += outside;
            sample->falls = sample->falls || wins;
        }
    }
}

static void draw_order(struct sample *sample, uint64_t *sum)
{
    const struct power_game *game = sample->game;
    memset(sample->column, 0, game->columns * sizeof *sample->column);
    bool wins = power_game_wins(game, sample->column);
    for (size_t i = 0; i < game->seats; i++) {
        size_t other = i + next_below(&sample->source, (uint32_t)(game->seats - i));
        uint32_t class = sample->order[other];
        sample->order[other] = sample->order[i];
        sample->order[i] = class;
        move(sample, class, 1);
        bool then = power_game_wins(game, sample->column);
        sum[class] += then != wins;
        sample->falls = sample->falls || (wins && !then);
        wins = then;
    }
}

/* Both are sums over all seats of a class: its part of the whole, then by its seats. */
static void set_shares(const struct sample *sample, const uint64_t *sums, size_t class, mpq_t share, mpq_t error)
{
    size_t classes = sample->game->classes, seats = sample->game->class[class].seats;
    unsigned long part = 0, whole = 0;
    mpz_t mean, sum, square, one;
    mpz_inits(mean, sum, square, one, NULL);
    for (size_t batch = 0; batch < BATCHES; batch++) {
        uint64_t own = sums[batch * classes + class], all = 0;
        for (size_t i = 0; i < classes; i++)
            all += sums[batch * classes + i];
        part += own;
        whole += all;
        mpz_set_ui(one, own);
        mpz_mul_ui(one, one, SHARE_ONE);
        mpz_fdiv_q_ui(one, one, all ? all : 1);
        mpz_add(sum, sum, one);
        mpz_addmul(square, one, one);
    }
    mpq_set_ui(share, part, whole ? whole * seats : 1);
    mpq_canonicalize(share);
    /* The variance of the batches: (sum of squares - sum^2 / batches) / (batches - 1). */
    mpz_mul(mean, sum, sum);
    mpz_fdiv_q_ui(mean, mean, BATCHES);
    mpz_sub(square, square, mean);
    mpz_fdiv_q_ui(square, square, BATCHES - 1);
    mpz_sqrt(square, square);
    mpz_mul_ui(mpq_numref(error), square, HALF_WIDTH);
    mpz_set_ui(mpq_denref(error), SHARE_ONE);
    mpz_mul_ui(mpq_denref(error), mpq_denref(error), HALF_WIDTH_ONE);
    mpz_mul_ui(mpq_denref(error), mpq_denref(error), seats);
    mpq_canonicalize(error);
    mpz_clears(mean, sum, square, one, NULL);
}

/* Without the one seat: where a yes never harms, all others are the best that can be. */
static enum verdict veto_of(const struct power_game *game, size_t class, wide *column)
{
    memset(column, 0, game->columns * sizeof *column);
    if (!power_game_rises(game))
        return VERDICT_OPEN;
    for (size_t i = 0; i < game->classes; i++)
        for (size_t k = 0; k < game->columns; k++)
            column[k] += game->class[i].gain[k] * (wide)game->class[i].seats;
    bool ever = power_game_wins(game, column);
    for (size_t k = 0; k < game->columns; k++)
        column[k] -= game->class[class].gain[k];
    return ever && !power_game_wins(game, column) ? VERDICT_TRUE : VERDICT_FALSE;
}

static void conclude(struct sample *sample, struct power *out)
{
    const struct power_game *game = sample->game;
    for (size_t i = 0; i < game->classes; i++) {
        struct power_share *share = &out->share[i];
        bool gains = false;
        for (size_t k = 0; k < game->columns; k++)
            gains = gains || game->class[i].gain[k];
        set_shares(sample, sample->banzhaf, i, share->banzhaf, share->banzhaf_error);
        set_shares(sample, sample->shapley, i, share->shapley, share->shapley_error);
        share->dummy = !gains                                               ? VERDICT_TRUE
                       : mpq_sgn(share->banzhaf) || mpq_sgn(share->shapley) ? VERDICT_FALSE
                                                                            : VERDICT_OPEN;
        share->veto = veto_of(game, i, sample->column);
    }
    out->monotone = sample->falls ? VERDICT_FALSE : power_game_rises(game) ? VERDICT_TRUE : VERDICT_OPEN;
}

static void draw_all(struct sample *sample, uint64_t orders)
{
    size_t classes = sample->game->classes;
    for (size_t batch = 0; batch < BATCHES; batch++)
        for (uint64_t i = 0; i < orders / BATCHES; i++) {
            draw_coalition(sample, sample->banzhaf + batch * classes);
            draw_order(sample, sample->shapley + batch * classes);
        }
}

enum status power_sample(const struct power_game *game, struct power *out)
{
    struct sample sample = {.game = game};
    enum status status = power_open(game, out);
    if (status == STATUS_OK)
        status = seed_of(game, &sample.source);
    if (status != STATUS_OK || !game->seats)
        return status;
    uint64_t orders = STEPS / game->seats;
    orders = orders < ORDERS_LEAST ? ORDERS_LEAST : orders > ORDERS_MOST ? ORDERS_MOST : orders / BATCHES * BATCHES;
    sample.order = calloc(game->seats, sizeof *sample.order);
    sample.inside = calloc(game->classes, sizeof *sample.inside);
    sample.column = calloc(game->columns + 1, sizeof *sample.column);
    sample.banzhaf = calloc(BATCHES * game->classes, sizeof *sample.banzhaf);
    sample.shapley = calloc(BATCHES * game->classes, sizeof *sample.shapley);
    if (!sample.order || !sample.inside || !sample.column || !sample.banzhaf || !sample.shapley) {
        status = STATUS_NO_MEMORY;
    } else {
        for (size_t i = 0, seat = 0; i < game->classes; i++)
            for (size_t k = 0; k < game->class[i].seats; k++)
                sample.order[seat++] = (uint32_t)i;
        draw_all(&sample, orders);
        conclude(&sample, out);
        out->samples = orders;
    }
    free(sample.order);
    free(sample.inside);
    free(sample.column);
    free(sample.banzhaf);
    free(sample.shapley);
    return status;
}
