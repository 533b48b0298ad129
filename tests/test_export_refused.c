/* What an export refuses, what it survives, and that the folder then holds what it held. */
#include "data/export.h"
#include "tests/folder.h"
#include "tests/world_head.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static struct export_report report;

struct stop {
    uint64_t after; /* so many calls */
};

static bool go_on(void *context, uint64_t done, uint64_t all)
{
    struct stop *stop = context;
    assert_true(done <= all);
    return stop->after-- > 0;
}

static enum status export_until(struct world *w, const char *folder, uint64_t calls)
{
    struct stop stop = {calls};
    const struct export_options options = {.marks = world_marks(w), .progress = go_on, .context = &stop};
    problem_clear(&w->problem);
    return export_folder(world_log(w), folder, &options, &report, &w->problem);
}

static enum status export(struct world *w, const char *folder) { return export_until(w, folder, UINT64_MAX); }

/* It is refused in these words, and nothing in the folder is another than before. */
static void refuses(struct world *w, const char *folder, enum status status, const char *words)
{
    const char *before = folder_state(w, folder);
    assert_int_equal(export(w, folder), status);
    if (!w->problem.message || !strstr(w->problem.message, words))
        fail_msg("\"%s\" does not say \"%s\"", w->problem.message, words);
    assert_string_equal(folder_state(w, folder), before);
}

static const char *exported(struct world *w)
{
    const char *out = folder_path(w, "out");
    world_sign_head(w);
    assert_int_equal(export(w, out), STATUS_OK);
    return out;
}

static void without_a_head(void **state)
{
    struct world *w = *state;
    const char *out = folder_path(w, "out");
    refuses(w, out, STATUS_REFUSED, "run \"stimmbuch checkpoint");
    assert_int_equal(access(out, F_OK), -1);
}

static void a_folder_that_is_nowhere(void **state)
{
    struct world *w = *state;
    world_sign_head(w);
    refuses(w, folder_path(w, "no/out"), STATUS_FILE, "cannot be opened or made");
    folder_put(w, w->folder, "file", SLICE("x"));
    refuses(w, folder_path(w, "file"), STATUS_FILE, "cannot be opened or made");
}

static void a_folder_with_other_things(void **state)
{
    struct world *w = *state;
    const char *out = folder_path(w, "out");
    world_sign_head(w);
    assert_int_equal(mkdir(out, 0700), 0);
    folder_put(w, out, "letter", SLICE("x"));
    refuses(w, out, STATUS_REFUSED, "but no log");
    assert_string_equal(w->problem.detail[1], "letter");
    folder_put(w, out, "checkpoint", SLICE("x"));
    refuses(w, out, STATUS_MISMATCH, "not signed by the log");
}

/* A web server's own files beside a log are left alone. */
static void other_things_beside_a_log(void **state)
{
    struct world *w = *state;
    const char *out = exported(w);
    folder_put(w, out, "index.html", SLICE("x"));
    world_propose(w, "stadt", "1", "");
    world_sign_head(w);
    assert_int_equal(export(w, out), STATUS_OK);
    assert_true(slice_is(folder_file(w, out, "index.html"), "x"));
}

/* Another body, and the same name founded anew. */
static void another_log(void **state)
{
    struct world *w = *state;
    const char *out = exported(w), *copy = folder_path(w, "copy");
    world_found(w, world_edit(w, WORLD_STATUTE, "rat.example", "anderer.example"), "gs1");
    world_sign_head(w);
    refuses(w, out, STATUS_REFUSED, "holds the log of {2}");
    assert_int_equal(export(w, copy), STATUS_OK);
    assert_int_equal(export_until(w, out, 0), STATUS_REFUSED);
}

static void a_head_of_nobody(void **state)
{
    struct world *w = *state;
    const char *out = exported(w);
    struct slice note = folder_file(w, out, "checkpoint");
    char *spoilt = arena_alloc(&w->arena, note.length);
    memcpy(spoilt, note.at, note.length);
    spoilt[note.length - 20] = spoilt[note.length - 20] == 'A' ? 'B' : 'A';
    folder_put(w, out, "checkpoint", (struct slice){spoilt, note.length});
    refuses(w, out, STATUS_MISMATCH, "not signed by the log");
}

/* The ledger's file as it is now, and as it was then; the mark of the newest head is gone with what came since. */
static struct slice keep(struct world *w)
{
    return folder_file(w, w->folder, strrchr(w->path, '/') + 1);
}

static void bring_back(struct world *w, struct slice bytes)
{
    ledger_close(w->ledger);
    w->ledger = NULL;
    folder_put(w, w->folder, strrchr(w->path, '/') + 1, bytes);
    world_reopen(w);
    assert_int_equal(unlink(world_say(w, "%s/%s", world_marks(w), w->founding)), 0);
}

static void a_later_state(void **state)
{
    struct world *w = *state;
    world_sign_head(w);
    struct slice earlier = keep(w);
    world_propose(w, "stadt", "1", "");
    const char *out = exported(w);
    bring_back(w, earlier);
    refuses(w, out, STATUS_REFUSED, "holds a later state");
    assert_string_equal(w->problem.detail[1], "7");
}

static void another_history(void **state)
{
    struct world *w = *state;
    struct slice earlier = keep(w);
    world_propose(w, "stadt", "1", "");
    const char *out = exported(w);
    bring_back(w, earlier);
    world_propose(w, "stadt", "2", "");
    world_propose(w, "stadt", "3", "");
    world_sign_head(w);
    refuses(w, out, STATUS_MISMATCH, "holds another history");
}

static void a_ledger_behind_its_mark(void **state)
{
    struct world *w = *state;
    const char *out = exported(w);
    struct slice earlier = keep(w);
    world_propose(w, "stadt", "1", "");
    world_sign_head(w);
    struct slice mark = folder_file(w, world_marks(w), w->founding);
    bring_back(w, earlier);
    folder_put(w, world_marks(w), w->founding, mark);
    refuses(w, out, STATUS_MISMATCH, "is behind a head");
}

/* What was altered in the ledger is noticed before it is published; whatever was written belongs to the old head. */
static void an_entry_that_was_altered(void **state)
{
    struct world *w = *state;
    const char *out = exported(w);
    const char *proposal = world_propose(w, "stadt", "1", "");
    world_sign_head(w);
    struct sqlite3 *db;
    w->unchecked = true;
    assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
    const char *sql = world_say(w,
                                "DROP TRIGGER entry_update; UPDATE entry SET note = x'0a' WHERE id = x'%s';"
                                "CREATE TRIGGER entry_update BEFORE UPDATE ON entry\n"
                                "BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END",
                                proposal);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    refuses(w, out, STATUS_MISMATCH, "does not hold what its signed head says");
}

/* Nothing goes where a link leads, whether to a folder or to a file. */
static void links(void **state)
{
    struct world *w = *state;
    const char *out = exported(w), *aside = folder_path(w, "aside");
    assert_int_equal(mkdir(aside, 0700), 0);
    assert_int_equal(rename(world_say(w, "%s/tile", out), world_say(w, "%s/tile", aside)), 0);
    assert_int_equal(symlink(world_say(w, "%s/tile", aside), world_say(w, "%s/tile", out)), 0);
    const char *before = folder_state(w, aside);
    world_propose(w, "stadt", "1", "");
    world_sign_head(w);
    struct slice old = folder_file(w, out, "checkpoint");
    assert_int_equal(export(w, out), STATUS_FILE);
    assert_non_null(strstr(w->problem.message, "a link or a file is in the way"));
    assert_string_equal(folder_state(w, aside), before);
    assert_true(slice_equal(folder_file(w, out, "checkpoint"), old));
    folder_put(w, aside, "head", old);
    assert_int_equal(unlink(world_say(w, "%s/checkpoint", out)), 0);
    assert_int_equal(symlink(world_say(w, "%s/head", aside), world_say(w, "%s/checkpoint", out)), 0);
    refuses(w, out, STATUS_FILE, "cannot be read");
}

/* A link to the folder itself is the user's own way to name it. */
static void a_link_to_the_folder(void **state)
{
    struct world *w = *state;
    const char *out = exported(w), *link = folder_path(w, "link");
    assert_int_equal(symlink(out, link), 0);
    world_propose(w, "stadt", "1", "");
    world_sign_head(w);
    assert_int_equal(export(w, link), STATUS_OK);
    assert_int_equal(report.before, 6);
}

static void while_another_writes(void **state)
{
    struct world *w = *state;
    const char *out = exported(w);
    int other = open(out, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(flock(other, LOCK_EX), 0);
    refuses(w, out, STATUS_REFUSED, "another program is writing");
    close(other);
    assert_int_equal(export(w, out), STATUS_OK);
}

static void fill(struct world *w, uint64_t size)
{
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    while (log_size(world_log(w)) < size)
        world_propose(w, "stadt", world_say(w, "%u", (unsigned)log_size(world_log(w))), "");
    assert_int_equal(ledger_batch_end(w->ledger, true, &w->problem), STATUS_OK);
    world_sign_head(w);
}

/* Stopped half way, what was published stays so, nobody else's log may go there, and the next export goes on. */
static void stopped_half_way(void **state)
{
    struct world *w = *state;
    const char *out = folder_path(w, "out"), *whole = folder_path(w, "whole");
    fill(w, 300);
    assert_int_equal(export_until(w, out, 1), STATUS_CANCELLED);
    assert_int_equal(access(world_say(w, "%s/checkpoint", out), F_OK), -1);
    const char *body = w->body;
    world_found(w, world_edit(w, WORLD_STATUTE, "rat.example", "anderer.example"), "gs1");
    world_sign_head(w);
    refuses(w, out, STATUS_REFUSED, "holds the log of {2}");
    w->body = body;
    assert_int_equal(export(w, out), STATUS_OK);
    assert_int_equal(export(w, whole), STATUS_OK);
    assert_string_equal(folder_state(w, out), folder_state(w, whole));
}

/* A program that was killed leaves temporary files. */
static void what_a_killed_one_left(void **state)
{
    struct world *w = *state;
    const char *out = exported(w);
    folder_put(w, out, ".tmp-0123456789abcdef", SLICE("x"));
    folder_put(w, out, ".tmp-mine", SLICE("x"));
    world_propose(w, "stadt", "1", "");
    world_sign_head(w);
    assert_int_equal(export(w, out), STATUS_OK);
    assert_int_equal(access(world_say(w, "%s/.tmp-0123456789abcdef", out), F_OK), -1);
    assert_int_equal(access(world_say(w, "%s/.tmp-mine", out), F_OK), 0);
}

/* As on a full disk, writing fails in the middle of a file. */
static void a_full_disk(void **state)
{
    struct world *w = *state;
    const char *out = exported(w);
    struct slice old = folder_file(w, out, "checkpoint");
    fill(w, 300);
    const struct rlimit small = {.rlim_cur = 50000, .rlim_max = RLIM_INFINITY};
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum status status = export(w, out);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, STATUS_FILE);
    assert_non_null(strstr(w->problem.message, "cannot be written"));
    assert_non_null(strstr(w->problem.file, "out/tile/entries/000"));
    assert_true(slice_equal(folder_file(w, out, "checkpoint"), old));
    assert_null(strstr(folder_state(w, out), ".tmp-"));
    assert_int_equal(export(w, out), STATUS_OK);
    assert_int_equal(report.size, 300);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        POPULATED_TEST(without_a_head),
        POPULATED_TEST(a_folder_that_is_nowhere),
        POPULATED_TEST(a_folder_with_other_things),
        POPULATED_TEST(other_things_beside_a_log),
        POPULATED_TEST(another_log),
        POPULATED_TEST(a_head_of_nobody),
        POPULATED_TEST(a_later_state),
        POPULATED_TEST(another_history),
        POPULATED_TEST(a_ledger_behind_its_mark),
        POPULATED_TEST(an_entry_that_was_altered),
        POPULATED_TEST(links),
        POPULATED_TEST(a_link_to_the_folder),
        POPULATED_TEST(while_another_writes),
        POPULATED_TEST(stopped_half_way),
        POPULATED_TEST(what_a_killed_one_left),
        POPULATED_TEST(a_full_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
