/* Objections to a written procedure: each reason of data/FORMAT.md section 6, in both orders with a closing. */
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A written procedure to which seats may object. */
static const char *begin(struct world *w, const char *lines)
{
    world_convene(w, "gs1");
    return world_open(w, world_propose(w, "stadt", "2026-001", ""), "umlauf", lines);
}

static void it_ends_the_procedure(void **state)
{
    struct world *w = *state;
    const char *ballot = begin(w, "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_take(w, world_say(w, "%s\n| This needs a meeting.\n", world_objection_text(w, ballot, "kreis", "kreis")),
               "kreis");
    assert_int_equal(world_number(w, "SELECT count(*) FROM ballot WHERE state = 'void' AND ended IS NOT NULL"), 1);
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'open'"), 1);
    assert_int_equal(world_number(w, "SELECT count(*) FROM objection WHERE seat = 'kreis'"), 1);
    world_refuse(w, world_vote_text(w, ballot, "bmds", "bmds", "holder", "yes"), "bmds", "closed");
}

static void reference(void **state)
{
    struct world *w = *state;
    const char *ballot = begin(w, "");
    world_refuse(w, world_objection_text(w, w->founding, "kreis", "kreis"), "kreis", "reference");
    world_object(w, ballot, "kreis", "kreis");
}

/* Both orders of an objection and a closing: what has the earlier place ends the ballot. */
static void objection_and_close(void **state)
{
    struct world *w = *state;
    const char *first = begin(w, ""), *second = world_open(w, world_propose(w, "kreis", "2026-002", ""), "umlauf", "");
    const char *objection = world_objection_text(w, first, "kreis", "kreis"), *close = world_close_text(w, second);
    world_close(w, first);
    world_refuse(w, objection, "kreis", "closed");
    world_object(w, second, "kreis", "kreis");
    world_refuse(w, close, "gs1", "closed");
    w->now.seconds++;
    world_refuse(w, world_objection_text(w, second, "stadt", "stadt"), "stadt", "closed");
}

static void late(void **state)
{
    struct world *w = *state;
    const char *ballot = begin(w, "closes: 2026-11-23T11:00:00Z\n");
    const char *early = world_objection_text(w, ballot, "bmds", "bmds");
    w->now.seconds += 3601;
    world_refuse(w, world_objection_text(w, ballot, "kreis", "kreis"), "kreis", "late");
    w->now.seconds -= 1;
    world_propose(w, "gs1", "2026-002", "");
    world_take(w, world_objection_text(w, ballot, "kreis", "kreis"), "kreis");
    world_refuse(w, early, "bmds", "closed");
}

static void late_by_log_time(void **state)
{
    struct world *w = *state;
    const char *ballot = begin(w, "closes: 2026-11-23T11:00:00Z\n");
    const char *early = world_objection_text(w, ballot, "bmds", "bmds");
    w->now.seconds += 3601;
    world_propose(w, "gs1", "2026-002", "");
    world_refuse(w, early, "bmds", "late");
}

static void objection(void **state)
{
    struct world *w = *state;
    const char *ballot = begin(w, "");
    const char *meeting = world_meet(w, "S-1", "");
    const char *held = world_open_in(w, meeting, world_propose(w, "stadt", "2026-002", ""), "umlauf"),
               *plain = world_open(w, world_propose(w, "stadt", "2026-003", ""), "einfach", "");
    world_refuse(w, world_objection_text(w, held, "kreis", "kreis"), "kreis", "objection");
    world_refuse(w, world_objection_text(w, plain, "kreis", "kreis"), "kreis", "objection");
    world_object(w, ballot, "kreis", "kreis");
}

static void seat_advisory_recused(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    world_enrol(w, "vize", "deputy", "kreis");
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "umlauf", "");
    world_enrol(w, "neu", "deputy", "stadt");
    world_refuse(w, world_objection_text(w, ballot, "kreis", "stadt"), "kreis", "seat");
    world_refuse(w, world_objection_text(w, ballot, "kreis", "nirgends"), "kreis", "seat");
    world_refuse(w, world_objection_text(w, ballot, "neu", "stadt"), "neu", "seat");
    world_refuse(w, world_objection_text(w, ballot, "dvc", "dvc"), "dvc", "advisory");
    world_refuse(w, world_objection_text(w, ballot, "gs1", "stadt"), "gs1", "author");
    world_recuse(w, proposal, "bmds", "bmds");
    world_refuse(w, world_objection_text(w, ballot, "bmds", "bmds"), "bmds", "recused");
    world_object(w, ballot, "vize", "kreis");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(it_ends_the_procedure), WORLD_TEST(reference), WORLD_TEST(objection_and_close),   WORLD_TEST(late),
        WORLD_TEST(late_by_log_time),      WORLD_TEST(objection), WORLD_TEST(seat_advisory_recused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
