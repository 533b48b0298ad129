/* What people expect of screens: a pager, readline's keys, a palette that remembers, and what is configured. */
#include "data/file.h"
#include "tests/stage.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const struct screen *top(const struct stage *stage)
{
    return stage->app.stack[stage->app.depth - 1].screen;
}

static void type(struct input *input, const char *keys)
{
    struct slice rest = slice_of(keys);
    while (rest.length) {
        struct slice name = slice_cut(&rest, ' ');
        struct key key = {.text = name.length == 1};
        memcpy(key.name, name.at, name.length);
        assert_true(input_key(input, &key));
    }
}

static void what_was_killed_can_be_yanked(void **state)
{
    struct input input = {.secret = false};
    (void)state;
    input_paste(&input, SLICE("eins zwei\ndrei"));
    assert_string_equal(input.text, "eins zwei drei");
    type(&input, "^W ^A ^Y");
    assert_string_equal(input.text, "dreieins zwei ");
    type(&input, "^U ^E ^Y");
    assert_string_equal(input.text, "eins zwei drei");
    type(&input, "^A Right ^K ^Y ^Y");
    assert_string_equal(input.text, "eins zwei dreiins zwei drei");
    /* Nothing taken away: what was killed before stays. */
    type(&input, "^U ^U ^Y");
    assert_string_equal(input.text, "eins zwei dreiins zwei drei");
    input_clear(&input);
    type(&input, "^Y");
    assert_string_equal(input.text, "");
}

/* Of a passphrase no copy is kept, and all bytes behind the text are wiped. */
static void a_secret_is_not_kept_for_yanking(void **state)
{
    static const char zeros[INPUT_BYTES];
    struct input input = {.secret = true};
    (void)state;
    input_paste(&input, SLICE("vier Esel"));
    type(&input, "^W ^U ^Y");
    assert_memory_equal(input.text, zeros, INPUT_BYTES);
    assert_memory_equal(input.killed, zeros, INPUT_BYTES);
}

static void the_palette_remembers_what_was_run(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    /* Nothing was run yet: Up is Up. */
    stage_press(stage, ": Up Esc");
    stage_press(stage, ": meetings Enter");
    assert_ptr_equal(top(stage), &screen_meetings);
    stage_press(stage, ": ledger Enter");
    assert_ptr_equal(top(stage), &screen_ledger);
    stage_press(stage, ": Up");
    stage_expect(stage, 24, 80, "Filter: ledger");
    stage_press(stage, "Up Up");
    stage_expect(stage, 24, 80, "Filter: meetings");
    stage_press(stage, "Down");
    stage_expect(stage, 24, 80, "Filter: ledger");
    stage_press(stage, "Down");
    assert_false(stage_shows(stage, 24, 80, "Filter: ledger"));
    stage_press(stage, "Up Up Enter");
    assert_ptr_equal(top(stage), &screen_meetings);
    /* Each stands there once, and what was run last comes first; typing goes on from there. */
    stage_press(stage, ": Up");
    stage_expect(stage, 24, 80, "Filter: meetings");
    stage_press(stage, "^U proposals Down Up Enter");
    assert_ptr_equal(top(stage), &screen_proposals);
}

static void the_pager_gets_what_is_shown(void **state)
{
    struct stage *stage = *state;
    char path[] = "/tmp/stimmbuch-test-XXXXXX", pager[64];
    int descriptor = mkstemp(path);
    struct buffer text;
    buffer_init(&text);
    assert_true(descriptor >= 0);
    close(descriptor);
    snprintf(pager, sizeof pager, "sed -n 'w %s'", path);
    assert_int_equal(setenv("PAGER", pager, 1), 0);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / strassenkataster Enter Enter ^P");
    assert_int_equal(file_read(path, 100000, &text, NULL), STATUS_OK);
    assert_non_null(strstr(text.at, "title: Straßenkataster, Anschluss Süd\n"));
    assert_ptr_equal(top(stage), &screen_proposal);
    /* One that fails is said so, and nothing else happens. */
    assert_int_equal(setenv("PAGER", "false", 1), 0);
    stage_press(stage, "^P");
    stage_expect(stage, 24, 80, "The pager did not end well");
    stage_press(stage, "m ^P");
    stage_expect(stage, 24, 80, "There is nothing here");
    unlink(path);
    unsetenv("PAGER");
    buffer_release(&text);
}

static void changes_of_the_view_are_taken_back(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 Backspace");
    stage_expect(stage, 24, 80, "No filter, order or search was changed here.");
    stage_press(stage, "f s / strassen Enter");
    stage_expect(stage, 24, 80, "/ strassen");
    /* The whole search at once, then the order, then the filter; what is typed is not touched meanwhile. */
    stage_press(stage, "/ x Backspace");
    stage_expect(stage, 24, 80, "/ strassen");
    stage_press(stage, "Enter Backspace");
    assert_false(stage_shows(stage, 24, 80, "/ strassen"));
    stage_expect(stage, 24, 80, "open");
    stage_press(stage, "Backspace Backspace");
    char *text = stage_text(stage, 24, 80);
    stage_press(stage, "Backspace");
    stage_expect(stage, 24, 80, "No filter, order or search was changed here.");
    stage_press(stage, "Up");
    char *again = stage_text(stage, 24, 80);
    assert_string_equal(text, again);
    free(text);
    free(again);
    /* Esc that cleared a filter can be taken back as well, also from the palette and after another screen. */
    stage_press(stage, "f f Esc 3 f 2");
    stage_expect(stage, 24, 80, "2026-001");
    stage_press(stage, ": undo Enter");
    stage_expect(stage, 24, 80, "2026-002");
    assert_false(stage_shows(stage, 24, 80, "2026-001"));
    stage_press(stage, "3");
    stage_expect(stage, 24, 80, "Open ballots");
    stage_press(stage, "Backspace");
    assert_false(stage_shows(stage, 24, 80, "Open ballots"));
}

static void a_list_is_found_as_it_was_left(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 Down Down Down");
    stage_expect(stage, 24, 80, "▸ 2026-003");
    stage_press(stage, "3 Down");
    char *ballots = stage_text(stage, 24, 80);
    stage_press(stage, "2");
    stage_expect(stage, 24, 80, "▸ 2026-003");
    stage_press(stage, "Enter Esc 1 5 2");
    stage_expect(stage, 24, 80, "▸ 2026-003");
    stage_press(stage, "/ neu Enter 3 2");
    stage_expect(stage, 24, 80, "2026-004");
    stage_press(stage, "f f 3");
    char *again = stage_text(stage, 24, 80);
    assert_string_equal(ballots, again);
    free(ballots);
    free(again);
    stage_press(stage, "2");
    assert_false(stage_shows(stage, 24, 80, "2026-001"));
}

static void lists_begin_with_the_configured_body(void **state)
{
    struct stage *stage = *state;
    stage->session.config.value[CONFIG_BODY] = NULL;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "4");
    stage_expect(stage, 24, 80, "rat.example");
    assert_false(stage_shows(stage, 24, 80, "ausschuss.example"));
    stage->session.config.value[CONFIG_BODY] = "ausschuss.example";
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "4");
    stage_expect(stage, 24, 80, "ausschuss.example");
    stage->session.config.value[CONFIG_BODY] = NULL;
}

/* In every list, and in the next run; what is configured goes before what an earlier run left, a choice before both. */
static void the_body_that_was_chosen_stays(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "4 Tab");
    stage_expect(stage, 24, 80, "ausschuss.example");
    stage_press(stage, "1 6");
    stage_expect(stage, 24, 80, "ausschuss.example");
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "4");
    stage_expect(stage, 24, 80, "ausschuss.example");
    stage->session.config.value[CONFIG_BODY] = "rat.example";
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "4");
    assert_false(stage_shows(stage, 24, 80, "ausschuss.example"));
    stage_press(stage, "Tab 1 4");
    stage_expect(stage, 24, 80, "ausschuss.example");
    stage->session.config.value[CONFIG_BODY] = NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_killed_can_be_yanked),
        cmocka_unit_test(a_secret_is_not_kept_for_yanking),
        cmocka_unit_test_setup_teardown(the_palette_remembers_what_was_run, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(the_pager_gets_what_is_shown, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(changes_of_the_view_are_taken_back, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(a_list_is_found_as_it_was_left, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(lists_begin_with_the_configured_body, stage_make, stage_remove),
        cmocka_unit_test_setup_teardown(the_body_that_was_chosen_stays, stage_make, stage_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
