/* The reasons of votes beside the count. */
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void vote(struct world *w, const char *ballot, const char *name, const char *seat, const char *as,
                 const char *choice, const char *reason)
{
    const char *text = world_vote_text(w, ballot, name, seat, as, choice);
    world_take(w, *reason ? world_say(w, "%s\n| %s\n", text, reason) : text, name);
}

/* A ballot of the stage's body, with reasons of all sorts. */
static const char *begin(struct world *w)
{
    const char *proposal = world_propose(w, "stadt", "2026-006", "for: stadt\n");
    world_enrol(w, "vize", "deputy", "gemeinde");
    const char *ballot = world_open(w, proposal, "einfach", "");
    vote(w, ballot, "kreis", "kreis", "holder", "no", "Zu teuer.");
    vote(w, ballot, "vize", "gemeinde", "deputy", "yes", "Wir brauchen es.");
    vote(w, ballot, "stadt", "stadt", "holder", "no", "Erst dagegen.");
    w->now.seconds += 60;
    vote(w, ballot, "stadt", "stadt", "holder", "yes", "");
    vote(w, ballot, "bmds", "bmds", "holder", "yes", "Befangen gewesen.");
    world_recuse(w, proposal, "bmds", "bmds");
    return ballot;
}

static char *shown(struct stage *stage, int columns)
{
    struct canvas canvas = stage_paint(stage, 80, columns, false);
    struct buffer text;
    buffer_init(&text);
    canvas_dump(&canvas, &text);
    canvas_release(&canvas);
    assert_int_equal(buffer_status(&text), STATUS_OK);
    return text.at;
}

static void after_the_close_those_that_count_are_shown(void **state)
{
    struct stage *stage = *state;
    const char *ballot = begin(stage->w);
    world_result(stage->w, ballot, world_close(stage->w, ballot));
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-006");
    app_push(&stage->app, &screen_result, &facts);
    char *screen = shown(stage, 100);
    assert_non_null(strstr(screen, "Reasons (2)"));
    assert_non_null(strstr(screen, "Landkreis: no"));
    assert_non_null(strstr(screen, "Zu teuer."));
    assert_non_null(strstr(screen, "Gemeinde: yes (deputy)"));
    assert_non_null(strstr(screen, "Wir brauchen es."));
    /* Replaced by a later vote without one; and of a seat that does not count. */
    assert_null(strstr(screen, "Erst dagegen."));
    assert_null(strstr(screen, "Befangen gewesen."));
    free(screen);
}

static void before_the_close_they_are_hidden_with_the_count(void **state)
{
    struct stage *stage = *state;
    begin(stage->w);
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-006");
    app_push(&stage->app, &screen_result, &facts);
    char *screen = shown(stage, 100);
    assert_non_null(strstr(screen, "An interim count"));
    assert_null(strstr(screen, "Reasons"));
    assert_null(strstr(screen, "Zu teuer."));
    free(screen);
}

static void a_long_reason_is_cut_and_says_where_the_rest_is(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    struct buffer reason;
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-006", "for: stadt\n"), "einfach", "");
    buffer_init(&reason);
    for (int i = 0; i < 200; i++)
        buffer_text(&reason, "Würde ");
    buffer_text(&reason, "Ende.");
    vote(w, ballot, "kreis", "kreis", "holder", "no", reason.at);
    char wanted[80];
    snprintf(wanted, sizeof wanted, "The rest stands in the ledger, entry %d.",
             (int)world_number(w, "SELECT max(idx) FROM vote WHERE body = 1"));
    world_result(w, ballot, world_close(w, ballot));
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-006");
    app_push(&stage->app, &screen_result, &facts);
    /* Also where it takes many lines all of the page is there. */
    char *screen = shown(stage, 40);
    assert_non_null(strstr(screen, "Reasons (1)"));
    assert_null(strstr(screen, "Ende."));
    assert_null(strstr(screen, "\xEF\xBF\xBD"));
    assert_non_null(strstr(screen, "Did not vote: "));
    free(screen);
    screen = shown(stage, 100);
    assert_non_null(strstr(screen, wanted));
    free(screen);
    buffer_release(&reason);
}

static void of_many_reasons_the_first_are_shown(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    const char *statute = "stimmbuch/1 body\nname: viele.example\ntitle: Viele\nlevel: advisory\napprovals: 1\n"
                          "bench: alle Alle\n";
    for (int i = 10; i < 52; i++)
        statute = world_say(w, "%sseat: s%d alle 1 voting Sitz %d\n", statute, i, i);
    world_found(w, world_say(w, "%srule: einfach Einfach\nadopted: einfach heads(yes) > heads(no)\n", statute), "gs1");
    for (int i = 10; i < 52; i++)
        world_enrol(w, world_say(w, "s%d", i), "holder", world_say(w, "s%d", i));
    const char *ballot = world_open(w, world_propose(w, "s10", "V-1", "for: s10\n"), "einfach", "");
    for (int i = 10; i < 52; i++)
        vote(w, ballot, world_say(w, "s%d", i), world_say(w, "s%d", i), "holder", "yes", world_say(w, "Grund %d.", i));
    world_result(w, ballot, world_close(w, ballot));
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "V-1");
    app_push(&stage->app, &screen_result, &facts);
    struct canvas canvas = stage_paint(stage, 140, 100, false);
    struct buffer text;
    buffer_init(&text);
    canvas_dump(&canvas, &text);
    assert_non_null(strstr(text.at, "Reasons (42)"));
    assert_non_null(strstr(text.at, "Grund 49."));
    assert_null(strstr(text.at, "Grund 50."));
    assert_non_null(strstr(text.at, "2 more reasons stand in the ledger."));
    canvas_release(&canvas);
    buffer_release(&text);
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(after_the_close_those_that_count_are_shown),
        STAGE_TEST(before_the_close_they_are_hidden_with_the_count),
        STAGE_TEST(a_long_reason_is_cut_and_says_where_the_rest_is),
        STAGE_TEST(of_many_reasons_the_first_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
