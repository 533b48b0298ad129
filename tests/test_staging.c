/* A folder appears complete or not at all, whatever was there before. */
#include "data/staging.h"

#include "data/path.h"
#include "tests/scratch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static bool is_there(void *const *state, const char *name)
{
    char path[SCRATCH_PATH];
    return path_exists(scratch_path(state, name, path));
}

static void make_folder(void *const *state, const char *name)
{
    char path[SCRATCH_PATH];
    assert_int_equal(mkdir(scratch_path(state, name, path), 0700), 0);
}

/* Builds NAME with one file in it, and finishes it or not. */
static enum status build(void *const *state, const char *name, bool finish, struct problem *problem)
{
    char path[SCRATCH_PATH], file[SCRATCH_PATH];
    struct staging staging;
    problem_clear(problem);
    enum status status = staging_open(&staging, scratch_path(state, name, path), problem);
    if (status == STATUS_OK) {
        assert_true(snprintf(file, sizeof file, "%s/file", staging.work) < (int)sizeof file);
        assert_int_equal(close(open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)), 0);
        if (finish)
            status = staging_finish(&staging, problem);
    }
    staging_close(&staging);
    return status;
}

static void a_finished_folder_has_its_name(void **state)
{
    struct problem problem;
    struct stat st;
    char path[SCRATCH_PATH];
    static const char *const names[] = {"new", "empty", "with-slash/", "below/these/folders"};
    make_folder(state, "empty");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (build(state, names[i], true, &problem) != STATUS_OK)
            fail_msg("%s", names[i]);
    assert_true(is_there(state, "new/file") && is_there(state, "empty/file") && is_there(state, "with-slash/file"));
    assert_true(is_there(state, "below/these/folders/file"));
    assert_int_equal(scratch_count(state), 4);
    assert_int_equal(stat(scratch_path(state, "new", path), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
}

static void one_that_was_not_finished_leaves_nothing(void **state)
{
    struct problem problem;
    assert_int_equal(build(state, "demo", false, &problem), STATUS_OK);
    assert_int_equal(scratch_count(state), 0);
}

static void what_an_interrupted_run_left_is_removed(void **state)
{
    struct problem problem;
    char path[SCRATCH_PATH];
    make_folder(state, "demo.part");
    make_folder(state, "demo.part/keys");
    scratch_write(state, "demo.part/keys/half", SLICE("x"), 0600);
    scratch_write(state, "demo.part/.part", SLICE(""), 0600);
    scratch_write(state, "outside", SLICE("x"), 0600);
    assert_int_equal(symlink("../outside", scratch_path(state, "demo.part/link", path)), 0);
    assert_int_equal(build(state, "demo", true, &problem), STATUS_OK);
    assert_false(is_there(state, "demo.part") || is_there(state, "demo/keys") || is_there(state, "demo/link"));
    assert_true(is_there(state, "outside"));
}

static void somebody_elses_part_is_left_alone(void **state)
{
    struct problem problem;
    make_folder(state, "demo.part");
    assert_int_equal(build(state, "demo", true, &problem), STATUS_OK); /* an empty one is nobody's */
    assert_false(is_there(state, "demo.part") || is_there(state, "demo/.part"));
    make_folder(state, "thesis.part");
    scratch_write(state, "thesis.part/mine", SLICE("x"), 0600);
    assert_int_equal(build(state, "thesis", true, &problem), STATUS_FILE);
    assert_true(is_there(state, "thesis.part/mine"));
    assert_false(is_there(state, "thesis"));
}

static void a_folder_that_holds_something_is_left_alone(void **state)
{
    struct problem problem;
    make_folder(state, "demo");
    scratch_write(state, "demo/mine", SLICE("x"), 0600);
    assert_int_equal(build(state, "demo", true, &problem), STATUS_FILE);
    assert_true(is_there(state, "demo/mine"));
    assert_false(is_there(state, "demo/file") || is_there(state, "demo.part"));
}

static void what_is_no_folder_is_refused(void **state)
{
    struct problem problem;
    char path[SCRATCH_PATH];
    scratch_write(state, "file", SLICE("x"), 0600);
    assert_int_equal(build(state, "file", true, &problem), STATUS_FILE);
    scratch_write(state, "demo.part", SLICE("x"), 0600);
    assert_int_equal(build(state, "demo", true, &problem), STATUS_FILE);
    make_folder(state, "target");
    assert_int_equal(symlink("target", scratch_path(state, "linked.part", path)), 0);
    assert_int_equal(build(state, "linked", true, &problem), STATUS_FILE);
    assert_false(is_there(state, "demo") || is_there(state, "linked"));
}

static void another_run_is_not_disturbed(void **state)
{
    struct problem problem;
    char path[SCRATCH_PATH];
    make_folder(state, "demo.part");
    scratch_write(state, "demo.part/half", SLICE("x"), 0600);
    scratch_write(state, "demo.part/.part", SLICE(""), 0600);
    int other = open(scratch_path(state, "demo.part", path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(flock(other, LOCK_EX | LOCK_NB), 0);
    assert_int_equal(build(state, "demo", true, &problem), STATUS_FILE);
    assert_string_equal(problem.file, path);
    assert_true(is_there(state, "demo.part/half"));
    close(other);
    assert_int_equal(build(state, "demo", true, &problem), STATUS_OK);
}

static void the_place_was_taken_meanwhile(void **state)
{
    struct problem problem;
    struct staging staging;
    char path[SCRATCH_PATH];
    assert_int_equal(staging_open(&staging, scratch_path(state, "demo", path), &problem), STATUS_OK);
    make_folder(state, "demo");
    scratch_write(state, "demo/mine", SLICE("x"), 0600);
    assert_int_equal(staging_finish(&staging, &problem), STATUS_FILE);
    staging_close(&staging);
    assert_true(is_there(state, "demo/mine"));
    assert_false(is_there(state, "demo.part"));
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_finished_folder_has_its_name),
        SCRATCH_TEST(one_that_was_not_finished_leaves_nothing),
        SCRATCH_TEST(what_an_interrupted_run_left_is_removed),
        SCRATCH_TEST(somebody_elses_part_is_left_alone),
        SCRATCH_TEST(a_folder_that_holds_something_is_left_alone),
        SCRATCH_TEST(what_is_no_folder_is_refused),
        SCRATCH_TEST(another_run_is_not_disturbed),
        SCRATCH_TEST(the_place_was_taken_meanwhile),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
