#include "data/people.h"

#include "data/file.h"
#include "tests/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

static void assert_file(const char *path, const char *expected)
{
    struct buffer bytes;
    struct problem problem;
    buffer_init(&bytes);
    assert_int_equal(file_read(path, 1000, &bytes, &problem), STATUS_OK);
    assert_string_equal(bytes.at, expected);
    buffer_release(&bytes);
}

static void set_keeps_the_file_sorted_and_private(void **state)
{
    char path[SCRATCH_PATH];
    struct stat st;
    struct problem problem;
    scratch_path(state, "share/stimmbuch/people", path);
    assert_int_equal(people_set(path, SLICE("bernd"), SLICE("Bernd Muster"), &problem), STATUS_OK);
    assert_int_equal(people_set(path, SLICE("carla"), SLICE("Carla Caf\xc3\xa9"), &problem), STATUS_OK);
    assert_int_equal(people_set(path, SLICE("anna"), SLICE("Anna Beispiel, Stadt A"), &problem), STATUS_OK);
    assert_file(path, "anna Anna Beispiel, Stadt A\nbernd Bernd Muster\ncarla Carla Caf\xc3\xa9\n");
    assert_int_equal(people_set(path, SLICE("bernd"), SLICE("Bernd Neu"), &problem), STATUS_OK);
    assert_int_equal(people_set(path, SLICE("carla"), SLICE(""), &problem), STATUS_OK);
    assert_int_equal(people_set(path, SLICE("nobody"), SLICE(""), &problem), STATUS_OK);
    assert_file(path, "anna Anna Beispiel, Stadt A\nbernd Bernd Neu\n");
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(stat(scratch_path(state, "share", path), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
}

static void the_last_person_can_be_erased(void **state)
{
    char path[SCRATCH_PATH];
    struct people people;
    struct problem problem;
    scratch_path(state, "people", path);
    assert_int_equal(people_set(path, SLICE("anna"), SLICE("Anna"), &problem), STATUS_OK);
    assert_int_equal(people_set(path, SLICE("anna"), SLICE(""), &problem), STATUS_OK);
    assert_int_equal(people_read(path, &people, &problem), STATUS_OK);
    assert_int_equal(people.count, 0);
    people_release(&people);
    assert_int_equal(people_set(path, SLICE("anna"), SLICE("Anna"), &problem), STATUS_OK);
    assert_file(path, "anna Anna\n");
}

static void get_finds_a_person_or_says_that_there_is_none(void **state)
{
    char path[SCRATCH_PATH];
    struct buffer out;
    struct problem problem;
    buffer_init(&out);
    scratch_path(state, "people", path);
    assert_int_equal(people_get(path, SLICE("anna"), &out, &problem), STATUS_NOT_FOUND);
    scratch_write(state, "people", SLICE("bernd B\nanna A A\n"), 0600);
    assert_int_equal(people_get(path, SLICE("anna"), &out, &problem), STATUS_OK);
    assert_string_equal(out.at, "A A");
    assert_int_equal(people_get(path, SLICE("ann"), &out, &problem), STATUS_NOT_FOUND);
    assert_string_equal(problem.detail[0], "ann");
    buffer_release(&out);
}

static void read_sorts_what_was_edited_by_hand(void **state)
{
    char path[SCRATCH_PATH];
    struct people people;
    struct problem problem;
    scratch_path(state, "people", path);
    scratch_write(state, "people", SLICE("c C\na-1 A\na B"), 0600);
    assert_int_equal(people_read(path, &people, &problem), STATUS_OK);
    assert_int_equal(people.count, 3);
    assert_true(slice_is(people.at[0].handle, "a"));
    assert_true(slice_is(people_find(&people, SLICE("a-1")), "A"));
    assert_int_equal(people_find(&people, SLICE("b")).length, 0);
    people_release(&people);
    assert_int_equal(people_find(&people, SLICE("a")).length, 0);
}

static void read_refuses_lines_with_their_place(void **state)
{
    static const struct {
        const char *bytes;
        unsigned long line, column;
    } rows[] = {
        {"a A\nb\n", 2, 3},     /* no text */
        {"a A\nb \n", 2, 3},    /* an empty one */
        {"a  A\n", 1, 3},       /* begins with a blank */
        {"a A \n", 1, 3},       /* ends with one */
        {"a A\n\nb B\n", 2, 1}, /* an empty line */
        {" A\n", 1, 1},         /* no handle */
        {"Anna A\n", 1, 1},     /* no handle of ours */
        {"../a A\n", 1, 1},
        {"a A\rB\n", 1, 4}, /* control characters */
        {"a A\nb x\x1b[31m\n", 2, 4},
        {"a A\tB\n", 1, 4},
        {"ab A\xc2\x9b\n", 1, 5},
        {"a \xe2\x80\xaeX\n", 1, 3}, /* turns the direction of what follows */
        {"a A\xff\n", 1, 4},         /* not UTF-8 */
        {"\xef\xbb\xbf"
         "a A\n",
         1, 1},                    /* a byte order mark */
        {"a A\nb B\na C\n", 0, 0}, /* twice */
    };
    char path[SCRATCH_PATH];
    scratch_path(state, "people", path);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct people people;
        struct problem problem;
        problem_clear(&problem);
        scratch_write(state, "people", slice_of(rows[i].bytes), 0600);
        enum status status = people_read(path, &people, &problem);
        if (status != STATUS_FORM || problem.line != rows[i].line || problem.column != rows[i].column ||
            !problem.message || people.count)
            fail_msg("row %zu: status %d at %lu:%lu", i, (int)status, problem.line, problem.column);
        assert_string_equal(problem.file, path);
        assert_int_equal(people_set(path, SLICE("z"), SLICE("Z"), NULL), STATUS_FORM);
        assert_file(path, rows[i].bytes);
    }
}

static void texts_have_a_limit(void **state)
{
    char path[SCRATCH_PATH], text[2 * (PEOPLE_TEXT_MAX + 1) + 1] = "";
    struct problem problem;
    scratch_path(state, "people", path);
    for (size_t i = 0; i <= PEOPLE_TEXT_MAX; i++)
        memcpy(text + 2 * i, "\xc3\xbc", 2);
    struct slice too_long = slice_of(text);
    assert_int_equal(people_set(path, SLICE("anna"), slice_head(too_long, 2 * PEOPLE_TEXT_MAX), &problem), STATUS_OK);
    assert_int_equal(people_set(path, SLICE("anna"), too_long, &problem), STATUS_FORM);
    assert_string_equal(problem.message, "the text is longer than 200 characters");
}

static void set_refuses_handles_and_texts(void **state)
{
    static const struct {
        const char *handle, *text;
        enum status status;
    } rows[] = {
        {"", "A", STATUS_USAGE},      {"Anna", "A", STATUS_USAGE},   {"a b", "A", STATUS_USAGE},
        {"a\n", "A", STATUS_USAGE},   {"a", " A", STATUS_FORM},      {"a", "A ", STATUS_FORM},
        {"a", "A\nb B", STATUS_FORM}, {"a", "\x1b]0;", STATUS_FORM}, {"a", "\xff", STATUS_FORM},
    };
    char path[SCRATCH_PATH];
    scratch_path(state, "people", path);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (people_set(path, slice_of(rows[i].handle), slice_of(rows[i].text), NULL) != rows[i].status)
            fail_msg("row %zu: '%s' '%s'", i, rows[i].handle, rows[i].text);
    assert_int_equal(scratch_count(state), 0);
}

static void the_file_has_a_limit(void **state)
{
    char path[SCRATCH_PATH];
    struct people people;
    struct problem problem;
    struct buffer lines;
    buffer_init(&lines);
    scratch_path(state, "people", path);
    for (unsigned i = 0; lines.length + 17 <= PEOPLE_FILE_MAX; i++)
        buffer_format(&lines, "a%07u 1234567\n", i);
    scratch_write(state, "people", buffer_slice(&lines), 0600);
    assert_int_equal(people_set(path, SLICE("b"), SLICE("a text of more than 34 characters is too much"), &problem),
                     STATUS_FILE);
    assert_string_equal(problem.message, "the address book '{1}' is full: take somebody out with an empty text");
    assert_int_equal(people_read(path, &people, &problem), STATUS_OK);
    assert_int_equal(people.count, lines.length / 17);
    people_release(&people);
    buffer_text(&lines, "b a text of more than 34 characters is too much\n");
    scratch_write(state, "people", buffer_slice(&lines), 0600);
    assert_int_equal(people_read(path, &people, &problem), STATUS_FILE);
    assert_string_equal(problem.message, "the file '{1}' is larger than {2} bytes");
    buffer_release(&lines);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
#define ROW(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)
    const struct CMUnitTest tests[] = {
        ROW(set_keeps_the_file_sorted_and_private),
        ROW(the_last_person_can_be_erased),
        ROW(get_finds_a_person_or_says_that_there_is_none),
        ROW(read_sorts_what_was_edited_by_hand),
        ROW(read_refuses_lines_with_their_place),
        ROW(texts_have_a_limit),
        ROW(set_refuses_handles_and_texts),
        ROW(the_file_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
