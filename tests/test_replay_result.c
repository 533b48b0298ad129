/* Results: each reason of data/FORMAT.md section 6, and what counts: holders, silence, recusals, proposers. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void reference(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *vote = world_vote(w, ballot, "stadt", "stadt", "yes"), *close = world_close(w, ballot);
    const char *text = world_result_text(w, ballot, close), *line = world_say(w, "ballot: %s", ballot);
    world_refuse(w, world_edit(w, text, line, world_say(w, "ballot: %s", w->founding)), "gs1", "reference");
    world_refuse(w, world_edit(w, text, close, vote), "gs1", "reference");
    world_refuse(w, world_edit(w, text, close, w->founding), "gs1", "reference");
    world_take(w, text, "gs1");
}

static void a_rejected_close_is_no_close(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""), *close = world_close(w, ballot);
    const char *second = world_close_text(w, ballot);
    assert_string_equal(reason_code(world_force(w, world_note(w, second, "gs1"))), "closed");
    char hex[DIGEST_HEX_LENGTH + 1];
    struct digest id = digest_of(slice_of(second));
    digest_hex(&id, hex);
    world_refuse(w, world_result_text(w, ballot, hex), "gs1", "reference");
    world_result(w, ballot, close);
}

static void a_close_that_was_logged_without_its_signature_before(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""), *text = world_close_text(w, ballot);
    assert_string_equal(reason_code(world_force(w, world_note(w, text, "stadt"))), "signer");
    world_result(w, ballot, world_take(w, text, "gs1"));
}

static void closed(void **state)
{
    struct world *w = *state;
    const char *first = world_begin(w, "einfach", "");
    const char *second = world_open(w, world_propose(w, "kreis", "2026-002", ""), "einfach", "");
    const char *third = world_open(w, world_propose(w, "kreis", "2026-003", ""), "einfach", "");
    const char *close = world_close(w, first);
    /* Still open; closed by another entry; void. */
    world_refuse(w, world_result_text(w, second, close), "gs1", "closed");
    const char *own = world_close(w, second);
    w->now.seconds++;
    world_refuse(w, world_result_text(w, second, close), "gs1", "closed");
    const char *withdrawn = world_void(w, third);
    world_refuse(w, world_result_text(w, third, close), "gs1", "closed");
    world_refuse(w, world_result_text(w, third, withdrawn), "gs1", "reference");
    world_result(w, second, own);
    world_result(w, first, close);
}

static void result_once(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""), *close = world_close(w, ballot);
    world_result(w, ballot, close);
    w->now.seconds++;
    world_refuse(w, world_result_text(w, ballot, close), "gs1", "result");
}

static void result_as_the_votes_say(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_vote(w, ballot, "gemeinde", "gemeinde", "no");
    world_vote(w, ballot, "bmds", "bmds", "abstain");
    const char *text = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(text, "votes: 4\nresult: adopted\ncount: yes 2 3.0\ncount: no 1 1.5\ncount: abstain 1 3.0\n"
                                 "reason: quorum 1 4 >= 2 holds\nreason: adopted 1 2 > 1 holds\n"));
    static const char *const wrong[][2] = {
        {"votes: 4", "votes: 3"},
        {"result: adopted", "result: rejected"},
        {"result: adopted", "result: void"},
        {"result: adopted\n", "result: adopted\nwinner: stadt\n"},
        {"count: yes 2 3.0", "count: yes 3 3.0"},
        {"count: yes 2 3.0", "count: yes 2 3"},
        {"count: abstain 1 3.0\n", ""},
        {"count: no 1 1.5\ncount: abstain 1 3.0\n", "count: abstain 1 3.0\ncount: no 1 1.5\n"},
        {"reason: quorum 1 4 >= 2 holds\n", ""},
        {"reason: adopted 1 2 > 1 holds\n", "reason: adopted 1 2 > 1 fails\n"},
        {"reason: adopted 1 2 > 1 holds\n", "reason: adopted 1 2 > 1 holds\nreason: adopted 2 2 > 1 holds\n"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        world_refuse(w, world_edit(w, text, wrong[i][0], wrong[i][1]), "gs1", "result");
    /* The number of the decision is the secretaries' own. */
    world_take(w, world_edit(w, text, "votes: 4", "number: B-2026/17\nvotes: 4"), "gs1");
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'adopted'"), 1);
}

/* Founds, proposes for stadt, opens under the rule with a deputy in stadt. */
static const char *begin_with_deputy(struct world *w)
{
    world_populate(w);
    world_enrol(w, "vize", "deputy", "stadt");
    world_enrol(w, "vize-2", "deputy", "stadt");
    return world_open(w, world_propose(w, "stadt", "2026-001", ""), "einfach", "");
}

/* Closes the ballot; the result that is taken. */
static const char *result_of(struct world *w, const char *ballot)
{
    const char *text = world_result_text(w, ballot, world_close(w, ballot));
    world_take(w, text, "gs1");
    return text;
}

static void the_holder_overrides_before(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_with_deputy(w);
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_take(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "no"), "vize");
    assert_non_null(strstr(result_of(w, ballot), "count: yes 1 1.0\ncount: no 0 0.0\n"));
}

static void the_holder_overrides_after(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_with_deputy(w);
    world_take(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "no"), "vize");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    assert_non_null(strstr(result_of(w, ballot), "count: yes 1 1.0\ncount: no 0 0.0\n"));
}

static void of_two_deputies_the_later_place_counts(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_with_deputy(w);
    const char *signed_first = world_vote_text(w, ballot, "vize-2", "stadt", "deputy", "yes");
    w->now.seconds++;
    world_take(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "no"), "vize");
    world_take(w, signed_first, "vize-2");
    assert_non_null(strstr(result_of(w, ballot), "count: yes 1 1.0\ncount: no 0 0.0\n"));
}

static void the_last_vote_counts(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_with_deputy(w);
    world_vote(w, ballot, "stadt", "stadt", "yes");
    w->now.seconds++;
    world_vote(w, ballot, "stadt", "stadt", "no");
    assert_non_null(strstr(result_of(w, ballot), "votes: 1\nresult: no-quorum\ncount: yes 0 0.0\ncount: no 1 1.0\n"));
}

static void silence_as_abstention(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "umlauf", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    /* Two silent seats are two abstentions for the rule, and none in the counts. */
    assert_non_null(strstr(result_of(w, ballot), "votes: 2\nresult: rejected\ncount: yes 2 3.0\ncount: no 0 0.0\n"
                                                 "count: abstain 0 0.0\nreason: adopted 1 2 <= 1 fails\n"
                                                 "reason: adopted 2 3 > 0 holds\n"));
}

static void silence_as_consent(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "schweigen", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    assert_non_null(strstr(result_of(w, ballot), "votes: 1\nresult: adopted\ncount: yes 1 1.0\ncount: no 0 0.0\n"
                                                 "count: abstain 0 0.0\nreason: quorum 1 1 >= 1 holds\n"
                                                 "reason: adopted 1 4 = 4 holds\n"
                                                 "reason: adopted 2 proposer in bund fails\n"));
}

/* The quorum sees the votes really cast. */
static void silence_makes_no_quorum(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "schweigen", "");
    assert_non_null(strstr(result_of(w, ballot), "votes: 0\nresult: no-quorum\n"));
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal WHERE state = 'open'"), 1);
}

static void the_proposer_is_who_it_was_filed_for(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_take(w, world_proposal_text(w, "stadt", "1", "for: bmds\n"), "stadt bmds");
    const char *ballot = world_open(w, proposal, "schweigen", "");
    world_vote(w, ballot, "stadt", "stadt", "no");
    assert_non_null(strstr(result_of(w, ballot), "votes: 1\nresult: adopted\n"));
}

static void consent(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "konsent", "");
    world_vote(w, ballot, "stadt", "stadt", "consent");
    world_vote(w, ballot, "kreis", "kreis", "concern\n\n| Too fast.");
    world_vote(w, ballot, "bmds", "bmds", "object\n\n| Too dear.");
    assert_non_null(strstr(result_of(w, ballot),
                           "votes: 3\nresult: rejected\ncount: consent 1 1.0\ncount: concern 1 2.0\n"
                           "count: object 1 3.0\nreason: adopted 1 1 = 0 fails\n"));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(reference),
        WORLD_TEST(a_rejected_close_is_no_close),
        WORLD_TEST(a_close_that_was_logged_without_its_signature_before),
        WORLD_TEST(closed),
        WORLD_TEST(result_once),
        WORLD_TEST(result_as_the_votes_say),
        WORLD_TEST(the_holder_overrides_before),
        WORLD_TEST(the_holder_overrides_after),
        WORLD_TEST(of_two_deputies_the_later_place_counts),
        WORLD_TEST(the_last_vote_counts),
        WORLD_TEST(silence_as_abstention),
        WORLD_TEST(silence_as_consent),
        WORLD_TEST(silence_makes_no_quorum),
        WORLD_TEST(the_proposer_is_who_it_was_filed_for),
        WORLD_TEST(consent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
