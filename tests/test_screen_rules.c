/*
 * The rules of accessibility for every screen of tests/screen_views.c, in five sizes, German and English, with colours,
 * without them, and in ASCII. One test a rule; all screens are gone through once, before the tests.
 *
 *     A1   a1_the_cursor_is_on_the_focus, a1_the_cursor_follows_every_key; through the program: test_terminal.c
 *     A2   a2_the_cursor_is_seen
 *     A3   a3_the_focus_has_a_mark
 *     A4   a4_colours_tell_nothing_alone; through the program: test_terminal.c
 *     A5   a5_eight_colours_at_most; the themes: test_terminal_end.c
 *     A6   a6_idle_writes_nothing; through the program: test_terminal.c
 *     A7   a7_progress_comes_once_a_second, a7_work_wakes_the_screen_once_a_second
 *     A8   a8_messages_stay
 *     A9   a9_reading_has_no_limit
 *     A10  a10_keys_do_everything, a10_no_key_is_taken_by_terminals
 *     A11  a11_fields_have_labels
 *     A12  flow_plain.py: "field: value" lines, in the order in which they are read
 *     A13  a13_ascii_has_no_other_sign; sign for sign: test_screens.c
 *     A14  flow_plain.py and test_plain.c: each of its menus, up to the signature
 *     A15  a15_errors_are_sentences
 *     A16  a16_signing_can_be_left; corrected and confirmed: test_screen_sign.c
 *     A17  a17_german_and_english; that nothing is untranslated: check_locale.sh
 *     A18  a18_forty_columns_are_enough
 *
 * A19 is about minutes as files, A20 about screen readers on a desk.
 */
#include "tests/screen_rules.h"
#include "tui/progress.h"
#include "tui/worker.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

/* The smallest and a large one in German alone, whose words are longer. */
static const struct {
    int rows, columns;
    const char *language;
} sizes[] = {{30, 100, NULL}, {24, 80, NULL}, {12, 40, NULL}, {10, 40, "de"}, {50, 200, "de"}};

struct screen_rule {
    const char *name;
    sight_rule *sight;
    visit_rule *visit;
    const char *language; /* it is looked at in this one alone; NULL: in both */
    int broken;           /* on so many screens */
};

/* Those that press keys come last. What a refused text leaves on the screen is no obstacle to leaving it. */
static struct screen_rule rules[] = {
    {"a1_the_cursor_is_on_the_focus", rule_cursor_on_focus, NULL, NULL, 0},
    {"a2_the_cursor_is_seen", rule_cursor_seen, NULL, NULL, 0},
    {"a3_the_focus_has_a_mark", rule_focus_marked, NULL, NULL, 0},
    {"a4_colours_tell_nothing_alone", rule_same_without_colour, NULL, NULL, 0},
    {"a5_eight_colours_at_most", rule_eight_colours, NULL, NULL, 0},
    {"a6_idle_writes_nothing", rule_idle_silent, NULL, NULL, 0},
    {"a11_fields_have_labels", rule_fields_labelled, NULL, NULL, 0},
    {"a13_ascii_has_no_other_sign", rule_ascii, NULL, NULL, 0},
    {"a18_forty_columns_are_enough", rule_small, NULL, NULL, 0},
    {"nothing_shifts", rule_nothing_shifts, NULL, NULL, 0},
    {"nothing_is_cut_within_a_character", rule_nothing_cut, NULL, NULL, 0},
    {"a9_reading_has_no_limit", NULL, rule_no_limit, NULL, 0},
    {"a10_keys_do_everything", NULL, rule_keys_do_all, NULL, 0},
    {"a17_german_and_english", NULL, rule_languages, NULL, 0},
    {"a15_errors_are_sentences", NULL, rule_errors_help, "de", 0},
    {"a1_the_cursor_follows_every_key", NULL, rule_cursor_follows, "en", 0},
    {"a8_messages_stay", NULL, rule_messages_stay, "en", 0},
    {"a16_signing_can_be_left", NULL, rule_signing_left, "de", 0},
};
enum { RULES = sizeof rules / sizeof rules[0] };

struct glasses {
    struct glass *colour, *mono;
};

static void note(struct screen_rule *rule, const struct visit *visit, const char *size, struct buffer *why)
{
    if (why->length) {
        print_error("%s: %s, %s%s: %s\n", rule->name, visit->view->name, visit->language, size, why->at);
        rule->broken++;
    }
    buffer_clear(why);
}

/* What is written when the program looks around and paints again. */
static size_t idle(struct stage *stage, struct glass *glass, const struct canvas *shown)
{
    app_idle(&stage->app);
    struct canvas again = stage_paint(stage, shown->rows, shown->columns, false);
    size_t bytes = glass_show(glass, &again).length;
    canvas_release(&again);
    return bytes;
}

static void see(const struct visit *visit, const struct glasses *glasses, int rows, int columns)
{
    struct canvas canvas = stage_paint(visit->stage, rows, columns, false);
    struct canvas ascii = stage_paint(visit->stage, rows, columns, true);
    struct sight sight = {visit, &canvas, &ascii, glass_emulator(glasses->colour), glass_emulator(glasses->mono), 0};
    struct buffer why;
    char size[32];
    buffer_init(&why);
    snprintf(size, sizeof size, ", %dx%d", columns, rows);
    glass_show(glasses->colour, &canvas);
    glass_show(glasses->mono, &canvas);
    sight.idle = idle(visit->stage, glasses->colour, &canvas);
    for (size_t i = 0; i < RULES; i++) {
        if (!rules[i].sight)
            continue;
        rules[i].sight(&sight, &why);
        note(&rules[i], visit, size, &why);
    }
    buffer_release(&why);
    canvas_release(&canvas);
    canvas_release(&ascii);
}

static void look_at(const struct visit *visit, void *context)
{
    struct buffer why;
    buffer_init(&why);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        if (!sizes[i].language || strcmp(sizes[i].language, visit->language) == 0)
            see(visit, context, sizes[i].rows, sizes[i].columns);
    for (size_t i = 0; i < RULES; i++) {
        if (!rules[i].visit)
            continue;
        if (rules[i].language && strcmp(rules[i].language, visit->language) != 0)
            continue;
        rules[i].visit(visit, &why);
        note(&rules[i], visit, "", &why);
    }
    buffer_release(&why);
}

static int walk(void **state)
{
    struct glasses glasses = {glass_open(THEME_UNKNOWN), glass_open(THEME_MONO)};
    (void)state;
    scenes_walk(look_at, &glasses);
    glass_close(glasses.colour);
    glass_close(glasses.mono);
    return 0;
}

static void rule_holds(void **state)
{
    const struct screen_rule *rule = *state;
    if (rule->broken)
        fail_msg("%s is broken %d times", rule->name, rule->broken);
}

enum { MANY = 100000, FEW = 10 }; /* however slow the machine is, a second is far from one call */

static enum status tell_often(struct worker *worker, void *context)
{
    (void)context;
    for (uint64_t i = 1; i <= MANY; i++)
        (void)worker_progress(worker, i, MANY);
    return STATUS_OK;
}

/* The screen is painted as often as it is woken. */
static void a7_work_wakes_the_screen_once_a_second(void **state)
{
    struct worker *worker = NULL;
    uint64_t done = 0, all = 0;
    enum status status = STATUS_OK;
    char bytes[64];
    (void)state;
    assert_int_equal(worker_start(tell_often, NULL, &worker), STATUS_OK);
    struct pollfd wake = {.fd = worker_wake(worker), .events = POLLIN};
    ssize_t woken = 0;
    while (!worker_poll(worker, &done, &all, &status))
        if (poll(&wake, 1, -1) == 1)
            woken += read(wake.fd, bytes, sizeof bytes);
    if (poll(&wake, 1, 0) == 1)
        woken += read(wake.fd, bytes, sizeof bytes);
    worker_free(worker);
    assert_int_equal(done, MANY);
    assert_in_range(woken, 1, FEW);
}

/* Standard error goes into a file: how often it was written to is how many carriage returns there are. */
static void a7_progress_comes_once_a_second(void **state)
{
    struct progress progress = {.shown = true, .counted = true};
    char bytes[512];
    (void)state;
    int file = memfd_create("progress", MFD_CLOEXEC), kept = dup(STDERR_FILENO), returns = 0;
    assert_true(file >= 0 && kept >= 0 && dup2(file, STDERR_FILENO) >= 0);
    for (uint64_t i = 1; i <= MANY; i++)
        progress_tell(&progress, i, MANY);
    assert_true(dup2(kept, STDERR_FILENO) >= 0);
    close(kept);
    ssize_t length = pread(file, bytes, sizeof bytes, 0);
    close(file);
    for (ssize_t i = 0; i < length; i++)
        returns += bytes[i] == '\r';
    assert_in_range(returns, 1, FEW);
}

/* No Alt (a name has no such prefix), nothing that terminals keep for flow control or send for other keys. */
static void a10_no_key_is_taken_by_terminals(void **state)
{
    static const char *const taken[] = {"^S", "^Q", "^H", "^I", "^J", "^M", "^[", "^Z"};
    (void)state;
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        struct slice keys = slice_of(keymap_keys((enum action)action));
        bool only_function_keys = keys.length > 0;
        assert_true(*keymap_word((enum action)action) && *keymap_help((enum action)action));
        while (keys.length) {
            struct slice key = slice_cut(&keys, ' ');
            for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
                if (slice_is(key, taken[i]))
                    fail_msg("%s has the key %s", keymap_word((enum action)action), taken[i]);
            only_function_keys = only_function_keys && key.length > 1 && key.at[0] == 'F';
        }
        /* The mouse's is in the palette as well. */
        if (only_function_keys && action != ACTION_MOUSE)
            fail_msg("%s has function keys only", keymap_word((enum action)action));
    }
}

int main(void)
{
    struct CMUnitTest tests[RULES + 3];
    for (size_t i = 0; i < RULES; i++)
        tests[i] = (struct CMUnitTest){.name = rules[i].name, .test_func = rule_holds, .initial_state = &rules[i]};
    tests[RULES] = (struct CMUnitTest)cmocka_unit_test(a7_progress_comes_once_a_second);
    tests[RULES + 1] = (struct CMUnitTest)cmocka_unit_test(a7_work_wakes_the_screen_once_a_second);
    tests[RULES + 2] = (struct CMUnitTest)cmocka_unit_test(a10_no_key_is_taken_by_terminals);
    return cmocka_run_group_tests(tests, walk, NULL);
}
