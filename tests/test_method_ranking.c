/*
 * Schulze's method on worked examples of the literature:
 *
 * S: Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
 *    election method", Social Choice and Welfare 36 (2011), 267–303, and its later drafts ("The Schulze Method of
 *    Voting", arXiv:1804.02973), section 3: the votes and the winners.
 * E: electowiki.org/wiki/Schulze_method, examples 1 to 4: the votes, the strengths of the strongest paths, the order.
 *    The first of them is the one of Wikipedia's article "Schulze method".
 * D: www.debian.org/vote, the published beat matrices.
 */
#include "core/method_ranking.h"
#include "tests/ballot_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The roll of as many seats as there are votes, or of one for each line with that weight. */
static void write_roll(const char *votes, bool weighted, struct buffer *out)
{
    unsigned seats = 0;
    buffer_text(out, "bench: rat Rat\n");
    for (struct slice rest = slice_of(votes); rest.length;) {
        struct slice line = slice_cut(&rest, ';');
        unsigned long count = strtoul(line.at, NULL, 10);
        for (unsigned long i = 0; i < (weighted ? 1 : count); i++)
            buffer_format(out, "seat: s%02u rat %lu voting Sitz\n", seats++, weighted ? count : 1);
    }
    assert_int_equal(buffer_status(out), STATUS_OK);
}

/* "5 a>c>b;2 d": so many votes for each order. Without a winner nothing is adopted, so the rule asks for nothing. */
static void count_votes(struct ballot_text *ballot, const char *options, const char *votes, bool weighted)
{
    struct buffer text = {0};
    size_t seat = 0;
    write_roll(votes, weighted, &text);
    ballot_text_open(ballot, text.at, METHOD_RANKING, NULL, "heads(all) >= 0");
    ballot_text_options(ballot, options);
    for (struct slice rest = slice_of(votes); rest.length;) {
        struct slice order = slice_cut(&rest, ';');
        unsigned long count = strtoul(order.at, NULL, 10);
        slice_cut(&order, ' ');
        for (unsigned long i = 0; i < (weighted ? 1 : count); i++)
            if (!choices_set(&ballot->choices, &ballot->offer, seat++, order))
                fail_msg("'%.*s' is no order", (int)order.length, order.at);
    }
    ballot_text_count(ballot);
    buffer_release(&text);
}

/* The options in groups that no path separates, best first: "e>a>c>b=d". */
static void write_result(const struct ballot_text *ballot, struct buffer *out)
{
    struct standings standings;
    standings_by_paths(&ballot->tally.pairwise, &standings);
    for (uint64_t left = standings.able; left;) {
        uint64_t first = standings_first(&standings, left);
        const char *sign = left == standings.able ? "" : ">";
        for (size_t i = 0; i < standings.options; i++)
            if (first >> i & 1) {
                buffer_text(out, sign);
                buffer_add(out, ballot->offer.option[i].id);
                sign = "=";
            }
        left &= ~first;
    }
    assert_int_equal(buffer_status(out), STATUS_OK);
}

static struct slice winner(const struct ballot_text *ballot)
{
    int winner = ballot->tally.lead.winner;
    return winner == LEAD_NONE ? SLICE("") : ballot->offer.option[winner].id;
}

static const struct example {
    const char *source, *options, *votes, *winner; /* several: they share the lead */
} examples[] = {
    {"S, example 1", "a b c d", "8 a>c>d>b;2 b>a>d>c;4 c>d>b>a;4 d>b>a>c;3 d>c>b>a", "d"},
    {"S, example 2", "a b c d", "3 a>b>c>d;2 c>b>d>a;2 d>a>b>c;2 d>b>c>a", "b=d"},
    {"S, example 3", "a b c d", "12 a>b>c>d;6 a>d>b>c;9 b>c>d>a;15 c>d>a>b;21 d>b>a>c", "d"},
    {"S, example 4", "a b c d", "6 a>c>d>b;1 b>a>d>c;3 c>b>d>a;3 d>b>a>c;2 d>c>b>a", "a=d"},
    {"S, example 5, situation 1", "a b c d e f",
     "3 a>d>e>b>c>f;3 b>f>e>c>d>a;4 c>a>b>f>d>e;1 d>b>c>e>f>a;4 d>e>f>a>b>c;2 e>c>b>d>f>a;2 f>a>c>d>b>e", "a"},
    {"S, example 5, situation 2: two more for a make d win", "a b c d e f",
     "3 a>d>e>b>c>f;3 b>f>e>c>d>a;4 c>a>b>f>d>e;1 d>b>c>e>f>a;4 d>e>f>a>b>c;2 e>c>b>d>f>a;2 f>a>c>d>b>e;"
     "2 a>e>f>c>b>d",
     "d"},
    {"S, example 6, situation 1", "a b c d",
     "3 a>b>d>c;5 a>d>b>c;1 a>d>c>b;2 b>a>d>c;2 b>d>c>a;4 c>a>b>d;6 c>b>a>d;2 d>b>c>a;5 d>c>a>b", "a"},
    {"S, example 6, situation 2", "a b c d e",
     "3 a>b>d>e>c;5 a>d>e>b>c;1 a>d>e>c>b;2 b>a>d>e>c;2 b>d>e>c>a;4 c>a>b>d>e;6 c>b>a>d>e;2 d>b>e>c>a;5 d>e>c>a>b",
     "b"},
    {"S, example 7: margins would elect a, ratios b, winning votes d", "a b c d",
     "6 a>b>c>d;8 a=b>c=d;8 a=c>b=d;18 a=c>d>b;8 a=c=d>b;40 b>a=c=d;4 c>b>d>a;9 c>d>a>b;8 c=d>a=b;14 d>a>b>c;"
     "11 d>b>c>a;4 d>c>a>b",
     "d"},
    {"S, example 8", "a b c d e",
     "9 a>d>b>e>c;6 b>c>a>d>e;5 b>c>d>e>a;2 c>d>b>e>a;6 d>e>c>b>a;14 e>a>c>b>d;2 e>c>a>b>d;1 e>d>a>c>b", "b"},
    {"S, example 9", "a b c d e",
     "9 a>d>b>e>c;1 b>a>c>e>d;6 c>b>a>d>e;2 c>d>b>e>a;5 c>d>e>a>b;6 d>e>c>a>b;14 e>b>a>c>d;2 e>b>c>a>d", "e"},
    {"S, example 10; E, example 1", "a b c d e",
     "5 a>c>b>e>d;5 a>d>e>c>b;8 b>e>d>a>c;3 c>a>b>e>d;7 c>a>e>b>d;2 c>b>a>d>e;7 d>c>e>b>a;8 e>b>a>d>c", "e"},
    {"E, example 2", "a b c d",
     "5 a>c>b>d;2 a>c>d>b;3 a>d>c>b;4 b>a>c>d;3 c>b>d>a;3 c>d>b>a;1 d>a>c>b;5 d>b>a>c;4 d>c>b>a", "d"},
    {"E, example 3", "a b c d e",
     "3 a>b>d>e>c;5 a>d>e>b>c;1 a>d>e>c>b;2 b>a>d>e>c;2 b>d>e>c>a;4 c>a>b>d>e;6 c>b>a>d>e;2 d>b>e>c>a;5 d>e>c>a>b",
     "b"},
};

static void assert_example(const struct example *example, bool weighted)
{
    struct ballot_text ballot;
    struct buffer order = {0};
    count_votes(&ballot, example->options, example->votes, weighted);
    const struct lead *lead = &ballot.tally.lead;
    bool tied = strchr(example->winner, '=') != NULL;
    write_result(&ballot, &order);
    struct slice first = buffer_slice(&order);
    first = slice_cut(&first, '>');
    if (!slice_is(first, example->winner) || (lead->tied != 0) != tied ||
        !slice_is(winner(&ballot), tied ? "" : example->winner))
        fail_msg("%s: %s", example->source, order.at);
    assert_int_equal(ballot.tally.outcome, tied ? OUTCOME_REJECTED : OUTCOME_ADOPTED);
    buffer_release(&order);
    ballot_text_release(&ballot);
}

static void examples_of_the_literature(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
        assert_example(&examples[i], true);
}

/* The same with a seat for each vote, where these are not too many. */
static void weights_count_like_so_many_seats(void **state)
{
    (void)state;
    size_t counted = 0;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        unsigned long votes = 0;
        for (struct slice rest = slice_of(examples[i].votes); rest.length;)
            votes += strtoul(slice_cut(&rest, ';').at, NULL, 10);
        if (votes > BALLOT_TEXT_SEATS)
            continue;
        assert_example(&examples[i], false);
        counted++;
    }
    assert_int_equal(counted, 13);
}

/* E: the tables of the strongest paths, rows from, columns to. */
static const struct paths {
    const char *votes, *order;
    size_t options;
    int prefer[5][5], path[5][5]; /* -1: not published there */
} tables[] = {
    {"5 a>c>b>e>d;5 a>d>e>c>b;8 b>e>d>a>c;3 c>a>b>e>d;7 c>a>e>b>d;2 c>b>a>d>e;7 d>c>e>b>a;8 e>b>a>d>c",
     "e>a>c>b>d",
     5,
     {{0, 20, 26, 30, 22}, {25, 0, 16, 33, 18}, {19, 29, 0, 17, 24}, {15, 12, 28, 0, 14}, {23, 27, 21, 31, 0}},
     {{0, 28, 28, 30, 24}, {25, 0, 28, 33, 24}, {25, 29, 0, 29, 24}, {25, 28, 28, 0, 24}, {25, 28, 28, 31, 0}}},
    {"5 a>c>b>d;2 a>c>d>b;3 a>d>c>b;4 b>a>c>d;3 c>b>d>a;3 c>d>b>a;1 d>a>c>b;5 d>b>a>c;4 d>c>b>a",
     "d>a>c>b",
     4,
     {{-1}},
     {{0, 20, 20, 17}, {19, 0, 19, 17}, {19, 21, 0, 17}, {18, 18, 18, 0}}},
    {"3 a>b>d>e>c;5 a>d>e>b>c;1 a>d>e>c>b;2 b>a>d>e>c;2 b>d>e>c>a;4 c>a>b>d>e;6 c>b>a>d>e;2 d>b>e>c>a;5 d>e>c>a>b",
     "b>a>d>e>c",
     5,
     {{-1}},
     {{0, 18, 20, 21, 21}, {19, 0, 19, 19, 19}, {19, 18, 0, 19, 19}, {19, 18, 20, 0, 30}, {19, 18, 20, 19, 0}}},
    {"3 a>b>c>d;2 d>a>b>c;2 d>b>c>a;2 c>b>d>a",
     "b=d>a=c",
     4,
     {{-1}},
     {{0, 5, 5, 5}, {5, 0, 7, 5}, {5, 5, 0, 5}, {6, 5, 5, 0}}},
};

static void strongest_paths_as_published(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        struct ballot_text ballot;
        struct buffer order = {0};
        count_votes(&ballot, tables[i].options == 4 ? "a b c d" : "a b c d e", tables[i].votes, true);
        const struct pairwise *pairwise = &ballot.tally.pairwise;
        size_t n = pairwise->options;
        assert_int_equal(n, tables[i].options + 1);
        for (size_t k = 0; k < tables[i].options * tables[i].options; k++) {
            size_t a = k / tables[i].options, b = k % tables[i].options;
            struct strength path = pairwise->path[a * n + b];
            if (a != b && path.votes != tables[i].path[a][b] * DECIMAL_ONE)
                fail_msg("example %zu: path from %zu to %zu", i + 1, a, b);
            if (tables[i].prefer[0][0] != -1)
                assert_true(pairwise->prefer[a * n + b] == tables[i].prefer[a][b] * DECIMAL_ONE);
        }
        write_result(&ballot, &order);
        assert_string_equal(order.at, tables[i].order);
        buffer_release(&order);
        ballot_text_release(&ballot);
    }
}

/*
 * D: leader election 2023 (vote_001), one candidate, 259 votes over "None of the above", 15 the other way round; and
 * "Recall the project leader" 2006 (vote_005), 48 over "Further discussion" and 277 the other way round.
 */
static void against_the_default_option_as_debian_counted(void **state)
{
    (void)state;
    struct ballot_text ballot;
    count_votes(&ballot, "carter", "259 carter;15 none", true);
    assert_true(slice_is(winner(&ballot), "carter"));
    assert_int_equal(ballot.tally.pairwise.dropped, 0);
    assert_true(ballot.tally.count[0].weight == 259 * DECIMAL_ONE);
    assert_true(ballot.tally.count[1].weight == 15 * DECIMAL_ONE);
    ballot_text_release(&ballot);
    count_votes(&ballot, "recall", "48 recall;277 none", true);
    assert_int_equal(ballot.tally.lead.winner, LEAD_NONE);
    assert_int_equal(ballot.tally.pairwise.dropped, 1);
    assert_int_equal(ballot.tally.lead.tied, 0);
    assert_int_equal(ballot.tally.outcome, OUTCOME_REJECTED);
    ballot_text_release(&ballot);
}

struct lead_row {
    const char *votes, *winner, *runoff; /* "" : none */
    unsigned tied;
};

static void assert_leads(const char *options, const struct lead_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct ballot_text ballot;
        struct buffer runoff = {0};
        count_votes(&ballot, options, rows[i].votes, true);
        ballot.rule.adopted = NULL; /* read anew below: never carried, so that a run-off is named */
        struct problem problem = {0};
        assert_int_equal(expression_parse(SLICE("heads(all) < 0"), METHOD_RANKING, &ballot.roll.roll,
                                          &ballot.roll.arena, &ballot.rule.adopted, &problem),
                         STATUS_OK);
        ballot_text_count(&ballot);
        const struct lead *lead = &ballot.tally.lead;
        for (size_t k = 0; k < 2 && lead->runoff[k] != LEAD_NONE; k++) {
            buffer_text(&runoff, k ? " " : "");
            buffer_add(&runoff, ballot.offer.option[lead->runoff[k]].id);
        }
        if (!slice_is(winner(&ballot), rows[i].winner) || lead->tied != rows[i].tied ||
            !slice_is(buffer_slice(&runoff), rows[i].runoff))
            fail_msg("'%s': winner '%.*s', tied %llx, run-off '%s'", rows[i].votes, (int)winner(&ballot).length,
                     winner(&ballot).at, (unsigned long long)lead->tied, runoff.at ? runoff.at : "");
        buffer_release(&runoff);
        ballot_text_release(&ballot);
    }
}

static void none_is_the_default_option(void **state)
{
    (void)state;
    static const struct lead_row rows[] = {
        {"2 a>b>c;1 none", "a", "a b", 0},
        {"2 a>none;2 none>a", "", "", 0},              /* as many for as against: dropped */
        {"3 a>b;2 b>none>a", "a", "a b", 0},           /* 3 to 2 above none */
        {"3 b>none>a;2 a>b", "b", "", 0},              /* a is dropped, so none comes second */
        {"3 a>none>b;3 b>none>a;1 a=b", "", "a b", 3}, /* both above none by one vote */
        {"2 a>b>none>c;1 c>a>b;2 none>c>a>b", "a", "a b", 0},
        {"1 none>a>b>c;1 none", "", "", 0},
        {"2 abstain", "", "", 0},
        {"1 a;9 abstain", "a", "", 0}, /* who abstains ranks nothing above nothing; b and c tie for the second place */
    };
    assert_leads("a b c", rows, sizeof rows / sizeof rows[0]);
}

static void a_dropped_option_cannot_help_another(void **state)
{
    (void)state;
    /* b defeats c 7:2, c defeats a 6:3, a defeats b 5:4: without its weakest defeat b leads; but not without c */
    static const struct lead_row rows[] = {
        {"3 a>b>c;4 b>c>a;2 c>a>b", "b", "b c", 0},
        {"3 a>b>none>c;4 b>none>c>a;2 c>a>b", "a", "a b", 0},
    };
    assert_leads("a b c", rows, sizeof rows / sizeof rows[0]);
}

static void among_equal_votes_fewer_against_are_stronger(void **state)
{
    (void)state;
    /* a defeats b 5:3, b defeats c 5:2, c defeats a 5:4: the last is the weakest, so a leads; by votes alone all tie */
    static const struct lead_row rows[] = {
        {"2 a>b>c;2 b>c>a;2 c>a>b;1 a>b=c;1 a=b>c;1 b=c>a", "a", "a b", 0},
        {"1 a>b>c;1 b>c>a;1 c>a>b", "", "", 7},
        {"1 a>b>c;1 b>c>a;1 c>a>b;1 a>b=c", "a", "a b", 0},
    };
    assert_leads("a b c", rows, sizeof rows / sizeof rows[0]);
}

static void the_chair_decides_a_tie(void **state)
{
    (void)state;
    static const char seats[] = "bench: r R\nseat: a r 1 voting A\nseat: b r 1 voting B\nseat: c r 1 voting C\n"
                                "seat: d r 1 voting D\nchair: a\n";
    static const struct {
        const char *votes, *winner;
        bool by_chair;
    } rows[] = {
        {"x>y: a; y>x: b", "x", true},
        {"y>x: a; x>y: b", "y", true},
        {"x=y: a; x>y: b; y>x: c", "", false},
        {"abstain: a; x>y: b; y>x: c", "", false},
        {"x>y: b; y>x: c", "", false}, /* the chair did not vote */
        {"z>x>y: a; y>x>z: b", "z", true},
        {"z>x>y: a; y>x>z: b; x=y>z: c", "x", true}, /* z does not share the lead */
        {"y>x: a; x>y: b c", "x", false},            /* no tie */
        {"none>x>y: a; y=x: b; y=x: c; y>x: d", "x", true},
        {"x>y: a; y>x: b; recused: a", "y", false},
        {"x>y/deputy: a; y>x: b", "x", true},
    };
    struct ballot_text ballot;
    ballot_text_open(&ballot, seats, METHOD_RANKING, NULL, "heads(winner) >= 1");
    ballot_text_options(&ballot, "x y z");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ballot_text_votes(&ballot, rows[i].votes);
        ballot.rule.tie_chair = false;
        ballot_text_count(&ballot);
        bool tie = ballot.tally.lead.tied != 0;
        if (tie && (ballot.tally.lead.winner != LEAD_NONE || ballot.tally.outcome != OUTCOME_REJECTED))
            fail_msg("'%s' is decided without the chair", rows[i].votes);
        ballot.rule.tie_chair = true;
        ballot_text_count(&ballot);
        if (!slice_is(winner(&ballot), rows[i].winner) || ballot.tally.lead.by_chair != rows[i].by_chair)
            fail_msg("'%s': winner '%.*s'", rows[i].votes, (int)winner(&ballot).length, winner(&ballot).at);
        assert_int_equal(ballot.tally.outcome, *rows[i].winner ? OUTCOME_ADOPTED : OUTCOME_REJECTED);
    }
    ballot_text_release(&ballot);
}

static void counts_are_votes_above_none(void **state)
{
    (void)state;
    static const char seats[] = "bench: r R\nbench: q Q\nseat: a r 2 voting A\nseat: b r 1.5 voting B\n"
                                "seat: c q 1 voting C\nseat: d q 1 voting D\nseat: e q 1 voting E\n";
    struct ballot_text ballot;
    ballot_text_open(&ballot, seats, METHOD_RANKING, "heads(valid) >= 3",
                     "heads(winner) = 2 and weight(winner) = 3.5 and heads(winner in q) = 0 and heads(abstain) = 1 and "
                     "heads(cast) = 4");
    ballot_text_options(&ballot, "x y");
    ballot_text_votes(&ballot, "x>y: a; x>none>y: b; none>x=y: c; abstain: d");
    ballot_text_count(&ballot);
    const struct tally *tally = &ballot.tally;
    static const unsigned heads[] = {2, 1, 1, 1}; /* x, y, none, abstain */
    assert_int_equal(tally->options, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(tally->count[i].heads, heads[i]);
    assert_true(tally->count[0].weight == DECIMAL_ONE * 7 / 2);
    assert_int_equal(tally->bench[0].count[0].heads, 2);
    assert_int_equal(tally->bench[0].count[2].heads, 0);
    assert_int_equal(tally->bench[1].count[2].heads, 1);
    assert_int_equal(tally->outcome, OUTCOME_ADOPTED);
    assert_int_equal(tally->lead.runoff[0], LEAD_NONE);
    ballot_text_release(&ballot);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_the_literature),
        cmocka_unit_test(weights_count_like_so_many_seats),
        cmocka_unit_test(strongest_paths_as_published),
        cmocka_unit_test(against_the_default_option_as_debian_counted),
        cmocka_unit_test(none_is_the_default_option),
        cmocka_unit_test(a_dropped_option_cannot_help_another),
        cmocka_unit_test(among_equal_votes_fewer_against_are_stronger),
        cmocka_unit_test(the_chair_decides_a_tie),
        cmocka_unit_test(counts_are_votes_above_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
