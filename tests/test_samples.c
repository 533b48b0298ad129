/* The samples that come with the program, and folders that are none of theirs. */
#include "data/samples.h"
#include "tests/scratch.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cmocka.h>

static size_t list(const char *folder, struct arena *arena, const char *const **paths)
{
    size_t count;
    assert_int_equal(samples_statutes(folder, arena, paths, &count, NULL), STATUS_OK);
    return count;
}

static void the_statutes_of_this_project(void **state)
{
    struct arena arena;
    const char *const *paths;
    (void)state;
    arena_init(&arena);
    glob_t found;
    assert_int_equal(glob("data/samples/statutes/*.txt", 0, NULL, &found), 0);
    assert_int_equal(list("data/samples", &arena, &paths), found.gl_pathc);
    assert_in_range(found.gl_pathc, 4, 100);
    for (size_t i = 0; i < found.gl_pathc; i++)
        assert_string_equal(paths[i], found.gl_pathv[i]);
    globfree(&found);
    arena_release(&arena);
}

static void touch(const char *path)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
}

/* Other files and hidden ones are passed over; a folder that is not there has none. */
static void only_text_files_count(void **state)
{
    char folder[SCRATCH_PATH], path[SCRATCH_PATH];
    static const char *const names[] = {"b.txt", "a.txt", ".hidden.txt", ".txt", "readme.md", "txt"};
    struct arena arena;
    const char *const *paths;
    arena_init(&arena);
    scratch_path(state, "samples", folder);
    assert_int_equal(list(folder, &arena, &paths), 0);
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(mkdir(scratch_path(state, "samples/statutes", path), 0700), 0);
    assert_int_equal(list(folder, &arena, &paths), 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char name[64];
        snprintf(name, sizeof name, "samples/statutes/%s", names[i]);
        touch(scratch_path(state, name, path));
    }
    assert_int_equal(list(folder, &arena, &paths), 2);
    assert_string_equal(paths[0], scratch_path(state, "samples/statutes/a.txt", path));
    assert_string_equal(paths[1], scratch_path(state, "samples/statutes/b.txt", path));
    arena_release(&arena);
}

static void a_file_is_no_folder(void **state)
{
    char path[SCRATCH_PATH];
    struct arena arena;
    const char *const *paths;
    size_t count;
    struct problem problem;
    arena_init(&arena);
    assert_int_equal(mkdir(scratch_path(state, "odd", path), 0700), 0);
    touch(scratch_path(state, "odd/statutes", path));
    assert_int_equal(samples_statutes(scratch_path(state, "odd", path), &arena, &paths, &count, &problem), STATUS_FILE);
    assert_int_equal(count, 0);
    assert_string_equal(problem.message, "the folder of the statutes '{1}' cannot be read: {2}");
    arena_release(&arena);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(the_statutes_of_this_project),
                                              SCRATCH_TEST(only_text_files_count), SCRATCH_TEST(a_file_is_no_folder)};
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
