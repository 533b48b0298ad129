/* Proposals: each reason of data/FORMAT.md section 6, and the seats that sign. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void by_members_and_secretaries(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_propose(w, "stadt", "2026-001", "");
    world_propose(w, "dvc", "2026-002", "for: dvc\n");
    world_propose(w, "gs1", "2026-003", "");
    world_refuse(w, world_proposal_text(w, "fremd", "2026-004", ""), "fremd", "author");
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'open'"), 3);
}

static void every_seat_of_for_signs(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "vize", "deputy", "kreis");
    const char *lines = "for: stadt\nfor: kreis\n", *text = world_proposal_text(w, "stadt", "2026-001", lines);
    assert_string_equal(reason_code(world_send(w, text, "stadt")), "none");
    assert_int_equal(w->entry.index, -1);
    assert_int_equal(w->entry.signatures, 1);
    assert_int_equal(w->entry.needed, 2);
    assert_string_equal(reason_code(world_force(w, world_note(w, text, "stadt"))), "signer");
    text = world_proposal_text(w, "stadt", "2026-001", lines);
    world_refuse(w, text, "stadt bmds", "signer");
    text = world_proposal_text(w, "stadt", "2026-001", lines);
    world_refuse(w, text, "stadt kreis vize", "signer");
    world_take(w, world_proposal_text(w, "stadt", "2026-001", lines), "stadt vize");
    /* A secretary may write it; then each seat signs behind. */
    world_take(w, world_proposal_text(w, "gs1", "2026-002", lines), "gs1 kreis stadt");
}

static void one_key_may_cover_several_seats(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "stadt", "deputy", "kreis");
    world_propose(w, "stadt", "2026-001", "for: stadt\nfor: kreis\n");
    world_refuse(w, world_proposal_text(w, "stadt", "2026-002", "for: stadt\nfor: kreis\n"), "stadt kreis", "signer");
    world_take(w, world_proposal_text(w, "kreis", "2026-003", "for: stadt\nfor: kreis\n"), "kreis stadt");
}

static void a_seat_that_is_not_there(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_refuse(w, world_proposal_text(w, "stadt", "2026-001", "for: stadt\nfor: nirgends\n"), "stadt", "seat");
}

static void reference_to_a_proposal(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *first = world_propose(w, "stadt", "2026-001", "");
    const char *wrong = world_say(w, "supersedes: %s\n", w->founding);
    world_refuse(w, world_proposal_text(w, "stadt", "2026-002", wrong), "stadt", "reference");
    world_refuse(w, world_proposal_text(w, "stadt", "2026-002", world_say(w, "amends: %s\n", w->founding)), "stadt",
                 "reference");
    world_propose(w, "stadt", "2026-002", world_say(w, "amends: %s\n", first));
    world_propose(w, "stadt", "2026-003", world_say(w, "supersedes: %s\n", first));
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'superseded'"), 1);
}

static void reference_to_a_result(void **state)
{
    struct world *w = *state;
    const char *lost = world_begin(w, "einfach", "");
    world_vote(w, lost, "stadt", "stadt", "no");
    world_vote(w, lost, "kreis", "kreis", "no");
    const char *rejected = world_result(w, lost, world_close(w, lost));
    const char *won = world_open(w, world_propose(w, "stadt", "2026-002", ""), "einfach", "");
    world_vote(w, won, "stadt", "stadt", "yes");
    world_vote(w, won, "kreis", "kreis", "yes");
    const char *close = world_close(w, won), *adopted = world_result(w, won, close);
    const char *const wrong[] = {rejected, won, close, w->founding};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        world_refuse(w, world_proposal_text(w, "stadt", "2026-003", world_say(w, "repeals: %s\n", wrong[i])), "stadt",
                     "reference");
    world_propose(w, "stadt", "2026-003", world_say(w, "repeals: %s\n", adopted));
}

static void number(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_propose(w, "stadt", "2026-001", "");
    world_refuse(w, world_proposal_text(w, "kreis", "2026-001", ""), "kreis", "number");
    /* A rejected proposal takes no number. */
    world_refuse(w, world_proposal_text(w, "kreis", "2026-002", "for: stadt\n"), "kreis stadt kreis", "signer");
    world_propose(w, "kreis", "2026-002", "");
    world_propose(w, "kreis", "2026-01", "");
}

static void filing(void **state)
{
    struct world *w = *state;
    world_found(w,
                world_edit(w, WORLD_STATUTE, "chair: stadt\n",
                           "chair: stadt\npropose: kommunen 2\npropose: bmds 1\npropose: chair 1\n"),
                "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "kreis", "holder", "kreis");
    world_enrol(w, "gemeinde", "holder", "gemeinde");
    world_enrol(w, "bmds", "holder", "bmds");
    world_refuse(w, world_proposal_text(w, "kreis", "1", ""), "kreis", "filing");
    world_refuse(w, world_proposal_text(w, "gs1", "1", ""), "gs1", "filing");
    world_refuse(w, world_proposal_text(w, "kreis", "1", "for: kreis\n"), "kreis", "filing");
    world_take(w, world_proposal_text(w, "kreis", "1", "for: kreis\nfor: gemeinde\n"), "kreis gemeinde");
    world_propose(w, "bmds", "2", "for: bmds\n");
    world_propose(w, "stadt", "3", "for: stadt\n");
}

static void who_may_supersede(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "vize", "deputy", "kreis");
    const char *old = world_take(w, world_proposal_text(w, "stadt", "1", "for: kreis\n"), "stadt kreis");
    const char *line = world_say(w, "supersedes: %s\n", old);
    world_refuse(w, world_proposal_text(w, "bmds", "2", line), "bmds", "supersede");
    world_refuse(w, world_proposal_text(w, "bmds", "2", world_say(w, "for: bmds\n%s", line)), "bmds", "supersede");
    /* One of the signers suffices, and it may be the last to sign. */
    const char *two = world_proposal_text(w, "bmds", "2", world_say(w, "for: bmds\nfor: kreis\n%s", line));
    assert_string_equal(reason_code(world_send(w, two, "bmds")), "none");
    assert_int_equal(w->entry.index, -1);
    world_take(w, two, "bmds vize");
}

static void its_author_and_a_secretary_may_supersede(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *first = world_propose(w, "stadt", "1", "");
    const char *second = world_propose(w, "stadt", "2", world_say(w, "supersedes: %s\n", first));
    w->now.seconds++;
    world_refuse(w, world_proposal_text(w, "stadt", "3", world_say(w, "supersedes: %s\n", first)), "stadt",
                 "supersede");
    world_propose(w, "gs1", "3", world_say(w, "supersedes: %s\n", second));
}

static void not_under_an_open_ballot_nor_adopted(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "1", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    const char *line = world_say(w, "supersedes: %s\n", proposal);
    world_refuse(w, world_proposal_text(w, "stadt", "2", line), "stadt", "supersede");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_result(w, ballot, world_close(w, ballot));
    world_refuse(w, world_proposal_text(w, "stadt", "2", line), "stadt", "supersede");
}

static void not_superseded_between_closing_and_result(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "1", "");
    const char *ballot = world_open(w, proposal, "einfach", ""), *close = world_close(w, ballot);
    const char *supersedes = world_say(w, "supersedes: %s\n", proposal);
    world_refuse(w, world_proposal_text(w, "stadt", "2", supersedes), "stadt", "supersede");
    world_result(w, ballot, close);
    world_propose(w, "stadt", "2", supersedes);
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE number = '1' AND state = 'superseded'"), 1);
}

static void the_first_reason_is_named(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *old = world_propose(w, "stadt", "1", "");
    world_refuse(w, world_proposal_text(w, "kreis", "1", world_say(w, "supersedes: %s\n", old)), "kreis", "number");
    world_refuse(w, world_proposal_text(w, "kreis", "1", world_say(w, "supersedes: %s\n", w->founding)), "kreis",
                 "reference");
    world_refuse(w, world_proposal_text(w, "kreis", "2", world_say(w, "supersedes: %s\n", old)), "kreis", "supersede");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(by_members_and_secretaries),
        WORLD_TEST(every_seat_of_for_signs),
        WORLD_TEST(one_key_may_cover_several_seats),
        WORLD_TEST(a_seat_that_is_not_there),
        WORLD_TEST(reference_to_a_proposal),
        WORLD_TEST(reference_to_a_result),
        WORLD_TEST(number),
        WORLD_TEST(filing),
        WORLD_TEST(who_may_supersede),
        WORLD_TEST(its_author_and_a_secretary_may_supersede),
        WORLD_TEST(not_under_an_open_ballot_nor_adopted),
        WORLD_TEST(not_superseded_between_closing_and_result),
        WORLD_TEST(the_first_reason_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
