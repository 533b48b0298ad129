/*
 * Voting power of bodies and rules by chance, counted three times: by both ways of core/power, and over all coalitions
 * one by one, to the last rational. POWER_GAMES and POWER_SEATS make it more and larger ones: make check has 400 of up
 * to 12 seats, make torture 2,000 of up to 16.
 */
#include "core/power_bench.h"
#include "tests/random_rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SEATS_MAX = 16 };

struct game {
    unsigned number;
    struct chance chance;
    struct roll_text roll;
    struct buffer text;
    struct power_question question;
    struct power_game game;
    bool proposer[SEATS_MAX];
    size_t voter[SEATS_MAX], voters;
    uint8_t *wins; /* per coalition */
};

static unsigned setting(const char *name, unsigned usual)
{
    const char *value = getenv(name);
    return value ? (unsigned)strtoul(value, NULL, 10) : usual;
}

static void deal_roll(struct game *game, unsigned most)
{
    static const char *const weights[] = {"1", "1", "1", "2", "0", "3.5", "12.96662", "7"};
    static const char *const benches[] = {"bund", "laender", "kommunen"};
    struct chance *chance = &game->chance;
    struct buffer text = {0};
    unsigned seats = 1 + chance_below(chance, most), kinds = 1 + chance_below(chance, 8);
    for (unsigned i = 0; i < 3; i++)
        buffer_format(&text, "bench: %s Bank\n", benches[i]);
    for (unsigned i = 0; i < seats; i++) {
        const char *bench = benches[chance_below(chance, 3)], *weight = weights[chance_below(chance, kinds)];
        buffer_format(&text, "seat: s%02u %s %s %s Sitz\n", i, bench, weight,
                      chance_below(chance, 8) ? "voting" : "advisory");
    }
    if (chance_below(chance, 2))
        buffer_format(&text, "chair: s%02u\n", chance_below(chance, seats));
    assert_int_equal(buffer_status(&text), STATUS_OK);
    roll_text_read(&game->roll, text.at);
    buffer_release(&text);
}

static void list_coalitions(struct game *game)
{
    const struct roll *roll = &game->roll.roll;
    bool leads = method_has_winner(game->question.method);
    int8_t choice[SEATS_MAX], yes = leads ? STANCE_WINNER : 0;
    int8_t no = leads ? STANCE_OTHER : game->question.method == METHOD_CONSENT ? 2 : 1;
    struct situation situation = {.roll = roll,
                                  .method = game->question.method,
                                  .choice = choice,
                                  .proposer = game->question.proposer,
                                  .round = game->question.round,
                                  .call = game->question.call,
                                  .winner = leads ? STANCE_WINNER : SITUATION_SILENT};
    struct comparison *comparison = calloc(expression_comparisons(game->question.adopted), sizeof *comparison);
    game->wins = calloc((size_t)1 << game->voters, 1);
    assert_non_null(comparison);
    assert_non_null(game->wins);
    for (size_t i = 0; i < roll->seats; i++)
        choice[i] = SITUATION_SILENT;
    for (size_t set = 0; set < (size_t)1 << game->voters; set++) {
        for (size_t i = 0; i < game->voters; i++)
            choice[game->voter[i]] = set >> i & 1 ? yes : no;
        game->wins[set] = expression_evaluate(game->question.adopted, &situation, comparison);
    }
    free(comparison);
}

/* What statutes usually ask for, since what chance alone writes seldom depends on the votes. */
static void write_usual(struct game *game)
{
    static const char *const sets[] = {"yes", "consent", "winner", "winner", "winner"};
    static const char *const groups[] = {"", "", " in bund", " in laender", " in kommunen", " in s00"};
    static const char *const relations[] = {">", ">=", ">=", "=", "<", "!="};
    static const char *const parts[] = {"1/2", "2/3", "55%", "1/3", "3/4"};
    struct chance *chance = &game->chance;
    const char *set = sets[game->question.method];
    for (unsigned terms = 1 + chance_below(chance, 3); terms; terms--) {
        const char *measure = chance_below(chance, 2) ? "heads" : "weight", *group = groups[chance_below(chance, 6)];
        const char *relation = relations[chance_below(chance, 6)], *part = parts[chance_below(chance, 5)];
        buffer_format(&game->text, "%s(%s%s) %s %s * %s(all%s) %s ", measure, set, group, relation, part, measure,
                      group, chance_below(chance, 2) ? "and" : "or");
    }
}

static void deal(struct game *game, unsigned number, unsigned most)
{
    struct problem problem = {0};
    *game = (struct game){.number = number, .chance = {.state = number * 7919ULL + 3}};
    struct chance *chance = &game->chance;
    for (unsigned i = 0; i < 8; i++)
        chance_below(chance, 2);
    deal_roll(game, most);
    game->question.roll = &game->roll.roll;
    game->question.method = (enum method)chance_below(chance, METHOD_EXTERNAL);
    game->question.round = 1 + chance_below(chance, 3);
    game->question.call = 1 + chance_below(chance, 2);
    game->question.proposer = chance_below(chance, 2) ? game->proposer : NULL;
    for (size_t i = 0; i < game->roll.roll.seats; i++) {
        game->proposer[i] = chance_below(chance, 4) == 0;
        if (game->roll.roll.seat[i].voting)
            game->voter[game->voters++] = i;
    }
    if (chance_below(chance, 3))
        write_usual(game);
    chance_rule(chance, &game->roll.roll, game->question.method, &game->text);
    if (expression_parse(buffer_slice(&game->text), game->question.method, &game->roll.roll, &game->roll.arena,
                         &game->question.adopted, &problem) != STATUS_OK)
        fail_msg("game %u, '%s': %s", number, game->text.at, problem.message);
    assert_int_equal(power_game_make(&game->question, &game->roll.arena, &game->game), STATUS_OK);
    list_coalitions(game);
}

static void release(struct game *game)
{
    roll_text_release(&game->roll);
    buffer_release(&game->text);
    free(game->wins);
}

/* Per voter over all coalitions: in how many it decides, and in how many orders. */
struct slow {
    uint64_t swings[SEATS_MAX], orders[SEATS_MAX], all_swings, all_orders;
    bool veto[SEATS_MAX], falls;
};

static uint64_t factorial(uint64_t number)
{
    return number < 2 ? 1 : number * factorial(number - 1);
}

static void count_slowly(const struct game *game, struct slow *slow)
{
    bool ever = false;
    *slow = (struct slow){0};
    for (size_t i = 0; i < game->voters; i++)
        slow->veto[i] = true;
    for (size_t set = 0; set < (size_t)1 << game->voters; set++) {
        uint64_t size = (uint64_t)__builtin_popcountll(set);
        ever = ever || game->wins[set];
        for (size_t i = 0; i < game->voters; i++) {
            if (set >> i & 1)
                continue;
            bool then = game->wins[set | (size_t)1 << i];
            slow->veto[i] = slow->veto[i] && !game->wins[set];
            slow->falls = slow->falls || (game->wins[set] && !then);
            if (then == game->wins[set])
                continue;
            slow->swings[i]++;
            slow->orders[i] += factorial(size) * factorial(game->voters - 1 - size);
        }
    }
    for (size_t i = 0; i < game->voters; i++) {
        slow->veto[i] = slow->veto[i] && ever;
        slow->all_swings += slow->swings[i];
        slow->all_orders += slow->orders[i];
    }
}

static bool same_share(const mpq_t share, uint64_t part, uint64_t whole)
{
    mpq_t expected;
    mpq_init(expected);
    mpq_set_ui(expected, part, whole ? whole : 1);
    mpq_canonicalize(expected);
    bool same = mpq_equal(share, expected);
    mpq_clear(expected);
    return same;
}

static void assert_counted(const struct game *game, const struct power *power)
{
    struct slow slow;
    count_slowly(game, &slow);
    assert_true(power->exact);
    for (size_t i = 0; i < game->voters; i++) {
        const struct power_share *share = &power->share[game->game.class_of[game->voter[i]]];
        if (mpz_cmp_ui(share->swings, slow.swings[i]) != 0 ||
            !same_share(share->banzhaf, slow.swings[i], slow.all_swings) ||
            !same_share(share->shapley, slow.orders[i], slow.all_orders))
            fail_msg("game %u, '%s': the power of seat %zu", game->number, game->text.at, game->voter[i]);
        if ((share->veto == VERDICT_TRUE) != slow.veto[i] || (share->dummy == VERDICT_TRUE) != !slow.swings[i])
            fail_msg("game %u, '%s': veto or dummy, seat %zu", game->number, game->text.at, game->voter[i]);
    }
    if ((power->monotone == VERDICT_FALSE) != slow.falls || (slow.falls && power_game_rises(&game->game)))
        fail_msg("game %u, '%s': whether a yes can harm", game->number, game->text.at);
}

/* Per coalition whether it or a part of it wins. */
static uint8_t *winning_parts(const struct game *game)
{
    size_t sets = (size_t)1 << game->voters;
    uint8_t *below = calloc(sets, 1);
    assert_non_null(below);
    for (size_t set = 0; set < sets; set++) {
        below[set] = game->wins[set];
        for (size_t i = 0; i < game->voters; i++)
            below[set] |= set >> i & 1 && below[set & ~((size_t)1 << i)];
    }
    return below;
}

static size_t voters_of(const struct game *game, uint64_t benches)
{
    size_t set = 0;
    for (size_t i = 0; i < game->voters; i++)
        set |= (size_t)(benches >> game->roll.roll.seat[game->voter[i]].bench & 1) << i;
    return set;
}

/* The fewest of the bench that leave nothing to win; 0: none do. */
static size_t least_block(const struct game *game, const uint8_t *below, size_t bench)
{
    size_t all = ((size_t)1 << game->voters) - 1, own = voters_of(game, UINT64_C(1) << bench), least = 0;
    for (size_t set = own; set && below[all]; set = (set - 1) & own) {
        size_t size = (size_t)__builtin_popcountll(set);
        if (!below[all & ~set] && (!least || size < least))
            least = size;
    }
    return least;
}

static void assert_benches(struct game *game, const struct power *power)
{
    struct power_benches benches;
    uint8_t *below = winning_parts(game);
    uint64_t voting = 0;
    size_t coalitions = 0;
    assert_int_equal(power_benches_make(&game->game, power->monotone, &game->roll.arena, &benches), STATUS_OK);
    for (size_t i = 0; i < 3; i++) {
        size_t least = least_block(game, below, i);
        voting |= (uint64_t)(benches.bench[i].seats > 0) << i;
        if (benches.bench[i].block_min != least || (benches.bench[i].can_block == VERDICT_TRUE) != (least > 0))
            fail_msg("game %u, '%s': bench %zu blocks with %zu", game->number, game->text.at, i, least);
    }
    assert_true(benches.known);
    for (uint64_t set = 0; set < 8; set++) {
        bool minimal = (set & ~voting) == 0 && game->wins[voters_of(game, set)];
        for (uint64_t part = 0; part < set; part++)
            minimal = minimal && ((part & ~set) != 0 || !game->wins[voters_of(game, part)]);
        if (minimal && (coalitions == benches.coalitions || benches.coalition[coalitions] != set))
            fail_msg("game %u, '%s': benches %llu", game->number, game->text.at, (unsigned long long)set);
        coalitions += minimal;
    }
    assert_int_equal(coalitions, benches.coalitions);
    free(below);
}

static void by_chance_over_all_coalitions(void **state)
{
    (void)state;
    unsigned games = setting("POWER_GAMES", 400), most = setting("POWER_SEATS", 12), decided = 0;
    for (unsigned i = 0; i < games; i++) {
        struct game game;
        struct power power;
        deal(&game, i, most > SEATS_MAX ? SEATS_MAX : most);
        assert_int_equal(power_quick(&game.game, &power), STATUS_OK);
        assert_counted(&game, &power);
        power_release(&power);
        assert_int_equal(power_count(&game.game, &power), STATUS_OK);
        assert_counted(&game, &power);
        assert_benches(&game, &power);
        for (size_t k = 0; k < power.classes; k++)
            decided += power.share[k].dummy == VERDICT_FALSE;
        power_release(&power);
        release(&game);
    }
    assert_true(decided > games / 2); /* else the rules were all too dull to say anything */
}

/* A sample says the same each time, and its interval holds what is exact; both by far more seats than a count needs. */
static void sample_beside_count(void **state)
{
    (void)state;
    unsigned inside = 0, shares = 0;
    for (unsigned i = 0; i < 8; i++) {
        struct game game;
        struct power exact, power, again;
        mpq_t off;
        mpq_init(off);
        deal(&game, 3 + i, 8);
        assert_int_equal(power_count(&game.game, &exact), STATUS_OK);
        assert_int_equal(power_sample(&game.game, &power), STATUS_OK);
        assert_int_equal(power_sample(&game.game, &again), STATUS_OK);
        assert_false(power.exact);
        for (size_t k = 0; k < power.classes; k++, shares += 2) {
            assert_true(mpq_equal(power.share[k].banzhaf, again.share[k].banzhaf));
            assert_true(mpq_equal(power.share[k].shapley_error, again.share[k].shapley_error));
            mpq_sub(off, power.share[k].banzhaf, exact.share[k].banzhaf);
            mpq_abs(off, off);
            inside += mpq_cmp(off, power.share[k].banzhaf_error) <= 0;
            mpq_sub(off, power.share[k].shapley, exact.share[k].shapley);
            mpq_abs(off, off);
            inside += mpq_cmp(off, power.share[k].shapley_error) <= 0;
            assert_true(power.share[k].veto == VERDICT_OPEN || power.share[k].veto == exact.share[k].veto);
            assert_true(power.share[k].dummy == VERDICT_OPEN || power.share[k].dummy == exact.share[k].dummy);
        }
        mpq_clear(off);
        power_release(&exact);
        power_release(&power);
        power_release(&again);
        release(&game);
    }
    assert_true(inside * 10 >= shares * 8); /* 95 % are expected; the sample is the same in every run */
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_chance_over_all_coalitions),
        cmocka_unit_test(sample_beside_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
