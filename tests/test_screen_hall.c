/* Beside the count: who is missing, by bench; and the view for a hall, on which no key does anything. */
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/app_alone.h"
#include "tui/keymap.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void open_hall(struct stage *stage, const char *ballot)
{
    stage_enter(stage, "gs1", "en");
    char keys[64];
    snprintf(keys, sizeof keys, "2 / %s Enter Enter r *", ballot);
    stage_press(stage, keys);
    assert_ptr_equal(stage_top(stage), &screen_hall);
}

static void it_has_the_window_for_itself(void **state)
{
    struct stage *stage = *state;
    open_hall(stage, "kataster");
    stage_expect(stage, 30, 100, "2026-002 Straßenkataster, Anschluss Süd");
    stage_expect(stage, 30, 100, "Voting is going on.");
    stage_expect(stage, 30, 100, "until Wed 2026-11-25 16:00: 2 days left");
    assert_false(stage_shows(stage, 30, 100, "STIMMBUCH"));
    assert_false(stage_shows(stage, 30, 100, "[3"));
    /* A hidden count says who has voted, and how nobody. */
    stage_expect(stage, 30, 100, "How it was voted is shown once the ballot is closed.");
    assert_false(stage_shows(stage, 30, 100, "abstain"));
}

/* Its number, its question and the result in words, as large as there is room. */
static void a_closed_ballot_has_its_result_in_words(void **state)
{
    struct stage *stage = *state;
    open_hall(stage, "hauptstrasse");
    stage_expect(stage, 12, 40, "The proposal is rejected.");
    stage_expect(stage, 24, 80, "yes: 0, no: 4, abstain: 0; without a vote: 0 of 4");
    stage_expect(stage, 24, 80, "Not reached: yes votes: 0, needed more than 4 = no votes");
    /* In large letters: "THE". */
    stage_expect(stage, 50, 200, "██████  ██  ██  ██████");
}

static void no_key_but_the_way_back_does_anything(void **state)
{
    struct stage *stage = *state;
    open_hall(stage, "kataster");
    int64_t entries = stage_entries(stage);
    int depth = stage->app.depth;
    for (unsigned action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        if (action == ACTION_BACK || action == ACTION_STOP)
            continue;
        assert_true(app_act(&stage->app, (enum action)action));
        assert_int_equal(stage->app.depth, depth);
        assert_ptr_equal(stage_top(stage), &screen_hall);
    }
    stage_press(stage, "Z yes Enter : q");
    assert_ptr_equal(stage_top(stage), &screen_result);
    assert_int_equal(stage_entries(stage), entries);
}

/* Another connection writes: the view follows, and the clock goes on without it. */
static void it_follows_the_ledger(void **state)
{
    struct stage *stage = *state;
    char hex[DIGEST_HEX_LENGTH + 1];
    open_hall(stage, "kataster");
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    digest_hex(&facts.id, hex);
    stage_expect(stage, 12, 60, "votes cast");
    stage_expect(stage, 24, 80, "32 entries, followed live");
    world_vote(stage->w, hex, "stadt", "stadt", "yes");
    app_idle(&stage->app);
    stage_expect(stage, 24, 80, "33 entries, followed live");
    stage->app.now.seconds = facts.closes - 90;
    app_idle(&stage->app);
    stage_expect(stage, 24, 80, "1 minute left");
    stage->app.now.seconds += 60;
    app_idle(&stage->app);
    stage_expect(stage, 24, 80, "less than a minute left");
    stage->app.now.seconds = facts.closes + 1;
    app_idle(&stage->app);
    stage_expect(stage, 24, 80, "The time for voting is over; the ballot is about to be closed.");
}

/* Bench by bench, with the person by the address book; the list follows the ledger, and is copied as a whole. */
static void who_is_missing_is_a_list_to_take_along(void **state)
{
    struct stage *stage = *state;
    char hex[DIGEST_HEX_LENGTH + 1];
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / kataster Enter Enter r !");
    assert_ptr_equal(stage_top(stage), &screen_missing);
    stage_expect(stage, 24, 80, "Without a vote (2): 2026-002 Straßenkataster, Anschluss Süd");
    stage_expect(stage, 24, 80, "Kommunen (2)");
    stage_expect(stage, 24, 80, "Kreisfreie Stadt: Dr. Änne Größer, Musterstadt");
    stage_expect(stage, 12, 40, "Gemeinde: gemeinde");
    assert_false(stage_shows(stage, 24, 80, "Bund"));
    stage_press(stage, "y");
    assert_true(stage_says(stage, "Copied"));
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    digest_hex(&facts.id, hex);
    world_vote(stage->w, hex, "stadt", "stadt", "yes");
    app_idle(&stage->app);
    stage_expect(stage, 24, 80, "Kommunen (1)");
    assert_false(stage_shows(stage, 24, 80, "Größer, Muster"));
    world_vote(stage->w, hex, "gemeinde", "gemeinde", "yes");
    app_idle(&stage->app);
    stage_expect(stage, 24, 80, "Every seat has voted.");
    stage_press(stage, "e");
    stage_expect(stage, 24, 80, "missing-2026-002.txt");
}

/* As "show --hall" opens it: there is no other screen to go back to. */
static void alone_it_ends_the_program(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    struct app app;
    const struct key leave = {.name = "Esc"}, other = {.name = "8", .text = true};
    assert_int_equal(app_open_alone(&app, &stage->session, NULL, stage->app.now, &screen_hall, &facts), STATUS_OK);
    assert_true(app_key(&app, &other));
    assert_int_equal(app.depth, 1);
    assert_false(app_key(&app, &leave));
    app_close(&app);
}

int main(void)
{
#define HALL_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)
    const struct CMUnitTest tests[] = {
        HALL_TEST(it_has_the_window_for_itself),           HALL_TEST(a_closed_ballot_has_its_result_in_words),
        HALL_TEST(no_key_but_the_way_back_does_anything),  HALL_TEST(it_follows_the_ledger),
        HALL_TEST(who_is_missing_is_a_list_to_take_along), HALL_TEST(alone_it_ends_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
