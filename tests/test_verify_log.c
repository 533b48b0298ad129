/* The audit of logs whose entries do not all take effect, of several bodies, of many entries; and giving it up. */
#include "tests/audited.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* A secretary's false claim about the votes: well signed, so a warning, and without effect. */
static void test_forged_result(void **state)
{
    struct world *w = *state;
    const char *ballot = audited_begin(w), *close = world_close(w, ballot);
    const char *claim = world_edit(w, world_result_text(w, ballot, close), "count: yes 3 4.5", "count: yes 4 4.5");
    assert_int_equal(world_force(w, world_note(w, claim, "gs1")), REASON_RESULT);
    audit_expect(w, NULL, "(result@13)", true);
    world_result(w, ballot, close);
    audit_expect(w, NULL, "(result@13)", true);
}

/* What a member may not do is a warning each, in front of the first broken place; an unknown signer is an error. */
static void test_rejections(void **state)
{
    struct world *w = *state;
    const char *ballot = audited_begin(w);
    const char *again = world_vote_text(w, ballot, "stadt", "stadt", "holder", "no");
    assert_int_equal(world_force(w, world_note(w, again, "stadt")), REASON_ORDER);
    assert_int_equal(world_force(w, world_note(w, again, "stadt")), REASON_DUPLICATE);
    assert_int_equal(world_force(w, world_note(w, again, "kreis")), REASON_DUPLICATE);
    const char *other = world_vote_text(w, ballot, "kreis", "kreis", "holder", "no");
    assert_int_equal(world_force(w, world_note(w, other, "stadt")), REASON_SIGNER);
    const char *late = world_vote_text(w, ballot, "bmds", "stadt", "holder", "no");
    assert_int_equal(world_force(w, world_note(w, late, "bmds")), REASON_SEAT);
    audit_expect(w, NULL, "(order@12) (duplicate@13) (duplicate@14) signer@15 (follows@16)", false);
}

/* What the audit keeps in memory while it replays must not differ from the tables: a log in which all of it changes. */
static void test_busy_log(void **state)
{
    struct world *w = *state;
    const char *first = world_begin(w, "einfach", "");
    const char *proposal = world_propose(w, "kreis", "2026-002", "for: kreis\n");
    const char *second = world_open(w, proposal, "konsent", "");
    world_vote(w, first, "stadt", "stadt", "yes");
    world_vote(w, second, "stadt", "stadt", "consent");
    world_enrol(w, "stadt2", "deputy", "stadt");
    world_refuse(w, world_vote_text(w, first, "stadt2", "stadt", "deputy", "no"), "stadt2", "seat");
    world_recuse(w, proposal, "gemeinde", "gemeinde");
    world_refuse(w, world_vote_text(w, second, "gemeinde", "gemeinde", "holder", "consent"), "gemeinde", "recused");
    world_vote(w, first, "gemeinde", "gemeinde", "no");
    w->now.seconds++;
    world_vote(w, first, "stadt", "stadt", "no");
    world_refuse(w, world_vote_text(w, first, "stadt", "stadt", "holder", "yes"), "stadt", "order");
    world_result(w, first, world_close(w, first));
    world_refuse(w, world_vote_text(w, first, "kreis", "kreis", "holder", "yes"), "kreis", "closed");
    world_void(w, second);
    world_refuse(w, world_vote_text(w, second, "kreis", "kreis", "holder", "consent"), "kreis", "closed");
    const char *third = world_open(w, proposal, "konsent", "");
    world_take(w, world_vote_text(w, third, "stadt2", "stadt", "deputy", "consent"), "stadt2");
    world_vote(w, third, "stadt", "stadt", "consent");
    audit_expect(w, NULL, "(seat@13) (recused@15) (order@18) (closed@21) (closed@23)", true);
}

/* Every batch is full, and several are under way; the last one of a body is followed by the next body's. */
static void test_many_batches(void **state)
{
    struct world *w = *state;
    const char *proposal = world_propose(w, "stadt", "2026-002", "for: stadt\n");
    for (int i = 0; i < 300; i++) {
        w->now.seconds++;
        world_state(w, proposal, "stadt", "neutral", NULL);
    }
    audit_expect(w, NULL, "", true);
    audited_alter(
        w, "UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), 'neutral', 'support') AS BLOB) WHERE idx IN "
           "(100, 200)");
    audit_expect(w, NULL, "leaf@100 id@100 signature@100 leaf@200 id@200 signature@200", false);
}

static void test_one_body(void **state)
{
    struct world *w = *state;
    struct report report = {.ok = false};
    world_found(w, world_edit(w, WORLD_STATUTE, "rat.example", "beirat.example"), "gs2");
    audit_run(w, &(struct verify_options){.jobs = 2}, &report);
    assert_string_equal(report_text(&report.bodies), "rat.example 14 19 1, beirat.example 1 1 0");
    audited_alter(w, "UPDATE entry SET leaf = zeroblob(32) WHERE body = 1");
    audit_run(w, &(struct verify_options){.jobs = 2, .body = (const char *[]){"beirat.example"}, .bodies = 1}, &report);
    assert_int_equal(report.status, STATUS_OK);
    assert_true(report.ok);
    assert_string_equal(report_text(&report.bodies), "beirat.example 1 1 0");
    audit_run(
        w,
        &(struct verify_options){.jobs = 2, .body = (const char *[]){"beirat.example", "senat.example"}, .bodies = 2},
        &report);
    assert_int_equal(report.status, STATUS_NOT_FOUND);
    assert_false(report.ok);
    report_release(&report);
}

/* Is called so many times and then says no. */
struct patience {
    unsigned left;
    uint64_t done, all;
};

static bool stop_soon(void *context, uint64_t done, uint64_t all)
{
    struct patience *patience = context;
    patience->done = done;
    patience->all = all;
    return patience->left-- > 0;
}

static void test_cancel(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < AUDIT_JOBS; i++) {
        bool ok = true;
        struct patience patience = {.left = 0};
        const struct verify_options options = {.jobs = audit_jobs[i], .progress = stop_soon, .context = &patience};
        assert_int_equal(verify_ledger(w->path, &options, &ok, &w->problem), STATUS_CANCELLED);
        assert_false(ok);
        assert_int_equal(patience.all, AUDITED_SIZE);
        patience.left = 1000;
        assert_int_equal(verify_ledger(w->path, &options, &ok, &w->problem), STATUS_OK);
        assert_true(ok);
        assert_int_equal(patience.done, AUDITED_SIZE);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_forged_result, world_make, world_remove),
        cmocka_unit_test_setup_teardown(test_rejections, world_make, world_remove),
        cmocka_unit_test_setup_teardown(test_busy_log, world_make, world_remove),
        cmocka_unit_test_setup_teardown(test_many_batches, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_one_body, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_cancel, audited_make, world_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
