/* A copy of a body: what is signed there waits for the writer, and nobody signs its heads there. */
#include "data/head.h"
#include "data/query.h"
#include "data/role.h"
#include "tests/world_publish.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The world goes on in a copy of its ledger; what it was is closed. */
static struct world *in_a_copy(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db");
    assert_int_equal(world_import(w, copy, world_publish(w, "out"), &report), STATUS_OK);
    ledger_close(w->ledger);
    w->ledger = copy;
    return w;
}

static void submit(struct world *w, const char *text, const char *signers)
{
    if (world_send(w, text, signers) != REASON_NONE)
        fail_msg("%s", w->problem.message);
}

static void what_is_signed_waits(void **state)
{
    struct world *w = in_a_copy(state);
    uint64_t size = log_size(world_log(w));
    submit(w, world_proposal_text(w, "stadt", "2026-001", "for: stadt\n"), "stadt");
    assert_int_equal(w->entry.index, -1);
    assert_true(w->entry.copy);
    assert_int_equal(w->entry.signatures, w->entry.needed);
    assert_int_equal(log_size(world_log(w)), size);
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 1);
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal"), 0);
}

static void what_would_be_refused_is_refused(void **state)
{
    world_propose(*state, "stadt", "2026-001", "for: stadt\n");
    struct world *w = in_a_copy(state);
    const char *text = world_proposal_text(w, "kreis", "2026-001", "for: kreis\n");
    assert_int_equal(world_send(w, text, "kreis"), REASON_NUMBER);
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 0);
}

/* Who votes again is not told to drop what may have left already. */
static void a_second_vote_may_wait_too(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    in_a_copy(state);
    submit(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes"), "stadt");
    w->now.seconds++;
    submit(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "no"), "stadt");
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 2);
    assert_int_equal(world_number(w, "SELECT count(*) FROM vote"), 0);
}

static void nobody_signs_heads_there(void **state)
{
    struct world *w = in_a_copy(state);
    struct signer signer = world_signer(w, w->body);
    assert_int_equal(head_sign(world_log(w), &signer, world_marks(w), &w->problem), STATUS_REFUSED);
    assert_int_equal(world_number(w, "SELECT count(*) FROM checkpoint"), 1);
}

/* What waited comes back with its place in the log, and waits no longer. */
static void what_comes_back_waits_no_longer(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *own = w->ledger, *copy = world_copy(w, "copy.db");
    assert_int_equal(world_import(w, copy, world_publish(w, "out"), &report), STATUS_OK);
    const char *text = world_proposal_text(w, "stadt", "2026-001", "for: stadt\n");
    w->ledger = copy;
    submit(w, text, "stadt");
    w->ledger = own;
    world_take(w, text, "stadt");
    assert_int_equal(world_import(w, copy, world_publish(w, "out"), &report), STATUS_OK);
    w->ledger = copy;
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 0);
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal"), 1);
    ledger_close(own);
}

static bool look(void *context, const struct body_item *item)
{
    *(bool *)context = item->copy != 0;
    return true;
}

/* The role is no table that could be derived. */
static void a_rebuild_keeps_the_role(void **state)
{
    struct world *w = in_a_copy(state);
    bool copy = false;
    assert_int_equal(ledger_rebuild(w->ledger, NULL, NULL, &w->problem), STATUS_OK);
    world_reopen(w);
    assert_int_equal(query_bodies(ledger_store(w->ledger), look, &copy, &w->problem), STATUS_OK);
    assert_false(copy); /* the world's own ledger: it was founded there */
    ledger_close(w->ledger);
    w->ledger = world_copy(w, "copy.db");
    assert_int_equal(query_bodies(ledger_store(w->ledger), look, &copy, &w->problem), STATUS_OK);
    assert_true(copy);
}

static void the_writer_takes_nothing_from_outside(void **state)
{
    struct world *w = *state;
    struct import_report report;
    const char *folder = world_publish(w, "out");
    assert_int_equal(world_import(w, w->ledger, folder, &report), STATUS_OK);
    assert_int_equal(report.from, report.size);
    /* Its file was put back; the folder has what it lacks. */
    struct ledger *older = world_copy(w, "older.db");
    assert_int_equal(world_import(w, older, folder, &report), STATUS_OK);
    assert_int_equal(store_run(ledger_store(older), "DELETE FROM replica", ""), STATUS_OK);
    world_propose(w, "stadt", "2026-001", "for: stadt\n");
    assert_int_equal(world_import(w, older, world_publish(w, "out"), &report), STATUS_REFUSED);
    assert_int_equal(log_size(world_log(w)), 7);
    ledger_close(older);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        POPULATED_TEST(what_is_signed_waits),
        POPULATED_TEST(what_would_be_refused_is_refused),
        WORLD_TEST(a_second_vote_may_wait_too),
        POPULATED_TEST(nobody_signs_heads_there),
        POPULATED_TEST(what_comes_back_waits_no_longer),
        POPULATED_TEST(a_rebuild_keeps_the_role),
        POPULATED_TEST(the_writer_takes_nothing_from_outside),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
