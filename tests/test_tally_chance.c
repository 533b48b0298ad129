/*
 * Bodies, rules and ballots by chance, counted twice: by core/tally and by the slow counter.
 */
#include "core/choice.h"
#include "core/tally.h"
#include "tests/random_rule.h"
#include "tests/slow_future.h"
#include "tests/slow_lead.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WORD_MAX = 40 };

static const char *const names[SLOW_LINES_MAX] = {"a", "ab", "b", "c1"};

struct game {
    unsigned number;
    struct chance chance;
    struct roll_text roll;
    struct rule rule;
    struct buffer quorum, adopted; /* as generated, before any printing */
    struct offer offer;
    struct choices choices;
    uint8_t vote_class[SLOW_SEATS_MAX];
    bool proposer[SLOW_SEATS_MAX];
    struct tally_input input;
    struct tally tally;
    char word[SLOW_SEATS_MAX][WORD_MAX]; /* each seat's vote */
    struct slow_ballot slow;
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

/* The same ballot for the slow counter; with the silence of `adopted`. */
static void deal_slow(struct game *game)
{
    game->slow = (struct slow_ballot){.roll = &game->roll.roll,
                                      .method = game->rule.method,
                                      .lines = game->offer.lines,
                                      .proposer = game->input.proposer,
                                      .meeting = game->input.meeting,
                                      .silence = game->input.meeting ? SILENCE_ABSENT : game->rule.silence,
                                      .round = game->input.round,
                                      .call = game->input.call};
    memcpy(game->slow.option, names, sizeof names);
}

/* A vote for most seats, any word there is; at times one that is not canonical. */
static void deal_votes(struct game *game)
{
    struct chance *chance = &game->chance;
    const char *const *word;
    size_t words = slow_words(&game->slow, game->rule.abstention_forbidden, &word);
    for (size_t i = 0; i < game->roll.roll.seats; i++) {
        game->vote_class[i] = (uint8_t)(chance_below(chance, 3) ? CLASS_HOLDER : chance_below(chance, CLASS_COUNT));
        game->proposer[i] = chance_below(chance, 4) == 0;
        if (chance_below(chance, 5) == 0)
            continue;
        snprintf(game->word[i], WORD_MAX, "%s", word[chance_below(chance, (unsigned)words)]);
        char *last = strrchr(game->word[i], '>');
        if (last && chance_below(chance, 2)) /* what is not named shares the last place */
            *last = '\0';
        game->slow.vote[i] = game->word[i];
        if (!choices_set(&game->choices, &game->offer, i, slice_of(game->word[i])))
            fail_msg("game %u: '%s' is no vote", game->number, game->word[i]);
    }
}

static void deal_options(struct game *game, size_t lines)
{
    static const struct field_rule rule = {.name = "option"};
    struct field field[SLOW_LINES_MAX];
    for (size_t i = 0; i < lines; i++)
        field[i] = (struct field){.rule = &rule, .value = slice_of(names[i])};
    struct entry entry = {.field = field, .fields = lines};
    assert_true(offer_read(game->rule.method, &entry, &game->offer));
    assert_int_equal(choices_make(&game->offer, game->roll.roll.seats, &game->roll.arena, &game->choices), STATUS_OK);
}

/* A method from `first` on; `lines`: more than so many options no ballot has. */
static void deal(struct game *game, unsigned number, enum method first, size_t lines)
{
    *game = (struct game){.number = number, .chance = {.state = number * 7919ULL + 1}};
    struct chance *chance = &game->chance;
    for (unsigned i = 0; i < 8; i++)
        chance_below(chance, 2);
    chance_roll(chance, &game->roll);
    game->rule.method = (enum method)(first + chance_below(chance, METHOD_EXTERNAL - first));
    bool leads = method_has_winner(game->rule.method);
    game->rule.silence = (enum silence)chance_below(chance, leads ? 2 : 3);
    game->rule.abstention_forbidden = chance_below(chance, 3) == 0;
    game->rule.tie_chair = leads && chance_below(chance, 2);
    game->rule.quorum = chance_below(chance, 2) ? deal_rule(game, &game->quorum) : NULL;
    game->rule.adopted = deal_rule(game, &game->adopted);
    deal_options(game, 1 + chance_below(chance, (unsigned)lines));
    game->input = (struct tally_input){.roll = &game->roll.roll,
                                       .rule = &game->rule,
                                       .choice = game->choices.first,
                                       .approved = game->choices.approved,
                                       .place = game->choices.place,
                                       .lines = game->offer.lines,
                                       .vote_class = game->vote_class};
    /* One after the other: in an initializer the compiler chooses the order. */
    game->input.proposer = chance_below(chance, 4) ? game->proposer : NULL;
    game->input.meeting = chance_below(chance, 2);
    game->input.revote = chance_below(chance, 4) == 0;
    game->input.round = 1 + chance_below(chance, 4);
    game->input.call = 1 + chance_below(chance, 3);
    deal_slow(game);
    deal_votes(game);
    assert_int_equal(tally_count(&game->input, &game->roll.arena, &game->tally), STATUS_OK);
}

static void release(struct game *game)
{
    roll_text_release(&game->roll);
    buffer_release(&game->quorum);
    buffer_release(&game->adopted);
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

static struct slow_question question(const struct game *game, const bool *free)
{
    return (struct slow_question){.quorum = game->quorum.at,
                                  .adopted = game->adopted.at,
                                  .ballot = &game->slow,
                                  .free = free,
                                  .abstention_forbidden = game->rule.abstention_forbidden,
                                  .tie_chair = game->rule.tie_chair};
}

/* heads(SET) of votes as cast, on that bench unless it is NULL. */
static uint64_t slow_heads(const struct game *game, const char *set, const struct roll_bench *bench)
{
    char rule[80];
    struct slow_values values;
    struct slow_ballot slow = game->slow;
    slow.silence = SILENCE_ABSENT;
    if (bench)
        snprintf(rule, sizeof rule, "heads(%s in %.*s) = 0", set, (int)bench->id.length, bench->id.at);
    else
        snprintf(rule, sizeof rule, "heads(%s) = 0", set);
    slow_holds(rule, &slow, &values);
    return (uint64_t)values.left[0].p;
}

/* `bench`: its index, or ROLL_NONE for the counts of all. */
static void assert_options(const struct game *game, const struct tally_count *count, size_t bench)
{
    for (size_t i = 0; i < game->tally.options; i++) {
        char option[WORD_MAX];
        struct slice id = game->offer.option[i].id;
        snprintf(option, sizeof option, "%.*s", (int)id.length, id.at);
        struct tally_count slow = slow_option(&game->slow, option, bench);
        if (count[i].heads != slow.heads || count[i].weight != slow.weight)
            fail_msg("game %u, %s, bench %zu, option %s: %lu heads, not %lu, or their weights", game->number,
                     method_name(game->rule.method), bench, option, (unsigned long)count[i].heads,
                     (unsigned long)slow.heads);
    }
}

/* Every figure that a result shows: seats, votes as cast, by option and bench. */
static void assert_same_counts(const struct game *game)
{
    const struct tally *tally = &game->tally;
    const struct roll *roll = &game->roll.roll;
    assert_int_equal(tally->options, game->offer.options);
    assert_int_equal(tally->all, slow_heads(game, "all", NULL));
    assert_int_equal(tally->seats, slow_heads(game, "seats", NULL));
    assert_int_equal(tally->present, slow_heads(game, "present", NULL));
    assert_int_equal(tally->cast, slow_heads(game, "cast", NULL));
    assert_int_equal(tally->silent, tally->seats - tally->cast);
    assert_options(game, tally->count, ROLL_NONE);
    for (size_t b = 0; b < roll->benches; b++) {
        assert_int_equal(tally->bench[b].seats, slow_heads(game, "seats", &roll->bench[b]));
        assert_int_equal(tally->bench[b].cast, slow_heads(game, "cast", &roll->bench[b]));
        assert_options(game, tally->bench[b].count, b);
    }
}

/* The canonical printing says the same as the text it was made from, whoever leads. */
static void assert_printing_means_the_same(const struct game *game)
{
    struct buffer printed = {0};
    struct slow_values values, again;
    struct slow_ballot slow = game->slow;
    slow.winner = game->tally.lead.winner == LEAD_NONE ? NULL : names[game->tally.lead.winner];
    expression_write(game->rule.adopted, &printed);
    assert_int_equal(buffer_status(&printed), STATUS_OK);
    bool same = slow_holds(game->adopted.at, &slow, &values) == slow_holds(printed.at, &slow, &again) &&
                values.count == again.count;
    for (size_t i = 0; same && i < values.count; i++)
        same = values.left[i].p == again.left[i].p && values.left[i].q == again.left[i].q &&
               values.right[i].p == again.right[i].p && values.right[i].q == again.right[i].q &&
               values.holds[i] == again.holds[i];
    if (!same)
        fail_msg("game %u: '%s' became '%s'", game->number, game->adopted.at, printed.at);
    buffer_release(&printed);
}

static void both_counters_agree(void **state)
{
    (void)state;
    unsigned seen[METHOD_EXTERNAL][3] = {{0}};
    for (unsigned n = 0; n < 20000; n++) {
        struct game game;
        struct slow_values quorum, adopted;
        deal(&game, n, METHOD_YES_NO, SLOW_LINES_MAX);
        struct slow_question asked = question(&game, NULL);
        enum outcome outcome = slow_outcome(&asked, &quorum, &adopted);
        assert_same(&game, game.adopted.at, game.tally.adopted, game.tally.adopteds, &adopted);
        assert_same(&game, game.quorum.at, game.tally.quorum, game.tally.quorums, &quorum);
        if (game.tally.outcome != outcome)
            fail_msg("game %u, '%s': %s", n, game.adopted.at, outcome_name(game.tally.outcome));
        assert_same_counts(&game);
        if (!method_has_winner(game.rule.method))
            assert_int_equal(game.tally.lead.winner, LEAD_NONE);
        assert_printing_means_the_same(&game);
        seen[game.rule.method][outcome]++;
        release(&game);
    }
    for (enum method method = 0; method < METHOD_EXTERNAL; method++)
        for (size_t i = 0; i < 3; i++)
            assert_true(seen[method][i] > 150); /* the games are not all alike */
}

static size_t lead_index(const struct game *game, const char *option)
{
    return option ? (size_t)offer_find(&game->offer, slice_of(option)) : SIZE_MAX;
}

static bool same_lead(const struct game *game, const struct slow_lead *slow)
{
    const struct lead *lead = &game->tally.lead;
    uint64_t tied = 0;
    for (size_t i = 0; i < SLOW_LINES_MAX; i++)
        tied |= (uint64_t)(slow->tie && slow->tied[i]) << i;
    bool named = game->tally.outcome == OUTCOME_REJECTED;
    size_t a = named ? lead_index(game, slow->runoff[0]) : SIZE_MAX;
    size_t b = named ? lead_index(game, slow->runoff[1]) : SIZE_MAX;
    return (size_t)lead->winner == lead_index(game, slow->winner) && lead->tied == tied &&
           lead->by_chair == (slow->tie && slow->winner) && (size_t)lead->runoff[0] == a &&
           (size_t)lead->runoff[1] == b;
}

/* The counts of every option, and who leads: in a ranking by the letter of the Debian constitution. */
static void both_counters_find_the_same_leader(void **state)
{
    (void)state;
    unsigned won[METHOD_COUNT] = {0}, tied[METHOD_COUNT] = {0}, runoff[METHOD_COUNT] = {0}, chair = 0;
    for (unsigned n = 100000; n < 136000; n++) {
        struct game game;
        deal(&game, n, METHOD_CHOICE, SLOW_LINES_MAX);
        enum method method = game.rule.method;
        if (game.tally.outcome != OUTCOME_NO_QUORUM) {
            struct slow_lead slow = slow_lead(&game.slow, game.rule.tie_chair);
            if (!same_lead(&game, &slow))
                fail_msg("game %u, %s: winner %d, not %s", n, method_name(method), game.tally.lead.winner,
                         slow.winner ? slow.winner : "none");
            assert_options(&game, game.tally.count, ROLL_NONE);
            won[method] += slow.winner != NULL;
            tied[method] += slow.tie;
            runoff[method] += slow.runoff[0] != NULL;
            chair += slow.tie && slow.winner;
        } else {
            assert_int_equal(game.tally.lead.winner, LEAD_NONE);
        }
        release(&game);
    }
    for (enum method method = METHOD_CHOICE; method < METHOD_EXTERNAL; method++)
        assert_true(won[method] > 1000 && tied[method] > 200 && runoff[method] > 1000);
    assert_true(chair > 50);
}

/* Which seats may still vote otherwise, and in how many ways all of them together. */
static unsigned long free_seats(const struct game *game, bool free[SLOW_SEATS_MAX])
{
    const char *const *word;
    unsigned long ways = 1, words = slow_words(&game->slow, game->rule.abstention_forbidden, &word);
    for (size_t i = 0; i < game->roll.roll.seats; i++) {
        const struct roll_seat *seat = &game->roll.roll.seat[i];
        bool final = game->slow.vote[i] && game->vote_class[i] == CLASS_HOLDER && !game->input.revote;
        free[i] = seat->voting && !seat->recused && !final;
        ways = free[i] && ways < 1000000 ? ways * (words + !game->slow.vote[i]) : ways;
    }
    return ways;
}

/* `fixed` is what the definition says, comparison by comparison, and then every way leads to the same outcome. */
static void fixed_means_that_no_vote_changes_it(void **state)
{
    (void)state;
    unsigned fixed[METHOD_EXTERNAL] = {0}, open[METHOD_EXTERNAL] = {0}, large = 0;
    for (unsigned n = 10000; n < 30000; n++) {
        struct game game;
        bool free[SLOW_SEATS_MAX];
        deal(&game, n, METHOD_YES_NO, 3);
        unsigned long ways = free_seats(&game, free);
        if (ways <= 64 || (ways <= 4096 && large++ % 40 == 0)) {
            struct slow_question asked = question(&game, free);
            struct slow_future future = slow_look_ahead(&asked);
            unsigned outcomes = future.outcomes[0] + future.outcomes[1] + future.outcomes[2];
            if (game.tally.fixed != future.certain || (game.tally.fixed && outcomes != 1))
                fail_msg("game %u, %s, '%s', '%s': %u outcomes, fixed is %d", n, method_name(game.rule.method),
                         game.quorum.at ? game.quorum.at : "", game.adopted.at, outcomes, game.tally.fixed);
            fixed[game.rule.method] += game.tally.fixed;
            open[game.rule.method] += outcomes > 1;
        }
        release(&game);
    }
    for (enum method method = 0; method < METHOD_EXTERNAL; method++)
        assert_true(fixed[method] > 100 && open[method] > 100);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_counters_agree),
        cmocka_unit_test(both_counters_find_the_same_leader),
        cmocka_unit_test(fixed_means_that_no_vote_changes_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
