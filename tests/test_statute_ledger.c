/*
 * Sample statutes at work in a ledger: what counting alone does not show. Deputies, deadlines, notice, who may file,
 * rounds that follow each other, recusals before and during a ballot, silence.
 */
#include "data/file.h"
#include "tests/statute_text.h"
#include "tests/world_text.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Founds the body and enrols a holder, named like it, for each of these seats. */
static void begin(struct world *w, const char *name, const char *seats)
{
    world_found(w, statute_text_file(&w->arena, name), "gs1 gs2");
    struct slice rest = slice_of(seats);
    while (rest.length) {
        const char *seat = arena_copy(&w->arena, slice_cut(&rest, ' ')).at;
        world_enrol(w, seat, "holder", seat);
    }
}

/* "yes: a b; no: c" */
static void vote(struct world *w, const char *ballot, const char *votes)
{
    struct slice rest = slice_of(votes);
    while (rest.length) {
        struct slice seats = slice_cut(&rest, ';');
        const char *choice = arena_copy(&w->arena, slice_cut(&seats, ':')).at;
        while (seats.length) {
            const char *seat = arena_copy(&w->arena, slice_cut(&seats, ' ')).at;
            if (*seat)
                world_vote(w, ballot, seat, seat, choice + strspn(choice, " "));
        }
    }
}

/* Closes the ballot and asks the ledger for its result. */
static void assert_outcome(struct world *w, const char *ballot, const char *outcome)
{
    w->now.seconds++;
    const char *close = world_close(w, ballot);
    world_result(w, ballot, close);
    struct rows rows = store_ask(ledger_store(w->ledger), "SELECT outcome FROM ballot ORDER BY idx DESC LIMIT 1", "");
    assert_true(rows_next(&rows));
    const char *found = arena_copy(&w->arena, rows_text(&rows, 0)).at;
    assert_int_equal(rows_end(&rows), STATUS_OK);
    assert_string_equal(found, outcome);
    w->now.seconds++;
}

static bool is_statute(const char *file)
{
    size_t length = strlen(file);
    return length > 4 && strcmp(file + length - 4, ".txt") == 0;
}

/* Every file becomes a body, and data/samples/README.md says where it comes from. */
static void every_file_founds_a_body(void **state)
{
    struct world *w = *state;
    struct buffer readme;
    buffer_init(&readme);
    assert_int_equal(file_read("data/samples/README.md", 1 << 20, &readme, &w->problem), STATUS_OK);
    DIR *folder = opendir("data/samples/statutes");
    assert_non_null(folder);
    int count = 0;
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (!is_statute(entry->d_name))
            continue;
        const char *name = world_say(w, "%.*s", (int)strlen(entry->d_name) - 4, entry->d_name);
        world_found(w, statute_text_file(&w->arena, name), "gs1 gs2");
        if (!strstr(readme.at, world_say(w, "`statutes/%s`", entry->d_name)))
            fail_msg("data/samples/README.md does not name statutes/%s", entry->d_name);
        count++;
    }
    closedir(folder);
    buffer_release(&readme);
    assert_true(count >= 20);
    assert_int_equal(world_number(w, "SELECT count(*) FROM body"), count);
}

static void who_may_not_abstain(void **state)
{
    struct world *w = *state;
    begin(w, "gemeinderat-by", "bm r2 r3 r4 r5 r6 r7");
    const char *ballot = world_open(w, world_propose(w, "bm", "1", ""), "sitzung", "");
    const char *abstention = world_vote_text(w, ballot, "r2", "r2", "holder", "abstain");
    world_refuse(w, abstention, "r2", "choice");
    vote(w, ballot, "yes: bm r2 r3 r4; no: r5 r6 r7");
    assert_outcome(w, ballot, "adopted");
}

/* Six have voted, three each way; the seat schule decides, and its deputy and its holder differ. */
static void decided_by(struct world *w, const char *order, const char *outcome)
{
    begin(w, "tierschutzbeirat-rp",
          "naturschutz-1 naturschutz-2 tierschutz-1 tierschutz-2 tierschutz-3 industrie schule");
    world_enrol(w, "vertretung", "deputy", "schule");
    const char *proposal = world_propose(w, "schule", "1", "");
    world_refuse(w, world_ballot_text(w, proposal, "umlauf", ""), "gs1", "times"); /* the deadline is required */
    const char *ballot = world_open(w, proposal, "umlauf", world_say(w, "closes: %s\n", world_time(w, 600)));
    vote(w, ballot, "yes: naturschutz-1 naturschutz-2 tierschutz-1; no: tierschutz-2 tierschutz-3 industrie");
    for (; *order; order++) {
        if (*order == 'd')
            world_take(w, world_vote_text(w, ballot, "vertretung", "schule", "deputy", "yes"), "vertretung");
        else
            world_vote(w, ballot, "schule", "schule", "no");
    }
    w->now.seconds += 600;
    assert_outcome(w, ballot, outcome);
}

static void a_deputy_alone_counts(void **state)
{
    decided_by(*state, "d", "adopted");
}

static void a_holder_overrides_an_earlier_deputy(void **state)
{
    decided_by(*state, "dh", "rejected");
}

static void a_holder_overrides_a_later_deputy(void **state)
{
    decided_by(*state, "hd", "rejected");
}

/* Six of the thirteen do not make the quorum, whatever they say. */
static void without_the_seventh_no_quorum(void **state)
{
    decided_by(*state, "", "no-quorum");
}

/* Ballots without quorum are none of the two that must fail: the round stays. */
static void empty_ballots_escalate_nothing(void **state)
{
    struct world *w = *state;
    begin(w, "dhrv-lenkungsausschuss", "pei-1 pei-2 gth-1 gth-2 dhg-1 dhg-2 igh-1 igh-2");
    const char *proposal = world_propose(w, "pei-1", "1", ""), *text;
    for (int i = 0; i < 2; i++)
        assert_outcome(w, world_open(w, proposal, "beschluss", ""), "no-quorum");
    text = world_ballot_text(w, proposal, "beschluss", "");
    world_refuse(w, world_edit(w, text, "round: 1", "round: 3"), "gs1", "round");
    for (int round = 1; round <= 2; round++) {
        const char *ballot = world_open(w, proposal, "beschluss", "");
        vote(w, ballot, "yes: pei-1 pei-2 gth-1 gth-2 dhg-1 dhg-2 igh-1; no: igh-2");
        assert_outcome(w, ballot, "rejected");
        assert_int_equal(world_number(w, "SELECT max(round) FROM ballot"), round);
    }
    text = world_ballot_text(w, proposal, "beschluss", "");
    world_refuse(w, world_edit(w, text, "round: 3", "round: 2"), "gs1", "round");
    const char *ballot = world_take(w, text, "gs1");
    vote(w, ballot, "yes: pei-1 pei-2 gth-1 gth-2 dhg-1; no: dhg-2 igh-1 igh-2");
    assert_outcome(w, ballot, "adopted");
}

/* Papers four weeks before, to the second. */
static void four_weeks_of_notice(void **state)
{
    struct world *w = *state;
    begin(w, "it-rat-brandenburg", "finanzen wirtschaft stgb-1 stgb-2");
    const char *proposal = world_propose(w, "stgb-1", "1", "");
    w->now.seconds += 28 * 86400 - 1;
    world_refuse(w, world_ballot_text(w, proposal, "konsens", ""), "gs1", "gate");
    w->now.seconds++;
    const char *ballot = world_open(w, proposal, "konsens", "");
    vote(w, ballot, "consent: finanzen wirtschaft stgb-1 stgb-2");
    assert_outcome(w, ballot, "adopted");
}

/* The same votes under the Bund's proposal and under that of a Land; nobody proposes for no one. */
static void the_proposer_decides_the_rule(void **state)
{
    struct world *w = *state;
    static const char votes[] = "yes: bund bw; no: by he";
    begin(w, "konsens-steuerungsgruppe", "bund bw by he ni nw");
    world_refuse(w, world_proposal_text(w, "gs1", "1", ""), "gs1", "filing");
    world_refuse(w, world_proposal_text(w, "bw", "1", ""), "bw", "filing");
    const char *ballot = world_open(w, world_propose(w, "bund", "1", "for: bund\n"), "beschluss", "");
    vote(w, ballot, votes);
    assert_outcome(w, ballot, "adopted");
    ballot = world_open(w, world_propose(w, "bw", "2", "for: bw\n"), "beschluss", "");
    vote(w, ballot, votes);
    assert_outcome(w, ballot, "rejected");
}

/* The Bund alone, or three Länder; advisory seats make up for none of them, and a secretary has no seat at all. */
static void moved_by_three_laender(struct world *w, const char *statute)
{
    begin(w, statute, "bund bw by he fitko");
    world_refuse(w, world_proposal_text(w, "gs1", "1", ""), "gs1", "filing");
    world_refuse(w, world_proposal_text(w, "fitko", "1", "for: fitko\n"), "fitko", "filing");
    world_refuse(w, world_proposal_text(w, "bw", "1", "for: bw\n"), "bw", "filing");
    world_refuse(w, world_proposal_text(w, "bw", "1", "for: bw\nfor: by\n"), "bw by", "filing");
    world_refuse(w, world_proposal_text(w, "bw", "1", "for: bw\nfor: by\nfor: fitko\n"), "bw by fitko", "filing");
    world_take(w, world_proposal_text(w, "bw", "1", "for: bw\nfor: by\nfor: he\n"), "bw by he");
    world_propose(w, "bund", "2", "for: bund\n");
    world_take(w, world_proposal_text(w, "bund", "3", "for: bund\nfor: bw\n"), "bund bw");
}

static void on_the_motion_of_three_laender(void **state)
{
    moved_by_three_laender(*state, "it-planungsrat");
}

static void for_the_fitko_too(void **state)
{
    moved_by_three_laender(*state, "fitko-grundlagen");
}

/* Eight of sixteen with a conflict leave four too few; the ninth, in the middle of the ballot, makes them enough. */
static void recusals_change_the_quorum(void **state)
{
    struct world *w = *state;
    static const char *const conflicted[] = {"r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "r16"};
    begin(w, "gemeinderat-bw", "bm r2 r3 r4 r5 r6 r7 r8 r9 r10 r11 r12 r13 r14 r15 r16");
    const char *proposal = world_propose(w, "bm", "1", "");
    for (int i = 0; i < 8; i++)
        world_recuse(w, proposal, conflicted[i], conflicted[i]);
    const char *ballot = world_open(w, proposal, "sitzung", "");
    world_refuse(w, world_vote_text(w, ballot, "r8", "r8", "holder", "yes"), "r8", "recused");
    vote(w, ballot, "yes: r2 r3 r4 r5");
    assert_outcome(w, ballot, "no-quorum");
    ballot = world_open(w, proposal, "sitzung", "");
    vote(w, ballot, "yes: r2 r3 r4 r5; no: r16");
    world_recuse(w, proposal, "r16", "r16");
    assert_outcome(w, ballot, "adopted");
}

static void silence_agrees_where_the_law_says_so(void **state)
{
    struct world *w = *state;
    begin(w, "gemeinderat-bw", "bm r2");
    const char *ballot = world_open(w, world_propose(w, "bm", "1", ""), "offenlegung", "");
    assert_outcome(w, ballot, "adopted");
    ballot = world_open(w, world_propose(w, "bm", "2", ""), "offenlegung", "");
    vote(w, ballot, "consent: bm");
    world_vote(w, ballot, "r2", "r2", "object\n\n| Das ist keine einfache Sache.");
    assert_outcome(w, ballot, "rejected");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(every_file_founds_a_body),
        WORLD_TEST(who_may_not_abstain),
        WORLD_TEST(a_deputy_alone_counts),
        WORLD_TEST(a_holder_overrides_an_earlier_deputy),
        WORLD_TEST(a_holder_overrides_a_later_deputy),
        WORLD_TEST(without_the_seventh_no_quorum),
        WORLD_TEST(empty_ballots_escalate_nothing),
        WORLD_TEST(four_weeks_of_notice),
        WORLD_TEST(the_proposer_decides_the_rule),
        WORLD_TEST(on_the_motion_of_three_laender),
        WORLD_TEST(for_the_fitko_too),
        WORLD_TEST(recusals_change_the_quorum),
        WORLD_TEST(silence_agrees_where_the_law_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
