/* Proposals, and changes of roster and statute, from a draft on the screen: chosen or written, checked, signed. */
#include "data/query.h"
#include "tests/stage_draft.h"
#include "tests/stage_gates.h"
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static int make(void **state)
{
    unsetenv("VISUAL");
    return stage_make(state);
}

static void use_editor(const char *command)
{
    assert_int_equal(setenv("EDITOR", command, 1), 0);
}

/* Fills the form in, but not what the statute asks for. */
#define FILL "sh -c 'sed -i \"s/^title: $/title: Neue Software/; s/^#? for.*//\" \"$0\"'"

static const char *read_shown(struct stage *stage, struct buffer *text)
{
    struct canvas canvas = stage_paint(stage, 60, 120, false);
    buffer_clear(text);
    stage_read(&canvas, text);
    canvas_release(&canvas);
    return text->at;
}

/* Tab until the screen shows these words; there are three bodies. */
static void choose_body(struct stage *stage, const char *words)
{
    for (int i = 0; i < 3 && !stage_shows(stage, 24, 80, words); i++)
        stage_press(stage, "Tab");
    stage_expect(stage, 24, 80, words);
}

static void a_proposal_is_written_checked_and_signed(void **state)
{
    struct stage *stage = *state;
    struct buffer text;
    buffer_init(&text);
    stage_add_gates(stage);
    stage_seal(stage, "stadt", "stadt");
    stage_enter(stage, "stadt", "en");
    int64_t before = stage_entries(stage);
    use_editor(FILL);
    stage_press(stage, "2 N");
    assert_ptr_equal(stage_top(stage), &screen_draft);
    choose_body(stage, "A proposal in rat.example");
    stage_press(stage, "Enter");
    stage_expect(stage, 30, 100, "A proposal in rat.example");
    assert_true(stage_says(stage, "/drafts/proposal-20261123-100000.txt"));
    stage_expect(stage, 30, 100, "2026-006 Neue Software");
    stage_expect(stage, 30, 100, "Nothing is asked of a proposal.");
    assert_int_equal(stage_entries(stage), before);
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_non_null(strstr(read_shown(stage, &text), "\nnumber: 2026-006\ntitle: Neue Software\nkind: decision\n"));
    assert_non_null(strstr(text.at, "\nfor: stadt\n"));
    assert_null(strstr(text.at, "#?"));
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_int_equal(stage_entries(stage), before + 1);
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_proposals);
    stage_expect(stage, 24, 80, "2026-006  Neue Software");
    buffer_release(&text);
}

static void what_the_statute_asks_is_listed_before_signing(void **state)
{
    struct stage *stage = *state;
    stage_add_gates(stage);
    stage_enter(stage, "stadt", "en");
    use_editor(FILL);
    stage_press(stage, "N");
    choose_body(stage, "A proposal in betrieb.example");
    stage_press(stage, "Enter");
    stage_expect(stage, 40, 120, "B-3 Neue Software");
    stage_expect(stage, 40, 120, "Federation 9, States 9, Municipalities 9.");
    stage_expect(stage, 40, 120, "The field \"dvc\" is missing.");
    stage_expect(stage, 40, 120, "That begins when it is filed.");
    /* The lines that wait are there again, and what is filled in is no longer missing. */
    use_editor(
        "sh -c 'grep -q \"^cost: bund long operation $\" \"$0\" && sed -i \"s/^dvc: $/dvc: uses Katalog/\" \"$0\"'");
    stage_press(stage, "^X");
    stage_expect(stage, 40, 120, "Federation 9");
    assert_false(stage_shows(stage, 40, 120, "The field \"dvc\" is missing."));
}

static void a_draft_with_a_fault_is_not_signed(void **state)
{
    struct stage *stage = *state;
    stage_draft(stage, "a.txt", "stimmbuch/1 proposal\nnumber: 2026-009\ntitle: Ohne Art\n");
    stage_draft(stage, "b.md", "stimmbuch/1 proposal\nnumber: 2026-001\ntitle: Vergeben\nkind: decision\n");
    stage_draft(stage, "c.txt", "stimmbuch/1 statement\nstance: support\n");
    stage_draft(stage, "d.dat", "stimmbuch/1 proposal\nnumber: 2026-009\ntitle: Falsche Endung\nkind: decision\n");
    stage_draft(stage, "e.txt", "stimmbuch/1 proposal\ntitle: Falsche Zeile\ncosts: 1\n");
    stage_enter(stage, "stadt", "en");
    int64_t before = stage_entries(stage);
    stage_press(stage, "N");
    stage_expect(stage, 24, 80, "Ohne Art");
    assert_false(stage_shows(stage, 24, 80, "c.txt"));
    assert_false(stage_shows(stage, 24, 80, "Falsche Endung"));
    stage_press(stage, "Down Enter");
    assert_ptr_equal(stage_top(stage), &screen_draft);
    assert_true(stage_says(stage, "This cannot be signed yet"));
    stage_press(stage, "Down Enter");
    assert_true(stage_says(stage, "2026-001 is taken"));
    /* What it says is shown all the same. */
    stage_expect(stage, 24, 80, "2026-001 Vergeben");
    stage_press(stage, "Down");
    stage_expect(stage, 24, 80, "line 3, column 1");
    assert_int_equal(stage_entries(stage), before);
}

static void many_drafts_are_not_all_shown(void **state)
{
    struct stage *stage = *state;
    char name[32];
    for (int i = 0; i < 70; i++) {
        snprintf(name, sizeof name, "%02d.txt", i);
        stage_draft(stage, name, "stimmbuch/1 proposal\nnumber: 1\n");
    }
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "N");
    stage_expect(stage, 24, 80, "there are more, not shown");
    stage_press(stage, "End Up");
    stage_expect(stage, 24, 80, "63.txt");
}

static void an_editor_that_changes_nothing_writes_nothing(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    use_editor("true");
    stage_press(stage, "N Enter");
    assert_true(stage_says(stage, "Nothing was changed."));
    use_editor("false");
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "set VISUAL or EDITOR"));
    assert_int_not_equal(access(stage->session.drafts_path.at, F_OK), 0);
}

static void a_path_is_typed(void **state)
{
    struct stage *stage = *state;
    stage_draft(stage, "antrag", "stimmbuch/1 proposal\nnumber: 2026-044\ntitle: Ohne Endung\nkind: decision\n\nSo.\n");
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "N End Enter");
    assert_true(stage_says(stage, "Type the path"));
    app_paste(&stage->app, slice_of(stage->session.drafts_path.at));
    stage_expect(stage, 24, 80, "this is no file that can be read");
    app_paste(&stage->app, SLICE("/antrag"));
    stage_expect(stage, 24, 80, "2026-044 Ohne Endung");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
}

static void a_new_version_takes_the_place_of_ones_own(void **state)
{
    struct stage *stage = *state;
    struct buffer text;
    buffer_init(&text);
    stage_seal(stage, "stadt", "stadt");
    stage_enter(stage, "stadt", "en");
    use_editor("sh -c 'sed -i \"s/^title: .*/title: Datenräume, zweite Fassung/\" \"$0\"'");
    stage_press(stage, "2 / partnerschaft Enter Enter N Enter Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    read_shown(stage, &text);
    assert_non_null(strstr(text.at, "\nnumber: 2026-006\ntitle: Datenräume, zweite Fassung\n"));
    assert_non_null(strstr(text.at, "\ndemand: 2\n"));
    assert_non_null(strstr(text.at, "| ## Beschlussvorschlag\n"));
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM proposal WHERE number = '2026-004' AND "
                                            "state = 'superseded'"),
                     1);
    buffer_release(&text);
}

static void of_anothers_proposal_there_is_no_version(void **state)
{
    struct stage *stage = *state;
    struct buffer text;
    buffer_init(&text);
    stage_enter(stage, "kreis", "en");
    stage_seal(stage, "kreis", "kreis");
    stage_enter(stage, "kreis", "en");
    use_editor(FILL);
    stage_press(stage, "2 / partnerschaft Enter Enter N Enter Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_null(strstr(read_shown(stage, &text), "supersedes"));
    buffer_release(&text);
}

static void a_roster_is_changed_in_words_then_signed(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_draft(stage, "roster.txt",
                "stimmbuch/1 roster\nbench: = bund Bundesbehörden\nseat: + neu kommunen 1.5 voting Neue Stadt\n"
                "seat: = kreis kommunen 3 voting Landkreis\nmember: - stadt holder stadt\n");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "6");
    choose_body(stage, " rat.example ");
    stage_press(stage, "E Down");
    stage_expect(stage, 30, 120, "Bund (bund): is called Bundesbehörden from then on");
    stage_expect(stage, 30, 140, "new: Neue Stadt (neu), ");
    stage_expect(stage, 30, 140, "weight 1.5, voting");
    stage_expect(stage, 30, 140, "Landkreis, from then on: ");
    stage_expect(stage, 30, 140, "weight 3, voting");
    stage_expect(stage, 30, 140, "stadt is no longer: holder, Kreisfreie Stadt (stadt)");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM seat WHERE id = 'neu'"), 1);
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_members);
}

static void the_editor_begins_with_the_seats_there_are(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    use_editor(
        "sh -c 'sed -i \"s/^# seat: = stadt kommunen .*/seat: = stadt kommunen 9 voting Kreisfreie Stadt/\" \"$0\"'");
    stage_press(stage, "6 E");
    /* Another body than the one of the screen beneath stays the chosen one. */
    stage_expect(stage, 24, 80, "members of ausschuss.example");
    choose_body(stage, "members of rat.example");
    stage_press(stage, "Enter");
    stage_expect(stage, 30, 100, "members of rat.example");
    stage_expect(stage, 30, 100, "weight 9, voting");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_press(stage, "Esc");
    stage_expect(stage, 30, 100, "members of rat.example");
}

static void a_statute_is_changed_in_words_then_signed(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    use_editor("sh -c 'sed -i \"s/^rule: einfach .*/rule: einfach Einfache Mehrheit/; /^adopted: einfach/s/> .*/> 2/\" "
               "\"$0\"; "
               "echo \"window: 90\" >>\"$0\"'");
    stage_press(stage, "6 t");
    choose_body(stage, "Ausschuss der Beispiele");
    stage_press(stage, "E Enter");
    stage_expect(stage, 40, 120, "Change of the statute of ausschuss.example");
    stage_expect(stage, 40, 120, "now: yes votes: more than no votes");
    stage_expect(stage, 40, 120, "then: yes votes: more than 2");
    stage_expect(stage, 40, 120, "90 minutes");
    int64_t before = stage_entries(stage), size = world_number(stage->w, "SELECT count(*) FROM entry");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    /* Two secretaries sign in this body: it waits for the other. */
    assert_true(stage_says(stage, "waits for further signatures: 1 of 2"));
    assert_int_equal(stage_entries(stage), before + 1);
    app_act(&stage->app, ACTION_LOCK);
    stage_seal(stage, "gs2", "gs2");
    stage_enter(stage, "gs2", "en");
    app_push(&stage->app, &screen_pending, NULL);
    stage_press(stage, "End a");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM entry"), size + 1);
    stage_press(stage, "Esc Esc 6 t");
    choose_body(stage, "Ausschuss der Beispiele");
    stage_press(stage, "End");
    stage_expect(stage, 60, 120, "90 minutes");
}

static void who_may_not_is_told_before_signing(void **state)
{
    struct stage *stage = *state;
    stage_draft(stage, "roster.txt", "stimmbuch/1 roster\nmember: - stadt holder stadt\n");
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 E Down Enter");
    assert_ptr_equal(stage_top(stage), &screen_draft);
    assert_true(stage_says(stage, "This cannot be signed yet"));
    stage_enter(stage, "", "en");
    stage_press(stage, "2 N");
    assert_ptr_equal(stage_top(stage), &screen_proposals);
}

#define DRAFT_TEST(test) cmocka_unit_test_setup_teardown(test, make, stage_remove)

static void two_of_one_second_are_both_kept(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    use_editor(FILL);
    stage_press(stage, "2 N Enter");
    assert_true(stage_says(stage, "/drafts/proposal-20261123-100000.txt"));
    stage_press(stage, "Up Enter");
    assert_true(stage_says(stage, "/drafts/proposal-20261123-100000-2.txt"));
}

static int64_t count_blobs(struct stage *stage)
{
    int64_t count;
    assert_int_equal(store_number(app_store(&stage->app), &count, NULL, "SELECT count(*) FROM blob", ""), STATUS_OK);
    return count;
}

/* The file beside the draft is kept with the proposal, so that o finds it; of another one only the hash is there. */
static void attachments_are_kept(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "stadt", "stadt");
    stage_draft(stage, "Plan.pdf", "Der Plan.");
    stage_draft(stage, "a.txt",
                "stimmbuch/1 proposal\nnumber: 2026-090\ntitle: Mit Plan\nkind: decision\nattachment: Plan.pdf\n"
                "attachment: 0000000000000000000000000000000000000000000000000000000000000000 4 Fern.pdf\n");
    stage_draft(stage, "b.txt",
                "stimmbuch/1 proposal\nnumber: 2026-091\ntitle: Ohne\nkind: decision\nattachment: Fehlt.pdf\n");
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 N");
    choose_body(stage, "A proposal in rat.example");
    stage_press(stage, "Down Down Enter");
    assert_ptr_equal(stage_top(stage), &screen_draft);
    assert_true(stage_says(stage, "there is no file \"Fehlt.pdf\" beside the draft"));
    stage_press(stage, "Up");
    stage_expect(stage, 30, 100, "Fern.pdf is not beside the draft");
    /* Who leaves it unsigned leaves no file in the ledger. */
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_press(stage, "Esc");
    assert_int_equal(count_blobs(stage), 0);
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_int_equal(count_blobs(stage), 1);
    stage_press(stage, "Esc / 2026-090 Enter Enter o");
    assert_ptr_equal(stage_top(stage), &screen_save);
    stage_expect(stage, 24, 80, "Plan.pdf");
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        DRAFT_TEST(a_proposal_is_written_checked_and_signed),
        DRAFT_TEST(what_the_statute_asks_is_listed_before_signing),
        DRAFT_TEST(a_draft_with_a_fault_is_not_signed),
        DRAFT_TEST(two_of_one_second_are_both_kept),
        DRAFT_TEST(attachments_are_kept),
        DRAFT_TEST(many_drafts_are_not_all_shown),
        DRAFT_TEST(an_editor_that_changes_nothing_writes_nothing),
        DRAFT_TEST(a_path_is_typed),
        DRAFT_TEST(a_new_version_takes_the_place_of_ones_own),
        DRAFT_TEST(of_anothers_proposal_there_is_no_version),
        DRAFT_TEST(a_roster_is_changed_in_words_then_signed),
        DRAFT_TEST(the_editor_begins_with_the_seats_there_are),
        DRAFT_TEST(a_statute_is_changed_in_words_then_signed),
        DRAFT_TEST(who_may_not_is_told_before_signing),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
