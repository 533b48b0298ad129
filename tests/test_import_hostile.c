/* Folders made to deceive: each is refused, names the file that is wrong, and leaves the ledger as it was. */
#include "tests/world_publish.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A file of the folder that is made to be something else. */
typedef void attack(struct world *w, const char *path);

static void taken_away(struct world *w, const char *path)
{
    (void)w;
    assert_int_equal(unlink(path), 0);
}

static void empty(struct world *w, const char *path)
{
    world_write(w, path, SLICE(""));
}

static void cut(struct world *w, const char *path)
{
    struct stat info;
    (void)w;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(truncate(path, info.st_size - 1), 0);
}

static void longer(struct world *w, const char *path)
{
    struct stat info;
    (void)w;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(truncate(path, info.st_size + 1), 0);
}

/* 1 TiB without a block: whoever reads it before looking at its size runs out of memory. */
static void giant(struct world *w, const char *path)
{
    (void)w;
    assert_int_equal(truncate(path, INT64_C(1) << 40), 0);
}

static void a_link(struct world *w, const char *path)
{
    const char *moved = world_file(w, w->folder, "moved");
    assert_int_equal(rename(path, moved), 0);
    assert_int_equal(symlink(moved, path), 0);
}

/* Nobody ever writes into it: whoever opens it to read waits for ever. */
static void a_pipe(struct world *w, const char *path)
{
    (void)w;
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
}

static void a_folder(struct world *w, const char *path)
{
    (void)w;
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    world_write(w, world_file(w, path, "x"), SLICE("x"));
}

static void its_first_byte(struct world *w, const char *path)
{
    world_spoil(w, path, 0);
}

static void its_last_byte(struct world *w, const char *path)
{
    world_spoil(w, path, -1);
}

static void something_new(struct world *w, const char *path)
{
    world_write(w, path, SLICE("x"));
}

static void a_new_link(struct world *w, const char *path)
{
    (void)w;
    assert_int_equal(symlink("checkpoint", path), 0);
}

struct hostile {
    attack *attack;
    const char *path; /* from the folder on */
    const char *file; /* that the refusal names; NULL: the same */
    enum status status;
};

/* Of a log of 310 entries: both the full tile and the partial one are there. */
static const struct hostile hostile[] = {
    {taken_away, "checkpoint", NULL, STATUS_FILE},
    {empty, "checkpoint", NULL, STATUS_FILE},
    {cut, "checkpoint", NULL, STATUS_FORM},
    {giant, "checkpoint", NULL, STATUS_FILE},
    {a_link, "checkpoint", NULL, STATUS_FILE},
    {a_pipe, "checkpoint", NULL, STATUS_FILE},
    {a_folder, "checkpoint", NULL, STATUS_FILE},
    {its_first_byte, "checkpoint", NULL, STATUS_MISMATCH},
    {taken_away, "tile/0/000", NULL, STATUS_FILE},
    {empty, "tile/0/000", NULL, STATUS_FILE},
    {cut, "tile/0/000", NULL, STATUS_FILE},
    {longer, "tile/0/000", NULL, STATUS_FILE},
    {giant, "tile/0/000", NULL, STATUS_FILE},
    {a_link, "tile/0/000", NULL, STATUS_FILE},
    {a_pipe, "tile/0/000", NULL, STATUS_FILE},
    {its_first_byte, "tile/0/000", "tile/1/000.p/1", STATUS_MISMATCH},
    {its_last_byte, "tile/0/001.p/54", "", STATUS_MISMATCH},
    {taken_away, "tile/0/001.p/54", NULL, STATUS_FILE},
    {longer, "tile/0/001.p/54", NULL, STATUS_FILE},
    {taken_away, "tile/1/000.p/1", NULL, STATUS_FILE},
    {its_first_byte, "tile/1/000.p/1", NULL, STATUS_MISMATCH},
    {taken_away, "tile/entries/000", NULL, STATUS_FILE},
    {empty, "tile/entries/000", NULL, STATUS_FILE},
    {cut, "tile/entries/000", NULL, STATUS_FORM},
    {giant, "tile/entries/000", NULL, STATUS_FILE},
    {a_link, "tile/entries/000", NULL, STATUS_FILE},
    {its_first_byte, "tile/entries/000", NULL, STATUS_FORM},
    {its_last_byte, "tile/entries/000", NULL, STATUS_MISMATCH},
    {cut, "tile/entries/001.p/54", NULL, STATUS_MISMATCH},
    {longer, "tile/entries/001.p/54", NULL, STATUS_MISMATCH},
    {its_last_byte, "tile/entries/001.p/54", NULL, STATUS_MISMATCH},
    {a_pipe, "tile/entries/001.p/54", NULL, STATUS_FILE},
    {something_new, "tile/0/001.p/55", NULL, STATUS_FILE},
    {something_new, "tile/0/002", NULL, STATUS_FILE},
    {something_new, "tile/0/1", NULL, STATUS_FILE},
    {something_new, "tile/00/000", NULL, STATUS_FILE},
    {something_new, "tile/2/000.p/1", NULL, STATUS_FILE},
    {something_new, "tile/entries/x001/000", NULL, STATUS_FILE},
    {something_new, "tile/0/001.p/53", NULL, STATUS_FILE},
    {something_new, "README", NULL, STATUS_FILE},
    {something_new, "blob/x", NULL, STATUS_FILE},
    {something_new, "blob/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", NULL, STATUS_FILE},
    {something_new, "a/b/c/d/e/f/g/h/i/j/k/l/m", "", STATUS_FILE},
    {something_new, "tile/0/\x1b[2J", "", STATUS_FILE},
    {a_new_link, "tile/0/001.p/53", NULL, STATUS_FILE},
    {a_new_link, "link", NULL, STATUS_FILE},
};

static const char *publish_long(struct world *w, const char *name)
{
    const char *proposal = world_propose(w, "stadt", "2026-001", "for: stadt\n");
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    while (log_size(world_log(w)) < 310) {
        w->now.seconds++;
        world_state(w, proposal, "kreis", "support", "kreis");
    }
    assert_int_equal(ledger_batch_end(w->ledger, true, &w->problem), STATUS_OK);
    return world_publish(w, name);
}

static void expect_nothing(struct world *w, struct ledger *copy)
{
    static const char *const tables[] = {"SELECT count(*) FROM entry", "SELECT count(*) FROM body",
                                         "SELECT count(*) FROM node",  "SELECT count(*) FROM checkpoint",
                                         "SELECT count(*) FROM blob",  "SELECT count(*) FROM replica"};
    struct ledger *own = w->ledger;
    w->ledger = copy;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        assert_int_equal(world_number(w, tables[i]), 0);
    w->ledger = own;
}

static void each_is_refused(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db");
    publish_long(w, "sound");
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        const struct hostile *one = &hostile[i];
        const char *folder = world_publish(w, world_say(w, "out-%zu", i));
        const char *file = one->file ? one->file : one->path;
        one->attack(w, world_file(w, folder, one->path));
        enum status status = world_import(w, copy, folder, &report);
        if (status == STATUS_FORM && one->status == STATUS_MISMATCH)
            status = STATUS_MISMATCH; /* the same exit status: it was read, and does not hold */
        if (status != one->status || !w->problem.message || (*file && strcmp(w->problem.file, file) != 0))
            fail_msg("%zu, %s: %s, \"%s\" (%s), file '%s'", i, one->path, status_sentence(status), w->problem.message,
                     w->problem.detail[0], w->problem.file);
        expect_nothing(w, copy);
        assert_int_not_equal(access(world_file(w, w->folder, "copy/heads"), F_OK), 0);
    }
    /* The control: what was done to none of them comes in. */
    assert_int_equal(world_import(w, copy, world_file(w, w->folder, "sound"), &report), STATUS_OK);
    ledger_close(copy);
}

static void a_folder_that_is_none(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db");
    assert_int_equal(world_import(w, copy, world_file(w, w->folder, "nowhere"), &report), STATUS_FILE);
    assert_int_equal(world_import(w, copy, w->path, &report), STATUS_FILE);
    assert_int_equal(world_import(w, copy, w->folder, &report), STATUS_FILE);
    ledger_close(copy);
}

/* The same founding and another second half, signed with the log's key: both can be shown to anybody. */
static void another_history_is_refused(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db"), *other = world_copy(w, "other.db"), *own = w->ledger;
    const char *folder = world_publish(w, "out");
    assert_int_equal(world_import(w, copy, folder, &report), STATUS_OK);
    assert_int_equal(world_import(w, other, folder, &report), STATUS_OK);
    assert_int_equal(store_run(ledger_store(other), "DELETE FROM replica", ""), STATUS_OK);
    world_propose(w, "stadt", "2026-001", "for: stadt\n");
    assert_int_equal(world_import(w, copy, world_publish(w, "mine"), &report), STATUS_OK);
    w->ledger = other;
    assert_int_equal(unlink(world_say(w, "%s/%s", world_marks(w), w->founding)), 0);
    for (int i = 1; i < 4; i++) {
        world_propose(w, "kreis", world_say(w, "2026-00%d", i), "for: kreis\n");
        folder = world_publish(w, world_say(w, "theirs-%d", i));
        int64_t before = world_number(w, "SELECT count(*) FROM entry");
        assert_int_equal(world_import(w, copy, folder, &report), STATUS_MISMATCH);
        assert_string_equal(w->problem.detail[1], "6");
        assert_int_equal(world_number(w, "SELECT count(*) FROM entry"), before);
    }
    /* Not into an empty ledger either, where this machine has seen the other. */
    struct ledger *third = world_copy(w, "third.db");
    assert_int_equal(world_import(w, third, folder, &report), STATUS_MISMATCH);
    expect_nothing(w, third);
    ledger_close(third);
    w->ledger = own;
    ledger_close(other);
    ledger_close(copy);
}

/* A body of the same name that is another one. */
static void another_body_of_the_name(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db"), *own = w->ledger;
    const char *folder = world_publish(w, "out");
    w->ledger = copy;
    w->now.seconds++;
    world_found(w, WORLD_STATUTE, "gs1");
    w->ledger = own;
    assert_int_equal(world_import(w, copy, folder, &report), STATUS_REFUSED);
    ledger_close(copy);
}

/* Signed by another key than the log's. */
static void a_foreign_head_is_refused(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db");
    const char *folder = world_publish(w, "out");
    struct buffer text, note;
    buffer_init(&text);
    buffer_init(&note);
    struct checkpoint head = {
        .origin = slice_of(w->body), .size = log_size(world_log(w)), .root = log_root(world_log(w))};
    struct signer signer = world_signer(w, world_say(w, "%s#7", w->body));
    checkpoint_write(&head, &text);
    note_sign(buffer_slice(&text), &signer, &note);
    world_write(w, world_file(w, folder, "checkpoint"), buffer_slice(&note));
    assert_int_equal(world_import(w, copy, folder, &report), STATUS_MISMATCH);
    assert_string_equal(w->problem.file, "checkpoint");
    expect_nothing(w, copy);
    buffer_release(&text);
    buffer_release(&note);
    ledger_close(copy);
}

static bool stop_late(void *context, uint64_t done, uint64_t all)
{
    (void)context;
    return all == 0 || done < all;
}

static void an_interrupted_one_leaves_nothing(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct published published;
    struct ledger *copy = world_copy(w, "copy.db");
    const struct import_options options = {.marks = world_file(w, w->folder, "copy/heads"), .progress = stop_late};
    assert_int_equal(published_open(publish_long(w, "out"), &published, &w->problem), STATUS_OK);
    assert_int_equal(import_folder(copy, &published, &options, &report, &w->problem), STATUS_CANCELLED);
    published_close(&published);
    expect_nothing(w, copy);
    ledger_close(copy);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        POPULATED_TEST(each_is_refused),
        POPULATED_TEST(a_folder_that_is_none),
        POPULATED_TEST(another_history_is_refused),
        POPULATED_TEST(another_body_of_the_name),
        POPULATED_TEST(a_foreign_head_is_refused),
        POPULATED_TEST(an_interrupted_one_leaves_nothing),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
