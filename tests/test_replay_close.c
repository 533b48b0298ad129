/* Closing and voiding: each reason of data/FORMAT.md section 6, and when a ballot may be closed. */
#include "data/query.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void reference(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_refuse(w, world_close_text(w, w->founding), "gs1", "reference");
    world_refuse(w, world_void_text(w, w->founding), "gs1", "reference");
    world_close(w, ballot);
}

static void by_secretaries_alone(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_refuse(w, world_edit(w, world_close_text(w, ballot), "by: gs1", "by: stadt"), "stadt", "author");
    world_refuse(w, world_edit(w, world_void_text(w, ballot), "by: gs1", "by: stadt"), "stadt", "author");
    world_void(w, ballot);
}

static void closed(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_close(w, ballot);
    w->now.seconds++;
    world_refuse(w, world_close_text(w, ballot), "gs1", "closed");
    world_refuse(w, world_void_text(w, ballot), "gs1", "closed");
    const char *other = world_open(w, world_propose(w, "stadt", "2026-002", ""), "einfach", "");
    world_take(w, world_say(w, "%s\n| Opened by mistake.\n", world_void_text(w, other)), "gs1");
    w->now.seconds++;
    world_refuse(w, world_close_text(w, other), "gs1", "closed");
    world_refuse(w, world_void_text(w, other), "gs1", "closed");
    assert_int_equal(world_number(w, "SELECT count(*) FROM ballot WHERE state = 'closed'"), 1);
    assert_int_equal(world_number(w, "SELECT count(*) FROM ballot WHERE state = 'void'"), 1);
}

struct turnout {
    const char *id;
    int64_t seats, cast;
};

static bool take_turnout(void *context, const struct ballot_item *item)
{
    struct turnout *turnout = context;
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&item->id, hex);
    if (strcmp(turnout->id, hex) != 0)
        return true;
    turnout->seats = item->seats;
    turnout->cast = item->cast;
    return false;
}

static void expect_turnout(struct world *w, const char *ballot, int64_t seats, int64_t cast)
{
    struct turnout turnout = {.id = ballot, .seats = -1};
    assert_int_equal(query_ballots(ledger_store(w->ledger), SLICE(""), 0, -1, take_turnout, &turnout, &w->problem),
                     STATUS_OK);
    assert_int_equal(turnout.seats, seats);
    assert_int_equal(turnout.cast, cast);
}

/* How many seats may vote, and did: counted while the ballot is open, and as it was once it has ended. */
static void the_turnout(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *proposal = world_propose(w, "stadt", "2026-002", "");
    const char *other = world_open(w, proposal, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    w->now.seconds++;
    world_vote(w, ballot, "kreis", "kreis", "no");
    expect_turnout(w, ballot, 4, 2);
    world_vote(w, other, "stadt", "stadt", "yes");
    world_vote(w, other, "bmds", "bmds", "yes");
    /* An advisory seat that is recused does not count, nor one that is recused when all is over. */
    world_recuse(w, proposal, "dvc", "dvc");
    expect_turnout(w, other, 4, 2);
    /* The vote of a seat that is recused falls away. */
    world_recuse(w, proposal, "bmds", "bmds");
    expect_turnout(w, other, 3, 1);
    world_void(w, other);
    world_recuse(w, proposal, "kreis", "kreis");
    expect_turnout(w, other, 3, 1);
    /* Seats that come and go change nothing of an open ballot. */
    world_roster(w, "seat: + nw bund 1 voting NW\nseat: - gemeinde\n");
    expect_turnout(w, ballot, 4, 2);
    world_close(w, ballot);
    expect_turnout(w, ballot, 4, 2);
    assert_int_equal(world_number(w, "SELECT count(*) FROM ballot WHERE voted IS NOT NULL"), 2);
}

/* A seat whose holder's key was revoked without a vote keeps the ballot open to the deadline; with one it does not. */
static void revoked_holders(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_vote(w, ballot, "gemeinde", "gemeinde", "yes");
    world_revoke(w, "stadt");
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    w->now.seconds++;
    world_vote(w, ballot, "bmds", "bmds", "yes");
    world_close(w, ballot);
}

static void revoked_without_a_vote(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_vote(w, ballot, "gemeinde", "gemeinde", "yes");
    world_vote(w, ballot, "bmds", "bmds", "yes");
    world_revoke(w, "stadt");
    world_enrol(w, "stadt-neu", "holder", "stadt");
    world_refuse(w, world_vote_text(w, ballot, "stadt-neu", "stadt", "holder", "yes"), "stadt-neu", "seat");
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    w->now.seconds += 3600;
    world_close(w, ballot);
}

static void at_the_deadline(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    w->now.seconds += 3599;
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    w->now.seconds += 1;
    world_close(w, ballot);
}

/* The closing's own time counts, not the log's. */
static void log_time_closes_nothing(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    const char *text = world_close_text(w, ballot);
    w->now.seconds += 3600;
    world_propose(w, "gs1", "2026-002", "");
    world_refuse(w, text, "gs1", "window");
    world_close(w, ballot);
}

static void when_every_holder_has_voted(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "vize", "deputy", "bmds");
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "no");
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    /* A recused seat is not waited for; a deputy's vote is not the holder's. */
    world_recuse(w, proposal, "gemeinde", "gemeinde");
    world_take(w, world_vote_text(w, ballot, "vize", "bmds", "deputy", "yes"), "vize");
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    world_vote(w, ballot, "bmds", "bmds", "abstain");
    world_close(w, ballot);
}

static void not_before_the_shortest_window(void **state)
{
    struct world *w = *state;
    world_found(w, world_edit(w, WORLD_STATUTE, "chair: stadt\n", "chair: stadt\nwindow: 30\n"), "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    const char *ballot =
        world_open(w, world_propose(w, "stadt", "1", ""), "einfach", world_say(w, "opens: %s\n", world_time(w, 600)));
    w->now.seconds += 600 + 30 * 60 - 1;
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    w->now.seconds += 1;
    world_close(w, ballot);
}

static void not_before_it_begins(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "opens: %s\n", world_time(w, 60)));
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    w->now.seconds += 60;
    world_close(w, ballot);
}

/* A body that allows no second vote, with a ballot on `mehrheit` (early: decided 10) that has a deadline. */
static const char *begin_early(struct world *w)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
    world_found(w, world_edit(w, WORLD_STATUTE, "chair: stadt\n", "chair: stadt\nrevote: no\n"), "gs1");
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_enrol(w, seats[i], "holder", seats[i]);
    world_enrol(w, "vize", "deputy", "gemeinde");
    return world_open(w, world_propose(w, "stadt", "1", ""), "mehrheit",
                      world_say(w, "closes: %s\n", world_time(w, 86400)));
}

static void early_when_the_outcome_is_fixed(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_early(w);
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    w->now.seconds += 600;
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    world_vote(w, ballot, "bmds", "bmds", "yes");
    w->now.seconds -= 1;
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    w->now.seconds += 1;
    world_result(w, ballot, world_close(w, ballot));
    assert_int_equal(world_number(w, "SELECT count(*) FROM ballot WHERE outcome = 'adopted'"), 1);
}

static void not_early_while_a_holder_may_override(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_early(w);
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_take(w, world_vote_text(w, ballot, "vize", "gemeinde", "deputy", "yes"), "vize");
    w->now.seconds += 600;
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    world_vote(w, ballot, "gemeinde", "gemeinde", "yes");
    world_close(w, ballot);
}

static void not_early_where_votes_may_change(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "mehrheit", world_say(w, "closes: %s\n", world_time(w, 86400)));
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_vote(w, ballot, "bmds", "bmds", "yes");
    w->now.seconds += 3600;
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
    world_vote(w, ballot, "gemeinde", "gemeinde", "no");
    world_close(w, ballot);
}

static void not_early_without_the_rule(void **state)
{
    struct world *w = *state;
    world_found(w, world_edit(w, WORLD_STATUTE, "chair: stadt\n", "chair: stadt\nrevote: no\n"), "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "kreis", "holder", "kreis");
    world_enrol(w, "bmds", "holder", "bmds");
    const char *ballot = world_open(w, world_propose(w, "stadt", "1", ""), "einfach",
                                    world_say(w, "closes: %s\n", world_time(w, 86400)));
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_vote(w, ballot, "bmds", "bmds", "yes");
    w->now.seconds += 3600;
    world_refuse(w, world_close_text(w, ballot), "gs1", "window");
}

/* Closing and voting at the same time: whoever has the earlier place is right. */
static void vote_and_close_in_both_orders(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""),
               *vote = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes"),
               *late = world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes"),
               *close = world_close_text(w, ballot);
    world_take(w, vote, "stadt");
    world_take(w, close, "gs1");
    world_refuse(w, late, "kreis", "closed");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(reference),
        WORLD_TEST(by_secretaries_alone),
        WORLD_TEST(closed),
        WORLD_TEST(the_turnout),
        WORLD_TEST(revoked_holders),
        WORLD_TEST(revoked_without_a_vote),
        WORLD_TEST(at_the_deadline),
        WORLD_TEST(log_time_closes_nothing),
        WORLD_TEST(when_every_holder_has_voted),
        WORLD_TEST(not_before_the_shortest_window),
        WORLD_TEST(not_before_it_begins),
        WORLD_TEST(early_when_the_outcome_is_fixed),
        WORLD_TEST(not_early_while_a_holder_may_override),
        WORLD_TEST(not_early_where_votes_may_change),
        WORLD_TEST(not_early_without_the_rule),
        WORLD_TEST(vote_and_close_in_both_orders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
