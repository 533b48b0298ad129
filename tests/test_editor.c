/* The user's own editor: what it saves comes back, and nothing is lost where it fails. */
#include "tests/scratch.h"
#include "tui/editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { LIMIT = 1000 };

static int make(void **state)
{
    unsetenv("TMPDIR");
    if (scratch_make(state) != 0 || setenv("TMPDIR", *state, 1) != 0)
        return -1;
    return unsetenv("VISUAL");
}

static enum status edit(const char *editor, const char *before, struct buffer *text, struct problem *problem)
{
    buffer_init(text);
    buffer_text(text, before);
    *problem = (struct problem){.status = STATUS_OK};
    assert_int_equal(setenv("EDITOR", editor, 1), 0);
    return editor_run(NULL, LIMIT, text, problem);
}

static void what_is_saved_comes_back(void **state)
{
    struct buffer text;
    struct problem problem;
    /* An editor with arguments; the file is the last one. */
    assert_int_equal(edit("sed -i s/alt/neu/", "ein alter Text\n", &text, &problem), STATUS_OK);
    assert_string_equal(text.at, "ein neuer Text\n");
    buffer_release(&text);
    assert_int_equal(scratch_count(state), 0);
}

static void visual_comes_before_editor(void **state)
{
    struct buffer text;
    struct problem problem;
    (void)state;
    assert_int_equal(setenv("VISUAL", "sed -i s/alt/vorn/", 1), 0);
    assert_int_equal(edit("sed -i s/alt/hinten/", "alt\n", &text, &problem), STATUS_OK);
    assert_string_equal(text.at, "vorn\n");
    buffer_release(&text);
}

/* Where nobody chose one, it is the system's. */
static void without_a_choice_it_is_the_systems(void **state)
{
    char folder[SCRATCH_PATH];
    struct problem problem = {.status = STATUS_OK};
    struct buffer text, path;
    scratch_write(state, "editor", SLICE("#!/bin/sh\nsed -i s/alt/neu/ \"$1\"\n"), 0700);
    buffer_init(&path);
    buffer_format(&path, "%s:%s", scratch_path(state, ".", folder), getenv("PATH"));
    assert_int_equal(setenv("PATH", path.at, 1), 0);
    assert_int_equal(unsetenv("EDITOR"), 0);
    buffer_init(&text);
    buffer_text(&text, "alt\n");
    assert_int_equal(editor_run(NULL, LIMIT, &text, &problem), STATUS_OK);
    assert_string_equal(text.at, "neu\n");
    buffer_release(&text);
    buffer_release(&path);
}

static void the_file_is_nobody_elses(void **state)
{
    struct buffer text;
    struct problem problem;
    (void)state;
    assert_int_equal(edit("sh -c 'm=$(stat -c %a \"$0\"); echo \"$m\" >\"$0\"'", "x\n", &text, &problem), STATUS_OK);
    assert_string_equal(text.at, "600\n");
    buffer_release(&text);
}

static void a_failure_keeps_the_text(void **state)
{
    static const char *const editors[] = {"false", "no-such-editor-here", "sh -c 'kill -9 $$'", "truncate -s 0",
                                          "truncate -s 1001"};
    for (size_t i = 0; i < sizeof editors / sizeof editors[0]; i++) {
        struct buffer text;
        struct problem problem;
        assert_int_equal(edit(editors[i], "mein Text\n", &text, &problem), STATUS_FILE);
        assert_string_equal(text.at, "mein Text\n");
        assert_non_null(problem.message);
        buffer_release(&text);
    }
    assert_int_equal(scratch_count(state), 0);
}

static void without_a_folder_nothing_is_edited(void **state)
{
    struct buffer text;
    struct problem problem;
    (void)state;
    assert_int_equal(setenv("TMPDIR", "/no/such/folder", 1), 0);
    assert_int_equal(edit("true", "mein Text\n", &text, &problem), STATUS_FILE);
    assert_string_equal(text.at, "mein Text\n");
    buffer_release(&text);
}

#define EDITOR_TEST(test) cmocka_unit_test_setup_teardown(test, make, scratch_remove)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        EDITOR_TEST(what_is_saved_comes_back),           EDITOR_TEST(visual_comes_before_editor),
        EDITOR_TEST(the_file_is_nobody_elses),           EDITOR_TEST(a_failure_keeps_the_text),
        EDITOR_TEST(without_a_folder_nothing_is_edited), EDITOR_TEST(without_a_choice_it_is_the_systems),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
