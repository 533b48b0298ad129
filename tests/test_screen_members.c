/* Members on the screen: of any day and entry, the entries behind them, and a large body read beside the screen. */
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/members.h"
#include "tui/screens.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LARGE = 900, SEATS = LARGE + 5, OFFICES = 1, DEPUTIES = 300 };

static struct members *members_of(struct stage *stage)
{
    assert_ptr_equal(stage_top(stage), &screen_members);
    return stage->app.stack[stage->app.depth - 1].state;
}

/* Since the 20th, entry by entry: kreis rotates its key, gemeinde is revoked, bmds has another holder. */
static void change(struct stage *stage)
{
    struct world *w = stage->w;
    struct instant now = w->now;
    w->now.seconds -= 3 * 86400;
    world_rotate(w, "kreis");
    w->now.seconds += 86400;
    world_revoke(w, "gemeinde");
    world_roster(w, "member: - bmds holder bmds\n");
    world_enrol(w, "nachfolge", "holder", "bmds");
    w->now = now;
}

static void the_roster_of_a_day(void **state)
{
    struct stage *stage = *state;
    change(stage);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6");
    stage_expect(stage, 24, 80, "bmds            Bundesministerium            nachfolge");
    stage_expect(stage, 24, 80, "gemeinde        Gemeinde                     vacant");
    stage_press(stage, "D 20.11.2026 Enter");
    stage_expect(stage, 24, 80, "rat.example, as of 20.11.2026");
    stage_expect(stage, 24, 80, "bmds            Bundesministerium            bmds");
    stage_expect(stage, 24, 80, "gemeinde        Gemeinde                     gemeinde");
    stage_expect(stage, 24, 80, "Held by: bmds, since 2026-11-02 (entry 4), until 2026-11-21 (entry");
    /* Esc goes back to the present. */
    stage_press(stage, "Esc");
    stage_expect(stage, 24, 80, "bmds            Bundesministerium            nachfolge");
    assert_false(stage_shows(stage, 24, 80, ", as of"));
}

static void the_roster_at_an_entry(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "", "en");
    stage_press(stage, "6 Tab");
    stage_press(stage, "D 3 Enter");
    stage_expect(stage, 24, 80, "as of 3");
    stage_press(stage, "D 999 Enter");
    assert_true(stage_says(stage, "no entry 999"));
    stage_press(stage, "^U gestern Enter");
    assert_true(stage_says(stage, "neither the index of an entry nor a day"));
    stage_press(stage, "^U 01.01.2020 Enter");
    assert_true(stage_says(stage, "founded later"));
    /* Nothing of it was gone to, and Esc leaves the field. */
    stage_press(stage, "Esc");
    stage_expect(stage, 24, 80, "as of 3");
}

static void a_key_that_was_rotated_is_told(void **state)
{
    struct stage *stage = *state;
    change(stage);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 / landkreis Enter");
    stage_expect(stage, 24, 80, "Held by: kreis, since 2026-11-02 (entry 2)");
    stage_expect(stage, 24, 80, "This key, since 2026-11-20 (entry");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_entry);
    stage_expect(stage, 24, 80, "stimmbuch/1 enrol");
}

static void the_history_has_every_change(void **state)
{
    struct stage *stage = *state;
    change(stage);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 H");
    assert_ptr_equal(stage_top(stage), &screen_history);
    stage_expect(stage, 24, 80, "enrol                 nachfolge: holder, bmds");
    stage_expect(stage, 24, 80, "gemeinde");
    stage_expect(stage, 24, 80, "kreis");
    stage_expect(stage, 24, 80, "0        11-02 09:00   body");
    stage_press(stage, "Home Enter");
    stage_expect(stage, 24, 80, "stimmbuch/1 enrol");
    /* Of an earlier day only what was before it. */
    stage_press(stage, "Esc Esc D 2026-11-05 Enter H");
    assert_false(stage_shows(stage, 24, 80, "nachfolge"));
    stage_expect(stage, 24, 80, "0        11-02 09:00   body");
}

/* The selected entry of the history. */
static int64_t entry_of(struct stage *stage)
{
    struct found found = {.index = -1};
    assert_ptr_equal(stage_top(stage), &screen_history);
    assert_true(screen_history.entry(stage->app.stack[stage->app.depth - 1].state, &found));
    return found.index;
}

/* More changes than are known at a time: each in its order, line by line and from either end, with whom it is about. */
static void a_long_history_is_seen_through_a_window(void **state)
{
    struct stage *stage = *state;
    struct instant now = stage->w->now;
    stage->w->now.seconds -= 3600;
    for (int i = 0; i < DEPUTIES; i++)
        world_enrol(stage->w, world_say(stage->w, "vize-%03d", i), "deputy", "stadt");
    stage->w->now = now;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 H");
    int64_t newest = entry_of(stage), last = newest;
    stage_expect(stage, 24, 80, world_say(stage->w, "vize-%03d: deputy, stadt", DEPUTIES - 1));
    for (int i = 1; i < DEPUTIES; i++) {
        app_act(&stage->app, ACTION_DOWN);
        assert_true(entry_of(stage) < last);
        last = entry_of(stage);
        stage_expect(stage, 24, 80, world_say(stage->w, "vize-%03d: deputy, stadt", DEPUTIES - 1 - i));
    }
    stage_press(stage, "End");
    assert_int_equal(entry_of(stage), 0);
    stage_expect(stage, 24, 80, "0        11-02 09:00   body");
    stage_press(stage, "Home");
    assert_int_equal(entry_of(stage), newest);
    stage_press(stage, "End Enter");
    stage_expect(stage, 24, 80, "stimmbuch/1 body");
}

/* A body with so many seats that they are not read in a key press. */
static void add_large_body(struct world *w)
{
    struct world before = *w;
    struct buffer lines;
    w->now.seconds -= 86400;
    world_found(w, world_edit(w, WORLD_STATUTE, "name: rat.example", "name: anhang.example"), "gs1");
    for (int from = 0; from < LARGE; from += LARGE / 3) {
        buffer_init(&lines);
        for (int i = from; i < from + LARGE / 3; i++)
            buffer_format(&lines, "seat: + ort-%05d kommunen 1 voting Ort Nummer %d\n", i, i);
        assert_int_equal(buffer_status(&lines), STATUS_OK);
        world_roster(w, lines.at);
        buffer_release(&lines);
    }
    world_enrol(w, "stadt", "holder", "stadt");
    w->now = before.now;
    w->body = before.body;
    w->founding = before.founding;
    w->secretaries = before.secretaries;
}

static struct members *open_large_body(struct stage *stage)
{
    add_large_body(stage->w);
    stage_enter(stage, "", "en");
    app_act(&stage->app, ACTION_TAB_MEMBERS);
    struct members *members = members_of(stage);
    while (strcmp(bodies_name(&members->bodies), "anhang.example") != 0)
        app_act(&stage->app, ACTION_NEXT_AREA);
    return members;
}

static void a_large_body_is_seen_through_a_window(void **state)
{
    struct stage *stage = *state;
    struct members *members = open_large_body(stage);
    assert_true(members->window);
    assert_int_equal(members->sheet.places, MEMBERS_AT_ONCE);
    assert_int_equal(members->list.count, SEATS + OFFICES);
    /* Line by line through all of it, and back: each has its seat, in their order. */
    char before[16] = "", seat[16];
    for (int64_t i = 0; i < SEATS; i++) {
        const struct place *place = members_focus(members);
        assert_non_null(place);
        snprintf(seat, sizeof seat, "%.*s", (int)place->seat.length, place->seat.at);
        assert_true(strcmp(before, seat) < 0);
        snprintf(before, sizeof before, "%s", seat);
        app_act(&stage->app, ACTION_DOWN);
    }
    assert_true(members_focus(members)->office);
    for (int64_t i = SEATS; i-- > 0;) {
        app_act(&stage->app, ACTION_UP);
        const struct place *place = members_focus(members);
        assert_non_null(place);
        snprintf(seat, sizeof seat, "%.*s", (int)place->seat.length, place->seat.at);
        assert_true(i == SEATS - 1 ? strcmp(before, seat) == 0 : strcmp(before, seat) > 0);
        snprintf(before, sizeof before, "%s", seat);
    }
    assert_int_equal(members->sheet.places, MEMBERS_AT_ONCE);
}

static void a_window_reaches_both_ends(void **state)
{
    struct stage *stage = *state;
    struct members *members = open_large_body(stage);
    stage_hit(stage, "End");
    stage_expect(stage, 24, 80, "gs1");
    stage_expect(stage, 24, 80, "stadt           Kreisfreie Stadt");
    stage_expect(stage, 24, 80, "ort-00899");
    stage_hit(stage, "PgUp PgUp");
    assert_true(slice_is(slice_head(members_focus(members)->seat, 6), "ort-00"));
    stage_hit(stage, "Home");
    assert_true(slice_is(members_focus(members)->seat, "bmds"));
    stage_expect(stage, 24, 80, "ort-00000");
    /* Reading anew leaves the focus in its line. */
    stage_hit(stage, "End Up Up");
    int64_t focus = members->list.focus;
    screen_members.refresh(&stage->app, members);
    assert_int_equal(members->list.focus, focus);
    assert_non_null(members_focus(members));
    assert_true(members->window);
}

static void wait_for_ahead(struct stage *stage)
{
    uint64_t done, all;
    enum status status;
    assert_non_null(stage->app.ahead.worker);
    struct pollfd wake = {.fd = worker_wake(stage->app.ahead.worker), .events = POLLIN};
    while (!worker_poll(stage->app.ahead.worker, &done, &all, &status))
        assert_int_equal(poll(&wake, 1, -1), 1);
    assert_int_equal(status, STATUS_OK);
}

/* Behind the first screen all seats of a large body are read: a search that comes at once with its screen has them. */
static void a_large_body_is_read_ahead(void **state)
{
    struct stage *stage = *state;
    open_large_body(stage);
    stage_enter(stage, "stadt", "en");
    app_prepare(&stage->app);
    wait_for_ahead(stage);
    stage_hit(stage, "6");
    assert_null(stage->app.ahead.worker);
    app_news(&stage->app);
    assert_null(stage->app.worker);
    stage_hit(stage, "/ ort-00731");
    assert_int_equal(members_of(stage)->list.count, 1);
    stage_expect(stage, 24, 80, "ort-00731");
    /* The log went on meanwhile: what was read ahead is not what is asked for. */
    stage_enter(stage, "stadt", "en");
    app_prepare(&stage->app);
    world_roster(stage->w, "member: - bmds holder bmds\n");
    stage_hit(stage, "6");
    assert_null(stage->app.ahead.reading);
    stage_press(stage, "/ bmds");
    stage_expect(stage, 24, 80, "vacant");
}

/* Nobody sees when all of it has been read: the window's lines are those of the whole, and the focus stays. */
static void a_large_body_is_read_beside_the_screen(void **state)
{
    struct stage *stage = *state;
    struct members *members = open_large_body(stage);
    assert_non_null(members->reading);
    stage_expect(stage, 24, 80, "▸ bmds");
    stage_hit(stage, "End Up Up Up");
    char *before = stage_text(stage, 24, 80);
    stage_press(stage, "End Up Up Up");
    char *after = stage_text(stage, 24, 80);
    assert_string_equal(before, after);
    free(before);
    free(after);
    assert_false(members->window);
    assert_null(members->reading);
    assert_int_equal(members->sheet.places, SEATS + OFFICES);
    assert_int_equal(members->list.count, SEATS + OFFICES);
    /* Nothing is to be waited for when a search begins. */
    stage_hit(stage, "/ 877");
    assert_null(stage->app.worker);
    assert_int_equal(members->list.count, 1);
    stage_expect(stage, 24, 80, "▸ ort-00877");
}

static void a_letter_does_not_wait_for_the_reading(void **state)
{
    struct stage *stage = *state;
    struct members *members = open_large_body(stage);
    stage_hit(stage, "/ 8");
    stage_expect(stage, 24, 80, "/ 8");
    stage_expect(stage, 24, 80, "anhang.example, still reading");
    stage_hit(stage, "x Backspace 6");
    stage_expect(stage, 24, 80, "/ 86");
    assert_non_null(members->reading);
    assert_int_equal(members->list.count, SEATS + OFFICES);
    /* When all is there the text counts as it stands then. */
    stage_press(stage, "5");
    assert_false(stage_shows(stage, 24, 80, "still reading"));
    assert_int_equal(members->list.count, 1);
    stage_expect(stage, 24, 80, "▸ ort-00865");
    /* What it has left stays while others change the ledger. */
    screen_members.refresh(&stage->app, members);
    assert_non_null(members->reading);
    assert_int_equal(members->list.count, 1);
    stage_expect(stage, 24, 80, "▸ ort-00865");
}

static void escape_gives_a_search_up_before_all_is_read(void **state)
{
    struct stage *stage = *state;
    struct members *members = open_large_body(stage);
    stage_hit(stage, "Down Down / 865 Esc");
    assert_false(members->typing);
    assert_false(stage_shows(stage, 24, 80, "still reading"));
    assert_int_equal(members->list.focus, 2);
    stage_press(stage, "Down");
    assert_null(members->reading);
    assert_int_equal(members->list.count, SEATS + OFFICES);
    assert_int_equal(members->list.focus, 3);
}

static void leaving_gives_the_reading_up(void **state)
{
    struct stage *stage = *state;
    struct members *members = open_large_body(stage);
    stage_hit(stage, "/ 865 Enter H");
    assert_ptr_equal(stage_top(stage), &screen_history);
    assert_null(stage->app.worker);
    /* Back again it is read anew, and the search is still there. */
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_members);
    assert_null(members->reading);
    assert_int_equal(members->list.count, 1);
    stage_expect(stage, 24, 80, "▸ ort-00865");
}

static void a_search_looks_at_all_of_a_large_body(void **state)
{
    struct stage *stage = *state;
    struct members *members = open_large_body(stage);
    stage_hit(stage, "/");
    assert_false(stage_shows(stage, 24, 80, "still reading"));
    app_paste(&stage->app, SLICE("num"));
    stage_expect(stage, 24, 80, "anhang.example, still reading");
    /* A key waits for the worker here. */
    stage_press(stage, "mer Space 877 Enter");
    assert_false(stage_shows(stage, 24, 80, "still reading"));
    assert_false(members->window);
    stage_expect(stage, 24, 80, "▸ ort-00877");
    assert_int_equal(members->list.count, 1);
    stage_press(stage, "Esc End");
    assert_int_equal(members->list.count, LARGE + 5 + 1);
    stage_expect(stage, 24, 80, "gs1");
}

#define MEMBERS_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        MEMBERS_TEST(the_roster_of_a_day),
        MEMBERS_TEST(the_roster_at_an_entry),
        MEMBERS_TEST(a_key_that_was_rotated_is_told),
        MEMBERS_TEST(the_history_has_every_change),
        MEMBERS_TEST(a_long_history_is_seen_through_a_window),
        MEMBERS_TEST(a_large_body_is_seen_through_a_window),
        MEMBERS_TEST(a_window_reaches_both_ends),
        MEMBERS_TEST(a_large_body_is_read_ahead),
        MEMBERS_TEST(a_large_body_is_read_beside_the_screen),
        MEMBERS_TEST(a_search_looks_at_all_of_a_large_body),
        MEMBERS_TEST(a_letter_does_not_wait_for_the_reading),
        MEMBERS_TEST(escape_gives_a_search_up_before_all_is_read),
        MEMBERS_TEST(leaving_gives_the_reading_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
