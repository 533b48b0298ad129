/* What secretaries sign on the screen, and what waits for them. */
#include "core/fingerprint.h"
#include "data/query.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/closing_screen.h"
#include "tui/declaration.h"
#include "tui/enrolment.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* gs1 closes 2026-002 after its deadline; `passphrase` is the log key's. */
static void close_ballot(struct stage *stage, const char *passphrase)
{
    stage_seal(stage, "gs1", "gs1");
    stage_seal_log(stage);
    stage->w->now.seconds += 3 * 86400;
    stage_enter(stage, "gs1", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    closing_begin(&stage->app, &facts);
    assert_ptr_equal(stage_top(stage), &screen_closing);
    stage_press(stage, "12/2026 Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_sign(stage, "close", STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "log's key"));
    app_paste(&stage->app, slice_of(passphrase));
    stage_press(stage, "Enter");
}

static void a_closing_brings_its_result_and_a_head(void **state)
{
    struct stage *stage = *state;
    struct buffer shown;
    int64_t before = stage_entries(stage), heads = world_number(stage->w, "SELECT count(*) FROM checkpoint");
    buffer_init(&shown);
    close_ballot(stage, "falsch");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_true(stage_says(stage, "is wrong"));
    assert_int_equal(stage_entries(stage), before);
    app_paste(&stage->app, SLICE(STAGE_PASSPHRASE));
    stage_press(stage, "Enter");
    assert_int_equal(stage_entries(stage), before + 2);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM checkpoint"), heads + 1);
    assert_ptr_equal(stage_top(stage), &screen_sign);
    struct canvas canvas = stage_paint(stage, 40, 100, false);
    stage_read(&canvas, &shown);
    assert_non_null(strstr(shown.at, "stimmbuch/1 result\n"));
    assert_non_null(strstr(shown.at, "\nnumber: 12/2026\n"));
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_result);
    canvas_release(&canvas);
    buffer_release(&shown);
}

/* What the result will say is read before anything is typed, and a ledger that goes on leaves the typing alone. */
static void before_a_closing_its_result_is_read(void **state)
{
    struct stage *stage = *state;
    stage->w->now.seconds += 3 * 86400;
    stage_enter(stage, "gs1", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    closing_begin(&stage->app, &facts);
    assert_ptr_equal(stage_top(stage), &screen_closing);
    stage_press(stage, "12/20");
    stage_expect(stage, 24, 80, "The proposal is rejected.");
    stage_expect(stage, 12, 40, "The proposal is rejected.");
    stage_expect(stage, 24, 80, "yes: 1, no: 1, abstain: 0; without a vote: 2 of 4");
    stage_expect(stage, 24, 80, "Not reached: yes votes: 1, needed more than 1 = no votes");
    world_take(stage->w, world_proposal_text(stage->w, "stadt", "2026-077", "for: stadt\n"), "stadt");
    app_idle(&stage->app);
    stage_press(stage, "26");
    stage_expect(stage, 24, 80, "12/2026");
    stage_expect(stage, 24, 80, "The proposal is rejected.");
}

/* A secretary says what was counted on paper, and the ledger takes it as said. */
static void a_ballot_on_paper_is_counted_by_the_secretaries(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    struct found proposal;
    char hex[DIGEST_HEX_LENGTH + 1];
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    assert_int_equal(query_find_proposal(app_store(&stage->app), "2026-004", &proposal, NULL), STATUS_OK);
    digest_hex(&proposal.id, hex);
    world_open(w, hex, "geheim", "");
    stage_press(stage, "2 / partnerschaft Enter Enter r S");
    assert_ptr_equal(stage_top(stage), &screen_closing);
    stage_expect(stage, 24, 80, "The votes were cast on paper");
    stage_press(stage, "Down Right Down Down drei Enter");
    assert_ptr_equal(stage_top(stage), &screen_closing);
    assert_true(stage_says(stage, "is no count"));
    stage_press(stage, "^U yes=1 Space no=3 Space abstain=0 Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_expect(stage, 40, 100, "stimmbuch/1 close");
    stage_sign(stage, "close", STAGE_PASSPHRASE);
    stage_expect(stage, 40, 100, "stimmbuch/1 result");
    stage_expect(stage, 40, 100, "votes: 4");
    stage_expect(stage, 40, 100, "count: no 3 3");
    stage_press(stage, "Enter");
    assert_int_equal(world_number(w, "SELECT count(*) FROM ballot WHERE outcome = 'rejected' AND rule = 'geheim'"), 1);
}

/* Before the deadline nothing is asked. */
static void what_cannot_be_closed_is_said_at_once(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / kataster Enter Enter r S");
    assert_ptr_equal(stage_top(stage), &screen_result);
    assert_true(stage_says(stage, "deadline"));
}

static void an_empty_log_passphrase_leaves_the_head_out(void **state)
{
    struct stage *stage = *state;
    int64_t before = stage_entries(stage), heads = world_number(stage->w, "SELECT count(*) FROM checkpoint");
    close_ballot(stage, "");
    assert_int_equal(stage_entries(stage), before + 2);
    assert_true(stage_says(stage, "No head was signed."));
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM checkpoint"), heads);
}

/* What the secretaries compare with whoever asks is the fingerprint of that key, and says so. */
static void expect_fingerprint(struct stage *stage, const char *name)
{
    struct digest digest = digest_of(slice_of(world_vkey(stage->w, name)));
    struct buffer line;
    buffer_init(&line);
    buffer_text(&line, "Fingerprint  ");
    fingerprint_hex(&digest, FINGERPRINT_BYTES, &line);
    buffer_format(&line, "  %s", name);
    stage_expect(stage, 40, 100, line.at);
    buffer_release(&line);
}

/* Both ends of the telephone have the same words: in capitals of blocks where there is room, else as they are. */
static void a_fingerprint_is_compared_by_telephone(void **state)
{
    struct stage *stage = *state;
    struct buffer words;
    struct digest digest = digest_of(slice_of(world_vkey(stage->w, "kreis-2")));
    buffer_init(&words);
    fingerprint_words(&digest, &words);
    struct slice first = buffer_slice(&words);
    first = slice_cut(&first, ' ');
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "a");
    stage_expect(stage, 24, 80, "To be compared by telephone: the key kreis-2");
    stage_expect(stage, 24, 80, world_say(stage->w, "%.*s", (int)first.length, first.at));
    stage_expect(stage, 40, 200, "Approve only if all eight are the same.");
    stage_press(stage, "Down");
    assert_false(stage_shows(stage, 24, 80, "by telephone"));
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 T");
    stage_expect(stage, 24, 80, "To be compared by telephone: the key stadt");
    stage_expect(stage, 24, 80, "do not tell anybody your passphrase");
    buffer_release(&words);
}

static void an_enrolment_waits_and_is_approved(void **state)
{
    struct stage *stage = *state;
    int64_t before = stage_entries(stage);
    stage_seal(stage, "stadt", "stadt");
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "stadt", "en");
    enrolment_begin(&stage->app, 1, SLICE("kreis"), SLICE("deputy"), 0);
    assert_ptr_equal(stage_top(stage), &screen_sign);
    expect_fingerprint(stage, "stadt");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_true(stage_says(stage, "waits for further signatures: 1 of 2"));
    assert_int_equal(stage_entries(stage), before + 1);
    app_push(&stage->app, &screen_pending, NULL);
    stage_press(stage, "End");
    stage_expect(stage, 30, 100, "1 signature so far, waits for 1 signature");
    stage_press(stage, "0");
    assert_ptr_equal(stage_top(stage), &screen_save);
    stage_expect(stage, 30, 100, "2 that wait, 0 attachments");
    stage_press(stage, "Esc a");
    assert_ptr_equal(stage_top(stage), &screen_pending);
    assert_true(stage_says(stage, "has signed this already"));
    app_act(&stage->app, ACTION_LOCK);
    stage_enter(stage, "gs1", "en");
    app_push(&stage->app, &screen_pending, NULL);
    stage_press(stage, "End a");
    expect_fingerprint(stage, "stadt");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_int_equal(stage_entries(stage), before + 1);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM member WHERE name = 'stadt' AND seat = 'kreis'"), 1);
}

/* gs2 approves what waits last, in the body where two secretaries sign; the log's key is `log`. */
static void approve_as_second(struct stage *stage, const char *word, const char *log)
{
    stage_seal(stage, "gs2", "gs2");
    stage_seal_by_id(stage, log);
    stage_enter(stage, "gs2", "en");
    app_push(&stage->app, &screen_pending, NULL);
    stage_press(stage, "End a");
    stage_sign(stage, word, STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "log's key"));
    app_paste(&stage->app, SLICE(STAGE_PASSPHRASE));
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_true(stage_says(stage, "the new head is signed"));
}

/* The second body of the stage: world_* write into it from here on. */
static struct world *second_body(struct stage *stage)
{
    struct world *w = stage->w;
    struct log *log;
    char hex[DIGEST_HEX_LENGTH + 1];
    stage_enter(stage, "gs1", "en");
    assert_int_equal(ledger_log_number(stage->session.ledger, 2, &log, NULL), STATUS_OK);
    digest_hex(log_founding(log), hex);
    w->founding = world_say(w, "%s", hex);
    w->body = "ausschuss.example";
    return w;
}

static void a_change_of_keys_brings_a_head_as_by_command(void **state)
{
    struct stage *stage = *state;
    struct world *w = second_body(stage);
    const char *revocation = world_key_text(w, "gs1", "revoke", "kreis", NULL);
    assert_int_equal(world_send(w, revocation, "gs1"), REASON_NONE);
    int64_t heads = world_number(w, "SELECT count(*) FROM checkpoint WHERE body = 2");
    approve_as_second(stage, "kreis", w->body);
    assert_int_equal(world_number(w, "SELECT count(*) FROM checkpoint WHERE body = 2"), heads + 1);
    assert_int_equal(world_number(w, "SELECT count(*) FROM member WHERE body = 2 AND seat = 'kreis' AND until IS NULL"),
                     0);
}

/* Behind a hand-over it is the new key that signs. */
static void a_handed_over_log_has_its_head_signed_by_the_new_key(void **state)
{
    struct stage *stage = *state;
    struct world *w = second_body(stage);
    const char *text = world_key_text(w, "gs1", "log", w->body, "ausschuss.example#2");
    assert_int_equal(world_send(w, text, "gs1 ausschuss.example#2 ausschuss.example"), REASON_NONE);
    int64_t heads = world_number(w, "SELECT count(*) FROM checkpoint WHERE body = 2");
    approve_as_second(stage, "yes", "ausschuss.example#2");
    assert_int_equal(world_number(w, "SELECT count(*) FROM checkpoint WHERE body = 2"), heads + 1);
}

static void dropping_asks_for_a_word(void **state)
{
    struct stage *stage = *state;
    int64_t before = stage_entries(stage);
    stage_enter(stage, "gs1", "en");
    app_push(&stage->app, &screen_pending, NULL);
    stage_press(stage, "d Enter d no Enter d drop Esc");
    assert_int_equal(stage_entries(stage), before);
    /* The word may be pasted; a line end that comes with it does nothing. */
    stage_press(stage, "d");
    app_paste(&stage->app, SLICE("drop\n"));
    assert_int_equal(stage_entries(stage), before);
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "Dropped"));
    assert_int_equal(stage_entries(stage), before - 1);
}

static void a_recusal_is_signed_too(void **state)
{
    struct stage *stage = *state;
    struct found proposal;
    stage_seal(stage, "stadt", "stadt");
    stage_enter(stage, "stadt", "en");
    assert_int_equal(query_find_proposal(app_store(&stage->app), "2026-004", &proposal, NULL), STATUS_OK);
    declaration_recuse(&stage->app, &proposal);
    stage_press(stage, "Verwandt. Enter");
    stage_expect(stage, 40, 100, "| Verwandt.");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM recusal WHERE seat = 'stadt'"), 1);
}

static void an_opening_may_have_a_beginning_and_a_question(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / partnerschaft Enter Enter B Tab Tab Tab");
    stage_expect(stage, 24, 80, "Voting begins:");
    stage_expect(stage, 24, 80, "at once");
    stage_press(stage, "bald Enter");
    assert_ptr_equal(stage_top(stage), &screen_opening);
    assert_true(stage_says(stage, "This is no time at which voting begins"));
    stage_press(stage, "^U +2d Tab Soll Space es Space sein? Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_expect(stage, 40, 100, "question: Soll es sein?");
    stage_expect(stage, 40, 100, "opens: 2026-11-25T10:00:00Z");
    stage_expect(stage, 40, 100, "closes: 2026-11-30T10:00:00Z");
}

static void a_ballot_is_declared_void_with_a_reason(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / kataster Enter Enter V");
    assert_ptr_equal(stage_top(stage), &screen_declaration);
    stage_expect(stage, 24, 80, "The ballot is declared void");
    stage_press(stage, "Falsche Space Frage. Enter");
    stage_expect(stage, 40, 100, "stimmbuch/1 void");
    stage_expect(stage, 40, 100, "| Falsche Frage.");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_true(stage_ballot(stage, "2026-002").is_void);
    /* A delegate may not. */
    app_act(&stage->app, ACTION_LOCK);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "3 V x Enter");
    assert_ptr_equal(stage_top(stage), &screen_declaration);
}

static void a_recusal_of_several_seats_names_one(void **state)
{
    struct stage *stage = *state;
    struct found proposal;
    stage_seal(stage, "stadt", "stadt");
    world_enrol(stage->w, "stadt", "deputy", "gemeinde");
    stage_enter(stage, "stadt", "en");
    assert_int_equal(query_find_proposal(app_store(&stage->app), "2026-004", &proposal, NULL), STATUS_OK);
    declaration_recuse(&stage->app, &proposal);
    stage_expect(stage, 24, 80, "another seat");
    bool first = stage_shows(stage, 24, 80, "Seat:               gemeinde");
    stage_press(stage, first ? "Right" : "Tab Esc");
    if (!first)
        declaration_recuse(&stage->app, &proposal);
    stage_press(stage, "Enter");
    stage_expect(stage, 40, 100, "seat: stadt");
}

/* Whoever asks says for what: the seat, as its deputy, or an office. */
static void an_enrolment_is_for_a_role(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "neu", "neu");
    stage_enter(stage, "neu", "en");
    stage_press(stage, "6");
    while (!stage_shows(stage, 24, 80, " rat.example "))
        stage_press(stage, "Tab");
    stage_press(stage, "T");
    assert_ptr_equal(stage_top(stage), &screen_enrolment);
    stage_expect(stage, 24, 80, "The seat: Bundesministerium (bmds)");
    stage_press(stage, "Down Enter");
    stage_expect(stage, 40, 100, "role: deputy");
    stage_expect(stage, 40, 100, "seat: bmds");
    stage_press(stage, "Esc End Enter");
    stage_expect(stage, 40, 100, "role: auditor");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_members);
    /* On the line of an office only offices are asked for. */
    stage_press(stage, "End T");
    assert_false(stage_shows(stage, 24, 80, "deputy"));
    stage_expect(stage, 24, 80, "secretary");
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(a_closing_brings_its_result_and_a_head),
        STAGE_TEST(before_a_closing_its_result_is_read),
        STAGE_TEST(a_ballot_on_paper_is_counted_by_the_secretaries),
        STAGE_TEST(what_cannot_be_closed_is_said_at_once),
        STAGE_TEST(an_empty_log_passphrase_leaves_the_head_out),
        STAGE_TEST(a_fingerprint_is_compared_by_telephone),
        STAGE_TEST(an_enrolment_waits_and_is_approved),
        STAGE_TEST(a_change_of_keys_brings_a_head_as_by_command),
        STAGE_TEST(a_handed_over_log_has_its_head_signed_by_the_new_key),
        STAGE_TEST(dropping_asks_for_a_word),
        STAGE_TEST(a_recusal_is_signed_too),
        STAGE_TEST(a_recusal_of_several_seats_names_one),
        STAGE_TEST(an_opening_may_have_a_beginning_and_a_question),
        STAGE_TEST(a_ballot_is_declared_void_with_a_reason),
        STAGE_TEST(an_enrolment_is_for_a_role),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
