/* Signing on the screen: nothing is written before the word and the passphrase, and then exactly what was shown. */
#include "data/query.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>

#include <cmocka.h>

/* With the ballot paper of 2026-002 on the screen. */
static void open_paper(struct stage *stage)
{
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    app_push(&stage->app, &screen_ballot, &facts);
}

static int64_t votes(struct stage *stage)
{
    return world_number(stage->w, "SELECT count(*) FROM vote WHERE voter = 'stadt' AND choice = 'yes' AND ballot = "
                                  "(SELECT max(idx) FROM ballot WHERE title LIKE '2026-002%')");
}

static void enter_alone_signs_nothing(void **state)
{
    struct stage *stage = *state;
    int64_t before = stage_entries(stage);
    open_paper(stage);
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    for (int i = 0; i < 5; i++) {
        stage_press(stage, "Enter");
        assert_ptr_equal(stage_top(stage), &screen_sign);
        assert_true(stage_says(stage, "Enter alone signs nothing: type YES first."));
    }
    /* Nor with the passphrase there. */
    stage_press(stage, "Tab Zwölf");
    stage_press(stage, "Enter Enter Enter");
    assert_int_equal(stage_entries(stage), before);
}

static void a_wrong_word_signs_nothing(void **state)
{
    static const char *const words[] = {"NO", "Y", "YESYES", "YES!", "y-e-s", "1", "ABSTAIN", "no"};
    struct stage *stage = *state;
    int64_t before = stage_entries(stage);
    open_paper(stage);
    stage_press(stage, "Enter");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        stage_press(stage, words[i]);
        stage_press(stage, "Enter");
        if (stage_top(stage) != &screen_sign || !stage_says(stage, "nothing was signed") ||
            stage_entries(stage) != before)
            fail_msg("the word \"%s\"", words[i]);
        stage_press(stage, "^U");
    }
}

static void a_word_is_known_in_every_spelling(void **state)
{
    static const struct {
        const char *typed, *word, *key;
        bool matches;
    } rows[] = {
        {"JA", "JA", "yes", true},
        {"ja", "JA", "yes", true},
        {"yes", "JA", "yes", true},
        {"Ja ", "JA", "yes", true},
        {"YES", "JA", "yes", false},
        {"", "JA", "yes", false},
        {" ", "JA", "yes", false},
        {"J A", "JA", "yes", false},
        {"JA.", "JA", "yes", false},
        {"ÖFFNEN", "ÖFFNEN", NULL, true},
        {"oeffnen", "ÖFFNEN", NULL, true},
        {"offnen", "ÖFFNEN", NULL, false},
        {"schließen", "SCHLIESSEN", NULL, true},
        {"", "JA", NULL, false},
        {"JAA", "JA", NULL, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (sign_word_matches(slice_of(rows[i].typed), rows[i].word, rows[i].key) != rows[i].matches)
            fail_msg("\"%s\" for \"%s\"", rows[i].typed, rows[i].word);
}

static void escape_writes_nothing_at_any_step(void **state)
{
    static const char *const steps[] = {"Enter Esc", "Enter YES Esc", "Enter YES Enter Zwölf Esc",
                                        "Tab Hallo Enter Esc"};
    struct stage *stage = *state;
    struct stat first, last;
    int64_t before = stage_entries(stage);
    open_paper(stage);
    assert_int_equal(stat(stage->w->path, &first), 0);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        stage_press(stage, steps[i]);
        if (stage_top(stage) != &screen_ballot || stage_entries(stage) != before)
            fail_msg("%s", steps[i]);
    }
    assert_int_equal(stat(stage->w->path, &last), 0);
    assert_int_equal(first.st_size, last.st_size);
    assert_int_equal(first.st_mtim.tv_sec, last.st_mtim.tv_sec);
    assert_int_equal(first.st_mtim.tv_nsec, last.st_mtim.tv_nsec);
}

/* While the passphrase is being tried, too: the worker has begun when Esc comes. */
static void escape_stops_the_unlocking(void **state)
{
    struct stage *stage = *state;
    const struct key enter = {.name = "Enter"}, escape = {.name = "Esc"};
    int64_t before = stage_entries(stage);
    open_paper(stage);
    stage_press(stage, "Enter YES Enter");
    app_paste(&stage->app, SLICE(STAGE_PASSPHRASE));
    assert_true(app_key(&stage->app, &enter));
    assert_non_null(stage->app.worker);
    assert_true(app_key(&stage->app, &escape));
    assert_ptr_equal(stage_top(stage), &screen_sign);
    /* The next key waits for the worker. */
    stage_press(stage, "Up");
    assert_ptr_equal(stage_top(stage), &screen_ballot);
    assert_int_equal(stage_entries(stage), before);
}

static void the_right_word_signs_exactly_what_was_shown(void **state)
{
    struct stage *stage = *state;
    struct buffer shown, narrow, note;
    struct note parsed;
    int64_t before = stage_entries(stage);
    stage_seal(stage, "stadt", "stadt");
    open_paper(stage);
    stage_press(stage, "Enter");
    buffer_init(&shown);
    buffer_init(&narrow);
    buffer_init(&note);
    struct canvas wide_canvas = stage_paint(stage, 40, 100, false), narrow_canvas = stage_paint(stage, 40, 61, false);
    stage_read(&wide_canvas, &shown);
    stage_read(&narrow_canvas, &narrow);
    stage_sign(stage, "YES", "falsch");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_true(stage_says(stage, "is wrong"));
    assert_int_equal(stage_entries(stage), before);
    /* The word still stands there, and the passphrase can be tried again. */
    app_paste(&stage->app, SLICE(STAGE_PASSPHRASE));
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_int_equal(stage_entries(stage), before + 1);
    assert_int_equal(votes(stage), 1);
    int64_t last = world_number(stage->w, "SELECT max(idx) FROM vote");
    assert_int_equal(query_entry(app_store(&stage->app), 1, last, &note, NULL), STATUS_OK);
    assert_int_equal(note_parse(buffer_slice(&note), &parsed, NULL), STATUS_OK);
    assert_int_equal(parsed.lines, 1);
    assert_string_equal(shown.at, narrow.at);
    assert_memory_equal(shown.at, parsed.text.at, parsed.text.length);
    assert_int_equal(shown.length, parsed.text.length);
    canvas_release(&wide_canvas);
    canvas_release(&narrow_canvas);
    buffer_release(&shown);
    buffer_release(&narrow);
    buffer_release(&note);
}

static void a_key_is_unlocked_once_and_locked_again(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "stadt", "stadt");
    open_paper(stage);
    stage_press(stage, "Enter");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    stage->app.now.seconds++;
    app_push(&stage->app, &screen_ballot, &facts);
    stage_press(stage, "Enter yes Enter");
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_int_equal(votes(stage), 2);
    app_push(&stage->app, &screen_ballot, &facts);
    app_act(&stage->app, ACTION_LOCK);
    stage_press(stage, "Enter yes Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_true(stage_says(stage, "passphrase"));
    assert_int_equal(votes(stage), 2);
}

/* Configured to 0, nothing is ever locked; to a number of minutes, after those. */
static void idleness_is_configured(void **state)
{
    struct stage *stage = *state;
    stage->session.config.value[CONFIG_LOCK_MINUTES] = "0";
    open_paper(stage);
    stage_press(stage, "Enter yes Tab Zwölf");
    stage->app.now.seconds += 1000000;
    app_idle(&stage->app);
    assert_false(stage_says(stage, "locked"));
    stage->session.config.value[CONFIG_LOCK_MINUTES] = "2";
    open_paper(stage);
    stage_press(stage, "Enter yes Tab Zwölf");
    stage->app.now.seconds += 119;
    app_idle(&stage->app);
    assert_false(stage_says(stage, "locked"));
    stage->app.now.seconds++;
    app_idle(&stage->app);
    assert_true(stage_says(stage, "locked"));
    /* What else was typed stays. */
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "Now the passphrase"));
}

/* What was typed of a passphrase is gone after the idle time, before any key was ever unlocked. */
static void idleness_wipes_what_was_typed_of_a_passphrase(void **state)
{
    struct stage *stage = *state;
    open_paper(stage);
    stage_press(stage, "Enter yes Tab Zwölf");
    stage->app.now.seconds += stage->app.idle_minutes * 60 - 1;
    app_idle(&stage->app);
    assert_false(stage_says(stage, "locked"));
    stage->app.now.seconds++;
    app_idle(&stage->app);
    assert_true(stage_says(stage, "locked"));
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_true(stage_says(stage, "Now the passphrase"));
}

/* Another process closes the ballot while its text is being read. */
static void a_refusal_says_why(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    char hex[DIGEST_HEX_LENGTH + 1];
    stage_seal(stage, "stadt", "stadt");
    open_paper(stage);
    stage_press(stage, "Enter");
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    digest_hex(&facts.id, hex);
    w->now.seconds += 3 * 86400;
    world_close(w, hex);
    int64_t before = stage_entries(stage);
    stage->app.now = w->now;
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_true(stage_says(stage, "closed"));
    assert_int_equal(stage_entries(stage), before);
}

static void an_objection_needs_a_reason(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-003");
    app_push(&stage->app, &screen_ballot, &facts);
    stage_press(stage, "End Enter");
    assert_ptr_equal(stage_top(stage), &screen_ballot);
    assert_true(stage_says(stage, "needs a reason"));
    stage_press(stage, "Frist");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    struct canvas canvas = stage_paint(stage, 40, 100, false);
    struct buffer shown;
    buffer_init(&shown);
    stage_read(&canvas, &shown);
    assert_non_null(strstr(shown.at, "choice: object\n\n| Frist\n"));
    canvas_release(&canvas);
    buffer_release(&shown);
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(enter_alone_signs_nothing),
        STAGE_TEST(a_wrong_word_signs_nothing),
        cmocka_unit_test(a_word_is_known_in_every_spelling),
        STAGE_TEST(escape_writes_nothing_at_any_step),
        STAGE_TEST(escape_stops_the_unlocking),
        STAGE_TEST(the_right_word_signs_exactly_what_was_shown),
        STAGE_TEST(a_key_is_unlocked_once_and_locked_again),
        STAGE_TEST(idleness_is_configured),
        STAGE_TEST(idleness_wipes_what_was_typed_of_a_passphrase),
        STAGE_TEST(a_refusal_says_why),
        STAGE_TEST(an_objection_needs_a_reason),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
