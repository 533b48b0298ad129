/*
 * Voting power as it was published: every number of these tables comes out.
 */
#include "core/power.h"
#include "tests/roll_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* So many seats of one weight on one bench, and the power of each as numerator over denominator, or in 1/10,000. */
struct row {
    const char *bench, *weight;
    unsigned seats;
    unsigned long banzhaf, shapley;
};

struct table {
    const char *rule;
    unsigned long banzhaf, shapley; /* denominators; 0: the numbers are rounded to 1/10,000 */
    const struct row *row;
    size_t rows;
};

static bool published(const mpq_t share, unsigned long number, unsigned long denominator)
{
    mpq_t expected;
    mpz_t rounded;
    mpq_init(expected);
    mpz_init(rounded);
    mpq_set_ui(expected, number, denominator ? denominator : 1);
    mpq_canonicalize(expected);
    mpz_mul_ui(rounded, mpq_numref(share), 20000);
    mpz_add(rounded, rounded, mpq_denref(share));
    mpz_fdiv_q(rounded, rounded, mpq_denref(share));
    mpz_fdiv_q_ui(rounded, rounded, 2);
    bool same = denominator ? mpq_equal(share, expected) : mpz_cmp_ui(rounded, number) == 0;
    mpq_clear(expected);
    mpz_clear(rounded);
    return same;
}

static void read_table(const struct table *table, struct roll_text *roll)
{
    struct buffer text = {0};
    for (size_t i = 0; i < table->rows; i++)
        if (!i || strcmp(table->row[i].bench, table->row[i - 1].bench) != 0)
            buffer_format(&text, "bench: %s Bank\n", table->row[i].bench);
    for (size_t i = 0; i < table->rows; i++)
        for (unsigned k = 0; k < table->row[i].seats; k++)
            buffer_format(&text, "seat: r%02zu-%02u %s %s voting Sitz\n", i, k, table->row[i].bench,
                          table->row[i].weight);
    assert_int_equal(buffer_status(&text), STATUS_OK);
    roll_text_read(roll, text.at);
    buffer_release(&text);
}

struct counted {
    struct roll_text roll;
    struct power_game game;
    struct power power;
};

static void count_table(const struct table *table, struct counted *out)
{
    struct problem problem = {0};
    struct power_question question = {.method = METHOD_YES_NO, .round = 1, .call = 1};
    read_table(table, &out->roll);
    question.roll = &out->roll.roll;
    assert_int_equal(expression_parse(slice_of(table->rule), METHOD_YES_NO, &out->roll.roll, &out->roll.arena,
                                      &question.adopted, &problem),
                     STATUS_OK);
    assert_int_equal(power_game_make(&question, &out->roll.arena, &out->game), STATUS_OK);
    assert_int_equal(power_count(&out->game, &out->power), STATUS_OK);
}

static void counted_release(struct counted *counted)
{
    power_release(&counted->power);
    roll_text_release(&counted->roll);
}

static void assert_table(const struct table *table)
{
    struct counted counted;
    count_table(table, &counted);
    for (size_t i = 0, seat = 0; i < table->rows; seat += table->row[i++].seats) {
        const struct power_share *share = &counted.power.share[counted.game.class_of[seat]];
        if (!published(share->banzhaf, table->row[i].banzhaf, table->banzhaf))
            fail_msg("row %zu, Banzhaf: %f", i, mpq_get_d(share->banzhaf));
        if (!published(share->shapley, table->row[i].shapley, table->shapley))
            fail_msg("row %zu, Shapley-Shubik: %f", i, mpq_get_d(share->shapley));
    }
    counted_release(&counted);
}

#define TABLE(rows, text, ...)                                                                                         \
    assert_table(&(struct table){.rule = (text), .row = (rows), .rows = sizeof(rows) / sizeof(rows)[0], __VA_ARGS__})

/* Since 1965; Taylor and Pacelli, Mathematics and Politics, 2nd ed. 2008, chapter 3: 848 and 84 of 5080 swings;
 * 421/2145 and 4/2145. */
static void un_security_council(void **state)
{
    (void)state;
    static const struct row rows[] = {{"permanent", "1", 5, 848, 421}, {"elected", "1", 10, 84, 4}};
    TABLE(rows, "heads(yes) >= 9 and heads(yes in permanent) = heads(all in permanent)", .banzhaf = 5080,
          .shapley = 2145);
}

/* 1958 to 1972, 12 of 17 votes, where Luxembourg had no power at all; Brams, Game Theory and Politics, 1975,
 * chapter 5; Felsenthal and Machover, The Measurement of Voting Power, 1998, table 5.3.1. */
static void council_of_the_six(void **state)
{
    (void)state;
    static const struct row rows[] = {{"rat", "4", 3, 10, 14}, {"rat", "2", 2, 6, 9}, {"rat", "1", 1, 0, 0}};
    TABLE(rows, "weight(yes) >= 12", .banzhaf = 42, .shapley = 60);
}

/* 1995 to 2004, 62 of 87 votes; Felsenthal and Machover 1998, table 5.3.9, and Widgrén, "Voting power in the EC
 * decision making", European Economic Review 38 (1994). */
static void council_of_the_fifteen(void **state)
{
    (void)state;
    static const struct row rows[] = {{"rat", "10", 4, 1116, 1167}, {"rat", "8", 1, 924, 955},
                                      {"rat", "5", 4, 587, 552},    {"rat", "4", 2, 479, 454},
                                      {"rat", "3", 3, 359, 353},    {"rat", "2", 1, 226, 207}};
    TABLE(rows, "weight(yes) >= 62", .banzhaf = 0);
}

/* 1964, 58 of 115 votes: three seats share all power; Banzhaf, "Weighted Voting Doesn't Work: A Mathematical Analysis",
 * Rutgers Law Review 19 (1965), 317-343. */
static void nassau_county(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"board", "31", 2, 1, 1}, {"board", "28", 1, 1, 1}, {"board", "21", 1, 0, 0}, {"board", "2", 2, 0, 0}};
    TABLE(rows, "weight(yes) >= 58", .banzhaf = 3, .shapley = 3);
}

/*
 * The 538 votes after the census of 2000; N. R. Miller, "A Priori Voting Power and the U.S. Electoral College", Homo
 * Oeconomicus 26 (2009), 341-380: the absolute measure (swings by coalitions of the others) of California, Texas and
 * the states with three votes, in millionths.
 */
static void us_electoral_college(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"usa", "55", 1, 475036, 0}, {"usa", "34", 1, 266331, 0}, {"usa", "31", 1, 241422, 0}, {"usa", "27", 1, 0, 0},
        {"usa", "21", 2, 0, 0},      {"usa", "20", 1, 0, 0},      {"usa", "17", 1, 0, 0},      {"usa", "15", 3, 0, 0},
        {"usa", "13", 1, 0, 0},      {"usa", "12", 1, 0, 0},      {"usa", "11", 4, 0, 0},      {"usa", "10", 4, 0, 0},
        {"usa", "9", 3, 0, 0},       {"usa", "8", 2, 0, 0},       {"usa", "7", 4, 0, 0},       {"usa", "6", 3, 0, 0},
        {"usa", "5", 5, 0, 0},       {"usa", "4", 5, 0, 0},       {"usa", "3", 8, 22730, 0},
    };
    struct table table = {.rule = "weight(yes) > 1/2 * weight(all)", .row = rows, .rows = sizeof rows / sizeof rows[0]};
    struct counted counted;
    mpz_t millionths;
    mpz_init(millionths);
    count_table(&table, &counted);
    for (size_t i = 0, seat = 0; i < table.rows; seat += rows[i++].seats) {
        mpz_mul_ui(millionths, counted.power.share[counted.game.class_of[seat]].swings, 1000000);
        mpz_fdiv_q_2exp(millionths, millionths, 49);
        mpz_add_ui(millionths, millionths, 1);
        mpz_fdiv_q_2exp(millionths, millionths, 1);
        if (rows[i].banzhaf && mpz_cmp_ui(millionths, rows[i].banzhaf) != 0)
            fail_msg("row %zu: %lu", i, mpz_get_ui(millionths));
    }
    mpz_clear(millionths);
    counted_release(&counted);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(un_security_council),    cmocka_unit_test(council_of_the_six),
        cmocka_unit_test(council_of_the_fifteen), cmocka_unit_test(nassau_county),
        cmocka_unit_test(us_electoral_college),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
