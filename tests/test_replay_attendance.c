/* Attendance: each reason of data/FORMAT.md section 6, who signs what, and whom a ballot finds present. */
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void by_the_seat_and_by_a_secretary(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *meeting = world_meet(w, "S-1", "");
    world_attend(w, meeting, "gs1", "seat: stadt present\nseat: dvc excused\n");
    world_attend(w, meeting, "kreis", "seat: kreis present\n");
    w->now.seconds++;
    world_attend(w, meeting, "kreis", "seat: kreis left\n");
    assert_int_equal(world_number(w, "SELECT count(*) FROM attendance"), 4);
}

static void reference(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *meeting = world_meet(w, "S-1", ""), *proposal = world_propose(w, "stadt", "2026-001", "");
    world_refuse(w, world_attendance_text(w, proposal, "gs1", "seat: stadt present\n"), "gs1", "reference");
    world_attend(w, meeting, "gs1", "seat: stadt present\n");
}

static void seat(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *meeting = world_meet(w, "S-1", "");
    world_refuse(w, world_attendance_text(w, meeting, "gs1", "seat: stadt present\nseat: nirgends present\n"), "gs1",
                 "seat");
    world_refuse(w, world_attendance_text(w, meeting, "kreis", "seat: kreis present\nseat: stadt present\n"), "kreis",
                 "seat");
    world_enrol(w, "kreis", "deputy", "stadt");
    world_attend(w, meeting, "kreis", "seat: kreis present\nseat: stadt present\n");
}

/* One secretary records who comes; to take a presence away the others sign too, and only then. */
static void who_signs(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1 gs2");
    const char *meeting = world_meet(w, "S-1", ""), *other = world_meet(w, "S-2", "");
    const char *comes = world_attendance_text(w, meeting, "gs1", "seat: stadt present\nseat: kreis excused\n");
    world_refuse(w, comes, "gs1 gs2", "signer");
    world_take(w, comes, "gs1");
    const char *goes = world_attendance_text(w, meeting, "gs1", "seat: stadt left\n");
    assert_string_equal(reason_code(world_force(w, world_note(w, goes, "gs1"))), "signer");
    world_take(w, goes, "gs1 gs2");
    w->now.seconds++;
    /* No longer present, never present, or present in another meeting: nothing is taken away. */
    world_attend(w, meeting, "gs1", "seat: stadt excused\nseat: bmds left\n");
    world_attend(w, other, "gs1", "seat: kreis present\n");
    world_attend(w, meeting, "gs1", "seat: kreis left\n");
    /* The seat itself may leave alone. */
    w->now.seconds++;
    world_attend(w, meeting, "stadt", "seat: stadt present\n");
    world_attend(w, meeting, "stadt", "seat: stadt left\n");
    world_refuse(w, world_attendance_text(w, meeting, "fremd", "seat: stadt present\n"), "fremd", "author");
}

/* One signature of two waits: it is pending, not refused. */
static void a_presence_taken_away_waits_for_the_second(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1 gs2");
    const char *meeting = world_meet(w, "S-1", "");
    world_attend(w, meeting, "gs1", "seat: stadt present\n");
    assert_int_equal(world_send(w, world_attendance_text(w, meeting, "gs1", "seat: stadt excused\n"), "gs1"),
                     REASON_NONE);
    assert_int_equal(w->entry.index, -1);
    assert_int_equal(w->entry.needed, 2);
}

/* Both orders: who came before the opening is present in the ballot, who came after it is not, and so with leaving. */
static void a_ballot_sees_who_came_before_it(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    const char *meeting = world_meet(w, "S-1", ""), *first = world_propose(w, "stadt", "2026-001", ""),
               *second = world_propose(w, "stadt", "2026-002", "");
    world_attend(w, meeting, "gs1", "seat: stadt present\nseat: kreis present\nseat: dvc present\n");
    const char *before = world_open_in(w, meeting, first, "dreifach");
    world_attend(w, meeting, "gs1", "seat: bmds present\nseat: kreis left\n");
    const char *after = world_open_in(w, meeting, second, "dreifach");
    /* stadt and kreis; then stadt and bmds. The advisory seat is never counted. */
    assert_non_null(strstr(world_result_text(w, before, w->founding), "reason: quorum 1 2 >= 3 fails\n"));
    assert_non_null(strstr(world_result_text(w, after, w->founding), "reason: quorum 1 2 >= 3 fails\n"));
    world_vote(w, before, "bmds", "bmds", "yes");
    world_vote(w, after, "bmds", "bmds", "yes");
    /* Whoever votes is present too: one more there, none more here. */
    assert_non_null(strstr(world_result_text(w, before, w->founding), "reason: quorum 1 3 >= 3 holds\n"));
    assert_non_null(strstr(world_result_text(w, after, w->founding), "reason: quorum 1 2 >= 3 fails\n"));
}

static void the_last_line_counts(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    const char *meeting = world_meet(w, "S-1", "");
    static const char *const lines[] = {"present", "left", "present", "excused", "present"};
    for (size_t i = 0; i < 5; i++) {
        w->now.seconds++;
        world_attend(w, meeting, "gs1", world_say(w, "seat: stadt %s\n", lines[i]));
        const char *proposal = world_propose(w, "stadt", world_say(w, "P-%zu", i), "");
        const char *ballot = world_open_in(w, meeting, proposal, "dreifach");
        assert_non_null(
            strstr(world_result_text(w, ballot, w->founding), world_say(w, "reason: quorum 1 %d >= 3", i % 2 == 0)));
    }
}

/* A recused seat that is present is in no set but `all`. */
static void the_recused_are_not_present(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    const char *meeting = world_meet(w, "S-1", ""), *proposal = world_propose(w, "stadt", "2026-001", "");
    world_attend(w, meeting, "gs1", "seat: stadt present\nseat: kreis present\nseat: bmds present\n");
    world_recuse(w, proposal, "kreis", "kreis");
    const char *ballot = world_open_in(w, meeting, proposal, "dreifach");
    assert_non_null(strstr(world_result_text(w, ballot, w->founding), "reason: quorum 1 2 >= 3 fails\n"));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(by_the_seat_and_by_a_secretary),
        WORLD_TEST(reference),
        WORLD_TEST(seat),
        WORLD_TEST(who_signs),
        WORLD_TEST(a_presence_taken_away_waits_for_the_second),
        WORLD_TEST(a_ballot_sees_who_came_before_it),
        WORLD_TEST(the_last_line_counts),
        WORLD_TEST(the_recused_are_not_present),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
