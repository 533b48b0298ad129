/* Composed entries are, byte for byte, those that a person would write by hand after data/FORMAT.md. */
#include "data/compose_body.h"
#include "data/compose_result.h"
#include "data/role.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct slice none = {0};

struct pen {
    struct author author;
    struct draft draft;
    struct problem problem;
};

static struct pen pen_make(struct world *w, const char *name, enum kind kind)
{
    struct pen pen = {.author = {.log = world_log(w), .name = slice_of(name), .at = w->now}};
    draft_init(&pen.draft, kind, &w->arena);
    problem_clear(&pen.problem);
    return pen;
}

static void assert_text(struct pen *pen, enum status status, const char *expected)
{
    struct buffer text;
    buffer_init(&text);
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(draft_compose(&pen->draft, &text, &pen->problem), STATUS_OK);
    assert_string_equal(text.at, expected);
    buffer_release(&text);
}

static struct digest id_of(const char *hex)
{
    struct digest id;
    assert_true(digest_from_hex(slice_of(hex), &id));
    return id;
}

static struct ballot_facts facts(struct world *w, const char *text)
{
    struct ballot_facts out;
    assert_int_equal(ballot_facts_find(ledger_store(w->ledger), text, &out, &w->problem), STATUS_OK);
    return out;
}

static void enrolment(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    struct vkey stadt = world_signer(w, "stadt").vkey, revision = world_signer(w, "revision").vkey;
    struct pen pen = pen_make(w, "stadt", KIND_ENROL);
    assert_text(&pen, compose_enrol(&pen.author, &stadt, SLICE("holder"), SLICE("stadt"), &pen.draft),
                world_enrol_text(w, "stadt", "holder", "stadt"));
    pen = pen_make(w, "revision", KIND_ENROL);
    assert_text(&pen, compose_enrol(&pen.author, &revision, SLICE("auditor"), none, &pen.draft),
                world_enrol_text(w, "revision", "auditor", NULL));
}

static void proposal_is_filed_for_the_only_seat_held(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *by, *draft, *lines;
    } rows[] = {
        {"stadt", "", "for: stadt\n"},
        {"stadt", "for: kreis\n", "for: kreis\n"},
        {"deputy", "", ""},
        {"both", "", ""},
        {"gs1", "", ""},
    };
    world_populate(w);
    world_enrol(w, "deputy", "deputy", "kreis");
    world_enrol(w, "both", "deputy", "kreis");
    world_enrol(w, "both", "deputy", "stadt");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pen pen = pen_make(w, rows[i].by, KIND_PROPOSAL);
        const char *draft =
            world_say(w, "stimmbuch/1 proposal\ntitle: Antrag\nkind: decision\n%snumber: 2026-001\n", rows[i].draft);
        assert_int_equal(draft_read(&pen.draft, KIND_PROPOSAL, slice_of(draft), &w->arena, &pen.problem), STATUS_OK);
        assert_text(&pen, compose_proposal(&pen.author, &pen.draft, &pen.problem),
                    world_proposal_text(w, rows[i].by, "2026-001", rows[i].lines));
    }
}

static void statement_takes_the_seat_given_else_the_only_one(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *by, *given, *draft, *seat;
    } rows[] = {
        {"dvc", NULL, "", "dvc"},
        {"both", "stadt", "", "stadt"},
        {"both", NULL, "seat: kreis\n", "kreis"},
        {"both", NULL, "", NULL},
    };
    world_populate(w);
    world_enrol(w, "both", "deputy", "kreis");
    world_enrol(w, "both", "deputy", "stadt");
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    struct digest id = id_of(proposal);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pen pen = pen_make(w, rows[i].by, KIND_STATEMENT);
        const char *draft = world_say(w, "stimmbuch/1 statement\n%sstance: support\n", rows[i].draft);
        assert_int_equal(draft_read(&pen.draft, KIND_STATEMENT, slice_of(draft), &w->arena, &pen.problem), STATUS_OK);
        assert_text(&pen, compose_statement(&pen.author, &id, slice_of(rows[i].given), &pen.draft, &pen.problem),
                    world_statement_text(w, proposal, rows[i].by, "support", rows[i].seat));
    }
}

static void recusal(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", ""),
               *plain = world_recusal_text(w, proposal, "kreis", "kreis");
    struct digest id = id_of(proposal);
    struct pen pen = pen_make(w, "kreis", KIND_RECUSAL);
    assert_text(&pen, compose_recusal(&pen.author, &id, SLICE("kreis"), none, &pen.draft, &pen.problem), plain);
    pen = pen_make(w, "kreis", KIND_RECUSAL);
    assert_text(&pen,
                compose_recusal(&pen.author, &id, SLICE("kreis"), SLICE("Eigener\nBetrieb"), &pen.draft, &pen.problem),
                world_say(w, "%s\n| Eigener\n| Betrieb\n", plain));
    pen = pen_make(w, "kreis", KIND_RECUSAL);
    assert_int_equal(compose_recusal(&pen.author, &id, SLICE("kreis"), SLICE("\a"), &pen.draft, &pen.problem),
                     STATUS_FORM);
}

static void opening_has_rule_round_and_roll(void **state)
{
    struct world *w = *state;
    struct instant opens = {.seconds = w->now.seconds + 60}, closes = {.seconds = w->now.seconds + 3600};
    struct terms plain = {.rule = SLICE("mehrheit")};
    struct terms full = {.rule = SLICE("mehrheit"), .question = SLICE("Ja?"), .opens = &opens, .closes = &closes};
    struct terms unknown = {.rule = SLICE("keine")};
    struct found found;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_recuse(w, proposal, "kreis", "kreis");
    assert_int_equal(query_find_proposal(ledger_store(w->ledger), "2026-001", &found, &w->problem), STATUS_OK);
    struct pen pen = pen_make(w, "gs1", KIND_BALLOT);
    assert_text(&pen, compose_ballot(&pen.author, &found, &plain, &pen.draft, &pen.problem),
                world_ballot_text(w, proposal, "mehrheit", ""));
    pen = pen_make(w, "gs1", KIND_BALLOT);
    const char *times = world_say(w, "opens: %s\ncloses: %s\n", world_time(w, 60), world_time(w, 3600));
    assert_text(&pen, compose_ballot(&pen.author, &found, &full, &pen.draft, &pen.problem),
                world_edit(w, world_ballot_text(w, proposal, "mehrheit", times), "rule: mehrheit",
                           "question: Ja?\nrule: mehrheit"));
    pen = pen_make(w, "gs1", KIND_BALLOT);
    assert_int_equal(compose_ballot(&pen.author, &found, &unknown, &pen.draft, &pen.problem), STATUS_REFUSED);
    assert_string_equal(pen.problem.detail[0], "keine");
}

static void the_round_after_a_rejection_is_the_second(void **state)
{
    struct world *w = *state;
    struct terms terms = {.rule = SLICE("einfach")};
    struct found found;
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "no");
    world_vote(w, ballot, "kreis", "kreis", "no");
    world_result(w, ballot, world_close(w, ballot));
    assert_int_equal(query_find_proposal(ledger_store(w->ledger), "2026-001", &found, &w->problem), STATUS_OK);
    struct pen pen = pen_make(w, "gs1", KIND_BALLOT);
    assert_int_equal(compose_ballot(&pen.author, &found, &terms, &pen.draft, &pen.problem), STATUS_OK);
    struct slice round = {0};
    for (size_t i = 0; i < pen.draft.fields; i++)
        if (strcmp(pen.draft.field[i].rule->name, "round") == 0)
            round = pen.draft.field[i].value;
    assert_true(slice_is(round, "2"));
}

static void a_vote_is_later_than_the_one_before(void **state)
{
    struct world *w = *state;
    struct voice voice = {
        .seat = SLICE("stadt"), .as = SLICE("holder"), .choice = SLICE("no"), .reason = SLICE("Zu teuer.")};
    const char *ballot = world_begin(w, "einfach", "");
    struct ballot_facts found = facts(w, ballot);
    const char *text = world_say(w, "%s\n| Zu teuer.\n", world_vote_text(w, ballot, "stadt", "stadt", "holder", "no"));
    struct pen pen = pen_make(w, "stadt", KIND_VOTE);
    assert_text(&pen, compose_vote(&pen.author, &found, &voice, &pen.draft, &pen.problem), text);
    world_take(w, text, "stadt");
    pen = pen_make(w, "stadt", KIND_VOTE);
    text = world_say(w, "%s\n| Zu teuer.\n", world_vote_text(w, ballot, "stadt", "stadt", "holder", "no"));
    assert_text(
        &pen, compose_vote(&pen.author, &found, &voice, &pen.draft, &pen.problem),
        world_edit(w, text, world_say(w, "at: %s", world_time(w, 0)), world_say(w, "at: %s", world_time(w, 1))));
}

/* In a copy, where the one before still waits: the writer takes both in whatever order. Others' do not matter. */
static void a_vote_is_later_than_one_that_waits(void **state)
{
    struct world *w = *state;
    struct voice voice = {.seat = SLICE("stadt"), .as = SLICE("holder"), .choice = SLICE("no")};
    const char *ballot = world_begin(w, "einfach", "");
    struct ballot_facts found = facts(w, ballot);
    assert_int_equal(role_make_replica(ledger_store(w->ledger), found.body), STATUS_OK);
    assert_int_equal(world_send(w, world_vote_text(w, ballot, "kreis", "kreis", "holder", "no"), "kreis"), REASON_NONE);
    const char *text = world_vote_text(w, ballot, "stadt", "stadt", "holder", "no");
    struct pen pen = pen_make(w, "stadt", KIND_VOTE);
    assert_text(&pen, compose_vote(&pen.author, &found, &voice, &pen.draft, &pen.problem), text);
    assert_int_equal(world_send(w, text, "stadt"), REASON_NONE);
    assert_int_equal(w->entry.index, -1);
    pen = pen_make(w, "stadt", KIND_VOTE);
    assert_text(
        &pen, compose_vote(&pen.author, &found, &voice, &pen.draft, &pen.problem),
        world_edit(w, text, world_say(w, "at: %s", world_time(w, 0)), world_say(w, "at: %s", world_time(w, 1))));
}

static void a_choice_must_be_offered(void **state)
{
    struct world *w = *state;
    struct problem problem;
    struct ballot_facts yes_no = facts(w, world_begin(w, "einfach", ""));
    struct buffer word;
    buffer_init(&word);
    world_propose(w, "stadt", "2026-002", "");
    assert_int_equal(choice_check(world_log(w), &yes_no, SLICE("abstain"), &word, &problem), STATUS_OK);
    assert_string_equal(word.at, "abstain");
    assert_int_equal(choice_check(world_log(w), &yes_no, SLICE("object"), &word, &problem), STATUS_USAGE);
    assert_string_equal(problem.detail[0], "object");
    assert_string_equal(problem.detail[1], "yes, no, abstain");
    buffer_release(&word);
}

static void closing_and_result(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    struct digest id = id_of(ballot);
    struct pen pen = pen_make(w, "gs1", KIND_CLOSE);
    assert_text(&pen, compose_end(&pen.author, &id, none, &pen.draft, &pen.problem), world_close_text(w, ballot));
    pen = pen_make(w, "gs1", KIND_VOID);
    assert_text(&pen, compose_end(&pen.author, &id, SLICE("Fehler"), &pen.draft, &pen.problem),
                world_say(w, "%s\n| Fehler\n", world_void_text(w, ballot)));
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "bmds", "bmds", "abstain");
    const char *close = world_close(w, ballot);
    struct ballot_facts found = facts(w, "2026-001");
    assert_true(found.closed && !found.has_result);
    pen = pen_make(w, "gs1", KIND_RESULT);
    assert_text(&pen, compose_result(&pen.author, &found, NULL, &pen.draft, &pen.problem),
                world_result_text(w, ballot, close));
}

static void a_result_that_waits_is_found(void **state)
{
    struct world *w = *state;
    struct submission waiting;
    bool found;
    world_found(w, world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 2"), "gs1 gs2");
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "kreis", "holder", "kreis");
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-001", ""), "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    const char *close = world_close(w, ballot);
    struct digest id = id_of(ballot);
    assert_int_equal(result_waiting(ledger_store(w->ledger), &id, &waiting, &found, &w->problem), STATUS_OK);
    assert_false(found);
    assert_int_equal(world_send(w, world_result_text(w, ballot, close), "gs1"), REASON_NONE);
    assert_int_equal(result_waiting(ledger_store(w->ledger), &id, &waiting, &found, &w->problem), STATUS_OK);
    assert_true(found);
    assert_int_equal(waiting.index, -1);
    assert_true(digest_equal(&waiting.id, &w->entry.id));
}

static void founding(void **state)
{
    struct world *w = *state;
    struct arena arena;
    struct buffer text;
    struct draft draft;
    struct problem problem;
    struct slice name;
    struct vkey log = world_signer(w, "rat.example").vkey, gs1 = world_signer(w, "gs1").vkey;
    struct founding_keys keys = {.log = &log, .secretary = &gs1, .secretaries = 1};
    arena_init(&arena);
    buffer_init(&text);
    const char *loose = world_edit(w, WORLD_STATUTE, "adopted: einfach heads(yes) > heads(no)",
                                   "adopted: einfach heads(yes)   >heads(no)");
    assert_int_equal(draft_read(&draft, KIND_BODY, slice_of(loose), &arena, &problem), STATUS_OK);
    assert_int_equal(founding_name(&draft, &name, &problem), STATUS_OK);
    assert_true(slice_is(name, "rat.example"));
    assert_int_equal(compose_body(&draft, &keys, w->now, &text, &problem), STATUS_OK);
    assert_string_equal(text.at, world_found_text(w, WORLD_STATUTE, "gs1"));

    const char *wrong = world_edit(w, WORLD_STATUTE, "heads(object) = 0", "heads(objekt) = 0");
    assert_int_equal(draft_read(&draft, KIND_BODY, slice_of(wrong), &arena, &problem), STATUS_OK);
    problem_clear(&problem);
    assert_int_equal(compose_body(&draft, &keys, w->now, &text, &problem), STATUS_FORM);
    assert_int_equal(problem.line, 19); /* of the draft */

    const char *nameless = world_edit(w, WORLD_STATUTE, "name: rat.example\n", "");
    assert_int_equal(draft_read(&draft, KIND_BODY, slice_of(nameless), &arena, &problem), STATUS_OK);
    assert_int_equal(founding_name(&draft, &name, &problem), STATUS_FORM);
    assert_string_equal(problem.detail[0], "name");
    buffer_release(&text);
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(enrolment),
        WORLD_TEST(proposal_is_filed_for_the_only_seat_held),
        WORLD_TEST(statement_takes_the_seat_given_else_the_only_one),
        WORLD_TEST(recusal),
        WORLD_TEST(opening_has_rule_round_and_roll),
        WORLD_TEST(the_round_after_a_rejection_is_the_second),
        WORLD_TEST(a_vote_is_later_than_the_one_before),
        WORLD_TEST(a_vote_is_later_than_one_that_waits),
        WORLD_TEST(a_choice_must_be_offered),
        WORLD_TEST(closing_and_result),
        WORLD_TEST(a_result_that_waits_is_found),
        WORLD_TEST(founding),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
