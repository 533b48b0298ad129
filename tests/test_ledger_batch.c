/* Many submissions in one transaction: all of it is stored, or nothing. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* What another program would see. */
static int64_t stored(struct world *w)
{
    struct ledger *other;
    int64_t entries;
    assert_int_equal(ledger_open(w->path, STORE_READ, &other, &w->problem), STATUS_OK);
    assert_int_equal(store_number(ledger_store(other), &entries, NULL, "SELECT count(*) FROM entry", ""), STATUS_OK);
    ledger_close(other);
    return entries;
}

static void keeps_all(void **state)
{
    struct world *w = *state;
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "1", "");
    world_vote(w, world_open(w, proposal, "einfach", ""), "kreis", "kreis", "yes");
    assert_int_equal(w->entry.index, 8);
    assert_int_equal(stored(w), 0);
    assert_int_equal(ledger_batch_end(w->ledger, true, &w->problem), STATUS_OK);
    assert_int_equal(stored(w), 9);
    world_propose(w, "stadt", "2", "");
    assert_int_equal(stored(w), 10);
}

static void drops_all(void **state)
{
    struct world *w = *state;
    world_populate(w);
    struct digest root = log_root(world_log(w)), after;
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    for (int i = 0; i < 3; i++)
        world_propose(w, "stadt", world_say(w, "%d", i), "");
    assert_int_equal(log_size(world_log(w)), 9);
    assert_int_equal(ledger_batch_end(w->ledger, false, &w->problem), STATUS_OK);
    assert_int_equal(stored(w), 6);
    after = log_root(world_log(w));
    assert_int_equal(log_size(world_log(w)), 6);
    assert_memory_equal(&root, &after, sizeof root);
    world_propose(w, "stadt", "0", "");
    assert_int_equal(w->entry.index, 6);
}

static void drops_a_founding(void **state)
{
    struct world *w = *state;
    struct log *log;
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    world_found(w, WORLD_STATUTE, "gs1");
    assert_int_equal(ledger_batch_end(w->ledger, false, &w->problem), STATUS_OK);
    assert_int_equal(ledger_log(w->ledger, SLICE("rat.example"), &log, &w->problem), STATUS_NOT_FOUND);
    world_populate(w);
    assert_int_equal(stored(w), 6);
}

static void a_refusal_leaves_the_batch(void **state)
{
    struct world *w = *state;
    world_populate(w);
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    world_propose(w, "stadt", "1", "");
    w->now.seconds++;
    assert_string_equal(reason_code(world_send(w, world_proposal_text(w, "stadt", "1", ""), "stadt")), "number");
    assert_int_equal(ledger_submit(w->ledger, SLICE("no note"), w->now, &w->entry, &w->problem), STATUS_FORM);
    world_propose(w, "stadt", "2", "");
    assert_int_equal(ledger_batch_end(w->ledger, true, &w->problem), STATUS_OK);
    assert_int_equal(stored(w), 8);
}

static void keeps_what_waits(void **state)
{
    struct world *w = *state;
    world_populate(w);
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    const char *text = world_proposal_text(w, "stadt", "1", "for: stadt\nfor: kreis\n");
    assert_int_equal(world_send(w, text, "stadt"), REASON_NONE);
    assert_int_equal(w->entry.index, -1);
    assert_int_equal(ledger_batch_end(w->ledger, true, &w->problem), STATUS_OK);
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 1);
    world_take(w, text, "stadt kreis");
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 0);
}

/* The number of the next proposal's row is taken, although no entry says so: its last statements fail. */
static void block_next(struct world *w)
{
    assert_int_equal(store_run(ledger_store(w->ledger),
                               "INSERT INTO proposal (seq, body, idx, id, number, title, kind, author, at, log_time, "
                               "state) VALUES (?, 9, 0, x'', '9', '', '', '', 0, 0, 'open')",
                               "i", ((int64_t)1 << 40) + (int64_t)log_size(world_log(w))),
                     STATUS_OK);
}

static void a_failure_drops_all(void **state)
{
    struct world *w = *state;
    world_populate(w);
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    world_propose(w, "stadt", "1", "");
    struct slice note = world_note(w, world_proposal_text(w, "stadt", "2", ""), "stadt");
    block_next(w);
    assert_int_equal(ledger_submit(w->ledger, note, w->now, &w->entry, &w->problem), STATUS_STORE);
    /* Half an entry is in the transaction: nothing more goes in, and nothing comes out of it. */
    assert_int_equal(ledger_submit(w->ledger, note, w->now, &w->entry, &w->problem), STATUS_STORE);
    assert_int_equal(ledger_batch_end(w->ledger, true, &w->problem), STATUS_STORE);
    assert_int_equal(stored(w), 6);
    assert_int_equal(log_size(world_log(w)), 6);
    assert_int_equal(ledger_submit(w->ledger, note, w->now, &w->entry, &w->problem), STATUS_REFUSED);
    assert_int_equal(w->problem.reason, REASON_HEAD);
    world_propose(w, "stadt", "1", "");
    assert_int_equal(w->entry.index, 6);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(keeps_all),        WORLD_TEST(drops_all),
        WORLD_TEST(drops_a_founding), WORLD_TEST(a_refusal_leaves_the_batch),
        WORLD_TEST(keeps_what_waits), WORLD_TEST(a_failure_drops_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
