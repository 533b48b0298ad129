/* Voting among options on the screen: what is chosen is what is signed, and only after the word that names it. */
#include "tests/stage_methods.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/i18n.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int make(void **state)
{
    if (stage_make(state) != 0)
        return -1;
    struct stage *stage = *state;
    stage_add_methods(stage);
    stage_seal(stage, "stadt", "stadt");
    return 0;
}

static void open_paper(struct stage *stage, const char *number)
{
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, number);
    app_push(&stage->app, &screen_ballot, &facts);
}

static int64_t votes(struct stage *stage, const char *number, const char *choice)
{
    return world_number(
        stage->w, world_say(stage->w,
                            "SELECT count(*) FROM vote v JOIN ballot b ON b.body = v.body AND b.idx = v.ballot WHERE "
                            "v.voter = 'stadt' AND v.choice = '%s' AND b.title LIKE '%s %%'",
                            choice, number));
}

/* The passphrase is asked for once. */
static void sign(struct stage *stage, const char *word)
{
    app_paste(&stage->app, slice_of(word));
    stage_press(stage, "Enter");
    if (stage_top(stage) != &screen_sign)
        return;
    app_paste(&stage->app, SLICE(STAGE_PASSPHRASE));
    stage_press(stage, "Enter");
}

static void what_is_chosen_is_signed(void **state)
{
    static const struct {
        const char *number, *keys, *word, *choice;
    } rows[] = {
        {"W-1", "Down", "berta", "berta"},
        {"W-1", "End", "ABSTAIN", "abstain"},
        {"W-2", "Down Down Space Up Up Space", "anna,carl", "anna,carl"},
        {"W-2", "Space End Space", "abstain", "abstain"},
        {"W-3", "Down Space Down Down Space = Down Down Down Space", "berta=carl>none", "berta=carl>none"},
        {"W-3", "Down Space Down Space + Down Down Space", "anna>berta>carl", "anna>berta>carl"},
        {"W-3", "End Up Space", "none", "none"},
        {"W-3", "End Space", "Abstain", "abstain"},
        {"W-4", "Down", "standort-mit-langem-namen-02", "standort-mit-langem-namen-02"},
        /* A long order is named by what comes first in it. */
        {"W-3", "Down Down Down Space Down Space Down Space Down Space Down Space", "dorothea",
         "dorothea>anna>berta>carl>none"},
    };
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t before = votes(stage, rows[i].number, rows[i].choice);
        open_paper(stage, rows[i].number);
        stage_press(stage, rows[i].keys);
        stage_press(stage, "Enter");
        assert_ptr_equal(stage_top(stage), &screen_sign);
        sign(stage, rows[i].word);
        if (stage_top(stage) != &screen_receipt || votes(stage, rows[i].number, rows[i].choice) != before + 1)
            fail_msg("%s: %s", rows[i].keys, stage->app.message.at ? stage->app.message.at : "");
        stage->w->now.seconds++;
    }
}

/* The receipt names the choice, and the paper says what was voted so far. */
static void the_vote_is_shown_afterwards(void **state)
{
    struct stage *stage = *state;
    open_paper(stage, "W-3");
    stage_press(stage, "Down Space Down Space Enter");
    stage_sign(stage, "berta>anna", STAGE_PASSPHRASE);
    for (int i = 0; i < 2; i++) {
        struct canvas canvas = stage_paint(stage, 30, 100, false);
        struct buffer text;
        buffer_init(&text);
        canvas_dump(&canvas, &text);
        if (!strstr(text.at, "berta>anna"))
            fail_msg("%s", text.at);
        buffer_release(&text);
        canvas_release(&canvas);
        struct ballot_facts facts = stage_ballot(stage, "W-3");
        app_push(&stage->app, &screen_ballot, &facts);
    }
}

static void another_word_signs_nothing(void **state)
{
    static const char *const words[] = {"berta",      "YES", "yes",    "anna>berta", "berta>anna>none",
                                        "berta=anna", "x",   "berta>", "berta anna"};
    struct stage *stage = *state;
    int64_t before = stage_entries(stage);
    open_paper(stage, "W-3");
    stage_press(stage, "Down Space Down Space Enter");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        app_paste(&stage->app, slice_of(words[i]));
        stage_press(stage, "Enter");
        if (stage_top(stage) != &screen_sign || !stage_says(stage, "nothing was signed: type berta>anna") ||
            stage_entries(stage) != before)
            fail_msg("the word \"%s\"", words[i]);
        stage_press(stage, "^U");
    }
}

static void nothing_chosen_goes_nowhere(void **state)
{
    static const struct {
        const char *number, *words;
    } rows[] = {{"W-2", "Nothing is marked yet"}, {"W-3", "Nothing has a place yet"}};
    struct stage *stage = *state;
    for (size_t i = 0; i < 2; i++) {
        open_paper(stage, rows[i].number);
        stage_press(stage, "Down Enter");
        assert_ptr_equal(stage_top(stage), &screen_ballot);
        assert_true(stage_says(stage, rows[i].words));
        stage_press(stage, "Space Space Enter");
        assert_ptr_equal(stage_top(stage), &screen_ballot);
        stage_press(stage, "Space Enter");
        assert_ptr_equal(stage_top(stage), &screen_sign);
    }
}

/* Others vote meanwhile, and the screen reads anew: what is being chosen stays as it is. */
static void a_live_update_leaves_the_choice_alone(void **state)
{
    struct stage *stage = *state;
    open_paper(stage, "W-3");
    stage_press(stage, "Down Space Down Down Space");
    struct world *w = stage->w;
    struct world before = *w;
    w->body = "wahlen.example";
    w->founding = world_say(w, "%s", "");
    struct rows rows = store_ask(ledger_store(w->ledger),
                                 "SELECT lower(hex(id)) FROM entry WHERE idx = 0 AND body = "
                                 "(SELECT body FROM ballot WHERE title LIKE 'W-3 %')",
                                 "");
    assert_true(rows_next(&rows));
    w->founding = arena_copy(&w->arena, rows_text(&rows, 0)).at;
    assert_int_equal(rows_end(&rows), STATUS_OK);
    char ballot[DIGEST_HEX_LENGTH + 1];
    struct ballot_facts facts = stage_ballot(stage, "W-3");
    digest_hex(&facts.id, ballot);
    world_vote(w, ballot, "bmds", "bmds", "anna");
    w->body = before.body;
    w->founding = before.founding;
    app_idle(&stage->app);
    stage_press(stage, "Enter");
    stage_sign(stage, "berta>carl", STAGE_PASSPHRASE);
    assert_int_equal(votes(stage, "W-3", "berta>carl"), 1);
}

/* 64 options with long names: nothing is written beside the canvas, in no size, with signs or without. */
static void many_options_in_every_size(void **state)
{
    static const int rows[] = {1, 10, 11, 24, 50, 200}, columns[] = {1, 40, 60, 80, 100, 250};
    static const char *const keys[] = {"2 / standorts Enter Enter v End", "2 / standorts Enter Enter r",
                                       "2 / vorsitzes Enter Enter r", "2 / besetzung Enter Enter v Space"};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        stage_enter(stage, "stadt", "de");
        stage_press(stage, keys[i]);
        for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++)
            for (size_t c = 0; c < sizeof columns / sizeof columns[0]; c++) {
                struct canvas canvas = stage_paint(stage, rows[r], columns[c], (r + c) % 2);
                assert_in_range(canvas.cursor_row, 0, rows[r] - 1);
                assert_in_range(canvas.cursor_column, 0, columns[c] - 1);
                canvas_release(&canvas);
            }
    }
}

/* The secretary sees the proposal's options in what is signed; without any there is nothing to sign. */
static void opening_a_ballot_with_options(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / ausschreibung Enter Enter B End Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    struct canvas canvas = stage_paint(stage, 60, 100, false);
    struct buffer text;
    buffer_init(&text);
    stage_read(&canvas, &text);
    assert_non_null(strstr(text.at, "method: rang ranking\n"));
    assert_non_null(strstr(text.at, "option: anna Dr. Anna Größer, Musterstadt\noption: berta Berta Süß, Landkreis "
                                    "Neuöd\noption: carl Carl Östermann\n"));
    buffer_release(&text);
    canvas_release(&canvas);
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / bekanntmachung Enter Enter B End Enter");
    assert_ptr_equal(stage_top(stage), &screen_opening);
    assert_true(stage_says(stage, "chooses among options, and the proposal names none"));
}

/* A rule for ballots on paper is one like the others. */
static void opening_a_ballot_on_paper(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / bekanntmachung Enter Enter B End Up Up Up");
    assert_ptr_equal(stage_top(stage), &screen_opening);
    assert_true(stage_shows(stage, 60, 160, "on paper: the secretaries enter the counts"));
    assert_false(stage_shows(stage, 60, 160, "cannot count"));
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_true(stage_shows(stage, 60, 160, "method: geheim external"));
}

/* What has to be typed for a choice, in one language and the other. */
static void the_word_for_a_choice(void **state)
{
    static const struct {
        const char *choice, *word, *key;
        bool part;
    } rows[] = {
        {"yes", "JA", "yes", false},
        {"abstain", "ENTH", "abstain", false},
        {"none", "none", "none", false},
        {"anna", "anna", "anna", false},
        {"anna,carl", "anna,carl", "anna,carl", false},
        {"aaaaaaaaaaa>bbbbbbbbbbbb", "aaaaaaaaaaa>bbbbbbbbbbbb", "aaaaaaaaaaa>bbbbbbbbbbbb", false},
        {"aaaaaaaaaaaa>bbbbbbbbbbbb", "aaaaaaaaaaaa", "aaaaaaaaaaaa", true},
        {"aaaaaaaaaaaa=bbbbbbbbbbbb", "aaaaaaaaaaaa", "aaaaaaaaaaaa", true},
        {"aaaaaaaaaaaa,bbbbbbbbbbbb", "aaaaaaaaaaaa", "aaaaaaaaaaaa", true},
        {"a234567890b234567890c234567890d234567890", "a234567890b234567890c234567890d234567890",
         "a234567890b234567890c234567890d234567890", false},
    };
    (void)state;
    assert_true(i18n_start("de"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sign_choice found;
        sign_choice(slice_of(rows[i].choice), &found);
        assert_string_equal(found.word, rows[i].word);
        assert_string_equal(found.key, rows[i].key);
        assert_int_equal(found.part, rows[i].part);
    }
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, make, stage_remove)

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        ON_STAGE(what_is_chosen_is_signed),
        ON_STAGE(the_vote_is_shown_afterwards),
        ON_STAGE(another_word_signs_nothing),
        ON_STAGE(nothing_chosen_goes_nowhere),
        ON_STAGE(a_live_update_leaves_the_choice_alone),
        ON_STAGE(many_options_in_every_size),
        ON_STAGE(opening_a_ballot_with_options),
        ON_STAGE(opening_a_ballot_on_paper),
        cmocka_unit_test(the_word_for_a_choice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
