/* Composed entries of meetings are, byte for byte, those of data/FORMAT.md; what people name is looked up. */
#include "data/compose_meeting.h"
#include "data/compose_result.h"
#include "tests/world_meeting.h"

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

static void read_draft(struct world *w, struct pen *pen, enum kind kind, const char *text)
{
    assert_int_equal(draft_read(&pen->draft, kind, slice_of(text), &w->arena, &pen->problem), STATUS_OK);
}

static void assert_text(struct pen *pen, enum status status, const char *expected)
{
    struct buffer text;
    buffer_init(&text);
    if (status != STATUS_OK)
        fail_msg("%s (%s)", pen->problem.message, pen->problem.detail[0]);
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

static void a_meeting_by_numbers_and_short_ids(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *a = world_propose(w, "stadt", "2026-001", ""), *b = world_propose(w, "stadt", "2026/2", ""),
               *c = world_propose(w, "stadt", "2026-003", ""), *first = world_meet(w, "S-1", "");
    struct pen pen = pen_make(w, "gs1", KIND_MEETING);
    read_draft(w, &pen, KIND_MEETING,
               world_say(w,
                         "stimmbuch/1 meeting\ntitle: Sitzung\nnumber: S-2\nitem: 2026/2\nagain: S-1\nopens: %s\n"
                         "item: %.12s\nitem: %s\n",
                         world_time(w, 3600), a, c));
    assert_text(
        &pen, compose_meeting(&pen.author, &pen.draft, &pen.problem),
        world_meeting_text(w, "S-2", world_say(w, "again: %s\nitem: %s\nitem: %s\nitem: %s\n", first, b, a, c)));
}

static void what_is_not_there(void **state)
{
    struct world *w = *state;
    world_populate(w);
    struct pen pen = pen_make(w, "gs1", KIND_MEETING);
    read_draft(w, &pen, KIND_MEETING, "stimmbuch/1 meeting\n# a comment\nitem: 2026-009\n");
    assert_int_equal(compose_meeting(&pen.author, &pen.draft, &pen.problem), STATUS_NOT_FOUND);
    assert_int_equal(pen.problem.line, 3);
    /* The program writes what a draft may not. */
    pen = pen_make(w, "gs1", KIND_MEETING);
    assert_int_equal(
        draft_read(&pen.draft, KIND_MEETING, SLICE("stimmbuch/1 meeting\nitem: 2026_9\n"), &w->arena, &pen.problem),
        STATUS_FORM);
}

static void what_another_body_has(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_propose(w, "stadt", "2026-001", "");
    world_found(w, world_edit(w, WORLD_STATUTE, "name: rat.example", "name: zwei.example"), "gs1");
    struct pen pen = pen_make(w, "gs1", KIND_MEETING);
    read_draft(w, &pen, KIND_MEETING, "stimmbuch/1 meeting\nitem: 2026-001\n");
    assert_int_equal(compose_meeting(&pen.author, &pen.draft, &pen.problem), STATUS_REFUSED);
}

static void a_proposal_that_repeals_a_decision(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *first = world_propose(w, "stadt", "2026-001", ""), *ballot = world_open(w, first, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    const char *text = world_result_text(w, ballot, world_close(w, ballot));
    const char *result = world_take(w, world_edit(w, text, "votes: 2", "number: B-1\nvotes: 2"), "gs1");
    struct pen pen = pen_make(w, "stadt", KIND_PROPOSAL);
    read_draft(
        w, &pen, KIND_PROPOSAL,
        "stimmbuch/1 proposal\nnumber: 2026-002\ntitle: Antrag\nkind: decision\nrepeals: B-1\namends: 2026-001\n");
    assert_text(&pen, compose_proposal(&pen.author, &pen.draft, &pen.problem),
                world_proposal_text(w, "stadt", "2026-002",
                                    world_say(w, "for: stadt\namends: %s\nrepeals: %s\n", first, result)));
}

static void attendance_status_and_objection(void **state)
{
    struct world *w = *state;
    static const char *const seats[] = {"stadt", "dvc"};
    world_convene(w, "gs1");
    const char *meeting = world_meet(w, "S-1", ""), *proposal = world_propose(w, "stadt", "2026-001", "");
    struct digest meeting_id = id_of(meeting), proposal_id = id_of(proposal);
    struct pen pen = pen_make(w, "gs1", KIND_ATTENDANCE);
    assert_text(&pen, compose_attendance(&pen.author, &meeting_id, seats, 2, "excused", &pen.draft),
                world_attendance_text(w, meeting, "gs1", "seat: stadt excused\nseat: dvc excused\n"));
    pen = pen_make(w, "gs1", KIND_STATUS);
    assert_text(&pen,
                compose_status(&pen.author, &proposal_id, SLICE("referred"), SLICE("Finanzausschuss"),
                               SLICE("Zu teuer.\n"), &pen.draft, &pen.problem),
                world_status_text(w, proposal, "gs1", "referred\nto: Finanzausschuss\n\n| Zu teuer."));
    pen = pen_make(w, "stadt", KIND_STATUS);
    assert_text(&pen,
                compose_status(&pen.author, &proposal_id, SLICE("withdrawn"), none, none, &pen.draft, &pen.problem),
                world_status_text(w, proposal, "stadt", "withdrawn"));
    const char *ballot = world_open(w, proposal, "umlauf", "");
    struct digest ballot_id = id_of(ballot);
    pen = pen_make(w, "kreis", KIND_OBJECTION);
    assert_text(&pen,
                compose_objection(&pen.author, &ballot_id, SLICE("kreis"), SLICE("Nein."), &pen.draft, &pen.problem),
                world_say(w, "%s\n| Nein.\n", world_objection_text(w, ballot, "kreis", "kreis")));
}

static void a_ballot_in_a_meeting(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    const char *meeting = world_meet(w, "S-1", ""), *proposal = world_propose(w, "stadt", "2026-001", "");
    struct digest id = id_of(meeting);
    struct terms terms = {.rule = SLICE("einfach"), .meeting = &id};
    struct found found;
    assert_int_equal(query_find_proposal(ledger_store(w->ledger), "2026-001", &found, &w->problem), STATUS_OK);
    struct pen pen = pen_make(w, "gs1", KIND_BALLOT);
    assert_text(&pen, compose_ballot(&pen.author, &found, &terms, &pen.draft, &pen.problem),
                world_ballot_text(w, proposal, "einfach", world_say(w, "meeting: %s\n", meeting)));
}

static void minutes_and_their_confirmation(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *meeting = world_meet(w, "S-1", "");
    struct digest id = id_of(meeting), content = digest_of(SLICE("Protokoll"));
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&content, hex);
    struct pen pen = pen_make(w, "gs1", KIND_MINUTES);
    const char *text =
        world_text(w, "minutes", "gs1", world_say(w, "meeting: %s\nattachment: %s 9 Das Protokoll.md\n", meeting, hex));
    assert_text(&pen, compose_minutes(&pen.author, &id, SLICE("Protokoll"), SLICE("Das Protokoll.md"), &pen.draft),
                text);
    const char *minutes = world_take(w, text, "gs1");
    struct digest minutes_id = id_of(minutes);
    pen = pen_make(w, "stadt", KIND_CONFIRM);
    assert_text(&pen, compose_confirm(&pen.author, &minutes_id, none, &pen.draft, &pen.problem),
                world_confirm_text(w, minutes, "stadt"));
}

static void a_result_on_paper(void **state)
{
    struct world *w = *state;
    static const char *const counts[] = {"anna=3", "berta=1:1.5"}, *const wrong[] = {"anna"},
                             *const worse[] = {"anna=x"};
    const char *ballot = world_begin(w, "geheim", ""), *close = world_close(w, ballot);
    struct ballot_facts found = facts(w, ballot);
    struct result_terms terms = {
        .number = SLICE("W-1"), .result = SLICE("adopted"), .winner = SLICE("anna"), .count = counts, .counts = 2};
    struct pen pen = pen_make(w, "gs1", KIND_RESULT);
    assert_text(&pen, compose_result(&pen.author, &found, &terms, &pen.draft, &pen.problem),
                world_text(w, "result", "gs1",
                           world_say(w,
                                     "ballot: %s\nclose: %s\nnumber: W-1\nvotes: 4\nresult: adopted\nwinner: anna\n"
                                     "count: anna 3 3\ncount: berta 1 1.5\n",
                                     ballot, close)));
    const struct result_terms refused[] = {
        {.counts = 0},
        {.winner = SLICE("anna")},
        {.result = SLICE("void")},
        {.result = SLICE("adopted"), .count = wrong, .counts = 1},
        {.result = SLICE("adopted"), .count = worse, .counts = 1},
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        pen = pen_make(w, "gs1", KIND_RESULT);
        assert_int_equal(compose_result(&pen.author, &found, &refused[i], &pen.draft, &pen.problem), STATUS_USAGE);
    }
}

static void what_is_counted_here_is_not_said(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_close(w, ballot);
    struct ballot_facts found = facts(w, ballot);
    struct result_terms terms = {.result = SLICE("adopted")};
    struct pen pen = pen_make(w, "gs1", KIND_RESULT);
    assert_int_equal(compose_result(&pen.author, &found, &terms, &pen.draft, &pen.problem), STATUS_USAGE);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(a_meeting_by_numbers_and_short_ids),
        WORLD_TEST(what_is_not_there),
        WORLD_TEST(what_another_body_has),
        WORLD_TEST(a_proposal_that_repeals_a_decision),
        WORLD_TEST(attendance_status_and_objection),
        WORLD_TEST(a_ballot_in_a_meeting),
        WORLD_TEST(minutes_and_their_confirmation),
        WORLD_TEST(a_result_on_paper),
        WORLD_TEST(what_is_counted_here_is_not_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
