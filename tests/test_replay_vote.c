/* Votes: each reason of data/FORMAT.md section 6, refused beside taken, and the order in which entries come. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void a_vote_is_counted(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "abstain");
    world_vote(w, ballot, "bmds", "bmds", "no\n\n| A reason.");
    assert_int_equal(world_number(w, "SELECT count(*) FROM vote"), 3);
}

static void reference(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""),
               *vote = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes");
    const char *other = world_vote(w, ballot, "kreis", "kreis", "yes");
    world_refuse(w, world_edit(w, vote, ballot, w->founding), "stadt", "reference");
    world_refuse(w, world_edit(w, vote, ballot, other), "stadt", "reference");
    world_take(w, vote, "stadt");
}

static void reference_before_the_head_that_the_author_saw(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    /* The vote's head has the ballot's index as its size: the ballot is not below it. */
    const char *early = world_text(w, "vote", "stadt", ""), *ballot = world_open(w, proposal, "einfach", "");
    const char *rest =
        world_say(w, "ballot: %s\ntitle: 2026-001 Antrag\nseat: stadt\nas: holder\nchoice: yes\n", ballot);
    world_refuse(w, world_say(w, "%s%s", early, rest), "stadt", "reference");
    world_take(w, world_text(w, "vote", "stadt", rest), "stadt");
}

static void title(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""),
               *vote = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes");
    world_refuse(w, world_edit(w, vote, "2026-001 Antrag", "2026-001 Antrag 2"), "stadt", "title");
    world_refuse(w, world_edit(w, vote, "2026-001 Antrag", "Antrag"), "stadt", "title");
    world_take(w, vote, "stadt");
}

static void closed_and_void(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""),
               *vote = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    /* Signed before the closing and arriving behind it: the place counts. */
    world_close(w, ballot);
    world_refuse(w, vote, "stadt", "closed");
    const char *second = world_open(w, world_propose(w, "kreis", "2026-002", ""), "einfach", "");
    vote = world_vote_text(w, second, "stadt", "stadt", "holder", "yes");
    world_void(w, second);
    world_refuse(w, vote, "stadt", "closed");
}

static void early(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "opens: %s\n", world_time(w, 3600)));
    w->now.seconds += 3599;
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes"), "stadt", "early");
    w->now.seconds += 1;
    world_vote(w, ballot, "stadt", "stadt", "yes");
}

static void late_by_its_own_time(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    w->now.seconds += 3600;
    world_vote(w, ballot, "stadt", "stadt", "yes");
    w->now.seconds += 1;
    world_refuse(w, world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes"), "kreis", "late");
}

static void late_by_log_time(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    const char *first = world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes"),
               *second = world_vote_text(w, ballot, "bmds", "bmds", "holder", "yes");
    /* Only what secretaries write moves the log's time: here a proposal of theirs. */
    w->now.seconds += 3600;
    world_propose(w, "gs1", "2026-002", "");
    world_take(w, first, "kreis");
    w->now.seconds += 1;
    world_propose(w, "gs1", "2026-003", "");
    world_refuse(w, second, "bmds", "late");
}

static void log_time_never_goes_back(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    const char *vote = world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes");
    w->now.seconds += 3601;
    world_propose(w, "gs1", "2026-002", "");
    w->now.seconds -= 3000;
    world_propose(w, "gs1", "2026-003", "");
    world_refuse(w, vote, "kreis", "late");
}

static void others_do_not_move_the_log_time(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    const char *vote = world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes");
    w->now.seconds += 7200;
    world_propose(w, "stadt", "2026-002", "");
    world_enrol(w, "stadt-2", "deputy", "stadt");
    world_enrol(w, "gs9", "secretary", NULL);
    world_take(w, vote, "kreis");
    /* Neither did the rejected attempt of a secretary. */
    assert_string_equal(
        reason_code(world_force(w, world_note(w, world_proposal_text(w, "gs1", "2026-002", ""), "gs1"))), "number");
    w->now.seconds -= 7100;
    world_vote(w, ballot, "bmds", "bmds", "yes");
}

static void clerk(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_refuse(w, world_vote_text(w, ballot, "gs1", "stadt", "clerk", "yes"), "gs1", "clerk");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "clerk", "yes"), "stadt", "author");
    world_refuse(w, world_vote_text(w, ballot, "gs1", "stadt", "holder", "yes"), "gs1", "author");
    world_vote(w, ballot, "stadt", "stadt", "yes");
}

static void seat(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "vize", "deputy", "stadt");
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-001", ""), "einfach", "");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "nirgends", "holder", "yes"), "stadt", "seat");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "kreis", "holder", "yes"), "stadt", "seat");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "deputy", "yes"), "stadt", "seat");
    world_refuse(w, world_vote_text(w, ballot, "vize", "stadt", "holder", "yes"), "vize", "seat");
    world_take(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "yes"), "vize");
    world_vote(w, ballot, "stadt", "stadt", "yes");
}

static void who_comes_after_the_opening_is_not_on_the_roll(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_enrol(w, "vize", "deputy", "stadt");
    world_refuse(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "yes"), "vize", "seat");
    const char *next = world_open(w, world_propose(w, "vize", "2026-002", ""), "einfach", "");
    world_take(w, world_vote_text(w, next, "vize", "stadt", "deputy", "yes"), "vize");
}

static void advisory(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_refuse(w, world_vote_text(w, ballot, "dvc", "dvc", "holder", "yes"), "dvc", "advisory");
    world_vote(w, ballot, "bmds", "bmds", "yes");
}

static void recused(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *proposal = world_say(
        w, "%.64s",
        strstr(world_ballot_text(w, world_propose(w, "stadt", "2026-002", ""), "einfach", ""), "proposal: ") + 10);
    const char *other = world_open(w, proposal, "einfach", "");
    world_recuse(w, proposal, "kreis", "kreis");
    world_refuse(w, world_vote_text(w, other, "kreis", "kreis", "holder", "yes"), "kreis", "recused");
    world_vote(w, ballot, "kreis", "kreis", "yes");
}

static void choice(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "mehrheit", ""),
               *vote = world_vote_text(w, ballot, "stadt", "stadt", "holder", "no");
    world_refuse(w, world_edit(w, vote, "choice: no\n", "choice: consent\n"), "stadt", "choice");
    world_refuse(w, world_edit(w, vote, "choice: no\n", "choice: yes\nchoice: no\n"), "stadt", "choice");
    world_refuse(w, world_edit(w, vote, "choice: no\n", "choice: abstain\n"), "stadt", "choice");
    world_take(w, vote, "stadt");
}

static void concerns_and_objections_have_a_reason(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "konsent", "");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "object"), "stadt", "choice");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "concern"), "stadt", "choice");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes"), "stadt", "choice");
    world_vote(w, ballot, "stadt", "stadt", "object\n\n| It costs too much.");
    world_vote(w, ballot, "kreis", "kreis", "concern\n\n| Who operates it?");
    world_vote(w, ballot, "bmds", "bmds", "consent");
}

static void revote(void **state)
{
    struct world *w = *state;
    world_found(w, world_edit(w, WORLD_STATUTE, "chair: stadt\n", "chair: stadt\nrevote: no\n"), "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "vize", "deputy", "stadt");
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-001", ""), "einfach", "");
    world_take(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "no"), "vize");
    w->now.seconds += 60;
    world_refuse(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "yes"), "vize", "revote");
    /* The holder overrides the deputy, once. */
    world_vote(w, ballot, "stadt", "stadt", "yes");
    w->now.seconds += 60;
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "no"), "stadt", "revote");
}

static void order(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *old = world_vote_text(w, ballot, "stadt", "stadt", "holder", "no");
    w->now.seconds += 10;
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "no"), "stadt", "order");
    world_refuse(w, old, "stadt", "order");
    w->now.seconds += 1;
    world_vote(w, ballot, "stadt", "stadt", "no");
    /* Another seat of the same key has an order of its own. */
    assert_int_equal(world_number(w, "SELECT count(*) FROM vote"), 2);
}

static void one_key_in_two_seats(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "stadt", "deputy", "kreis");
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-001", ""), "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_take(w, world_vote_text(w, ballot, "stadt", "kreis", "deputy", "no"), "stadt");
    assert_int_equal(world_number(w, "SELECT count(*) FROM vote"), 2);
}

static void the_first_reason_is_named(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 60)));
    w->now.seconds += 61;
    const char *vote = world_vote_text(w, ballot, "dvc", "dvc", "holder", "consent");
    world_refuse(w, world_edit(w, vote, "2026-001 Antrag", "2026-001"), "dvc", "title");
    world_refuse(w, vote, "dvc", "late");
    world_refuse(w, world_edit(w, vote, "as: holder", "as: deputy"), "dvc", "late");
    world_close(w, ballot);
    world_refuse(w, world_vote_text(w, ballot, "dvc", "dvc", "holder", "consent"), "dvc", "closed");
    const char *next = world_open(w, world_propose(w, "stadt", "2026-002", ""), "einfach", "");
    world_refuse(w, world_vote_text(w, next, "dvc", "dvc", "holder", "consent"), "dvc", "advisory");
    world_refuse(w, world_vote_text(w, next, "kreis", "dvc", "holder", "consent"), "kreis", "seat");
}

/* Who holds a place that began or ended behind the ballot does not vote; weights and rights are those of the roll. */
static void the_roll_is_of_the_ballot(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_enrol(w, "vize", "deputy", "bmds");
    world_roster(w, "seat: + nw bund 4 voting NW\nseat: = kreis kommunen 9 advisory Kreis\n"
                    "seat: = dvc bund 1 voting Dvc\nmember: + kreis holder nw\n"
                    "member: = stadt deputy stadt\nmember: - gemeinde holder gemeinde\n");
    world_refuse(w, world_vote_text(w, ballot, "kreis", "nw", "holder", "yes"), "kreis", "seat");
    world_refuse(w, world_vote_text(w, ballot, "dvc", "dvc", "holder", "yes"), "dvc", "advisory");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes"), "stadt", "seat");
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "deputy", "yes"), "stadt", "seat");
    world_refuse(w, world_vote_text(w, ballot, "gemeinde", "gemeinde", "holder", "yes"), "gemeinde", "author");
    /* Given back, a place is another one. */
    world_roster(w, "member: + gemeinde holder gemeinde\n");
    w->now.seconds++;
    world_refuse(w, world_vote_text(w, ballot, "gemeinde", "gemeinde", "holder", "yes"), "gemeinde", "seat");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_vote(w, ballot, "bmds", "bmds", "no");
    const char *result = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(result, "count: yes 1 2.0\ncount: no 1 3.0\n"));
}

/* A vote of a seat that ended while the ballot was open was cast, and counts. */
static void a_seat_ends_in_between(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "mehrheit", "");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_roster(w, "seat: - kreis\nseat: - bmds\n");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "gemeinde", "gemeinde", "yes");
    const char *result = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(result, "reason: adopted 1 3 > 2 holds\n"));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(a_vote_is_counted),
        WORLD_TEST(reference),
        WORLD_TEST(reference_before_the_head_that_the_author_saw),
        WORLD_TEST(title),
        WORLD_TEST(closed_and_void),
        WORLD_TEST(early),
        WORLD_TEST(late_by_its_own_time),
        WORLD_TEST(late_by_log_time),
        WORLD_TEST(log_time_never_goes_back),
        WORLD_TEST(others_do_not_move_the_log_time),
        WORLD_TEST(clerk),
        WORLD_TEST(seat),
        WORLD_TEST(who_comes_after_the_opening_is_not_on_the_roll),
        WORLD_TEST(advisory),
        WORLD_TEST(recused),
        WORLD_TEST(choice),
        WORLD_TEST(concerns_and_objections_have_a_reason),
        WORLD_TEST(revote),
        WORLD_TEST(order),
        WORLD_TEST(one_key_in_two_seats),
        WORLD_TEST(the_roll_is_of_the_ballot),
        WORLD_TEST(a_seat_ends_in_between),
        WORLD_TEST(the_first_reason_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
