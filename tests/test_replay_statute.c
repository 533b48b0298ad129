/* Changes of the statute: each reason of data/FORMAT.md section 6, and what a ballot goes by. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void refuse(struct world *w, const char *old, const char *new, const char *code)
{
    w->now.seconds++;
    world_refuse(w, world_statute_text(w, old, new), "gs1", code);
}

/* A motion whose text holds the block of this statute. */
static const char *motion(struct world *w, const char *statute)
{
    const char *text = "\n| Die Ordnung wird:\n|\n| ```statute\n";
    struct slice rest = slice_of(statute);
    for (int i = 0; i < 7; i++)
        slice_cut(&rest, '\n');
    while (rest.length) {
        struct slice line = slice_cut(&rest, '\n');
        text = world_say(w, "%s| %.*s\n", text, (int)line.length, line.at);
    }
    return world_say(w, "%s| ```\n", text);
}

/* The result of a proposal with these lines, adopted by this rule. */
static const char *adopt(struct world *w, const char *number, const char *rule, const char *lines)
{
    static const char *const voters[] = {"stadt", "kreis", "gemeinde", "bmds"};
    const char *ballot = world_open(w, world_propose(w, "stadt", number, lines), rule, "");
    for (size_t i = 0; i < sizeof voters / sizeof voters[0]; i++)
        world_vote(w, ballot, voters[i], voters[i], "yes");
    return world_result(w, ballot, world_close(w, ballot));
}

static void a_new_rule(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_take(w,
               world_statute_text(w, "rule: konsent Konsent\n",
                                  "rule: neu Neue Regel\nadopted: neu heads(yes) >= 3\nrule: konsent Konsent\n"),
               "gs1");
    const char *ballot = world_open(w, proposal, "neu", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
}

static void signer(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *text = world_statute_text(w, NULL, NULL);
    world_refuse(w, world_edit(w, text, "by: gs1", "by: stadt"), "stadt", "author");
    world_refuse(w, text, "gs1 stadt", "signer");
    world_take(w, text, "gs1");
}

/* What a founding calls a defect of form against its seats; and what is one here too. */
static void statute(void **state)
{
    struct world *w = *state;
    world_populate(w);
    refuse(w, "chair: stadt", "chair: land", "statute");
    refuse(w, "chair: stadt", "chair: kommunen", "statute");
    refuse(w, "heads(yes) > heads(no)\nrule: konsent", "heads(yes in land) > 1\nrule: konsent", "statute");
    refuse(w, "heads(yes) > heads(no)\nrule: konsent", "heads(yes) >\nrule: konsent", "statute");
    refuse(w, "heads(yes) > heads(no)\nrule: konsent", "heads(yes)>heads(no)\nrule: konsent", "statute");
    refuse(w, "heads(object) = 0", "heads(no) = 0", "statute");
    refuse(w, "method: geheim external\n", "method: geheim external\nrequire: experience 1 land\n", "statute");
    refuse(w, "method: geheim external\n", "method: geheim external\npropose: land 1\n", "statute");
    world_refuse(w, world_statute_text(w, "adopted: einfach heads(yes) > heads(no)\n", ""), "gs1", "form");
    world_refuse(w, world_statute_text(w, "method: geheim external\n", "method: geheim external\nchange: land\n"),
                 "gs1", "form");
    world_take(w,
               world_statute_text(w, "method: geheim external\n",
                                  "method: geheim external\nrequire: experience 1 bund\npropose: dvc 1\n"),
               "gs1");
    world_refuse(w, world_proposal_text(w, "stadt", "2026-001", "for: stadt\n"), "stadt", "filing");
    world_propose(w, "dvc", "2026-002", "for: dvc\n");
}

static void reference(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *text = world_statute_text(w, NULL, NULL), *proposal = world_propose(w, "stadt", "2026-001", ""),
               *ballot = world_open(w, proposal, "einfach", ""),
               *rejected = world_result(w, ballot, world_close(w, ballot)),
               *adopted = adopt(w, "2026-002", "einfach", motion(w, text));
    text = world_statute_text(w, NULL, NULL);
    world_refuse(w, world_say(w, "%sdecided: %s\n", text, rejected), "gs1", "reference");
    world_refuse(w, world_say(w, "%sdecided: %s\n", text, proposal), "gs1", "reference");
    world_refuse(w, world_say(w, "%sdecided: %s\n", text, w->founding), "gs1", "reference");
    world_take(w, world_say(w, "%sdecided: %s\n", text, adopted), "gs1");
}

/* The body with `change: mehrheit`, and what its statute would be without that line. */
static const char *bind(struct world *w)
{
    world_populate(w);
    world_take(w, world_statute_text(w, "method: geheim external\n", "method: geheim external\nchange: mehrheit\n"),
               "gs1");
    return world_statute_text(w, "change: mehrheit\n", "");
}

static const char *decided_by(struct world *w, const char *old, const char *new, const char *result)
{
    w->now.seconds++;
    return world_say(w, "%sdecided: %s\n", world_statute_text(w, old, new), result);
}

static void decided(void **state)
{
    struct world *w = *state;
    const char *free = motion(w, bind(w)), *simple = adopt(w, "2026-001", "einfach", free),
               *whole = adopt(w, "2026-002", "mehrheit", free);
    world_refuse(w, world_statute_text(w, "change: mehrheit\n", ""), "gs1", "decided");
    world_refuse(w, decided_by(w, "change: mehrheit\n", "", simple), "gs1", "decided");
    world_take(w, decided_by(w, "change: mehrheit\n", "", whole), "gs1");
    /* Now no decision is needed; but none may be used twice, and the text of one that is named must be its own. */
    world_refuse(w, decided_by(w, NULL, NULL, whole), "gs1", "decided");
    world_refuse(w, decided_by(w, "chair: stadt", "chair: kreis", simple), "gs1", "wording");
    world_take(w, decided_by(w, NULL, NULL, simple), "gs1");
}

/* What was decided is put into force, all of it and nothing else. */
static void wording(void **state)
{
    struct world *w = *state;
    const char *free = motion(w, bind(w)),
               *twice = world_edit(w, free, "| ```\n", "| ```\n|\n| ```statute\n| chair: stadt\n| ```\n"),
               *open = world_edit(w, free, "| ```\n", "| ````\n"), *none = adopt(w, "2026-001", "mehrheit", ""),
               *two = adopt(w, "2026-002", "mehrheit", twice), *endless = adopt(w, "2026-003", "mehrheit", open),
               *right = adopt(w, "2026-004", "mehrheit", free);
    world_refuse(w, decided_by(w, "change: mehrheit\n", "", none), "gs1", "wording");
    world_refuse(w, decided_by(w, "change: mehrheit\n", "", two), "gs1", "wording");
    world_refuse(w, decided_by(w, "change: mehrheit\n", "", endless), "gs1", "wording");
    world_refuse(w, decided_by(w, NULL, NULL, right), "gs1", "wording");
    world_refuse(w, decided_by(w, "change: mehrheit\n", "revote: no\n", right), "gs1", "wording");
    world_refuse(w, decided_by(w, "chair: stadt\n", "", right), "gs1", "wording");
    /* The reason behind it is free. */
    world_take(w, world_say(w, "%s\n| Beschlossen.\n", decided_by(w, "change: mehrheit\n", "", right)), "gs1");
}

/* Repeal and change of the statute, in both orders. */
static void repealed_before(void **state)
{
    struct world *w = *state;
    const char *right = adopt(w, "2026-001", "mehrheit", motion(w, bind(w))),
               *repeals = world_say(w, "repeals: %s\n", right), *lost = world_propose(w, "stadt", "2026-002", repeals),
               *ballot = world_open(w, lost, "einfach", "");
    world_result(w, ballot, world_close(w, ballot)); /* rejected: nothing is repealed */
    const char *text = decided_by(w, "change: mehrheit\n", "", right),
               *undone = adopt(w, "2026-003", "einfach", repeals);
    world_refuse(w, text, "gs1", "repealed");
    /* A repeal of the repeal does not bring it back: it is decided anew. */
    adopt(w, "2026-004", "einfach", world_say(w, "repeals: %s\n", undone));
    world_refuse(w, decided_by(w, "change: mehrheit\n", "", right), "gs1", "repealed");
}

static void repealed_behind(void **state)
{
    struct world *w = *state;
    const char *right = adopt(w, "2026-001", "mehrheit", motion(w, bind(w)));
    world_take(w, decided_by(w, "change: mehrheit\n", "", right), "gs1");
    adopt(w, "2026-002", "einfach", world_say(w, "repeals: %s\n", right));
    assert_int_equal(world_number(w, "SELECT count(*) FROM rejected"), 0);
}

/* What waits for signatures is checked again: the repeal came between. */
static void repealed_while_it_waits(void **state)
{
    struct world *w = *state;
    world_found(w, world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 2"), "gs1 gs2");
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_enrol(w, seats[i], "holder", seats[i]);
    const char *right = adopt(w, "2026-001", "mehrheit", motion(w, world_statute_text(w, NULL, NULL))),
               *text = decided_by(w, NULL, NULL, right);
    assert_int_equal(world_send(w, text, "gs1"), REASON_NONE);
    assert_int_equal(w->entry.index, -1);
    adopt(w, "2026-002", "einfach", world_say(w, "repeals: %s\n", right));
    world_refuse(w, text, "gs1 gs2", "repealed");
}

/* Statute and ballot in both orders: a running ballot keeps its rule, a later one must have the new lines. */
static void statute_before_the_ballot(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", ""),
               *ballot = world_ballot_text(w, proposal, "einfach", "");
    world_take(w, world_statute_text(w, "quorum: einfach heads(present) >= 2\n", ""), "gs1");
    world_refuse(w, ballot, "gs1", "stale");
    w->now.seconds++;
    const char *later = world_edit(w, world_ballot_text(w, proposal, "einfach", ""), "adopted: einfach",
                                   "quorum: einfach heads(present) >= 2\nadopted: einfach");
    world_refuse(w, later, "gs1", "rule");
    w->now.seconds++;
    world_open(w, proposal, "einfach", "");
}

static void statute_after_the_ballot(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", ""), *ballot = world_open(w, proposal, "einfach", "");
    world_take(w,
               world_statute_text(w,
                                  "rule: einfach Einfache Mehrheit\nquorum: einfach heads(present) >= 2\n"
                                  "adopted: einfach heads(yes) > heads(no)\n",
                                  ""),
               "gs1");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    const char *close = world_close(w, ballot), *text = world_result_text(w, ballot, close);
    assert_non_null(strstr(text, "result: no-quorum\n"));
    assert_non_null(strstr(text, "reason: quorum 1 1 >= 2 fails\n"));
    world_take(w, text, "gs1");
}

/* revote and window are the statute's, and those of the ballot's place hold. */
static void revote_and_window(void **state)
{
    struct world *w = *state;
    world_found(w, world_say(w, "%srevote: no\nwindow: 10\n", WORLD_STATUTE), "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    const char *first = world_open(w, world_propose(w, "stadt", "2026-001", ""), "einfach", ""),
               *second = world_propose(w, "stadt", "2026-002", "");
    world_take(w, world_statute_text(w, "revote: no\nwindow: 10\n", ""), "gs1");
    const char *free = world_open(w, second, "einfach", "");
    world_vote(w, first, "stadt", "stadt", "yes");
    world_vote(w, free, "stadt", "stadt", "yes");
    w->now.seconds++;
    world_refuse(w, world_vote_text(w, first, "stadt", "stadt", "holder", "no"), "stadt", "revote");
    world_vote(w, free, "stadt", "stadt", "no");
    world_refuse(w, world_close_text(w, first), "gs1", "window");
    world_close(w, free);
    w->now.seconds += 600;
    world_close(w, first);
}

static void stale(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-001", ""), "einfach", ""),
               *close = world_close_text(w, ballot), *drop = world_void_text(w, ballot),
               *vote = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes");
    world_take(w, world_statute_text(w, NULL, NULL), "gs1");
    world_refuse(w, close, "gs1", "stale");
    world_refuse(w, drop, "gs1", "stale");
    world_take(w, vote, "stadt");
    w->now.seconds++;
    world_close(w, ballot);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(a_new_rule),
        WORLD_TEST(signer),
        WORLD_TEST(statute),
        WORLD_TEST(reference),
        WORLD_TEST(decided),
        WORLD_TEST(wording),
        WORLD_TEST(repealed_before),
        WORLD_TEST(repealed_behind),
        WORLD_TEST(repealed_while_it_waits),
        WORLD_TEST(statute_before_the_ballot),
        WORLD_TEST(statute_after_the_ballot),
        WORLD_TEST(revote_and_window),
        WORLD_TEST(stale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
