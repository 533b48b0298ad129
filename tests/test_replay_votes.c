/*
 * The audit keeps votes in memory and compares them with the table: those of a ballot when it has ended, those of open
 * ballots at the end. What a replay without memory finds is compared after each test of a world (tests/world_check.h).
 */
#include "data/replay_votes.h"
#include "tests/audited.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Each change alone, in a copy of the ledger as it is. */
static void expect_all_seen(struct world *w)
{
    static const char *const changes[] = {
        "DELETE FROM vote WHERE seat = 'kreis'",
        "DELETE FROM vote",
        "UPDATE vote SET seat = 'dvc' WHERE seat = 'kreis'",
        "UPDATE vote SET class = 1 WHERE seat = 'kreis'",
        "UPDATE vote SET idx = idx + 1 WHERE seat = 'stadt'",
        "UPDATE vote SET voter = 'kreis.rat.example' WHERE seat = 'bmds'",
        "UPDATE vote SET at = at + 1 WHERE seat = 'bmds'",
        "UPDATE vote SET choice = 'abstain' WHERE seat = 'bmds'",
        "UPDATE vote SET reason = 1 - reason WHERE seat = 'bmds'",
        "UPDATE vote SET ballot = ballot + 1 WHERE seat = 'stadt'",
        "INSERT INTO vote SELECT body, ballot, 'dvc', class, idx, voter, at, choice, reason FROM vote WHERE seat = "
        "'stadt'",
        "INSERT INTO vote SELECT body, ballot - 1, seat, class, idx, voter, at, choice, reason FROM vote WHERE seat = "
        "'stadt'",
    };
    struct buffer file;
    audit_expect(w, NULL, "", true);
    audit_expect_with(w, &(struct verify_options){.jobs = 2, .room = 1}, "", true, "votes do not fit into memory");
    audited_read(w, &file);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        audited_alter(w, changes[i]);
        audit_expect_with(w, &(struct verify_options){.jobs = 2}, "tables@-1", false, changes[i]);
        audit_expect_with(w, &(struct verify_options){.jobs = 2, .room = 1}, "tables@-1", false, changes[i]);
        audited_write(w, buffer_slice(&file));
    }
    buffer_release(&file);
    w->unchecked = true;
}

static void votes_of_an_open_ballot(void **state)
{
    struct world *w = *state;
    audited_begin(w);
    expect_all_seen(w);
}

static void votes_of_a_closed_ballot(void **state)
{
    struct world *w = *state;
    world_close(w, audited_begin(w));
    expect_all_seen(w);
}

static void votes_of_a_decided_ballot(void **state)
{
    struct world *w = *state;
    const char *ballot = audited_begin(w);
    world_result(w, ballot, world_close(w, ballot));
    expect_all_seen(w);
}

static void votes_of_a_void_ballot(void **state)
{
    struct world *w = *state;
    world_void(w, audited_begin(w));
    expect_all_seen(w);
}

/* A replay that has its votes in memory, and one that has them in a table; both have the same ballots. */
enum { BALLOTS = 3, SEATS = 500, VOTES = 900, ENOUGH = 1 << 20 };

struct pair {
    struct store *store;
    struct replay *memory, *table;
    unsigned dice;
};

static unsigned throw_dice(struct pair *pair, unsigned sides)
{
    pair->dice = pair->dice * 1664525u + 1013904223u;
    return (pair->dice >> 8) % sides;
}

static void pair_make(struct pair *pair)
{
    *pair = (struct pair){.memory = calloc(1, sizeof *pair->memory), .table = calloc(1, sizeof *pair->table)};
    assert_non_null(pair->memory);
    assert_non_null(pair->table);
    assert_int_equal(store_scratch(&pair->store, NULL), STATUS_OK);
    replay_start(pair->table, pair->store, 1, pair->store, 1);
    replay_start(pair->memory, pair->store, 2, pair->store, 2);
    assert_int_equal(replay_remember(pair->memory, 1), STATUS_OK);
    for (int64_t i = 0; i < BALLOTS; i++)
        assert_int_equal(
            store_run(pair->store,
                      "INSERT INTO ballot (body, idx, id, proposal, title, rule, round, start, state, call, "
                      "seats) SELECT num, ?, x'', 0, '', '', 1, 0, 'open', 1, 0 FROM (SELECT 1 AS num UNION SELECT 2)",
                      "i", i),
            STATUS_OK);
}

static void pair_release(struct pair *pair)
{
    replay_close(pair->memory);
    replay_close(pair->table);
    free(pair->memory);
    free(pair->table);
    store_close(pair->store);
}

static void write_vote(void *context, struct slice seat_id, enum seat_class class, struct slice choice)
{
    struct buffer *out = context;
    buffer_add(out, seat_id);
    buffer_format(out, " %d ", (int)class);
    buffer_add(out, choice);
    buffer_byte(out, '\n');
}

static void expect_same_answers(struct pair *pair, const struct cast_vote *vote)
{
    struct buffer memory, table;
    int64_t at[2] = {0, 0}, seats[2];
    bool found[2];
    assert_int_equal(vote_latest(pair->memory, vote, &at[0], &found[0]), STATUS_OK);
    assert_int_equal(vote_latest(pair->table, vote, &at[1], &found[1]), STATUS_OK);
    assert_int_equal(found[0], found[1]);
    if (found[0])
        assert_int_equal(at[0], at[1]);
    assert_int_equal(votes_seats(pair->memory, vote->ballot, &seats[0]), STATUS_OK);
    assert_int_equal(votes_seats(pair->table, vote->ballot, &seats[1]), STATUS_OK);
    assert_int_equal(seats[0], seats[1]);
    buffer_init(&memory);
    buffer_init(&table);
    int64_t upto = vote->index - (int64_t)throw_dice(pair, 3);
    assert_int_equal(votes_each(pair->memory, vote->ballot, upto, write_vote, &memory), STATUS_OK);
    assert_int_equal(votes_each(pair->table, vote->ballot, upto, write_vote, &table), STATUS_OK);
    assert_int_equal(memory.length, table.length);
    if (table.length)
        assert_memory_equal(memory.at, table.at, table.length);
    buffer_release(&memory);
    buffer_release(&table);
}

static void memory_and_table_tell_the_same(void **state)
{
    static const char *const voters[] = {"a.example", "b.example", "c.example"}, *const choices[] = {"yes", "no"};
    struct pair pair;
    (void)state;
    pair_make(&pair);
    for (int64_t i = 0; i < VOTES; i++) {
        char id[16];
        /* Seats that lie 64 apart would have the same slot in a small table; some are voted for again and again. */
        size_t seat = throw_dice(&pair, 3) ? throw_dice(&pair, SEATS) : throw_dice(&pair, 7) * 64;
        snprintf(id, sizeof id, "s%03zu", seat);
        struct cast_vote vote = {.ballot = throw_dice(&pair, BALLOTS),
                                 .index = BALLOTS + i,
                                 .at = i,
                                 .seat = seat,
                                 .class = (enum seat_class)throw_dice(&pair, CLASS_COUNT),
                                 .seat_id = slice_of(id),
                                 .voter = slice_of(voters[throw_dice(&pair, 3)]),
                                 .choice = slice_of(choices[throw_dice(&pair, 2)])};
        expect_same_answers(&pair, &vote);
        assert_int_equal(vote_keep(pair.memory, &vote, SEATS), STATUS_OK);
        assert_int_equal(vote_keep(pair.table, &vote, SEATS), STATUS_OK);
        /* From there on both have them in the table. */
        assert_int_equal(votes_bound(pair.memory, i < VOTES / 2 ? ENOUGH : 0), STATUS_OK);
        assert_int_equal(pair.memory->votes == NULL, i >= VOTES / 2);
    }
    pair_release(&pair);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(votes_of_an_open_ballot, world_make, world_remove),
        cmocka_unit_test_setup_teardown(votes_of_a_closed_ballot, world_make, world_remove),
        cmocka_unit_test_setup_teardown(votes_of_a_decided_ballot, world_make, world_remove),
        cmocka_unit_test_setup_teardown(votes_of_a_void_ballot, world_make, world_remove),
        cmocka_unit_test(memory_and_table_tell_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
