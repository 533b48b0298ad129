/* What a transaction writes is brought to disk beside it; a disk that does not take it fails the transaction. */
#include "data/store_early.h"
#include "data/store_internal.h"
#include "tests/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { PATH = 300 };

static struct store *begin(const char *folder)
{
    char path[PATH];
    struct store *store = NULL;
    struct problem problem;
    problem_clear(&problem);
    snprintf(path, sizeof path, "%.200s/early.db", folder);
    assert_int_equal(store_open(path, STORE_CREATE, &store, &problem), STATUS_OK);
    assert_int_equal(store_begin(store, &problem), STATUS_OK);
    assert_int_equal(store_run(store, "INSERT INTO blob (sha256, bytes) VALUES (zeroblob(32), x'01')", ""), STATUS_OK);
    return store;
}

static void the_commit_holds(void **state)
{
    struct store *store = begin(*state);
    struct early *early = early_begin(store);
    struct problem problem;
    int64_t rows = 0;
    assert_non_null(early);
    early_more(early);
    early_more(early);
    assert_int_equal(early_end(early), STATUS_OK);
    assert_true(store_is_sound(store));
    assert_int_equal(store_commit(store, &problem), STATUS_OK);
    assert_int_equal(store_number(store, &rows, NULL, "SELECT count(*) FROM blob", ""), STATUS_OK);
    assert_int_equal(rows, 1);
    store_close(store);
}

struct broken {
    sqlite3_io_methods methods;
    const sqlite3_io_methods *real;
};

static int refuse(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return SQLITE_IOERR_FSYNC;
}

static void a_refusal_is_not_lost(void **state)
{
    struct store *store = begin(*state);
    sqlite3_file *file = NULL;
    struct problem problem;
    problem_clear(&problem);
    assert_int_equal(sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file), SQLITE_OK);
    struct broken broken = {.methods = *file->pMethods, .real = file->pMethods};
    broken.methods.xSync = refuse;
    file->pMethods = &broken.methods;
    struct early *early = early_begin(store);
    assert_non_null(early);
    early_more(early);
    enum status status = early_end(early);
    file->pMethods = broken.real;
    assert_int_equal(status, STATUS_STORE);
    assert_false(store_is_sound(store));
    assert_int_equal(store_problem(store, &problem), STATUS_STORE);
    assert_non_null(strstr(problem.message, "disk"));
    store_rollback(store);
    store_close(store);
}

static void without_a_thread(void **state)
{
    (void)state;
    early_more(NULL);
    assert_int_equal(early_end(NULL), STATUS_OK);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_commit_holds, scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(a_refusal_is_not_lost, scratch_make, scratch_remove),
        cmocka_unit_test(without_a_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
