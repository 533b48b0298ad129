/* Results, ledger, members and audit on the screen: what is shown, searched and filtered; what is new. */
#include "data/query_ledger.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/audit.h"
#include "tui/screens.h"
#include "tui/seen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Whether the screen has this text. */
static bool shows(struct stage *stage, int rows, int columns, const char *text)
{
    struct canvas canvas = stage_paint(stage, rows, columns, false);
    struct buffer dump;
    buffer_init(&dump);
    canvas_dump(&canvas, &dump);
    bool found = dump.at && strstr(dump.at, text);
    buffer_release(&dump);
    canvas_release(&canvas);
    return found;
}

#define EXPECT_SHOWN(text)                                                                                             \
    do {                                                                                                               \
        if (!shows(stage, 40, 100, text))                                                                              \
            fail_msg("not shown: %s", text);                                                                           \
    } while (0)
#define EXPECT_NOT_SHOWN(text)                                                                                         \
    do {                                                                                                               \
        if (shows(stage, 40, 100, text))                                                                               \
            fail_msg("shown: %s", text);                                                                               \
    } while (0)

static void a_result_tells_percent_quorum_and_conditions(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-001");
    app_push(&stage->app, &screen_result, &facts);
    EXPECT_SHOWN("Votes (4 of 4 seats)");
    EXPECT_SHOWN("75.0%");
    EXPECT_SHOWN("there is a quorum");
    EXPECT_SHOWN("▲ needed");
    EXPECT_SHOWN("✓ yes votes: 3");
    EXPECT_NOT_SHOWN("Did not vote");
}

static void an_open_result_names_who_is_missing(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    app_push(&stage->app, &screen_result, &facts);
    EXPECT_SHOWN("Your vote is missing. v opens the ballot paper.");
    EXPECT_SHOWN("Without a vote: Kommunen (2)");
    EXPECT_SHOWN("until Wed 11-25");
    stage_enter(stage, "gs1", "en");
    app_push(&stage->app, &screen_result, &facts);
    EXPECT_NOT_SHOWN("Your vote is missing");
    EXPECT_SHOWN("An interim count, not a decision");
}

/* What is higher than the window is reached by scrolling, to its last line and no further. */
static void a_result_scrolls_to_its_end(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    app_push(&stage->app, &screen_result, &facts);
    assert_false(shows(stage, 12, 40, "Without a vote"));
    for (int i = 0; i < 60; i++) {
        stage_press(stage, "Down");
        assert_true(shows(stage, 12, 40, "Result"));
    }
    assert_true(shows(stage, 12, 40, "└──────────────────────────────────────┘"));
    assert_false(shows(stage, 12, 40, "▼"));
    stage_press(stage, "Home");
    assert_true(shows(stage, 12, 40, "2026-002"));
}

static void the_ledger_is_filtered_by_kind(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "4");
    EXPECT_SHOWN("enrol");
    stage_press(stage, "f");
    EXPECT_SHOWN("Filter: proposal (5)");
    EXPECT_NOT_SHOWN("enrol");
    stage_press(stage, "f f");
    EXPECT_SHOWN("Filter: vote (11)");
    stage_press(stage, "End Enter");
    assert_ptr_equal(stage_top(stage), &screen_entry);
    EXPECT_SHOWN("stimmbuch/1 vote");
    stage_press(stage, "q Esc");
    EXPECT_NOT_SHOWN("Filter");
    EXPECT_SHOWN("enrol");
}

/* The search runs beside the screen: until it ends the screen says so, and it can be left. */
static void the_filter_does_not_hold_up_the_screen(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "4");
    assert_true(app_act(&stage->app, ACTION_FILTER));
    EXPECT_SHOWN("Looking through the ledger");
    assert_non_null(stage->app.worker);
    assert_true(app_act(&stage->app, ACTION_BACK));
    assert_null(stage->app.worker);
    EXPECT_NOT_SHOWN("Filter");
    EXPECT_SHOWN("enrol");
    stage_press(stage, "f");
    EXPECT_SHOWN("Filter: proposal (5)");
    EXPECT_NOT_SHOWN("Looking through the ledger");
}

static void a_ledger_that_is_gone_is_said_so(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "4");
    buffer_text(&stage->session.ledger_path, ".gone");
    stage_press(stage, "f");
    assert_true(stage_says(stage, "no ledger at"));
    EXPECT_SHOWN("Filter: proposal (0)");
    stage_press(stage, "Esc");
    EXPECT_SHOWN("enrol");
}

/* The preview waits while somebody scrolls, and comes when the keys rest; a single key brings it at once. */
static void the_preview_waits_for_a_rest(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2");
    EXPECT_SHOWN("Filed by");
    app_pace(&stage->app, 1000);
    stage_press(stage, "j");
    EXPECT_SHOWN("Filed by");
    app_pace(&stage->app, 1030);
    stage_press(stage, "j");
    EXPECT_NOT_SHOWN("Filed by");
    EXPECT_NOT_SHOWN("Großweiler");
    app_rest(&stage->app);
    EXPECT_SHOWN("Filed by");
    app_pace(&stage->app, 1500);
    stage_press(stage, "j");
    EXPECT_SHOWN("Filed by");
}

static bool count_place(void *context, int64_t index)
{
    int64_t *last = context;
    assert_true(index < last[1]);
    last[0]++;
    last[1] = index;
    return true;
}

/* The places of all kinds together are the log; each kind's are in falling order. */
static void kinds_divide_the_log(void **state)
{
    struct stage *stage = *state;
    int64_t entries = 0;
    stage_enter(stage, "stadt", "en");
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        int64_t seen[2] = {0, INT64_MAX};
        assert_int_equal(query_kind_places(app_store(&stage->app), 1, (enum kind)kind, count_place, seen, NULL),
                         STATUS_OK);
        entries += seen[0];
    }
    assert_int_equal(entries, world_number(stage->w, "SELECT count(*) FROM entry WHERE body = 1"));
}

static void members_are_searched_and_deputies_named(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 / kreis");
    EXPECT_SHOWN("/ kreis");
    EXPECT_SHOWN("▸ kreis");
    EXPECT_NOT_SHOWN("  gemeinde ");
    stage_press(stage, "Enter q");
    EXPECT_SHOWN("  gemeinde ");
    stage_press(stage, "/ qqqq");
    EXPECT_SHOWN("Nobody fits the search.");
    stage_press(stage, "Esc");
    EXPECT_SHOWN("  gemeinde ");
    assert_ptr_equal(stage_top(stage), &screen_members);
}

static void deputies_are_named(void **state)
{
    struct stage *stage = *state;
    world_enrol(stage->w, "kreis-9", "deputy", "kreis");
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 / kreis Enter");
    EXPECT_SHOWN("Deputies: kreis-9");
    /* They are found by their names too. */
    stage_press(stage, "Esc / kreis-9");
    EXPECT_SHOWN("▸ kreis");
}

static void findings_belong_to_steps(void **state)
{
    static const struct {
        const char *code;
        enum audit_step step;
    } rows[] = {
        {"schema", AUDIT_FILE},      {"database", AUDIT_FILE},     {"blob", AUDIT_FILE},
        {"gap", AUDIT_TREE},         {"leaf", AUDIT_TREE},         {"node", AUDIT_TREE},
        {"id", AUDIT_TREE},          {"signer", AUDIT_SIGNATURES}, {"signature", AUDIT_SIGNATURES},
        {"checkpoint", AUDIT_HEADS}, {"mark", AUDIT_HEADS},        {"tables", AUDIT_TABLES},
        {"founding", AUDIT_RULES},   {"result", AUDIT_RULES},      {"follows", AUDIT_RULES},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (audit_step(rows[i].code) != rows[i].step)
            fail_msg("%s", rows[i].code);
}

static void expect_line(const char *text, const char *line)
{
    if (!strstr(text, line))
        fail_msg("\"%s\" is not in:\n%s", line, text);
}

/* While it runs each step shows its own count; what is done has its sign before the others. */
static void each_step_has_its_own_progress(void **state)
{
    struct audit audit = {.running = true, .done = 640, .all = 1000};
    struct buffer text;
    struct canvas canvas;
    (void)state;
    buffer_init(&text);
    assert_true(i18n_start("en"));
    audit.shown_steps = (struct verify_steps){.file = 1,
                                              .placed = 640,
                                              .replayed = 512,
                                              .entries = 1000,
                                              .signatures = 700,
                                              .heads = 2,
                                              .compared = 2,
                                              .bodies = 2};
    canvas_init(&canvas, 21, 80, false);
    audit_paint(&audit, &canvas, canvas_area(&canvas));
    canvas_dump(&canvas, &text);
    expect_line(text.at, "│ … 1 File                    1 of 3: schema, attachments, SQLite        33.3% │");
    expect_line(text.at, "│ … 2 Tree                    640 of 1,000 entries in their places       64.0% │");
    expect_line(text.at, "│ … 3 Signatures              700 good signatures                        64.0% │");
    expect_line(text.at, "│ … 4 Rules, results          512 of 1,000 entries replayed              51.2% │");
    expect_line(text.at, "│ ✓ 5 Signed heads            2 signed heads                            100.0% │");
    expect_line(text.at, "│ ✓ 6 Stored tables           tables of 2 of 2 bodies compared          100.0% │");
    canvas_release(&canvas);
    buffer_release(&text);
}

/* Another screen on top ends the worker; the audit then says that it was stopped, and never "all holds". */
static void an_audit_that_was_left_says_so(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    app_act(&stage->app, ACTION_TAB_AUDIT);
    app_act(&stage->app, ACTION_HELP);
    assert_null(stage->app.worker);
    app_pop(&stage->app);
    EXPECT_SHOWN("Stopped before the end");
    EXPECT_NOT_SHOWN("✓");
    stage_press(stage, "^C 5");
    EXPECT_SHOWN("Every signature, the tree");
    EXPECT_SHOWN("✓ 3 Signatures");
    /* Where nothing was found Enter has nothing to show, and begins nothing. */
    stage_press(stage, "Enter");
    assert_null(stage->app.worker);
    assert_true(stage_says(stage, "There is no finding to be shown"));
    EXPECT_SHOWN("✓ 3 Signatures");
}

/* A finding is a sentence, behind it its code; what it is about stands before it. */
static void a_finding_is_told_in_words(void **state)
{
    struct finding finding = {.index = 12, .code = "result", .body = "rat.example"};
    struct audit audit = {.finding = &finding, .shown = 1, .list = {.count = 1}};
    struct buffer text;
    struct canvas canvas;
    (void)state;
    assert_true(i18n_start("de"));
    assert_int_equal(problem_say(&finding.text, STATUS_FORM, N_("there is no body yet"), NULL, NULL), STATUS_FORM);
    buffer_init(&text);
    canvas_init(&canvas, 21, 80, false);
    audit_paint(&audit, &canvas, canvas_area(&canvas));
    canvas_dump(&canvas, &text);
    expect_line(text.at, "│ ▸ FEHLER    #12      es gibt noch kein Gremium");
    expect_line(text.at, "│   rat.example ");
    expect_line(text.at, "│   es gibt noch kein Gremium; heben Sie diese Datei unverändert auf, und");
    expect_line(text.at, "│   nehmen Sie eine Kopie von einem anderen Mitglied (result)");
    canvas_release(&canvas);
    buffer_release(&text);
}

static void a_line_of_the_last_visit_is_read_strictly(void **state)
{
    static const struct {
        const char *line;
        bool good;
    } rows[] = {
        {"%s anna 12 1795453200", true},
        {"%s anna 12", false},
        {"%s anna  1795453200", false},
        {"%s bert 12 1795453200", false},
        {"%s anna -1 1795453200", false},
        {"%s anna 12 17954532x0", false},
        {"%s anna 12 1795453200 7", false},
        {"%s anna 1234567890123456 1", false},
        {"", false},
        {"00%s anna 12 1795453200", false},
    };
    struct digest founding = digest_of(SLICE("founding"));
    char hex[DIGEST_HEX_LENGTH + 1];
    (void)state;
    digest_hex(&founding, hex);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer line;
        int64_t size = 0, at = 0;
        const char *gap = strstr(rows[i].line, "%s");
        buffer_init(&line);
        if (gap) {
            buffer_add(&line, slice_head(slice_of(rows[i].line), (size_t)(gap - rows[i].line)));
            buffer_text(&line, hex);
            buffer_text(&line, gap + 2);
        }
        bool good = seen_line(buffer_slice(&line), &founding, SLICE("anna"), &size, &at);
        if (good != rows[i].good || (good && (size != 12 || at != 1795453200)))
            fail_msg("row %zu", i);
        buffer_release(&line);
    }
}

static void what_came_since_the_last_visit_is_marked(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    EXPECT_SHOWN("What is new");
    stage_enter(stage, "stadt", "en");
    EXPECT_SHOWN("Nothing new since your last visit (today");
    /* Others have their own last visit. */
    stage_enter(stage, "gs1", "en");
    EXPECT_SHOWN("What is new");
    world_propose(stage->w, "stadt", "2026-099", "for: stadt\n");
    stage_enter(stage, "stadt", "en");
    EXPECT_SHOWN("New since your last visit (today 10:00): 1");
    EXPECT_SHOWN(" * New: 2026-099");
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(a_result_tells_percent_quorum_and_conditions),
        STAGE_TEST(an_open_result_names_who_is_missing),
        STAGE_TEST(a_result_scrolls_to_its_end),
        STAGE_TEST(the_ledger_is_filtered_by_kind),
        STAGE_TEST(the_preview_waits_for_a_rest),
        STAGE_TEST(the_filter_does_not_hold_up_the_screen),
        STAGE_TEST(a_ledger_that_is_gone_is_said_so),
        STAGE_TEST(kinds_divide_the_log),
        STAGE_TEST(members_are_searched_and_deputies_named),
        STAGE_TEST(deputies_are_named),
        cmocka_unit_test(findings_belong_to_steps),
        cmocka_unit_test(each_step_has_its_own_progress),
        STAGE_TEST(an_audit_that_was_left_says_so),
        cmocka_unit_test(a_finding_is_told_in_words),
        cmocka_unit_test(a_line_of_the_last_visit_is_read_strictly),
        STAGE_TEST(what_came_since_the_last_visit_is_marked),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
