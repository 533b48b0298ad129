/*
 * Bodies, rules and ballots by chance, counted twice: by core/tally and by the slow counter.
 */
#include "core/tally.h"
#include "tests/random_rule.h"
#include "tests/slow_count.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct game {
    unsigned number;
    struct chance chance;
    struct roll_text roll;
    struct rule rule;
    struct buffer quorum, adopted; /* as generated, before any printing */
    int8_t choice[SLOW_SEATS_MAX];
    uint8_t vote_class[SLOW_SEATS_MAX];
    bool proposer[SLOW_SEATS_MAX];
    struct tally_input input;
    struct tally tally;
};

static const struct expression *deal_rule(struct game *game, struct buffer *text)
{
    const struct expression *expression = NULL;
    struct problem problem = {0};
    chance_rule(&game->chance, &game->roll.roll, game->rule.method, text);
    if (expression_parse(buffer_slice(text), game->rule.method, &game->roll.roll, &game->roll.arena, &expression,
                         &problem) != STATUS_OK)
        fail_msg("game %u, '%s', column %lu: %s", game->number, text->at, problem.column, problem.message);
    return expression;
}

static void deal(struct game *game, unsigned number)
{
    *game = (struct game){.number = number, .chance = {.state = number * 7919ULL + 1}};
    struct chance *chance = &game->chance;
    for (unsigned i = 0; i < 8; i++)
        chance_below(chance, 2);
    chance_roll(chance, &game->roll);
    game->rule.method = chance_below(chance, 3) ? METHOD_YES_NO : METHOD_CONSENT;
    game->rule.silence = (enum silence)chance_below(chance, 3);
    game->rule.abstention_forbidden = chance_below(chance, 3) == 0;
    game->rule.quorum = chance_below(chance, 2) ? deal_rule(game, &game->quorum) : NULL;
    game->rule.adopted = deal_rule(game, &game->adopted);
    for (size_t i = 0; i < game->roll.roll.seats; i++) {
        game->choice[i] = (int8_t)((int)chance_below(chance, 5) - 1);
        if (game->choice[i] == 3 || (game->choice[i] == 2 && game->rule.abstention_forbidden))
            game->choice[i] = SITUATION_SILENT;
        game->vote_class[i] = (uint8_t)(chance_below(chance, 3) ? CLASS_HOLDER : chance_below(chance, CLASS_COUNT));
        game->proposer[i] = chance_below(chance, 4) == 0;
    }
    game->input = (struct tally_input){.roll = &game->roll.roll,
                                       .rule = &game->rule,
                                       .choice = game->choice,
                                       .vote_class = game->vote_class,
                                       .proposer = chance_below(chance, 4) ? game->proposer : NULL,
                                       .meeting = chance_below(chance, 2),
                                       .revote = chance_below(chance, 4) == 0,
                                       .round = 1 + chance_below(chance, 4),
                                       .call = 1 + chance_below(chance, 3)};
    assert_int_equal(tally_count(&game->input, &game->roll.arena, &game->tally), STATUS_OK);
}

static void release(struct game *game)
{
    roll_text_release(&game->roll);
    buffer_release(&game->quorum);
    buffer_release(&game->adopted);
}

/* The same ballot for the slow counter; with the silence of `adopted`. */
static struct slow_ballot slow_ballot(const struct game *game)
{
    struct slow_ballot slow = {.roll = &game->roll.roll,
                               .proposer = game->input.proposer,
                               .meeting = game->input.meeting,
                               .silence = game->input.meeting ? SILENCE_ABSENT : game->rule.silence,
                               .round = game->input.round,
                               .call = game->input.call};
    const char *const *names;
    size_t count = method_options(game->rule.method, &names);
    for (size_t i = 0; i < count; i++)
        slow.options[i] = names[i];
    memcpy(slow.choice, game->choice, sizeof slow.choice);
    return slow;
}

static void assert_same(const struct game *game, const char *text, const struct comparison *fast, size_t count,
                        const struct slow_values *slow)
{
    if (count != slow->count)
        fail_msg("game %u, '%s': %zu comparisons, not %zu", game->number, text, count, slow->count);
    for (size_t i = 0; i < count; i++) {
        bool values = fast[i].proposer ||
                      (fast[i].left.numerator == slow->left[i].p && fast[i].left.denominator == slow->left[i].q &&
                       fast[i].right.numerator == slow->right[i].p && fast[i].right.denominator == slow->right[i].q);
        if (!values || (fast[i].verdict == VERDICT_TRUE) != slow->holds[i])
            fail_msg("game %u, '%s': comparison %zu differs", game->number, text, i + 1);
    }
}

/* The canonical printing says the same as the text it was made from. */
static void assert_printing_means_the_same(const struct game *game, const char *text,
                                           const struct expression *expression, const struct slow_ballot *slow)
{
    struct buffer printed = {0};
    struct slow_values values, again;
    expression_write(expression, &printed);
    assert_int_equal(buffer_status(&printed), STATUS_OK);
    bool holds = slow_holds(text, slow, &values), same = holds == slow_holds(printed.at, slow, &again);
    same = same && values.count == again.count;
    for (size_t i = 0; same && i < values.count; i++)
        same = values.left[i].p == again.left[i].p && values.left[i].q == again.left[i].q &&
               values.right[i].p == again.right[i].p && values.right[i].q == again.right[i].q &&
               values.holds[i] == again.holds[i];
    if (!same)
        fail_msg("game %u: '%s' became '%s'", game->number, text, printed.at);
    buffer_release(&printed);
}

/* heads(SET) = weight(SET), in that bench unless it is NULL; SET of votes as cast. */
static struct tally_count slow_set(const struct slow_ballot *slow, const char *set, const struct roll_bench *bench)
{
    struct buffer rule = {0};
    struct slow_values values;
    struct slice in = bench ? SLICE(" in ") : SLICE(""), id = bench ? bench->id : SLICE("");
    buffer_format(&rule, "heads(%s%.*s%.*s) = weight(%s%.*s%.*s)", set, (int)in.length, in.at, (int)id.length, id.at,
                  set, (int)in.length, in.at, (int)id.length, id.at);
    assert_int_equal(buffer_status(&rule), STATUS_OK);
    slow_holds(rule.at, slow, &values);
    buffer_release(&rule);
    return (struct tally_count){.heads = (uint64_t)values.left[0].p,
                                .weight = values.right[0].p * (DECIMAL_ONE / values.right[0].q)};
}

static void assert_same_count(const struct game *game, struct tally_count fast, struct tally_count slow)
{
    if (fast.heads != slow.heads || fast.weight != slow.weight)
        fail_msg("game %u: %lu heads, not %lu, or their weights", game->number, (unsigned long)fast.heads,
                 (unsigned long)slow.heads);
}

/* Every figure that a result shows: seats, votes as cast, by option and bench. */
static void assert_same_counts(const struct game *game, const struct slow_ballot *slow)
{
    const struct tally *tally = &game->tally;
    const struct roll *roll = &game->roll.roll;
    assert_int_equal(tally->all, slow_set(slow, "all", NULL).heads);
    assert_int_equal(tally->seats, slow_set(slow, "seats", NULL).heads);
    assert_int_equal(tally->present, slow_set(slow, "present", NULL).heads);
    assert_int_equal(tally->cast, slow_set(slow, "cast", NULL).heads);
    assert_int_equal(tally->silent, tally->seats - tally->cast);
    for (size_t i = 0; i < tally->options; i++) {
        assert_same_count(game, tally->count[i], slow_set(slow, slow->options[i], NULL));
        for (size_t b = 0; b < roll->benches; b++)
            assert_same_count(game, tally->bench[b].count[i], slow_set(slow, slow->options[i], &roll->bench[b]));
    }
    for (size_t b = 0; b < roll->benches; b++) {
        assert_int_equal(tally->bench[b].seats, slow_set(slow, "seats", &roll->bench[b]).heads);
        assert_int_equal(tally->bench[b].cast, slow_set(slow, "cast", &roll->bench[b]).heads);
    }
}

enum { GAMES = 30000 };

static void both_counters_agree(void **state)
{
    (void)state;
    unsigned seen[3] = {0};
    for (unsigned n = 0; n < GAMES; n++) {
        struct game game;
        struct slow_values values;
        deal(&game, n);
        struct slow_ballot slow = slow_ballot(&game);
        bool carried = slow_holds(game.adopted.at, &slow, &values);
        assert_same(&game, game.adopted.at, game.tally.adopted, game.tally.adopteds, &values);
        assert_printing_means_the_same(&game, game.adopted.at, game.rule.adopted, &slow);
        slow.silence = SILENCE_ABSENT;
        bool quorate = slow_holds(game.quorum.at, &slow, &values);
        assert_same(&game, game.quorum.at, game.tally.quorum, game.tally.quorums, &values);
        enum outcome outcome = !quorate ? OUTCOME_NO_QUORUM : carried ? OUTCOME_ADOPTED : OUTCOME_REJECTED;
        if (game.tally.outcome != outcome)
            fail_msg("game %u, '%s': %s", n, game.adopted.at, outcome_name(game.tally.outcome));
        assert_same_counts(&game, &slow);
        seen[outcome]++;
        release(&game);
    }
    for (size_t i = 0; i < 3; i++)
        assert_true(seen[i] > GAMES / 10); /* the games are not all alike */
}

/* Which seats may still vote otherwise, and in how many ways all of them together. */
static unsigned long free_seats(const struct game *game, bool free[SLOW_SEATS_MAX])
{
    unsigned long ways = 1;
    for (size_t i = 0; i < game->roll.roll.seats; i++) {
        const struct roll_seat *seat = &game->roll.roll.seat[i];
        bool final = game->choice[i] >= 0 && game->vote_class[i] == CLASS_HOLDER && !game->input.revote;
        free[i] = seat->voting && !seat->recused && !final;
        ways *= free[i] ? 4 : 1;
    }
    return ways;
}

/* `fixed` is what the definition says, comparison by comparison, and then every way leads to the same outcome. */
static void fixed_means_that_no_vote_changes_it(void **state)
{
    (void)state;
    unsigned fixed = 0, open = 0, large = 0;
    for (unsigned n = GAMES; n < 2 * GAMES; n++) {
        struct game game;
        bool free[SLOW_SEATS_MAX];
        deal(&game, n);
        unsigned long ways = free_seats(&game, free);
        if (ways <= 64 || (ways <= 4096 && large++ % 40 == 0)) {
            struct slow_ballot slow = slow_ballot(&game);
            struct slow_future future =
                slow_look_ahead(game.quorum.at, game.adopted.at, &slow, free, game.rule.abstention_forbidden);
            unsigned outcomes = future.outcomes[0] + future.outcomes[1] + future.outcomes[2];
            if (game.tally.fixed != future.certain || (game.tally.fixed && outcomes != 1))
                fail_msg("game %u, '%s', '%s': %u outcomes, fixed is %d", n, game.quorum.at ? game.quorum.at : "",
                         game.adopted.at, outcomes, game.tally.fixed);
            fixed += game.tally.fixed;
            open += outcomes > 1;
        }
        release(&game);
    }
    assert_true(fixed > GAMES / 10 && open > GAMES / 10);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_counters_agree),
        cmocka_unit_test(fixed_means_that_no_vote_changes_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
