/* The audit of what is new: from every place of a log it finds what the audit of everything finds behind that place. */
#include "tests/going_on.h"
#include "tests/world_head.h"
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* Deputies and holders override each other, keys change, a seat steps back, while ballots are open. */
static void ballots_go_on(void **state)
{
    struct world *w = *state;
    const char *first = world_begin(w, "einfach", "");
    const char *proposal = world_propose(w, "kreis", "2026-002", "for: kreis\n");
    /* Written while few have voted, and sent in last: it names a head far behind. */
    const char *late = world_vote_text(w, first, "kreis", "kreis", "holder", "no");
    const char *stale = world_statement_text(w, proposal, "bmds", "concern", NULL);
    const char *second = world_open(w, proposal, "konsent", "");
    world_enrol(w, "stadt2", "deputy", "stadt");
    world_vote(w, first, "stadt", "stadt", "yes");
    world_vote(w, second, "stadt", "stadt", "consent");
    world_recuse(w, proposal, "gemeinde", "gemeinde");
    world_refuse(w, world_vote_text(w, second, "gemeinde", "gemeinde", "holder", "consent"), "gemeinde", "recused");
    world_rotate(w, "bmds");
    world_take(w, world_vote_text(w, first, "bmds", "bmds", "holder", "no"), "bmds#2");
    world_vote(w, first, "gemeinde", "gemeinde", "no");
    w->now.seconds++;
    world_vote(w, first, "stadt", "stadt", "no");
    world_take(w, late, "kreis");
    world_take(w, stale, "bmds#2");
    /* The same text twice, once right behind and once much later. */
    struct slice again = world_note(w, late, "kreis");
    assert_int_equal(world_force(w, again), REASON_DUPLICATE);
    world_revoke(w, "gemeinde");
    world_result(w, first, world_close(w, first));
    assert_int_equal(world_force(w, again), REASON_DUPLICATE);
    world_void(w, second);
    assert_int_equal(world_force(w, world_note(w, stale, "bmds#2")), REASON_DUPLICATE);
    const char *third = world_open(w, proposal, "konsent", "");
    world_vote(w, third, "stadt", "stadt", "consent");
    going_on_expect(w);
}

/* Seats, benches, rules and keys change; what was decided by older ones is counted by them. */
static void the_body_changes(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_roster(w, "bench: + land Länder\nseat: + nw land 4 voting NW\nmember: + kreis holder nw\n");
    world_take(w, world_statute_text(w, "chair: stadt", "chair: kreis"), "gs1");
    world_rotate(w, "kreis");
    world_take(w, world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes"), "kreis#2");
    world_vote(w, ballot, "gemeinde", "gemeinde", "yes");
    world_roster(w, "bench: - land\nseat: - nw\n");
    world_refuse(w, world_roster_text(w, "bench: - bund\n"), "gs1", "bench");
    world_vote(w, ballot, "bmds", "bmds", "no");
    const char *close = world_close(w, ballot);
    const char *claim = world_edit(w, world_result_text(w, ballot, close), "count: no 1", "count: no 2");
    assert_int_equal(world_force(w, world_note(w, claim, "gs1")), REASON_RESULT);
    world_result(w, ballot, close);
    world_propose(w, "stadt", "2026-003", "for: stadt\n");
    going_on_expect(w);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(ballots_go_on),
        WORLD_TEST(the_body_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
