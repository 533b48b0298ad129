/*
 * Two entries that conflict, each written without knowing of the other, in both orders: the place in the log decides.
 * Each test goes through both orders, on two ballots or on two seats of one.
 */
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A body with two ballots on proposals of stadt. */
struct pair {
    const char *proposal[2], *ballot[2];
};

static struct pair begin(struct world *w, const char *secretaries, const char *rule)
{
    struct pair pair;
    world_convene(w, secretaries);
    for (size_t i = 0; i < 2; i++) {
        pair.proposal[i] = world_propose(w, "stadt", world_say(w, "P-%zu", i), "for: stadt\n");
        pair.ballot[i] = world_open(w, pair.proposal[i], rule, "");
    }
    return pair;
}

static const char *vote_text(struct world *w, const char *ballot, const char *name)
{
    return world_vote_text(w, ballot, name, name, "holder", "yes");
}

/* The state of the ballots in the order of their places. */
static void assert_states(struct world *w, const char *first, const char *second)
{
    const char *states[] = {first, second};
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(world_number(w, world_say(w, "SELECT state = '%s' FROM ballot ORDER BY idx LIMIT 1 OFFSET %zu",
                                                   states[i], i)),
                         1);
}

static void vote_and_close(void **state)
{
    struct world *w = *state;
    struct pair pair = begin(w, "gs1", "einfach");
    const char *vote[] = {vote_text(w, pair.ballot[0], "kreis"), vote_text(w, pair.ballot[1], "kreis")};
    const char *close[] = {world_close_text(w, pair.ballot[0]), world_close_text(w, pair.ballot[1])};
    world_take(w, vote[0], "kreis");
    const char *closed = world_take(w, close[0], "gs1");
    assert_non_null(strstr(world_result_text(w, pair.ballot[0], closed), "votes: 1\n"));
    closed = world_take(w, close[1], "gs1");
    world_refuse(w, vote[1], "kreis", "closed");
    assert_non_null(strstr(world_result_text(w, pair.ballot[1], closed), "votes: 0\n"));
}

static void vote_and_void(void **state)
{
    struct world *w = *state;
    struct pair pair = begin(w, "gs1", "einfach");
    const char *vote[] = {vote_text(w, pair.ballot[0], "kreis"), vote_text(w, pair.ballot[1], "kreis")};
    const char *end[] = {world_void_text(w, pair.ballot[0]), world_void_text(w, pair.ballot[1])};
    world_take(w, vote[0], "kreis");
    world_take(w, end[0], "gs1");
    world_take(w, end[1], "gs1");
    world_refuse(w, vote[1], "kreis", "closed");
    assert_states(w, "void", "void");
}

static void void_and_close(void **state)
{
    struct world *w = *state;
    struct pair pair = begin(w, "gs1", "einfach");
    const char *end[] = {world_void_text(w, pair.ballot[0]), world_void_text(w, pair.ballot[1])};
    const char *close[] = {world_close_text(w, pair.ballot[0]), world_close_text(w, pair.ballot[1])};
    world_take(w, end[0], "gs1");
    world_refuse(w, close[0], "gs1", "closed");
    world_take(w, close[1], "gs1");
    world_refuse(w, end[1], "gs1", "closed");
    assert_states(w, "void", "closed");
}

/* Two secretaries, each of whom writes a closing and has the other sign it. */
static void two_closings(void **state)
{
    struct world *w = *state;
    struct pair pair = begin(w, "gs1 gs2", "einfach");
    for (size_t i = 0; i < 2; i++) {
        const char *one = world_close_text(w, pair.ballot[i]), *other = world_edit(w, one, "by: gs1", "by: gs2");
        world_take(w, i ? other : one, i ? "gs2 gs1" : "gs1 gs2");
        world_refuse(w, i ? one : other, i ? "gs1 gs2" : "gs2 gs1", "closed");
    }
    assert_states(w, "closed", "closed");
}

/* One closing waits for a second signature: another is not put beside it, but one that is complete ends the ballot. */
static void a_closing_that_waits(void **state)
{
    struct world *w = *state;
    struct pair pair = begin(w, "gs1 gs2", "einfach");
    for (size_t i = 0; i < 2; i++) {
        const char *one = world_close_text(w, pair.ballot[i]), *other = world_edit(w, one, "by: gs1", "by: gs2");
        assert_int_equal(world_send(w, i ? other : one, i ? "gs2" : "gs1"), REASON_NONE);
        assert_true(w->entry.signatures < w->entry.needed);
        assert_int_equal(world_send(w, i ? one : other, i ? "gs1" : "gs2"), REASON_DUPLICATE);
        assert_states(w, i ? "closed" : "open", "open");
        world_take(w, i ? one : other, i ? "gs1 gs2" : "gs2 gs1");
        assert_int_equal(world_send(w, i ? other : one, i ? "gs2 gs1" : "gs1 gs2"), REASON_CLOSED);
    }
    assert_states(w, "closed", "closed");
}

static void objection_and_vote(void **state)
{
    struct world *w = *state;
    struct pair pair = begin(w, "gs1", "umlauf");
    const char *vote[] = {vote_text(w, pair.ballot[0], "kreis"), vote_text(w, pair.ballot[1], "kreis")};
    world_take(w, vote[0], "kreis");
    world_object(w, pair.ballot[0], "bmds", "bmds");
    world_object(w, pair.ballot[1], "bmds", "bmds");
    world_refuse(w, vote[1], "kreis", "closed");
    assert_states(w, "void", "void");
    /* what the first vote said is kept, and decides nothing */
    world_refuse(w, world_close_text(w, pair.ballot[0]), "gs1", "closed");
}

static void objection_and_close(void **state)
{
    struct world *w = *state;
    struct pair pair = begin(w, "gs1", "umlauf");
    const char *objection[] = {world_objection_text(w, pair.ballot[0], "kreis", "kreis"),
                               world_objection_text(w, pair.ballot[1], "kreis", "kreis")};
    const char *close[] = {world_close_text(w, pair.ballot[0]), world_close_text(w, pair.ballot[1])};
    world_take(w, objection[0], "kreis");
    world_refuse(w, close[0], "gs1", "closed");
    world_take(w, close[1], "gs1");
    world_refuse(w, objection[1], "kreis", "closed");
    assert_states(w, "void", "closed");
}

static void recusal_and_vote(void **state)
{
    struct world *w = *state;
    struct pair pair = begin(w, "gs1", "einfach");
    const char *vote[] = {vote_text(w, pair.ballot[0], "kreis"), vote_text(w, pair.ballot[1], "kreis")};
    const char *recusal[] = {world_recusal_text(w, pair.proposal[0], "kreis", "kreis"),
                             world_recusal_text(w, pair.proposal[1], "kreis", "kreis")};
    world_take(w, vote[0], "kreis");
    world_take(w, recusal[0], "kreis");
    world_take(w, recusal[1], "kreis");
    world_refuse(w, vote[1], "kreis", "recused");
    for (size_t i = 0; i < 2; i++)
        assert_non_null(strstr(world_result_text(w, pair.ballot[i], world_close(w, pair.ballot[i])), "votes: 0\n"));
}

/* A recusal behind the closing changes nothing in that ballot. */
static void recusal_and_close(void **state)
{
    struct world *w = *state;
    struct pair pair = begin(w, "gs1", "einfach");
    for (size_t i = 0; i < 2; i++)
        world_vote(w, pair.ballot[i], "kreis", "kreis", "yes");
    const char *close[] = {world_close_text(w, pair.ballot[0]), world_close_text(w, pair.ballot[1])};
    const char *recusal[] = {world_recusal_text(w, pair.proposal[0], "kreis", "kreis"),
                             world_recusal_text(w, pair.proposal[1], "kreis", "kreis")};
    world_take(w, recusal[0], "kreis");
    const char *closed = world_take(w, close[0], "gs1");
    assert_non_null(strstr(world_result_text(w, pair.ballot[0], closed), "votes: 0\n"));
    closed = world_take(w, close[1], "gs1");
    world_take(w, recusal[1], "kreis");
    assert_non_null(strstr(world_result_text(w, pair.ballot[1], closed), "votes: 1\n"));
}

/* Secretaries recuse a seat only while no ballot on the proposal is open. */
static void recusal_and_ballot(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    const char *recusal[2], *ballot[2];
    for (size_t i = 0; i < 2; i++) {
        const char *proposal = world_propose(w, "stadt", world_say(w, "P-%zu", i), "");
        recusal[i] = world_recusal_text(w, proposal, "gs1", "kreis");
        ballot[i] = world_ballot_text(w, proposal, "einfach", "");
    }
    world_take(w, recusal[0], "gs1");
    world_refuse(w, ballot[0], "gs1", "roll"); /* the roll names those recused */
    world_take(w, ballot[1], "gs1");
    world_refuse(w, recusal[1], "gs1", "pending-ballot");
}

/* The holder's vote counts, whichever comes first. */
static void holder_and_deputy(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    world_enrol(w, "vize", "deputy", "kreis");
    for (size_t i = 0; i < 2; i++) {
        const char *ballot = world_open(w, world_propose(w, "stadt", world_say(w, "P-%zu", i), ""), "einfach", "");
        const char *deputy = world_vote_text(w, ballot, "vize", "kreis", "deputy", "no"),
                   *holder = vote_text(w, ballot, "kreis");
        world_take(w, i ? deputy : holder, i ? "vize" : "kreis");
        world_take(w, i ? holder : deputy, i ? "kreis" : "vize");
        const char *result = world_result_text(w, ballot, world_close(w, ballot));
        assert_non_null(strstr(result, "votes: 1\n"));
        assert_non_null(strstr(result, "count: yes 1 2.0\n"));
        assert_non_null(strstr(result, "count: no 0 0.0\n"));
    }
}

static void revocation_and_vote(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *first = vote_text(w, ballot, "kreis"), *second = vote_text(w, ballot, "gemeinde");
    world_take(w, first, "kreis");
    world_revoke(w, "kreis");
    world_revoke(w, "gemeinde");
    world_refuse(w, second, "gemeinde", "author");
    const char *result = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(result, "count: yes 1 2.0\n"));
}

/* The seat moves to the new key: what the old one signed before its end counts, afterwards only the new one does. */
static void rotation_and_vote(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *first = vote_text(w, ballot, "kreis"), *second = vote_text(w, ballot, "gemeinde");
    world_take(w, first, "kreis");
    world_rotate(w, "kreis");
    world_rotate(w, "gemeinde");
    world_refuse(w, second, "gemeinde", "signer");
    world_take(w, second, "gemeinde#2");
    assert_non_null(strstr(world_result_text(w, ballot, world_close(w, ballot)), "count: yes 2 3.5\n"));
}

/* Two that both want the key: its owner rotates it, and who has stolen it does; the first one has it. */
static void two_rotations(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *const names[] = {"kreis", "gemeinde"};
    for (size_t i = 0; i < 2; i++) {
        const char *first = world_say(w, "%s#%d", names[i], i ? 3 : 2),
                   *second = world_say(w, "%s#%d", names[i], i ? 2 : 3);
        const char *one = world_key_text(w, names[i], "rotate", names[i], first),
                   *other = world_key_text(w, names[i], "rotate", names[i], second);
        world_take(w, one, world_say(w, "%s %s", names[i], first));
        world_refuse(w, other, world_say(w, "%s %s", names[i], second), "signer");
        w->now.seconds++;
    }
}

/* A change of the roster behind the opening changes nothing in the ballot; in front of it the opening is stale. */
static void roster_and_ballot(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *first = world_propose(w, "stadt", "P-1", ""), *second = world_propose(w, "stadt", "P-2", "");
    const char *early = world_ballot_text(w, first, "mehrheit", ""),
               *late = world_ballot_text(w, second, "mehrheit", "");
    const char *ballot = world_take(w, early, "gs1");
    world_roster(w, "seat: - bmds\nseat: = kreis kommunen 9 voting Landkreis\n");
    world_refuse(w, late, "gs1", "stale");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    const char *result = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(result, "count: yes 2 3.0\n"));
    assert_non_null(strstr(result, "reason: adopted 1 2 > 2 fails\n"));
    w->now.seconds++;
    ballot = world_open(w, second, "mehrheit", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    result = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(result, "count: yes 2 10.0\n"));
    assert_non_null(strstr(result, "reason: adopted 1 2 > 1.5 holds\n"));
}

/* A closing that was signed before the roster changed is stale too: whoever signs sees what is so. */
static void roster_and_close(void **state)
{
    struct world *w = *state;
    struct pair pair = begin(w, "gs1", "einfach");
    const char *early = world_close_text(w, pair.ballot[0]), *late = world_close_text(w, pair.ballot[1]);
    world_take(w, early, "gs1");
    world_roster(w, "seat: - dvc\n");
    world_refuse(w, late, "gs1", "stale");
    w->now.seconds++;
    world_close(w, pair.ballot[1]);
}

static void statute_and_ballot(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *first = world_propose(w, "stadt", "P-1", ""), *second = world_propose(w, "stadt", "P-2", "");
    const char *early = world_ballot_text(w, first, "einfach", ""), *late = world_ballot_text(w, second, "einfach", "");
    const char *ballot = world_take(w, early, "gs1");
    world_take(w, world_statute_text(w, "quorum: einfach heads(present) >= 2\n", ""), "gs1");
    world_refuse(w, late, "gs1", "stale");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    const char *result = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(result, "result: no-quorum\n"));
    w->now.seconds++;
    ballot = world_open(w, second, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    assert_non_null(strstr(world_result_text(w, ballot, world_close(w, ballot)), "result: adopted\n"));
}

/* Its author withdraws a proposal, the office opens a ballot on it. */
static void withdrawal_and_ballot(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    const char *first = world_propose(w, "stadt", "P-1", ""), *second = world_propose(w, "stadt", "P-2", "");
    const char *withdrawn[] = {world_status_text(w, first, "stadt", "withdrawn"),
                               world_status_text(w, second, "stadt", "withdrawn")};
    const char *ballot[] = {world_ballot_text(w, first, "einfach", ""), world_ballot_text(w, second, "einfach", "")};
    world_take(w, withdrawn[0], "stadt");
    world_refuse(w, ballot[0], "gs1", "status");
    world_take(w, ballot[1], "gs1");
    world_refuse(w, withdrawn[1], "stadt", "pending-ballot");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(vote_and_close),      WORLD_TEST(vote_and_void),        WORLD_TEST(void_and_close),
        WORLD_TEST(two_closings),        WORLD_TEST(a_closing_that_waits), WORLD_TEST(objection_and_vote),
        WORLD_TEST(objection_and_close), WORLD_TEST(recusal_and_vote),     WORLD_TEST(recusal_and_close),
        WORLD_TEST(recusal_and_ballot),  WORLD_TEST(holder_and_deputy),    WORLD_TEST(revocation_and_vote),
        WORLD_TEST(rotation_and_vote),   WORLD_TEST(two_rotations),        WORLD_TEST(roster_and_ballot),
        WORLD_TEST(roster_and_close),    WORLD_TEST(statute_and_ballot),   WORLD_TEST(withdrawal_and_ballot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
