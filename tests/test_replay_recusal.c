/* Recusals: each reason of data/FORMAT.md section 6, and what a recusal does to a ballot that runs. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void by_the_seat_and_by_secretaries(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_recuse(w, proposal, "kreis", "kreis");
    world_recuse(w, proposal, "gs1", "bmds");
    world_recuse(w, proposal, "dvc", "dvc");
    assert_int_equal(world_number(w, "SELECT count(*) FROM recusal"), 3);
}

static void reference(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_refuse(w, world_recusal_text(w, ballot, "kreis", "kreis"), "kreis", "reference");
    world_recuse(w, proposal, "kreis", "kreis");
}

static void seat(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_refuse(w, world_recusal_text(w, proposal, "kreis", "stadt"), "kreis", "seat");
    world_refuse(w, world_recusal_text(w, proposal, "kreis", "nirgends"), "kreis", "seat");
    world_refuse(w, world_recusal_text(w, proposal, "gs1", "nirgends"), "gs1", "seat");
    world_enrol(w, "vize", "deputy", "stadt");
    world_recuse(w, proposal, "vize", "stadt");
}

static void decided(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    const char *close = world_close(w, ballot);
    /* Not decided before the result is there. */
    world_recuse(w, proposal, "bmds", "bmds");
    world_result(w, ballot, close);
    world_refuse(w, world_recusal_text(w, proposal, "kreis", "kreis"), "kreis", "decided");
    world_refuse(w, world_recusal_text(w, proposal, "bmds", "bmds"), "bmds", "decided");
}

static void pending_ballot(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_refuse(w, world_recusal_text(w, proposal, "gs1", "kreis"), "gs1", "pending-ballot");
    world_recuse(w, proposal, "kreis", "kreis");
    world_void(w, ballot);
    world_recuse(w, proposal, "gs1", "bmds");
}

static void recused(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_recuse(w, proposal, "kreis", "kreis");
    w->now.seconds++;
    world_refuse(w, world_recusal_text(w, proposal, "kreis", "kreis"), "kreis", "recused");
    world_refuse(w, world_recusal_text(w, proposal, "gs1", "kreis"), "gs1", "recused");
    world_recuse(w, world_propose(w, "stadt", "2026-002", ""), "kreis", "kreis");
}

/* A recusal that comes behind a vote takes the vote away; one in front of it lets it not come in. */
static void removes_a_vote_from_an_open_ballot(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "bmds", "bmds", "yes");
    world_vote(w, ballot, "kreis", "kreis", "no");
    world_recuse(w, proposal, "kreis", "kreis");
    w->now.seconds++;
    world_refuse(w, world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes"), "kreis", "recused");
    const char *result = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(result,
                           "votes: 2\nresult: adopted\ncount: yes 2 4.0\ncount: no 0 0.0\ncount: abstain 0 0.0\n"
                           "reason: quorum 1 2 >= 2 holds\nreason: adopted 1 2 > 0 holds\n"));
    world_take(w, result, "gs1");
}

static void leaves_a_closed_ballot_alone(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "no");
    world_vote(w, ballot, "kreis", "kreis", "no");
    const char *close = world_close(w, ballot);
    world_recuse(w, proposal, "kreis", "kreis");
    const char *result = world_result_text(w, ballot, close);
    assert_non_null(strstr(result, "votes: 2\nresult: rejected\ncount: yes 0 0.0\ncount: no 2 3.0\n"));
    world_take(w, result, "gs1");
    /* In the next ballot the seat is on the roll as recused. */
    const char *second = world_open(w, proposal, "einfach", "");
    world_refuse(w, world_vote_text(w, second, "kreis", "kreis", "holder", "yes"), "kreis", "recused");
}

static void the_first_reason_is_named(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_recuse(w, proposal, "kreis", "kreis");
    world_open(w, proposal, "einfach", "");
    w->now.seconds++;
    world_refuse(w, world_recusal_text(w, proposal, "gs1", "kreis"), "gs1", "pending-ballot");
    world_refuse(w, world_recusal_text(w, w->founding, "gs1", "nirgends"), "gs1", "reference");
    world_refuse(w, world_recusal_text(w, proposal, "gs1", "nirgends"), "gs1", "seat");
    world_refuse(w, world_recusal_text(w, proposal, "fremd", "kreis"), "fremd", "author");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(by_the_seat_and_by_secretaries),
        WORLD_TEST(reference),
        WORLD_TEST(seat),
        WORLD_TEST(decided),
        WORLD_TEST(pending_ballot),
        WORLD_TEST(recused),
        WORLD_TEST(removes_a_vote_from_an_open_ballot),
        WORLD_TEST(leaves_a_closed_ballot_alone),
        WORLD_TEST(the_first_reason_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
