/* Opening a ballot: each reason of data/FORMAT.md section 6 but the gates. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A populated body with a proposal of stadt; the text of a ballot on it. */
static const char *begin(struct world *w, const char *rule, const char *lines)
{
    world_populate(w);
    return world_ballot_text(w, world_propose(w, "stadt", "2026-001", ""), rule, lines);
}

static void reference(void **state)
{
    struct world *w = *state;
    const char *text = begin(w, "einfach", ""), *proposal = world_say(w, "%.64s", strstr(text, "proposal: ") + 10);
    world_refuse(w,
                 world_edit(w, text, world_say(w, "proposal: %s", proposal), world_say(w, "proposal: %s", w->founding)),
                 "gs1", "reference");
    world_refuse(w, world_edit(w, text, "round: 1", world_say(w, "meeting: %s\nround: 1", proposal)), "gs1",
                 "reference");
    world_take(w, text, "gs1");
}

static void title(void **state)
{
    struct world *w = *state;
    const char *text = begin(w, "einfach", "");
    static const char *const wrong[] = {"title: 2026-001 Anträge", "title: Antrag", "title: 2026-001",
                                        "title: 2026-0011 Antrag", "title: 2026-00 Antrag"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        world_refuse(w, world_edit(w, text, "title: 2026-001 Antrag", wrong[i]), "gs1", "title");
    world_take(w, text, "gs1");
}

static void rule(void **state)
{
    struct world *w = *state;
    const char *text = begin(w, "einfach", "");
    world_refuse(w,
                 world_edit(w, text, "rule: einfach\nquorum: einfach heads(present) >= 2\nadopted: einfach heads(yes)",
                            "rule: anders\nadopted: anders heads(yes)"),
                 "gs1", "rule");
    world_refuse(w, world_edit(w, text, "quorum: einfach heads(present) >= 2\n", ""), "gs1", "rule");
    world_refuse(w, world_edit(w, text, "heads(present) >= 2", "heads(present) >= 3"), "gs1", "rule");
    world_refuse(w, world_edit(w, text, "heads(yes) > heads(no)", "heads(yes)>heads(no)"), "gs1", "rule");
    world_refuse(w, world_edit(w, text, "round: 1", "interim: einfach visible\nround: 1"), "gs1", "rule");
    world_refuse(w, world_edit(w, text, "rule: einfach\n", "rule: einfach\nmethod: einfach consent\n"), "gs1", "rule");
    world_take(w, world_edit(w, text, "rule: einfach\n", "question: Wollen wir das?\nrule: einfach\n"), "gs1");
}

static void option(void **state)
{
    struct world *w = *state;
    const char *text = begin(w, "einfach", "");
    world_refuse(w, world_edit(w, text, "round: 1", "option: a Variante A\nround: 1"), "gs1", "option");
    world_take(w, text, "gs1");
    const char *paper = world_ballot_text(w, world_propose(w, "stadt", "2026-002", ""), "geheim", "");
    world_refuse(w, world_edit(w, paper, "round: 1", "option: a Variante A\nround: 1"), "gs1", "option");
    world_take(w, paper, "gs1");
}

static void rule_kind(void **state)
{
    struct world *w = *state;
    world_refuse(w, begin(w, "empfehlung", ""), "gs1", "rule-kind");
    const char *text = world_proposal_text(w, "stadt", "2026-002", "");
    const char *proposal = world_take(w, world_edit(w, text, "kind: decision", "kind: recommendation"), "stadt");
    world_open(w, proposal, "empfehlung", "");
}

static void decided_by_another_proposal(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *first = world_propose(w, "stadt", "2026-001", ""), *text = world_ballot_text(w, first, "einfach", "");
    const char *second = world_propose(w, "stadt", "2026-002", world_say(w, "supersedes: %s\n", first));
    world_refuse(w, text, "gs1", "decided");
    world_open(w, second, "einfach", "");
}

static void decided_by_an_adopted_result(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    const char *close = world_close(w, ballot);
    w->now.seconds++;
    world_refuse(w, world_ballot_text(w, proposal, "einfach", ""), "gs1", "pending-ballot");
    world_result(w, ballot, close);
    w->now.seconds++;
    world_refuse(w, world_ballot_text(w, proposal, "einfach", ""), "gs1", "decided");
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'adopted'"), 1);
}

static void pending_ballot(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_refuse(w, world_ballot_text(w, proposal, "konsent", ""), "gs1", "pending-ballot");
    world_void(w, ballot);
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'open'"), 1);
    w->now.seconds++;
    world_open(w, proposal, "konsent", "");
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'voting'"), 1);
}

static void times(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_refuse(w, world_ballot_text(w, proposal, "einfach", world_say(w, "closes: %s\n", world_time(w, 0))), "gs1",
                 "times");
    const char *window = world_say(w, "opens: %s\ncloses: %s\n", world_time(w, 60), world_time(w, 60));
    world_refuse(w, world_ballot_text(w, proposal, "einfach", window), "gs1", "times");
    world_open(w, proposal, "einfach", world_say(w, "opens: %s\ncloses: %s\n", world_time(w, 60), world_time(w, 61)));
    assert_int_equal(world_number(w, "SELECT start FROM ballot"), w->now.seconds + 60);
}

static void times_and_the_log_time(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *late = world_ballot_text(w, proposal, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    const char *good = world_ballot_text(w, proposal, "einfach", world_say(w, "closes: %s\n", world_time(w, 3601)));
    w->now.seconds += 3600;
    world_propose(w, "gs1", "2026-002", "");
    world_refuse(w, late, "gs1", "times");
    world_take(w, good, "gs1");
    assert_int_equal(world_number(w, "SELECT start FROM ballot"), w->now.seconds);
}

static void times_with_deadline_required(void **state)
{
    struct world *w = *state;
    world_found(w, world_edit(w, WORLD_STATUTE, "chair: stadt\n", "chair: stadt\ndeadline: required\n"), "gs1");
    const char *proposal = world_propose(w, "gs1", "2026-001", "");
    world_refuse(w, world_ballot_text(w, proposal, "einfach", ""), "gs1", "times");
    world_open(w, proposal, "einfach", world_say(w, "closes: %s\n", world_time(w, 1)));
}

/* One round: the proposal is voted down. */
static void lose(struct world *w, const char *proposal, const char *rule)
{
    w->now.seconds++;
    const char *ballot = world_open(w, proposal, rule, "");
    world_vote(w, ballot, "stadt", "stadt", "no");
    world_vote(w, ballot, "kreis", "kreis", "no");
    world_result(w, ballot, world_close(w, ballot));
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'rejected'"), 1);
}

static void round_of_voting(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_refuse(w, world_edit(w, world_ballot_text(w, proposal, "einfach", ""), "round: 1", "round: 2"), "gs1",
                 "round");
    lose(w, proposal, "einfach");
    w->now.seconds++;
    world_refuse(w, world_edit(w, world_ballot_text(w, proposal, "einfach", ""), "round: 2", "round: 1"), "gs1",
                 "round");
    world_refuse(w, world_edit(w, world_ballot_text(w, proposal, "einfach", ""), "round: 2", "round: 3"), "gs1",
                 "round");
    /* Another rule counts anew; neither a void ballot nor one without a quorum is a round. */
    lose(w, proposal, "mehrheit");
    w->now.seconds++;
    world_void(w, world_open(w, proposal, "einfach", ""));
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'open'"), 1);
    w->now.seconds++;
    const char *empty = world_open(w, proposal, "einfach", "");
    world_result(w, empty, world_close(w, empty));
    assert_int_equal(world_number(w, "SELECT count(*) FROM ballot WHERE outcome = 'no-quorum' AND round = 2"), 1);
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'open'"), 1);
    lose(w, proposal, "einfach");
    assert_int_equal(world_number(w, "SELECT max(round) FROM ballot"), 2);
}

static void roll(void **state)
{
    struct world *w = *state;
    const char *text = begin(w, "einfach", ""), *digest = world_say(w, "%.64s", strstr(text, "roll: ") + 6);
    world_refuse(w, world_edit(w, text, digest, w->founding), "gs1", "roll");
    /* Who enrols, or is recused, in between makes it another roll. */
    world_enrol(w, "vize", "deputy", "stadt");
    world_refuse(w, text, "gs1", "roll");
    const char *proposal = world_say(w, "%.64s", strstr(text, "proposal: ") + 10);
    w->now.seconds++;
    text = world_ballot_text(w, proposal, "einfach", "");
    world_recuse(w, proposal, "kreis", "kreis");
    world_refuse(w, text, "gs1", "roll");
    w->now.seconds++;
    world_open(w, proposal, "einfach", "");
}

static void the_first_reason_is_named(void **state)
{
    struct world *w = *state;
    const char *text = begin(w, "geheim", world_say(w, "closes: %s\n", "1970-01-01T00:00:00Z"));
    text = world_edit(w, text, "round: 1", "round: 7");
    world_refuse(w, world_edit(w, text, "2026-001 Antrag", "2026-002 Antrag"), "gs1", "title");
    world_refuse(w, text, "gs1", "times");
    text = world_ballot_text(w, world_say(w, "%.64s", strstr(text, "proposal: ") + 10), "einfach",
                             "closes: 1970-01-01T00:00:00Z\n");
    world_refuse(w, world_edit(w, text, "round: 1", "round: 7"), "gs1", "times");
}

/* The digest is over the keys and seats as they are at the ballot's place. */
static void roll_over_time(void **state)
{
    struct world *w = *state;
    const char *text = begin(w, "einfach", ""), *old = world_say(w, "%.64s", strstr(text, "roll: ") + 6);
    world_rotate(w, "kreis");
    world_roster(w, "seat: = dvc bund 0.5 advisory Dvc\nmember: = bmds deputy bmds\n");
    w->now.seconds++;
    const char *proposal = world_propose(w, "stadt", "2026-002", ""),
               *later = world_ballot_text(w, proposal, "einfach", ""),
               *new = world_say(w, "%.64s", strstr(later, "roll: ") + 6);
    assert_string_not_equal(old, new);
    world_refuse(w, world_edit(w, later, new, old), "gs1", "roll");
    world_take(w, later, "gs1");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(reference),
        WORLD_TEST(title),
        WORLD_TEST(rule),
        WORLD_TEST(option),
        WORLD_TEST(rule_kind),
        WORLD_TEST(decided_by_another_proposal),
        WORLD_TEST(decided_by_an_adopted_result),
        WORLD_TEST(pending_ballot),
        WORLD_TEST(times),
        WORLD_TEST(times_and_the_log_time),
        WORLD_TEST(times_with_deadline_required),
        WORLD_TEST(round_of_voting),
        WORLD_TEST(roll),
        WORLD_TEST(roll_over_time),
        WORLD_TEST(the_first_reason_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
