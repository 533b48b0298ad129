/* The status of proposals: each reason of data/FORMAT.md section 6, and what it keeps from the vote. */
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static bool has_state(struct world *w, const char *state)
{
    return world_number(w, world_say(w, "SELECT count(*) FROM proposal WHERE state = '%s'", state)) == 1;
}

static void through_all_states(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_set_status(w, proposal, "gs1", "adjourned");
    assert_true(has_state(w, "adjourned"));
    world_set_status(w, proposal, "gs1", "referred\nto: Finanzausschuss\n\n| Costs.");
    assert_true(has_state(w, "referred"));
    world_set_status(w, proposal, "gs1", "open");
    assert_true(has_state(w, "open"));
    world_set_status(w, proposal, "stadt", "withdrawn");
    assert_true(has_state(w, "withdrawn"));
    assert_int_equal(world_number(w, "SELECT count(*) FROM status WHERE recipient = 'Finanzausschuss'"), 1);
    assert_int_equal(world_number(w, "SELECT count(*) FROM status"), 4);
}

static void reference(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_refuse(w, world_status_text(w, w->founding, "gs1", "adjourned"), "gs1", "reference");
    world_set_status(w, proposal, "gs1", "adjourned");
}

static void withdraw(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "for: stadt\n");
    world_refuse(w, world_status_text(w, proposal, "kreis", "withdrawn"), "kreis", "withdraw");
    world_refuse(w, world_status_text(w, proposal, "stadt", "adjourned"), "stadt", "withdraw");
    world_refuse(w, world_status_text(w, proposal, "fremd", "withdrawn"), "fremd", "author");
    world_set_status(w, proposal, "stadt", "withdrawn");
    world_set_status(w, world_propose(w, "stadt", "2026-002", ""), "gs1", "withdrawn");
}

static void status(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_refuse(w, world_status_text(w, proposal, "gs1", "open"), "gs1", "status");
    world_set_status(w, proposal, "gs1", "adjourned");
    w->now.seconds++;
    world_refuse(w, world_status_text(w, proposal, "gs1", "adjourned"), "gs1", "status");
    world_set_status(w, proposal, "gs1", "withdrawn");
    world_refuse(w, world_status_text(w, proposal, "gs1", "open"), "gs1", "status");
    const char *second = world_propose(w, "stadt", "2026-002", world_say(w, "supersedes: %s\n", proposal));
    world_refuse(w, world_status_text(w, proposal, "gs1", "adjourned"), "gs1", "status");
    world_set_status(w, second, "gs1", "adjourned");
}

static void pending_ballot(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_refuse(w, world_status_text(w, proposal, "stadt", "withdrawn"), "stadt", "pending-ballot");
    world_refuse(w, world_status_text(w, proposal, "gs1", "open"), "gs1", "status");
    const char *close = world_close(w, ballot);
    w->now.seconds++;
    world_refuse(w, world_status_text(w, proposal, "gs1", "adjourned"), "gs1", "pending-ballot");
    world_result(w, ballot, close);
    world_set_status(w, proposal, "stadt", "withdrawn");
}

/* Both orders: withdrawn before the opening there is no ballot; opened before, there is no withdrawal. */
static void withdraw_and_ballot(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *first = world_propose(w, "stadt", "2026-001", ""), *second = world_propose(w, "stadt", "2026-002", "");
    const char *opening = world_ballot_text(w, first, "einfach", "");
    const char *withdrawal = world_status_text(w, second, "stadt", "withdrawn");
    world_set_status(w, first, "stadt", "withdrawn");
    world_refuse(w, opening, "gs1", "status");
    world_open(w, second, "einfach", "");
    world_refuse(w, withdrawal, "stadt", "pending-ballot");
}

static void what_is_halted_is_not_voted_on(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    static const char *const halted[] = {"adjourned", "referred"};
    for (size_t i = 0; i < 2; i++) {
        w->now.seconds++;
        world_set_status(w, proposal, "gs1", halted[i]);
        world_refuse(w, world_ballot_text(w, proposal, "einfach", ""), "gs1", "status");
        world_set_status(w, proposal, "gs1", "open");
    }
    w->now.seconds++;
    world_open(w, proposal, "einfach", "");
}

/* What was voted down may be adjourned and taken up again; it stays the second round. */
static void a_rejected_one_can_be_taken_up_again(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "no");
    world_vote(w, ballot, "kreis", "kreis", "no");
    world_result(w, ballot, world_close(w, ballot));
    assert_true(has_state(w, "rejected"));
    world_refuse(w, world_status_text(w, proposal, "gs1", "open"), "gs1", "status");
    world_set_status(w, proposal, "gs1", "adjourned");
    w->now.seconds++;
    world_set_status(w, proposal, "gs1", "open");
    w->now.seconds++;
    world_open(w, proposal, "einfach", "");
    assert_int_equal(world_number(w, "SELECT max(round) FROM ballot"), 2);
}

static void an_adopted_one_stays(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_result(w, ballot, world_close(w, ballot));
    world_refuse(w, world_status_text(w, proposal, "stadt", "withdrawn"), "stadt", "status");
    assert_true(has_state(w, "adopted"));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(through_all_states),
        WORLD_TEST(reference),
        WORLD_TEST(withdraw),
        WORLD_TEST(status),
        WORLD_TEST(pending_ballot),
        WORLD_TEST(withdraw_and_ballot),
        WORLD_TEST(what_is_halted_is_not_voted_on),
        WORLD_TEST(a_rejected_one_can_be_taken_up_again),
        WORLD_TEST(an_adopted_one_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
