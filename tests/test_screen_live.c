/*
 * Another process writes into the ledger: every screen that shows what is in it follows, and what has the focus, or is
 * being typed, stays what it was. The world's connection is the other process here.
 */
#include "tests/stage_meeting.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The line that the cursor stands on. */
static void focused_line(struct stage *stage, struct buffer *out)
{
    struct canvas canvas = stage_paint(stage, 30, 100, false);
    struct buffer all;
    buffer_init(&all);
    canvas_dump(&canvas, &all);
    struct slice rest = buffer_slice(&all), line = {.at = NULL};
    for (int row = 0; row <= canvas.cursor_row; row++)
        line = slice_cut(&rest, '\n');
    buffer_clear(out);
    buffer_add(out, line);
    buffer_release(&all);
    canvas_release(&canvas);
}

/* What others do meanwhile: a proposal, a statement on one that is voted on, a vote there, a new deputy. */
static void others_write(struct stage *stage)
{
    struct world *w = stage->w;
    char ballot[DIGEST_HEX_LENGTH + 1], proposal[DIGEST_HEX_LENGTH + 1];
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    digest_hex(&facts.id, ballot);
    digest_hex(&facts.proposal_id, proposal);
    w->now.seconds += 60;
    world_take(w, world_proposal_text(w, "stadt", "2026-077", "for: stadt\n"), "stadt");
    world_state(w, proposal, "kreis", "concern", "kreis");
    world_vote(w, ballot, "gemeinde", "gemeinde", "yes");
    world_enrol(w, "pia", "deputy", "gemeinde");
}

struct live {
    const char *keys;  /* from the first screen */
    const char *words; /* what is to be seen once the others have written */
    const char *then;  /* after these keys; may be NULL */
};

/* On a stage of its own. Returns 1, and says what was wrong, when the screen does not follow. */
static int follow(const struct live *view, bool list)
{
    void *state = NULL;
    struct buffer before, after;
    assert_int_equal(stage_make(&state), 0);
    struct stage *stage = state;
    buffer_init(&before);
    buffer_init(&after);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, view->keys);
    bool early = stage_shows(stage, 40, 100, view->words);
    focused_line(stage, &before);
    const struct screen *screen = stage_top(stage);
    others_write(stage);
    app_idle(&stage->app);
    focused_line(stage, &after);
    bool stays = screen == stage_top(stage) && (!list || slice_equal(buffer_slice(&before), buffer_slice(&after)));
    stage_press(stage, view->then ? view->then : "");
    bool follows = stage_shows(stage, 40, 100, view->words);
    if (early || !follows || !stays)
        print_error("%s: \"%s\" %s\n%s\n%s\n", view->keys, view->words,
                    early      ? "was there before"
                    : !follows ? "did not come"
                               : "came, and the focus moved",
                    before.at, after.at);
    buffer_release(&before);
    buffer_release(&after);
    assert_int_equal(stage_remove(&state), 0);
    return early || !follows || !stays;
}

/* Of a list the line with the focus is the same afterwards. */
static void expect_all(const struct live *views, size_t count, bool list)
{
    int bad = 0;
    for (size_t i = 0; i < count; i++)
        bad += follow(&views[i], list);
    assert_int_equal(bad, 0);
}

static void lists_follow(void **state)
{
    static const struct live views[] = {
        {"Tab", "2026-077", NULL},      {"2 Down Down", "2026-077", NULL}, {"3 Down Down", "3/4", NULL},
        {"4 Down Down", "pia", "Home"}, {"6 Down Down", "pia", NULL},      {"6 H Down Down", "pia", NULL},
    };
    (void)state;
    expect_all(views, sizeof views / sizeof views[0], true);
}

static void a_proposal_and_its_count_follow(void **state)
{
    static const struct live views[] = {
        {"2 / kataster Enter Enter Tab Tab Tab", "concern", "End"},
        {"2 / kataster Enter Enter r", "Votes (3 of 4 seats)", NULL},
        {"2 / kataster Enter Enter r !", "Without a vote (1)", NULL},
        {"2 / kataster Enter Enter r *", "36 entries", NULL},
    };
    (void)state;
    expect_all(views, sizeof views / sizeof views[0], false);
}

/* What is being typed, and where in it, is nobody else's. */
static void what_is_typed_stays(void **state)
{
    static const char *const views[] = {"2 / straß", "6 / gemei",    "2 / kataster Enter Enter w Tab Meine Space Sicht",
                                        "? stimm",   "9 /tmp/beleg", "2 / kataster Enter Enter v Tab Tab weil"};
    (void)state;
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
        void *made = NULL;
        assert_int_equal(stage_make(&made), 0);
        struct stage *stage = made;
        stage_enter(stage, "stadt", "en");
        stage_press(stage, views[i]);
        const struct screen *screen = stage_top(stage);
        assert_true(screen->typing(stage->app.stack[stage->app.depth - 1].state));
        struct canvas before = stage_paint(stage, 30, 100, false);
        others_write(stage);
        app_idle(&stage->app);
        struct canvas after = stage_paint(stage, 30, 100, false);
        assert_ptr_equal(stage_top(stage), screen);
        assert_int_equal(before.cursor_row, after.cursor_row);
        assert_int_equal(before.cursor_column, after.cursor_column);
        for (int column = 0; column < 100; column++)
            if (canvas_cell(&before, before.cursor_row, column)->style == STYLE_INPUT)
                assert_string_equal(canvas_cell(&before, before.cursor_row, column)->text,
                                    canvas_cell(&after, after.cursor_row, column)->text);
        canvas_release(&before);
        canvas_release(&after);
        assert_int_equal(stage_remove(&made), 0);
    }
}

/* Another file in its place: that is said until it is there again, and stands among the messages. */
static void a_ledger_that_was_moved_is_said_to_be(void **state)
{
    void *made = NULL;
    char aside[WORLD_PATH + 8];
    (void)state;
    assert_int_equal(stage_make(&made), 0);
    struct stage *stage = made;
    stage_enter(stage, "stadt", "en");
    app_idle(&stage->app);
    assert_false(stage_shows(stage, 24, 80, "removed or replaced"));
    snprintf(aside, sizeof aside, "%s.aside", stage->w->path);
    assert_int_equal(rename(stage->w->path, aside), 0);
    app_idle(&stage->app);
    stage_press(stage, "2 Down");
    stage_expect(stage, 24, 80, "The ledger's file was removed or replaced: what is shown is old. End with q");
    stage_press(stage, "m");
    stage_expect(stage, 24, 80, "│ The ledger's file was removed or replaced");
    assert_int_equal(rename(aside, stage->w->path), 0);
    app_idle(&stage->app);
    assert_true(stage_says(stage, "The ledger can be read again."));
    stage_press(stage, "q Down");
    assert_false(stage_shows(stage, 24, 80, "removed or replaced"));
    assert_int_equal(stage_remove(&made), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_follow),
        cmocka_unit_test(a_proposal_and_its_count_follow),
        cmocka_unit_test(what_is_typed_stays),
        cmocka_unit_test(a_ledger_that_was_moved_is_said_to_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
