/* Opening a ballot on the screen: every rule of the statute and every meeting can be chosen, however many there are. */
#include "tests/stage_sign.h"
#include "tests/world_meeting.h"
#include "tui/opening.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { RULES = 50, MEETINGS = 40 };

/* A body with many rules, many meetings that nobody has written minutes of, and a proposal. */
static int make(void **state)
{
    if (stage_make(state) != 0)
        return -1;
    struct stage *stage = *state;
    struct world *w = stage->w, before = *w;
    const char *rules = "method: geheim external\n";
    for (int i = 1; i <= RULES; i++)
        rules = world_say(w, "%srule: regel-%02d Regel Nummer %02d\nadopted: regel-%02d heads(yes) >= %d\n", rules, i,
                          i, i, i);
    w->now.seconds -= 2 * 86400;
    const char *statute = world_edit(w, WORLD_STATUTE, "name: rat.example", "name: viele.example");
    world_found(w, world_edit(w, statute, "method: geheim external\n", rules), "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    for (int i = 1; i <= MEETINGS; i++)
        world_meet(w, world_say(w, "T-%02d", i), "");
    const char *proposal = world_proposal_text(w, "stadt", "V-1", "for: stadt\n");
    world_take(w, world_edit(w, proposal, "title: Antrag\n", "title: Vielfalt\n"), "stadt");
    w->now = before.now;
    w->body = before.body;
    w->founding = before.founding;
    w->secretaries = before.secretaries;
    return 0;
}

static const struct opening *opening_of(struct stage *stage)
{
    assert_ptr_equal(stage_top(stage), &screen_opening);
    return stage->app.stack[stage->app.depth - 1].state;
}

static void begin(struct stage *stage)
{
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "2 / vielfalt Enter Enter B");
}

static void every_rule_can_be_chosen(void **state)
{
    struct stage *stage = *state;
    begin(stage);
    size_t others = opening_of(stage)->rules - RULES;
    assert_true(others > 0 && others < RULES);
    stage_press(stage, "End");
    stage_expect(stage, 24, 80, "▸ Regel Nummer 50");
    stage_expect(stage, 24, 80, "Regel Nummer 49");
    stage_expect(stage, 30, 100, "▸ Regel Nummer 50");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_expect(stage, 24, 80, "rule: regel-50");
    stage_press(stage, "Esc Home");
    stage_expect(stage, 24, 80, "▸ Einfache Mehrheit");
}

static void every_meeting_can_be_chosen(void **state)
{
    struct stage *stage = *state;
    begin(stage);
    assert_int_equal(opening_of(stage)->meetings, MEETINGS);
    stage_expect(stage, 24, 80, "Held in a written procedure");
    /* To the left of the written procedure is the meeting that lies back the furthest. */
    stage_press(stage, "Left");
    stage_expect(stage, 24, 80, "Held in meeting T-01");
    stage_press(stage, "Right Right");
    stage_expect(stage, 24, 80, "Held in meeting T-40");
    /* What was chosen stays chosen when the screen is read anew. */
    screen_opening.refresh(&stage->app, stage->app.stack[stage->app.depth - 1].state);
    stage_expect(stage, 24, 80, "Held in meeting T-40");
}

#define OPENING_TEST(test) cmocka_unit_test_setup_teardown(test, make, stage_remove)

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        OPENING_TEST(every_rule_can_be_chosen),
        OPENING_TEST(every_meeting_can_be_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
