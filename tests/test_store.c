/* Opening ledger files that may be anything, and what the file itself defends. */
#include "data/store_internal.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* A path in the world's folder. */
static const char *beside(struct world *w, const char *name)
{
    return world_say(w, "%s/%s", w->folder, name);
}

static void write_file(const char *path, struct slice bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
}

/* As the plain shell of SQLite would, without any of our settings. */
static int raw(const char *path, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    int result = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return result;
}

/* The file cannot be opened in this mode, and the sentence speaks of `word`. */
static void refuses(struct world *w, const char *path, enum store_mode mode, const char *word)
{
    struct store *store;
    problem_clear(&w->problem);
    assert_int_equal(store_open(path, mode, &store, &w->problem), STATUS_STORE);
    assert_null(store);
    assert_string_equal(w->problem.detail[0], path);
    if (!strstr(w->problem.message, word))
        fail_msg("\"%s\" says nothing of \"%s\"", w->problem.message, word);
}

static void opens(struct world *w, const char *path, enum store_mode mode)
{
    struct store *store;
    if (store_open(path, mode, &store, &w->problem) != STATUS_OK)
        fail_msg("%s (%s)", w->problem.message, w->problem.detail[1]);
    assert_int_equal(store_writable(store), mode == STORE_WRITE || mode == STORE_CREATE);
    store_close(store);
}

static void missing(void **state)
{
    struct world *w = *state;
    const char *path = beside(w, "a/b/new.db");
    refuses(w, path, STORE_READ, "there is no ledger");
    refuses(w, path, STORE_WRITE, "there is no ledger");
    refuses(w, path, STORE_AUDIT, "there is no ledger");
    opens(w, path, STORE_CREATE);
    struct stat info;
    assert_int_equal(stat(beside(w, "a"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    opens(w, path, STORE_WRITE);
    opens(w, path, STORE_READ);
    opens(w, path, STORE_AUDIT);
}

static void empty(void **state)
{
    struct world *w = *state;
    const char *path = beside(w, "empty.db");
    write_file(path, SLICE(""));
    refuses(w, path, STORE_READ, "empty");
    refuses(w, path, STORE_WRITE, "empty");
    refuses(w, path, STORE_AUDIT, "empty");
    opens(w, path, STORE_CREATE);
}

static void not_a_database(void **state)
{
    struct world *w = *state;
    const char *path = beside(w, "text.db"), *text = "Sitzung vom 23. November\n";
    for (int i = 0; i < 6; i++)
        text = world_say(w, "%s%s", text, text);
    write_file(path, slice_of(text));
    refuses(w, path, STORE_READ, "is not a ledger");
    refuses(w, path, STORE_CREATE, "is not a ledger");
    refuses(w, path, STORE_AUDIT, "is not a ledger");
    refuses(w, w->folder, STORE_CREATE, "is not a file");
}

static void of_another_program(void **state)
{
    struct world *w = *state;
    const char *path = beside(w, "other.db");
    assert_int_equal(raw(path, "CREATE TABLE recipe (name TEXT)"), SQLITE_OK);
    refuses(w, path, STORE_READ, "another program");
    refuses(w, path, STORE_CREATE, "another program");
    assert_int_equal(raw(path, "PRAGMA user_version = 1"), SQLITE_OK);
    refuses(w, path, STORE_AUDIT, "another program");
}

static void of_a_newer_version(void **state)
{
    struct world *w = *state;
    const char *path = beside(w, "newer.db");
    opens(w, path, STORE_CREATE);
    assert_int_equal(raw(path, "PRAGMA user_version = 999"), SQLITE_OK);
    refuses(w, path, STORE_READ, "newer version");
    refuses(w, path, STORE_WRITE, "newer version");
    refuses(w, path, STORE_AUDIT, "newer version");
}

static void cut_off(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *path = beside(w, "cut.db");
    ledger_close(w->ledger);
    w->ledger = NULL;
    assert_int_equal(rename(w->path, path), 0);
    assert_int_equal(truncate(path, 5000), 0);
    struct store *store;
    assert_int_equal(store_open(path, STORE_WRITE, &store, &w->problem), STATUS_STORE);
    assert_int_equal(store_open(path, STORE_AUDIT, &store, &w->problem), STATUS_STORE);
}

static void read_only(void **state)
{
    struct world *w = *state;
    const uid_t nobody = 65534, self = geteuid();
    assert_int_equal(chmod(w->path, 0400), 0);
    if (self == 0) {
        /* What is forbidden to others is allowed to root. */
        assert_int_equal(chown(w->path, nobody, (gid_t)-1), 0);
        assert_int_equal(chown(w->folder, nobody, (gid_t)-1), 0);
        assert_int_equal(seteuid(nobody), 0);
    }
    refuses(w, w->path, STORE_WRITE, "write permission");
    opens(w, w->path, STORE_READ);
    assert_int_equal(seteuid(self), 0);
}

static void altered_schema(void **state)
{
    struct world *w = *state;
    static const char *const alterations[][2] = {
        {"DROP TRIGGER entry_update", "entry_update"},
        {"DROP INDEX entry_id", "entry_id"},
        {"DROP TABLE vote", "vote"},
        {"CREATE TABLE aside (x)", "aside"},
        {"CREATE TRIGGER zz AFTER INSERT ON vote BEGIN DELETE FROM vote; END", "zz"},
        {"CREATE VIEW v AS SELECT 1", "v"},
        {"DROP TRIGGER entry_delete; CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT 1; END",
         "entry_delete"},
        {"DROP INDEX ballot_id; CREATE INDEX ballot_id ON ballot (proposal)", "ballot_id"},
        {"DROP INDEX ballot_id; CREATE INDEX ballot_ie ON ballot (id)", "ballot_id"},
        {"DROP TABLE replica; CREATE TABLE replica (body INTEGER PRIMARY KEY)", "replica"},
        {"DROP TABLE search; CREATE VIRTUAL TABLE search USING fts5(words)", "search"},
    };
    for (size_t i = 0; i < sizeof alterations / sizeof alterations[0]; i++) {
        const char *path = beside(w, world_say(w, "altered-%zu.db", i));
        opens(w, path, STORE_CREATE);
        assert_int_equal(raw(path, alterations[i][0]), SQLITE_OK);
        refuses(w, path, STORE_WRITE, "was altered");
        assert_string_equal(w->problem.detail[1], alterations[i][1]);
        struct store *store;
        struct buffer what;
        bool differs = false;
        buffer_init(&what);
        assert_int_equal(store_open(path, STORE_AUDIT, &store, &w->problem), STATUS_OK);
        assert_int_equal(store_schema_differs(store, &differs, &what), STATUS_OK);
        assert_true(differs);
        assert_string_equal(what.at, alterations[i][1]);
        assert_int_equal(store_schema_is_ours(store, &differs), STATUS_OK);
        assert_false(differs);
        buffer_release(&what);
        store_close(store);
    }
}

/* Else each command would take longer to start than it has to. */
static void the_schema_is_known_by_its_text(void **state)
{
    struct world *w = *state;
    bool ours = false;
    assert_int_equal(store_schema_is_ours(ledger_store(w->ledger), &ours), STATUS_OK);
    assert_true(ours);
}

static void triggers_guard_the_log(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    static const char *const forbidden[] = {
        "UPDATE entry SET note = x'00'",
        "UPDATE entry SET seq = 5",
        "DELETE FROM entry",
        "UPDATE entry SET idx = 5",
        "UPDATE entry SET body = 2",
        /* a place that is taken, one behind a gap, one before the first, none */
        "INSERT INTO entry (body, idx, id, leaf, note) SELECT body, 0, id, leaf, note FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry",
        "INSERT INTO entry (body, idx, id, leaf, note) SELECT body, 2, id, leaf, note FROM entry",
        "INSERT INTO entry (body, idx, id, leaf, note) SELECT body, -1, id, leaf, note FROM entry",
        "INSERT INTO entry (idx, id, leaf, note) SELECT 1, id, leaf, note FROM entry",
        "INSERT INTO entry (seq, id, leaf, note) SELECT seq + 1, id, leaf, note FROM entry",
        /* a seq that is not the place's */
        "INSERT INTO entry SELECT seq + 2, body, 1, id, leaf, note FROM entry",
        "INSERT INTO entry SELECT seq - 1, body, 1, id, leaf, note FROM entry",
        "INSERT OR REPLACE INTO entry SELECT seq, body, 1, id, leaf, note FROM entry",
        "INSERT INTO entry SELECT seq + (1 << 40), body, 1, id, leaf, note FROM entry",
        "INSERT INTO entry SELECT seq + 1, body + (1 << 24), 0, id, leaf, note FROM entry",
        /* a new body: only with its seq, for SQLite goes on behind the last entry */
        "INSERT INTO entry (body, idx, id, leaf, note) SELECT body + 1, 0, id, leaf, note FROM entry",
        "INSERT INTO entry SELECT seq + (1 << 40) + 1, body + 1, 1, id, leaf, note FROM entry",
        /* what no entry is */
        "INSERT INTO entry (body, idx, id, leaf, note) SELECT body, 1, x'00', leaf, note FROM entry",
        "INSERT INTO entry (body, idx, id, leaf, note) SELECT body, 1, id, leaf, 'text' FROM entry",
        "INSERT INTO entry (body, idx, id, leaf, note) SELECT body, 1, id, leaf, zeroblob(65536) FROM entry",
        "INSERT INTO checkpoint VALUES (1, 0, x'00')",
        "INSERT INTO checkpoint VALUES (1, 1, x'00'); DELETE FROM checkpoint",
    };
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
        if (raw(w->path, world_say(w, "BEGIN; %s; COMMIT", forbidden[i])) != SQLITE_CONSTRAINT)
            fail_msg("%s", forbidden[i]);
    static const char *const allowed[] = {
        "INSERT INTO entry (body, idx, id, leaf, note) SELECT body, 1, id, leaf, note FROM entry",
        "INSERT INTO entry SELECT seq + 1, body, 1, id, leaf, note FROM entry",
        "INSERT INTO entry SELECT seq + (1 << 40), body + 1, 0, id, leaf, note FROM entry;"
        "INSERT INTO entry SELECT seq + 1, body, 1, id, leaf, note FROM entry WHERE body = 1;"
        "INSERT INTO entry (body, idx, id, leaf, note) SELECT body, 1, id, leaf, note FROM entry WHERE body = 2",
    };
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++)
        if (raw(w->path, world_say(w, "BEGIN; %s; ROLLBACK", allowed[i])) != SQLITE_OK)
            fail_msg("%s", allowed[i]);
}

/* What a connection of ours may not do, whatever the program asks. */
static void denies_what_the_program_never_does(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    struct store *store = ledger_store(w->ledger);
    static const char *const denied[] = {
        "DELETE FROM entry",           "UPDATE entry SET leaf = id",
        "DELETE FROM checkpoint",      "DROP TABLE vote",
        "DROP TRIGGER entry_update",   "DROP INDEX entry_id",
        "CREATE TABLE x (y)",          "CREATE TRIGGER t AFTER INSERT ON vote BEGIN SELECT 1; END",
        "CREATE VIEW v AS SELECT 1",   "ALTER TABLE vote ADD COLUMN x",
        "ATTACH ':memory:' AS other",  "PRAGMA synchronous = OFF",
        "PRAGMA writable_schema = ON",
    };
    for (size_t i = 0; i < sizeof denied / sizeof denied[0]; i++)
        if (store_run(store, denied[i], "") != STATUS_STORE)
            fail_msg("%s", denied[i]);
    assert_int_equal(store_problem(store, &w->problem), STATUS_STORE);
    assert_int_equal(world_number(w, "SELECT count(*) FROM entry"), 1);
}

static void settings(void **state)
{
    struct world *w = *state;
    struct store *store = ledger_store(w->ledger);
    static const struct {
        const char *sql;
        int64_t value;
    } rows[] = {
        {"PRAGMA synchronous", 3},     {"PRAGMA foreign_keys", 1},   {"PRAGMA recursive_triggers", 1},
        {"PRAGMA cell_size_check", 1}, {"PRAGMA trusted_schema", 0}, {"PRAGMA application_id", 0x53544d42},
        {"PRAGMA user_version", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (world_number(w, rows[i].sql) != rows[i].value)
            fail_msg("%s", rows[i].sql);
    struct rows mode = store_ask(store, "PRAGMA journal_mode", "");
    assert_true(rows_next(&mode));
    assert_true(slice_is(rows_text(&mode, 0), "truncate"));
    assert_int_equal(rows_end(&mode), STATUS_OK);
    int value = 0;
    assert_int_equal(sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, -1, &value), SQLITE_OK);
    assert_int_equal(value, 1);
    assert_int_equal(sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, -1, &value), SQLITE_OK);
    assert_int_equal(value, 1);
}

static void an_audit_writes_nothing(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    struct store *store;
    int value = 1;
    assert_int_equal(store_open(w->path, STORE_AUDIT, &store, &w->problem), STATUS_OK);
    assert_int_equal(store_run(store, "DELETE FROM vote", ""), STATUS_STORE);
    assert_int_equal(sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, -1, &value), SQLITE_OK);
    assert_int_equal(value, 0);
    store_close(store);
}

static void integrity(void **state)
{
    struct world *w = *state;
    world_populate(w);
    struct buffer findings;
    bool sound = false;
    buffer_init(&findings);
    assert_int_equal(store_integrity(ledger_store(w->ledger), &sound, &findings), STATUS_OK);
    assert_true(sound);
    assert_int_equal(findings.length, 0);
    buffer_release(&findings);
}

static void a_second_writer_waits_for_the_first(void **state)
{
    struct world *w = *state;
    struct store *second;
    assert_int_equal(store_open(w->path, STORE_WRITE, &second, &w->problem), STATUS_OK);
    sqlite3_busy_timeout(second->db, 1);
    assert_int_equal(store_begin(ledger_store(w->ledger), &w->problem), STATUS_OK);
    assert_int_equal(store_begin(second, &w->problem), STATUS_STORE);
    assert_non_null(strstr(w->problem.message, "another program has held"));
    store_rollback(ledger_store(w->ledger));
    assert_int_equal(store_begin(second, &w->problem), STATUS_OK);
    store_rollback(second);
    store_rollback(second);
    store_close(second);
}

/* Another process: one exclusive transaction after the other, and then its end. */
static void write_on(const char *path)
{
    enum { TRANSACTIONS = 1000, PATIENCE = 60000 };
    sqlite3 *db;
    bool good = sqlite3_open(path, &db) == SQLITE_OK && sqlite3_busy_timeout(db, PATIENCE) == SQLITE_OK;
    for (int i = 0; i < TRANSACTIONS && good; i++)
        good = sqlite3_exec(db,
                            "BEGIN EXCLUSIVE; INSERT OR REPLACE INTO blob VALUES (zeroblob(32), randomblob(100000));"
                            "COMMIT",
                            NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(db);
    _exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* Whoever opens the file waits for one who is writing at that moment. */
static void beside_a_writer(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    ledger_close(w->ledger);
    w->ledger = NULL;
    int result;
    pid_t writer = fork();
    if (writer == 0)
        write_on(w->path);
    assert_true(writer > 0);
    for (bool ended = false; !ended; ended = waitpid(writer, &result, WNOHANG) == writer)
        opens(w, w->path, STORE_AUDIT); /* its settings ask the file before all else */
    assert_true(WIFEXITED(result) && WEXITSTATUS(result) == EXIT_SUCCESS);
    world_reopen(w);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(missing),
        WORLD_TEST(empty),
        WORLD_TEST(not_a_database),
        WORLD_TEST(of_another_program),
        WORLD_TEST(of_a_newer_version),
        WORLD_TEST(cut_off),
        WORLD_TEST(read_only),
        WORLD_TEST(altered_schema),
        WORLD_TEST(the_schema_is_known_by_its_text),
        WORLD_TEST(triggers_guard_the_log),
        WORLD_TEST(denies_what_the_program_never_does),
        WORLD_TEST(settings),
        WORLD_TEST(an_audit_writes_nothing),
        WORLD_TEST(integrity),
        WORLD_TEST(a_second_writer_waits_for_the_first),
        WORLD_TEST(beside_a_writer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
