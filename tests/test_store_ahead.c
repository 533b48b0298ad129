/* What is read ahead is what is in the file, whichever way one goes through it and whoever writes between. */
#include "data/store_ahead.h"
#include "tests/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { PATH = 300 };

struct pair {
    char path[PATH];
    struct ahead *ahead;
    sqlite3 *writer, *reader; /* in the system's own way, and ahead */
};

static void run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
}

static int64_t ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    return number;
}

/* Two tables whose pages lie between each other, about 400 pages; the reader keeps hardly any of them. */
static void begin(struct pair *pair, const char *folder, const char *first)
{
    snprintf(pair->path, sizeof pair->path, "%.200s/ahead.db", folder);
    assert_int_equal(sqlite3_open(pair->path, &pair->writer), SQLITE_OK);
    run(pair->writer, first);
    run(pair->writer, "PRAGMA synchronous = OFF");
    run(pair->writer, "CREATE TABLE a (n INTEGER PRIMARY KEY, text); CREATE TABLE b (n INTEGER PRIMARY KEY, text);"
                      "BEGIN");
    for (int i = 0; i < 400; i++)
        run(pair->writer, "INSERT INTO a (text) VALUES (hex(randomblob(800))); INSERT INTO a (text) VALUES ('a');"
                          "INSERT INTO b (text) VALUES (hex(randomblob(900)))");
    run(pair->writer, "COMMIT");
    pair->ahead = ahead_make();
    assert_non_null(pair->ahead);
    assert_int_equal(sqlite3_open_v2(pair->path, &pair->reader, SQLITE_OPEN_READONLY, ahead_name(pair->ahead)),
                     SQLITE_OK);
    run(pair->reader, "PRAGMA cache_size = 10");
}

static void end(struct pair *pair)
{
    assert_int_equal(sqlite3_close(pair->writer), SQLITE_OK);
    assert_int_equal(sqlite3_close(pair->reader), SQLITE_OK);
    ahead_free(pair->ahead);
}

/* The texts from the first to the last, from the last to the first, the two tables row by row, and SQLite's check. */
static void same(const struct pair *pair)
{
    static const char *const questions[] = {
        "SELECT sum(length(text) * n % 10007 + unicode(text) * n) FROM (SELECT * FROM a ORDER BY n)",
        "SELECT sum(length(text) * n % 10007 + unicode(text) * n) FROM (SELECT * FROM a ORDER BY n DESC LIMIT -1)",
        "SELECT sum((a.text > b.text) * a.n) FROM a JOIN b ON b.n = a.n",
        "SELECT sum((a.text > b.text) * a.n) FROM a JOIN b ON b.n = (a.n * 7919) % 400 + 1",
        "SELECT integrity_check = 'ok' FROM pragma_integrity_check",
        "SELECT count(*) FROM b",
    };
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
        assert_int_equal(ask(pair->reader, questions[i]), ask(pair->writer, questions[i]));
}

static void reads_what_is_there(void **state)
{
    struct pair pair = {.path = ""};
    begin(&pair, *state, "PRAGMA journal_mode = DELETE");
    same(&pair);
    end(&pair);
}

/* Between two questions another connection changes pages, adds some at the end and gives some back. */
static void others_write(struct pair *pair)
{
    same(pair);
    run(pair->writer, "UPDATE a SET text = 'b' || substr(text, 2)");
    same(pair);
    run(pair->writer, "INSERT INTO b (text) SELECT text || text FROM a");
    same(pair);
    run(pair->writer, "DELETE FROM b WHERE n > 100; VACUUM");
    same(pair);
}

static void sees_what_others_write(void **state)
{
    struct pair pair = {.path = ""};
    begin(&pair, *state, "PRAGMA journal_mode = DELETE");
    others_write(&pair);
    end(&pair);
}

static void sees_it_in_wal_mode_too(void **state)
{
    struct pair pair = {.path = ""};
    begin(&pair, *state, "PRAGMA journal_mode = WAL");
    run(pair.writer, "PRAGMA wal_autocheckpoint = 20");
    others_write(&pair);
    end(&pair);
}

/* A transaction sees one state, and nobody can write over what it reads. */
static void a_transaction_sees_one_state(void **state)
{
    struct pair pair = {.path = ""};
    begin(&pair, *state, "PRAGMA journal_mode = DELETE");
    run(pair.reader, "BEGIN");
    int64_t before = ask(pair.reader, "SELECT sum(unicode(text) * n) FROM a");
    assert_int_equal(sqlite3_exec(pair.writer, "UPDATE a SET text = 'z'", NULL, NULL, NULL), SQLITE_BUSY);
    assert_int_equal(ask(pair.reader, "SELECT sum(unicode(text) * n) FROM a"), before);
    run(pair.reader, "COMMIT");
    run(pair.writer, "UPDATE a SET text = 'z'");
    assert_int_equal(ask(pair.reader, "SELECT sum(unicode(text) * n) FROM a"), (int64_t)'z' * 800 * 801 / 2);
    end(&pair);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_what_is_there, scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(sees_what_others_write, scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(sees_it_in_wal_mode_too, scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(a_transaction_sees_one_state, scratch_make, scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
