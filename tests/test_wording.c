/* The statute in a proposal's text: where it begins and ends, and when it is the one of an entry. */
#include "core/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define HASH64 "0000000000000000000000000000000000000000000000000000000000000000"
#define COMMON "body: rat.example\nfounding: " HASH64 "\nby: gs\nat: 2026-01-05T10:00:00Z\nsize: 1\nroot: " HASH64 "\n"
#define BLOCK "rule: a A\nadopted: a heads(yes) > 1\nrevote: no\n"

static void where_it_stands(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t marks;
        const char *lines; /* NULL: it has no end */
    } rows[] = {
        {"", 0, NULL},
        {"```\nrule: a A\n```\n", 0, NULL},
        {"Vorn.\n\n```statute\nrule: a A\n```\nHinten.\n", 1, "rule: a A\n"},
        {"```statute\n```", 1, ""},
        {"```statute\nrule: a A\n\nx\n```\n```\n", 1, "rule: a A\n\nx\n"},
        {"```statute\nrule: a A", 1, NULL},
        {"```statute\nrule: a A\n````\n", 1, NULL},
        {" ```statute\nrule: a A\n```\n", 0, NULL},
        {"```statute \nrule: a A\n```\n", 0, NULL},
        {"```statute\na\n```\n```statute\nb\n```\n", 2, "a\n"},
        {"```statute\na\n```statute\nb\n```\n", 2, "a\n```statute\nb\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wording found;
        wording_find(slice_of(rows[i].text), &found);
        if (found.marks != rows[i].marks || found.closed != (rows[i].lines != NULL) ||
            (rows[i].lines && !slice_is(found.lines, rows[i].lines)))
            fail_msg("%s", rows[i].text);
        if (found.closed)
            assert_int_equal(found.before.length + found.lines.length + found.behind.length, strlen(rows[i].text));
    }
}

static void read_entry(const char *text, struct arena *arena, struct entry *out)
{
    struct problem problem;
    problem_clear(&problem);
    if (entry_parse(slice_of(text), arena, out, &problem) != STATUS_OK)
        fail_msg("%s: %s (%s)", text, problem.message, problem.detail[0]);
}

static void the_block_of_an_entry(void **state)
{
    (void)state;
    struct arena arena;
    struct entry entry;
    arena_init(&arena);
    static const char *const behind[] = {"", "decided: " HASH64 "\n", "\n| decided: x\n",
                                         "decided: " HASH64 "\n\n| Weil.\n|\n| Darum.\n"};
    for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++) {
        char text[1000];
        snprintf(text, sizeof text, "stimmbuch/1 statute\n%s%s%s", COMMON, BLOCK, behind[i]);
        read_entry(text, &arena, &entry);
        assert_true(slice_is(wording_block(&entry), BLOCK));
    }
    read_entry("stimmbuch/1 statute\n" COMMON, &arena, &entry);
    assert_int_equal(wording_block(&entry).length, 0);
    read_entry("stimmbuch/1 statute\n" COMMON "decided: " HASH64 "\n", &arena, &entry);
    assert_int_equal(wording_block(&entry).length, 0);
    arena_release(&arena);
}

static void whether_it_is_the_same(void **state)
{
    (void)state;
    struct arena arena;
    struct entry statute, empty;
    arena_init(&arena);
    read_entry("stimmbuch/1 statute\n" COMMON BLOCK, &arena, &statute);
    read_entry("stimmbuch/1 statute\n" COMMON, &arena, &empty);
#define LINES "| rule: a A\n| adopted: a heads(yes) > 1\n| revote: no\n"
    static const struct {
        const char *text;
        bool same, none; /* as the statute; as one without a line */
    } rows[] = {
        {"", false, false},
        {"\n| ```statute\n" LINES "| ```\n", true, false},
        {"\n| Vorn.\n|\n| ```statute\n" LINES "| ```\n|\n| ```\n", true, false},
        {"\n| ```statute\n" LINES "| window: 5\n| ```\n", false, false},
        {"\n| ```statute\n| rule: a A\n| adopted: a heads(yes) > 1\n| ```\n", false, false},
        {"\n| ```statute\n" LINES "|\n| ```\n", false, false},
        {"\n| ```statute\n" LINES, false, false},
        {"\n| ```statute\n" LINES "| ```\n| ```statute\n" LINES "| ```\n", false, false},
        {"\n| ```statute\n| ```\n", false, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[2000];
        struct entry proposal;
        bool same, none;
        snprintf(text, sizeof text, "stimmbuch/1 proposal\n%snumber: 1\ntitle: T\nkind: decision\n%s", COMMON,
                 rows[i].text);
        read_entry(text, &arena, &proposal);
        assert_int_equal(wording_holds(&proposal, &statute, &same), STATUS_OK);
        assert_int_equal(wording_holds(&proposal, &empty, &none), STATUS_OK);
        if (same != rows[i].same || none != rows[i].none)
            fail_msg("%s", rows[i].text);
    }
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_it_stands),
        cmocka_unit_test(the_block_of_an_entry),
        cmocka_unit_test(whether_it_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
