/* Another process has added to the log meanwhile: the body is as the file has it, whatever was known of it. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sqlite3.h>

static void expect_body_of_the_file(struct world *w)
{
    struct ledger *fresh;
    struct log *log;
    const struct body *seen = log_body(world_log(w)), *stored;
    assert_int_equal(ledger_open(w->path, STORE_WRITE, &fresh, &w->problem), STATUS_OK);
    assert_int_equal(ledger_log(fresh, slice_of(w->body), &log, &w->problem), STATUS_OK);
    stored = log_body(log);
    assert_int_equal(seen->roster.seats, stored->roster.seats);
    for (size_t i = 0; i < seen->roster.seats; i++)
        assert_true(slice_equal(seen->roster.seat[i].id, stored->roster.seat[i].id));
    assert_int_equal(seen->statute.window, stored->statute.window);
    ledger_close(fresh);
}

/* What the body was earlier stays known; what it is now is read anew. */
static void another_handle_changes_the_body(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    struct ledger *first = w->ledger, *second;
    assert_int_equal(ledger_open(w->path, STORE_WRITE, &second, &w->problem), STATUS_OK);
    static const char *const lines[] = {"seat: + nw bund 1 voting NW\n", "seat: - gemeinde\n",
                                        "seat: + by bund 1 voting BY\n"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        w->ledger = i % 2 ? first : second;
        world_roster(w, lines[i]);
        w->ledger = i % 2 ? second : first;
        expect_body_of_the_file(w);
        world_vote(w, ballot, i ? "kreis" : "stadt", i ? "kreis" : "stadt", "yes");
        w->now.seconds++;
    }
    ledger_close(w->ledger == first ? second : first);
}

/* Puts the file's contents in the place of those of the other, as SQLite's own tool does. */
static void copy_ledger(const char *from, const char *to)
{
    sqlite3 *source, *target;
    assert_int_equal(sqlite3_open(from, &source), SQLITE_OK);
    assert_int_equal(sqlite3_open(to, &target), SQLITE_OK);
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", source, "main");
    assert_non_null(backup);
    assert_int_equal(sqlite3_backup_step(backup, -1), SQLITE_DONE);
    assert_int_equal(sqlite3_backup_finish(backup), SQLITE_OK);
    sqlite3_close(source);
    sqlite3_close(target);
}

static void an_older_file_goes_on_otherwise(void **state)
{
    struct world *w = *state;
    const char *copy = world_say(w, "%s/older.db", w->folder);
    struct ledger *first = w->ledger, *second;
    world_populate(w);
    copy_ledger(w->path, copy);
    world_roster(w, "seat: + nw bund 1 voting NW\n");
    copy_ledger(copy, w->path);
    assert_int_equal(ledger_open(w->path, STORE_WRITE, &second, &w->problem), STATUS_OK);
    w->ledger = second;
    world_roster(w, "seat: + by bund 1 voting BY\n");
    world_propose(w, "stadt", "2026-001", "");
    ledger_close(second);
    w->ledger = first;
    expect_body_of_the_file(w);
}

/* As long as what is known, but not the same. */
static void an_older_file_gets_as_long_as_it_was(void **state)
{
    struct world *w = *state;
    const char *copy = world_say(w, "%s/older.db", w->folder);
    struct ledger *first = w->ledger, *second;
    world_populate(w);
    copy_ledger(w->path, copy);
    world_roster(w, "seat: + nw bund 1 voting NW\n");
    uint64_t size = log_size(world_log(w));
    struct digest before = log_root(world_log(w));
    copy_ledger(copy, w->path);
    assert_int_equal(ledger_open(w->path, STORE_WRITE, &second, &w->problem), STATUS_OK);
    w->ledger = second;
    world_roster(w, "seat: + by bund 1 voting BY\n");
    assert_int_equal(log_size(world_log(w)), size);
    struct digest now = log_root(world_log(w));
    ledger_close(second);
    w->ledger = first;
    struct digest seen = log_root(world_log(w));
    assert_memory_not_equal(&seen, &before, sizeof seen);
    assert_memory_equal(&seen, &now, sizeof seen);
    expect_body_of_the_file(w);
    /* And what is written from now on goes on from there. */
    world_propose(w, "stadt", "2026-001", "");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(another_handle_changes_the_body),
        WORLD_TEST(an_older_file_goes_on_otherwise),
        WORLD_TEST(an_older_file_gets_as_long_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
