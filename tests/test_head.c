/* Signed heads, and the mark outside the file that gives a rolled back ledger away. */
#include "data/head.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char *marks(struct world *w)
{
    return world_say(w, "%s/state/heads", w->folder);
}

static enum status sign(struct world *w)
{
    struct signer signer = world_signer(w, w->body);
    problem_clear(&w->problem);
    return head_sign(world_log(w), &signer, marks(w), &w->problem);
}

/* The size of the newest signed head, after opening it. */
static uint64_t newest(struct world *w)
{
    struct buffer note;
    struct checkpoint head;
    uint64_t size;
    buffer_init(&note);
    assert_int_equal(head_newest(ledger_store(w->ledger), log_number(world_log(w)), &size, &note), STATUS_OK);
    if (size > 0) {
        assert_int_equal(checkpoint_open(buffer_slice(&note), &log_body(world_log(w))->log, &head, &w->problem),
                         STATUS_OK);
        assert_int_equal(head.size, size);
        struct digest root;
        assert_int_equal(replay_root(log_replay(world_log(w)), size, &root), STATUS_OK);
        assert_memory_equal(&head.root, &root, sizeof root);
    }
    buffer_release(&note);
    return size;
}

static void copy(const char *from, const char *to)
{
    char block[4096];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    for (size_t length; (length = fread(block, 1, sizeof block, in)) > 0;)
        assert_int_equal(fwrite(block, 1, length, out), length);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

/* The ledger file as it was when it was copied to `name`. */
static void bring_back(struct world *w, const char *name)
{
    ledger_close(w->ledger);
    w->ledger = NULL;
    copy(world_say(w, "%s/%s", w->folder, name), w->path);
    world_reopen(w);
}

static void signs_heads(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    assert_int_equal(newest(w), 0);
    assert_int_equal(head_check_mark(log_replay(world_log(w)), marks(w), &w->problem), STATUS_OK);
    assert_int_equal(sign(w), STATUS_OK);
    assert_int_equal(newest(w), 1);
    assert_int_equal(sign(w), STATUS_OK);
    assert_int_equal(world_number(w, "SELECT count(*) FROM checkpoint"), 1);
    world_enrol(w, "stadt", "holder", "stadt");
    world_propose(w, "stadt", "1", "");
    assert_int_equal(newest(w), 1);
    assert_int_equal(sign(w), STATUS_OK);
    assert_int_equal(newest(w), 3);
    assert_int_equal(access(world_say(w, "%s/%s", marks(w), w->founding), R_OK), 0);
    assert_int_equal(head_check_mark(log_replay(world_log(w)), marks(w), &w->problem), STATUS_OK);
}

/* A program that dies behind the commit leaves the mark of before, or none: the next that signs the head catches up. */
static void a_mark_that_was_not_written(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *mark = world_say(w, "%s/%s", marks(w), w->founding), *before = world_say(w, "%s/before", w->folder);
    assert_int_equal(sign(w), STATUS_OK);
    copy(mark, before);
    copy(w->path, world_say(w, "%s/old.db", w->folder));
    world_propose(w, "stadt", "1", "");
    assert_int_equal(sign(w), STATUS_OK);
    copy(before, mark);
    assert_int_equal(sign(w), STATUS_OK);
    assert_int_equal(newest(w), 7);
    bring_back(w, "old.db");
    assert_int_equal(head_check_mark(log_replay(world_log(w)), marks(w), &w->problem), STATUS_MISMATCH);
    assert_int_equal(remove(mark), 0);
    assert_int_equal(sign(w), STATUS_OK);
    assert_int_equal(access(mark, R_OK), 0);
    assert_int_equal(world_number(w, "SELECT count(*) FROM checkpoint"), 1);
}

static void with_another_key(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    struct signer signer = world_signer(w, "gs1");
    assert_int_equal(head_sign(world_log(w), &signer, marks(w), &w->problem), STATUS_KEY);
    assert_int_equal(newest(w), 0);
}

static void a_ledger_that_was_rolled_back(void **state)
{
    struct world *w = *state;
    world_populate(w);
    assert_int_equal(sign(w), STATUS_OK);
    copy(w->path, world_say(w, "%s/old.db", w->folder));
    world_propose(w, "stadt", "1", "");
    assert_int_equal(sign(w), STATUS_OK);
    bring_back(w, "old.db");
    assert_int_equal(head_check_mark(log_replay(world_log(w)), marks(w), &w->problem), STATUS_MISMATCH);
    assert_non_null(strstr(w->problem.message, "is behind a head"));
    assert_int_equal(sign(w), STATUS_MISMATCH);
    assert_int_equal(newest(w), 6);
}

static void another_history(void **state)
{
    struct world *w = *state;
    world_populate(w);
    copy(w->path, world_say(w, "%s/old.db", w->folder));
    world_propose(w, "stadt", "1", "");
    assert_int_equal(sign(w), STATUS_OK);
    bring_back(w, "old.db");
    world_propose(w, "stadt", "2", "");
    world_propose(w, "stadt", "3", "");
    assert_int_equal(head_check_mark(log_replay(world_log(w)), marks(w), &w->problem), STATUS_MISMATCH);
    assert_non_null(strstr(w->problem.message, "another history"));
    assert_int_equal(sign(w), STATUS_MISMATCH);
}

static void a_mark_of_another_log(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    assert_int_equal(sign(w), STATUS_OK);
    FILE *mark = fopen(world_say(w, "%s/%s", marks(w), w->founding), "wb");
    assert_non_null(mark);
    fputs("rat.example\n1\nAAAA\n", mark);
    assert_int_equal(fclose(mark), 0);
    assert_int_equal(head_check_mark(log_replay(world_log(w)), marks(w), &w->problem), STATUS_MISMATCH);
    world_enrol(w, "stadt", "holder", "stadt");
    assert_int_equal(sign(w), STATUS_MISMATCH);
}

/* A mark that cannot be read is not taken for none; what is wrong is said, and nothing is signed. */
static void a_mark_that_cannot_be_read(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    assert_int_equal(sign(w), STATUS_OK);
    world_enrol(w, "stadt", "holder", "stadt");
    const char *mark = world_say(w, "%s/%s", marks(w), w->founding);
    assert_int_equal(truncate(mark, 0), 0);
    assert_int_equal(sign(w), STATUS_FILE);
    assert_non_null(strstr(w->problem.message, "is empty"));
    assert_int_equal(remove(mark), 0);
    assert_int_equal(mkdir(mark, 0700), 0);
    assert_int_equal(sign(w), STATUS_FILE);
    assert_string_equal(w->problem.detail[0], mark);
    assert_int_equal(rmdir(mark), 0);
    assert_int_equal(symlink("nowhere/at/all", mark), 0);
    assert_int_equal(sign(w), STATUS_FILE);
    assert_int_equal(unlink(mark), 0);
    assert_int_equal(newest(w), 1);
    assert_int_equal(sign(w), STATUS_OK);
    assert_int_equal(newest(w), 2);
}

/* What was seen of a log is never forgotten for something older. */
static void a_mark_does_not_go_back(void **state)
{
    struct world *w = *state;
    struct buffer note;
    uint64_t size;
    buffer_init(&note);
    world_populate(w);
    assert_int_equal(sign(w), STATUS_OK);
    assert_int_equal(head_newest(ledger_store(w->ledger), 1, &size, &note), STATUS_OK);
    world_propose(w, "stadt", "1", "");
    assert_int_equal(sign(w), STATUS_OK);
    assert_int_equal(head_mark_newest(world_log(w), size, buffer_slice(&note), marks(w), &w->problem), STATUS_OK);
    struct buffer kept;
    struct checkpoint head;
    buffer_init(&kept);
    assert_int_equal(head_read_mark(log_replay(world_log(w)), marks(w), &kept, &w->problem), STATUS_OK);
    assert_int_equal(head_open(log_replay(world_log(w)), buffer_slice(&kept), &head, &w->problem), STATUS_OK);
    assert_int_equal(head.size, 7);
    buffer_release(&kept);
    buffer_release(&note);
}

/* Before signing, the bytes are hashed again: a leaf that was changed in the file gets no head. */
static void a_leaf_that_was_changed(void **state)
{
    struct world *w = *state;
    world_populate(w);
    assert_int_equal(sign(w), STATUS_OK);
    const char *proposal = world_propose(w, "stadt", "1", "");
    world_propose(w, "stadt", "2", "");
    w->unchecked = true;
    struct sqlite3 *db;
    assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
    const char *sql = world_say(w,
                                "DROP TRIGGER entry_update; UPDATE entry SET note = x'0a' WHERE id = x'%s';"
                                "CREATE TRIGGER entry_update BEFORE UPDATE ON entry\n"
                                "BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END",
                                proposal);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(sign(w), STATUS_MISMATCH);
    assert_int_equal(newest(w), 6);
}

/* The key has signed another history that is just as long: that is no head of this log. */
static void another_head_of_this_size(void **state)
{
    struct world *w = *state;
    world_populate(w);
    copy(w->path, world_say(w, "%s/old.db", w->folder));
    world_propose(w, "stadt", "1", "");
    struct digest root = log_root(world_log(w));
    bring_back(w, "old.db");
    world_propose(w, "stadt", "2", "");
    struct signer log = world_signer(w, w->body);
    struct checkpoint head = {.origin = slice_of(w->body), .size = log_size(world_log(w)), .root = root};
    struct buffer text, note;
    buffer_init(&text);
    buffer_init(&note);
    checkpoint_write(&head, &text);
    note_sign(buffer_slice(&text), &log, &note);
    assert_int_equal(store_run(ledger_store(w->ledger), "INSERT INTO checkpoint (body, size, note) VALUES (1, ?, ?)",
                               "ub", head.size, buffer_slice(&note)),
                     STATUS_OK);
    assert_int_equal(sign(w), STATUS_MISMATCH);
    assert_non_null(strstr(w->problem.message, "another history of this size"));
    buffer_release(&text);
    buffer_release(&note);
}

/* Another process appended and signed since this one read the log: that is no roll-back. */
static void after_another_process(void **state)
{
    struct world *w = *state;
    world_populate(w);
    assert_int_equal(sign(w), STATUS_OK);
    struct log *log = world_log(w);
    struct ledger *here = w->ledger;
    uint64_t before = log_size(log);
    assert_int_equal(ledger_open(w->path, STORE_WRITE, &w->ledger, &w->problem), STATUS_OK);
    world_propose(w, "stadt", "1", "");
    assert_int_equal(sign(w), STATUS_OK);
    world_propose(w, "stadt", "2", "");
    ledger_close(w->ledger);
    w->ledger = here;
    struct signer signer = world_signer(w, w->body);
    assert_int_equal(log_size(log), before);
    assert_int_equal(head_sign(log, &signer, marks(w), &w->problem), STATUS_OK);
    assert_int_equal(newest(w), before + 2);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(signs_heads),
        WORLD_TEST(a_mark_that_was_not_written),
        WORLD_TEST(with_another_key),
        WORLD_TEST(a_ledger_that_was_rolled_back),
        WORLD_TEST(another_history),
        WORLD_TEST(a_mark_of_another_log),
        WORLD_TEST(a_mark_that_cannot_be_read),
        WORLD_TEST(a_mark_does_not_go_back),
        WORLD_TEST(a_leaf_that_was_changed),
        WORLD_TEST(another_head_of_this_size),
        WORLD_TEST(after_another_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
