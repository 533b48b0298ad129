/*
 * Voting power of large classes: hundreds of equal seats beside some with weights of their own, counted by core/power
 * and, for each number of yes votes among the equal ones, by a plain sum of binomial coefficients.
 */
#include "core/power.h"
#include "tests/roll_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { EQUAL = 300, WEIGHTED = 5, ALL = EQUAL + WEIGHTED };

static const unsigned weights[WEIGHTED] = {13, 8, 5, 5, 2};

static const char rule[] =
    "heads(yes) > 1/2 * heads(all) and weight(yes in laender) >= 2/3 * weight(all in laender) or "
    "heads(yes in kommunen) >= 290";

/* The same in plain numbers. */
static bool wins(unsigned weighted, unsigned equal)
{
    unsigned weight = 0;
    for (unsigned i = 0; i < WEIGHTED; i++)
        weight += weighted >> i & 1 ? weights[i] : 0;
    return (2 * ((unsigned)__builtin_popcount(weighted) + equal) > ALL && 3 * weight >= 2 * 33) || equal >= 290;
}

/* Adds `ways` coalitions of `size` others, in which a seat is decisive. */
static void add_swing(mpz_t swings, mpq_t shapley, unsigned long top, unsigned long m, unsigned size)
{
    mpq_t part;
    mpz_t ways;
    mpq_init(part);
    mpz_init(ways);
    mpz_bin_uiui(ways, top, m);
    mpz_add(swings, swings, ways);
    mpq_set_z(part, ways);
    mpz_bin_uiui(ways, ALL - 1, size);
    mpz_mul_ui(mpq_denref(part), ways, ALL);
    mpq_canonicalize(part);
    mpq_add(shapley, shapley, part);
    mpz_clear(ways);
    mpq_clear(part);
}

/* Of the weighted seat, or of an equal one where it is WEIGHTED. */
static void sum_plainly(unsigned seat, mpz_t swings, mpq_t shapley)
{
    for (unsigned set = 0; set < 1U << WEIGHTED; set++) {
        unsigned size = (unsigned)__builtin_popcount(set);
        for (unsigned m = 0; m <= EQUAL; m++) {
            if (seat < WEIGHTED && !(set >> seat & 1) && wins(set, m) != wins(set | 1U << seat, m))
                add_swing(swings, shapley, EQUAL, m, size + m);
            if (seat == WEIGHTED && m < EQUAL && wins(set, m) != wins(set, m + 1))
                add_swing(swings, shapley, EQUAL - 1, m, size + m);
        }
    }
}

static void hundreds_beside_weights(void **state)
{
    (void)state;
    struct roll_text roll;
    struct buffer text = {0};
    struct power_game game;
    struct power power;
    struct problem problem = {0};
    buffer_text(&text, "bench: laender Länder\nbench: kommunen Kommunen\n");
    for (unsigned i = 0; i < EQUAL; i++)
        buffer_format(&text, "seat: k%03u kommunen 1 voting Kommune\n", i);
    for (unsigned i = 0; i < WEIGHTED; i++)
        buffer_format(&text, "seat: l%u laender %u voting Land\n", i, weights[i]);
    assert_int_equal(buffer_status(&text), STATUS_OK);
    roll_text_read(&roll, text.at);
    buffer_release(&text);
    struct power_question question = {.roll = &roll.roll, .method = METHOD_YES_NO, .round = 1, .call = 1};
    assert_int_equal(
        expression_parse(slice_of(rule), METHOD_YES_NO, &roll.roll, &roll.arena, &question.adopted, &problem),
        STATUS_OK);
    assert_int_equal(power_game_make(&question, &roll.arena, &game), STATUS_OK);
    assert_int_equal(game.classes, WEIGHTED); /* two of the weights are the same */
    assert_int_equal(power_count(&game, &power), STATUS_OK);
    for (unsigned seat = 0; seat <= WEIGHTED; seat++) {
        mpz_t swings;
        mpq_t shapley;
        const struct power_share *share = &power.share[game.class_of[seat < WEIGHTED ? EQUAL + seat : 0]];
        mpz_init(swings);
        mpq_init(shapley);
        sum_plainly(seat, swings, shapley);
        assert_int_equal(mpz_cmp(share->swings, swings), 0);
        assert_true(mpq_equal(share->shapley, shapley));
        mpz_clear(swings);
        mpq_clear(shapley);
    }
    power_release(&power);
    roll_text_release(&roll);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hundreds_beside_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
