/* The script of the sample world: every action, and every way to write one wrongly. */
#include "data/demo_script.h"

#include "core/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

struct read {
    struct arena arena;
    struct demo_script script;
    struct problem problem;
    enum status status;
};

static void read_script(struct read *r, const char *text)
{
    arena_init(&r->arena);
    problem_clear(&r->problem);
    r->status = demo_script_read(slice_of(text), &r->arena, &r->script, &r->problem);
}

static void each_action(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum demo_verb verb;
        const char *last, *text; /* of its words; its text */
        uint64_t days;
    } rows[] = {
        {"body statutes/rat.txt gs-1,gs-2", DEMO_BODY, "gs-1,gs-2", NULL, 0},
        {"who anna.rat.example Anna Blume, Stadt", DEMO_WHO, "anna.rat.example", "Anna Blume, Stadt", 0},
        {"delegate anna.rat.example", DEMO_DELEGATE, "anna.rat.example", NULL, 0},
        {"seat rat.example eins", DEMO_SEAT, "eins", NULL, 0},
        {"deputy rat.example eins zwei", DEMO_DEPUTY, "zwei", NULL, 0},
        {"auditor rat.example revision", DEMO_AUDITOR, "revision", NULL, 0},
        {"propose rat.example eins a/..b.txt", DEMO_PROPOSE, "a/..b.txt", NULL, 0},
        {"state rat.example eins 2026-001 s.txt", DEMO_STATE, "s.txt", NULL, 0},
        {"recuse rat.example eins 2026-001", DEMO_RECUSE, "2026-001", NULL, 0},
        {"open rat.example 2026-001 einfach", DEMO_OPEN, "einfach", NULL, 0},
        {"open rat.example 2026-001 einfach 14", DEMO_OPEN, "einfach", NULL, 14},
        {"vote rat.example 2026-001 eins yes", DEMO_VOTE, "yes", NULL, 0},
        {"vote rat.example 2026-001 eins no Zu  teuer.", DEMO_VOTE, "no", "Zu  teuer.", 0},
        {"close rat.example 2026-001", DEMO_CLOSE, "2026-001", NULL, 0},
        {"meeting rat.example m.txt 4", DEMO_MEETING, "4", NULL, 0},
        {"attend rat.example S-1 present eins,zwei", DEMO_ATTEND, "eins,zwei", NULL, 0},
        {"put rat.example 2026-001 einfach S-1", DEMO_PUT, "S-1", NULL, 0},
        {"clerk rat.example 2026-001 eins no", DEMO_CLERK, "no", NULL, 0},
        {"status rat.example 2026-001 adjourned", DEMO_STATUS, "adjourned", NULL, 0},
        {"status rat.example 2026-001 referred An den Rat", DEMO_STATUS, "referred", "An den Rat", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[200];
        struct read r;
        snprintf(text, sizeof text, "# a comment\n\nday 7\n%s\n", rows[i].line);
        read_script(&r, text);
        if (r.status != STATUS_OK || r.script.actions != 1)
            fail_msg("%s", rows[i].line);
        const struct demo_action *action = &r.script.action[0];
        size_t words = 0;
        while (words < DEMO_WORDS && action->word[words].at)
            words++;
        if (action->verb != rows[i].verb || action->line != 4 || action->day != 7 || action->days != rows[i].days ||
            !slice_is(action->word[words - 1], rows[i].last) || !slice_equal(action->text, slice_of(rows[i].text)))
            fail_msg("%s", rows[i].line);
        arena_release(&r.arena);
    }
}

static void days_only_come_nearer(void **state)
{
    (void)state;
    struct read r;
    read_script(&r, "day 9\nseat b s\nday 3\nseat b t\nseat b u\nday 1\nseat b v");
    assert_int_equal(r.status, STATUS_OK);
    static const uint64_t days[] = {9, 3, 3, 1};
    assert_int_equal(r.script.actions, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(r.script.action[i].day, days[i]);
    arena_release(&r.arena);
}

static void what_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned long line;
        const char *detail;
    } rows[] = {
        {"seat b s\n", 1, ""},
        {"day 3\nsit b s\n", 2, "sit"},
        {"day 3\nseat b\n", 2, "seat"},
        {"day 3\nseat  b s\n", 2, "seat"},
        {"day 3\nseat b s t\n", 2, "t"},
        {"day 3\nwho h\n", 2, "who"},
        {"day 3\nvote b n s\n", 2, "vote"},
        {"day 3\nopen b n r 0\n", 2, "0"},
        {"day 3\nopen b n r 07\n", 2, "07"},
        {"day 3\nopen b n r soon\n", 2, "soon"},
        {"day 3\nopen b n r 3651\n", 2, "3651"},
        {"day 0\n", 1, "0"},
        {"day -1\n", 1, "-1"},
        {"day 3651\n", 1, "3651"},
        {"day 3\nday 3\n", 2, "3"},
        {"day 3\nday 4\n", 2, "4"},
        {"day 3\npropose b s /etc/passwd\n", 2, "/etc/passwd"},
        {"day 3\npropose b s ../x.txt\n", 2, "../x.txt"},
        {"day 3\nstate b s n a/../../x.txt\n", 2, "a/../../x.txt"},
        {"day 3\nbody .. gs\n", 2, ".."},
        {"day 3\nmeeting b ../m.txt 3\n", 2, "../m.txt"},
        {"day 3\nput b n r\n", 2, "put"},
        {"day 3\nclerk b n s yes why\n", 2, "why"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct read r;
        read_script(&r, rows[i].text);
        if (r.status != STATUS_FORM || r.problem.line != rows[i].line ||
            strcmp(r.problem.detail[0], rows[i].detail) != 0)
            fail_msg("row %zu: %s (line %lu, %s)", i, rows[i].text, r.problem.line, r.problem.detail[0]);
        arena_release(&r.arena);
    }
}

static void bytes_that_are_no_text(void **state)
{
    (void)state;
    struct read r;
    read_script(&r, "day 3\nseat b \xff\n");
    assert_int_equal(r.status, STATUS_FORM);
    assert_int_equal(r.problem.line, 2);
    arena_release(&r.arena);
}

static void sixty_actions_a_day(void **state)
{
    (void)state;
    for (unsigned count = 60; count <= 61; count++) {
        struct buffer text;
        struct read r;
        buffer_init(&text);
        buffer_text(&text, "day 3\nwho h Anna\n");
        for (unsigned i = 0; i < count; i++)
            buffer_text(&text, "seat b s\n");
        assert_int_equal(buffer_status(&text), STATUS_OK);
        read_script(&r, text.at);
        assert_int_equal(r.status, count == 60 ? STATUS_OK : STATUS_FORM);
        arena_release(&r.arena);
        buffer_release(&text);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_action),         cmocka_unit_test(days_only_come_nearer),
        cmocka_unit_test(what_is_refused),     cmocka_unit_test(bytes_that_are_no_text),
        cmocka_unit_test(sixty_actions_a_day),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
