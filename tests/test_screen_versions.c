/* Versions of a proposal and of a statute: found in their order, compared two by two, on the screen. */
#include "data/query_version.h"
#include "tests/stage.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/differences.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The proposal in the body of the stage, with its fields, and a text. */
static const char *submit(struct world *w, const char *number, const char *fields, const char *text)
{
    const char *plain = world_proposal_text(w, "stadt", number, fields);
    return world_take(w, world_say(w, "%s\n%s", plain, text), "stadt");
}

static void add_versions(struct stage *stage)
{
    struct world *w = stage->w;
    const char *first = submit(w, "V-1", "for: stadt\n", "| Die Gebühr ist 10 Euro.\n| Sie gilt ab Mai.\n");
    const char *second = submit(w, "V-2", world_say(w, "for: stadt\nsupersedes: %s\n", first),
                                "| Die Gebühr ist 12 Euro.\n| Sie gilt ab Mai.\n");
    submit(w, "V-3", world_say(w, "for: stadt\nsupersedes: %s\ndemand: 2\n", second),
           "| Die Gebühr ist 12 Euro.\n| Sie gilt ab Juni.\n");
}

static bool note_index(void *context, const struct version_item *item)
{
    struct buffer *out = context;
    buffer_add(out, item->number);
    buffer_byte(out, ' ');
    buffer_add(out, item->state);
    buffer_byte(out, '\n');
    return true;
}

/* Whichever of them is asked for. */
static void the_chain_is_found_from_each_of_its_links(void **state)
{
    struct stage *stage = *state;
    add_versions(stage);
    for (int number = 1; number <= 3; number++) {
        struct buffer text;
        buffer_init(&text);
        int64_t index =
            world_number(stage->w, world_say(stage->w, "SELECT idx FROM proposal WHERE number = 'V-%d'", number));
        assert_int_equal(query_versions(ledger_store(stage->w->ledger), KIND_PROPOSAL, 1, index, note_index, &text,
                                        &stage->w->problem),
                         STATUS_OK);
        assert_string_equal(text.at, "V-1 superseded\nV-2 superseded\nV-3 open\n");
        buffer_release(&text);
    }
}

static void two_versions_are_compared_on_the_screen(void **state)
{
    struct stage *stage = *state;
    add_versions(stage);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / V-3 Enter Enter Y");
    assert_ptr_equal(stage_top(stage), &screen_versions);
    stage_expect(stage, 24, 80, "V-3 against V-2. Lines: 2 new, 1 gone");
    stage_expect(stage, 24, 80, "+ demand: 2");
    stage_expect(stage, 24, 80, "- Sie gilt ab Mai.");
    stage_expect(stage, 24, 80, "+ Sie gilt ab Juni.");
    stage_expect(stage, 24, 80, "  Die Gebühr ist 12 Euro.");
    stage_press(stage, "Down");
    stage_expect(stage, 24, 80, "V-2 against V-1. Lines: 1 new, 1 gone");
    stage_expect(stage, 24, 80, "- Die Gebühr ist 10 Euro.");
    /* Any two: the first against the last. */
    stage_press(stage, "Down");
    stage_expect(stage, 24, 80, "V-1 is the first version");
    stage_press(stage, "Space Up Up");
    stage_expect(stage, 24, 80, "V-3 against V-1. Lines: 3 new, 2 gone");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_proposal);
}

/* Of the words that differ only these are set off; in one colour or none the sign in front says it. */
static void only_the_words_that_differ_are_set_off(void **state)
{
    struct stage *stage = *state;
    add_versions(stage);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / V-2 Enter Enter Y");
    struct canvas canvas = stage_paint(stage, 24, 80, false);
    int found = 0;
    for (int row = 0; row < canvas.rows; row++) {
        if (strcmp(canvas_cell(&canvas, row, 2)->text, "+") != 0)
            continue;
        /* "Die Gebühr ist 12 Euro." begins at column 4; the number at 19. */
        assert_int_equal(canvas_cell(&canvas, row, 4)->style, STYLE_NORMAL);
        assert_int_equal(canvas_cell(&canvas, row, 19)->style, STYLE_KEY);
        assert_int_equal(canvas_cell(&canvas, row, 21)->style, STYLE_NORMAL);
        found++;
    }
    assert_int_equal(found, 1);
    canvas_release(&canvas);
}

static void a_proposal_without_versions_says_so(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 End Enter Y");
    stage_expect(stage, 24, 80, "2026-001: there is no other version");
    stage_expect(stage, 24, 80, "There is nothing before it to compare it with.");
    stage_expect(stage, 10, 40, "2026-001: there is no");
}

/* A founding is the first version of the statute; only its rules are compared, not its seats. */
static void a_statute_is_compared_with_the_one_before(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    world_take(w, world_statute_text(w, "chair: stadt", "chair: kreis"), w->secretaries);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "6 t Y");
    assert_ptr_equal(stage_top(stage), &screen_versions);
    stage_expect(stage, 24, 80, "against 0. Lines: 1 new, 1 gone");
    stage_expect(stage, 24, 80, "- chair: stadt");
    stage_expect(stage, 24, 80, "+ chair: kreis");
    stage_press(stage, "Down");
    stage_expect(stage, 24, 80, "0 is the first version");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_entry);
}

/* What it hangs on in its own body, and the body where it was before. */
static void the_way_of_a_proposal_stands_on_its_page(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    add_versions(stage);
    world_found(w, world_edit(w, WORLD_STATUTE, "name: rat.example", "name: gruppe.example"), "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    submit(w, "G-7", "for: stadt\n", "| Geht an rat.example/V-2.\n");
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / V-2 Enter Down Enter Tab Tab Tab");
    stage_expect(stage, 40, 100, "Linked          supersedes V-1 Antrag (superseded)");
    stage_expect(stage, 40, 100, "                is superseded by V-3 Antrag (open)");
    stage_expect(stage, 40, 100, "Versions        3 versions; Y shows what differs between them");
    stage_expect(stage, 40, 100, "Its way         ▸ 2026-11-23  V-2 superseded: Rat der Beispiele");
    stage_expect(stage, 40, 100, "                · 2026-11-23  G-7 open: Rat der Beispiele");
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(the_chain_is_found_from_each_of_its_links), STAGE_TEST(two_versions_are_compared_on_the_screen),
        STAGE_TEST(only_the_words_that_differ_are_set_off),    STAGE_TEST(a_proposal_without_versions_says_so),
        STAGE_TEST(the_way_of_a_proposal_stands_on_its_page),  STAGE_TEST(a_statute_is_compared_with_the_one_before),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
