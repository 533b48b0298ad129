/*
 * The audit finds what only the file itself shows: an index of ids that is not that of the entries, whatever is wrong
 * with it, and tables' indexes that are not theirs. SQLite would use them as they are (see tests/audited.h).
 */
#include "tests/audited.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* An index lies in the file as a table without rowid does: for a moment it is called one. */
#define ALTER_INDEX_BY(key, change)                                                                                    \
    "PRAGMA writable_schema = ON;"                                                                                     \
    "UPDATE sqlite_schema SET type = 'table', name = 'ids', tbl_name = 'ids', sql = 'CREATE TABLE ids (id, seq, "      \
    "PRIMARY KEY (" key ")) WITHOUT ROWID' WHERE name = 'entry_id';"                                                   \
    "PRAGMA writable_schema = RESET;" change ";PRAGMA writable_schema = ON;"                                           \
    "UPDATE sqlite_schema SET type = 'index', name = 'entry_id', tbl_name = 'entry', "                                 \
    "sql = 'CREATE INDEX entry_id ON entry (id)' WHERE name = 'ids';"                                                  \
    "PRAGMA writable_schema = RESET"
#define ALTER_INDEX(change) ALTER_INDEX_BY("id, seq", change)

#define PLACE "((1 << 40) + 9)"

static void expect_alone(struct world *w, const char *sql, const char *findings)
{
    struct buffer file;
    audited_read(w, &file);
    audited_alter(w, sql);
    for (size_t i = 0; i < AUDIT_JOBS; i++)
        audit_expect_with(w, &(struct verify_options){.jobs = audit_jobs[i]}, findings, findings[0] == '\0', sql);
    audited_write(w, buffer_slice(&file));
    buffer_release(&file);
}

static void test_index_of_ids(void **state)
{
    static const char *const changes[] = {
        ALTER_INDEX("DELETE FROM ids WHERE seq = " PLACE),
        ALTER_INDEX("UPDATE ids SET seq = seq + 1000 WHERE seq = " PLACE),
        ALTER_INDEX("UPDATE ids SET id = randomblob(32) WHERE seq = " PLACE),
        ALTER_INDEX("UPDATE ids SET id = x'' WHERE seq = " PLACE),
        ALTER_INDEX("UPDATE ids SET id = CAST(id AS TEXT) WHERE seq = " PLACE),
        ALTER_INDEX("INSERT INTO ids SELECT id, seq + 1 FROM ids WHERE seq = " PLACE),
        ALTER_INDEX("INSERT INTO ids VALUES (zeroblob(32), " PLACE ")"),
        /* two entries exchange their places: each id and each place is there */
        ALTER_INDEX("UPDATE ids SET seq = (1 << 40) + 19 - (seq & 0xff) WHERE seq IN (" PLACE ", " PLACE " + 1)"),
    };
    expect_alone(*state, ALTER_INDEX("SELECT 1"), "");
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        expect_alone(*state, changes[i], "database@-1");
}

/* The right ids in an order in which what is looked for is not found. */
static void test_order_of_ids(void **state)
{
    expect_alone(*state,
                 ALTER_INDEX_BY("id DESC, seq", "CREATE TEMP TABLE kept AS SELECT * FROM ids; DELETE FROM ids;"
                                                "INSERT INTO ids SELECT * FROM kept"),
                 "(reference@13) tables@-1 tables@-1 tables@-1 database@-1");
}

static void test_other_index(void **state)
{
    expect_alone(*state,
                 "PRAGMA writable_schema = ON;"
                 "UPDATE sqlite_schema SET sql = 'CREATE INDEX ballot_id ON ballot (title)' WHERE name = 'ballot_id';"
                 "PRAGMA writable_schema = RESET; REINDEX ballot_id; PRAGMA writable_schema = ON;"
                 "UPDATE sqlite_schema SET sql = 'CREATE INDEX ballot_id ON ballot (id)' WHERE name = 'ballot_id'",
                 "database@-1");
}

/* A table that is its own index: what is looked for is not found in it. */
static void test_order_of_a_table(void **state)
{
    expect_alone(*state,
                 "PRAGMA writable_schema = ON;"
                 "UPDATE sqlite_schema SET sql = replace(sql, '(body, id, since)', '(body, id DESC, since)') "
                 "WHERE name = 'bench';"
                 "PRAGMA writable_schema = RESET; CREATE TEMP TABLE kept AS SELECT * FROM bench; DELETE FROM bench;"
                 "INSERT INTO bench SELECT * FROM kept; PRAGMA writable_schema = ON;"
                 "UPDATE sqlite_schema SET sql = replace(sql, 'id DESC', 'id') WHERE name = 'bench'",
                 "tables@-1 database@-1");
}

/* Of some of the bodies: the file is checked all the same. */
static void test_one_body(void **state)
{
    struct world *w = *state;
    const char *const body[] = {"rat.example"};
    audited_alter(w, ALTER_INDEX("DELETE FROM ids WHERE seq = " PLACE));
    for (size_t i = 0; i < AUDIT_JOBS; i++)
        audit_expect_with(w, &(struct verify_options){.jobs = audit_jobs[i], .body = body, .bodies = 1}, "database@-1",
                          false, "one body");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_index_of_ids, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_order_of_ids, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_other_index, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_order_of_a_table, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_one_body, audited_make, world_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
