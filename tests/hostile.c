#include "tests/hostile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

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

/* As of an earlier size, but not what the log had then. */
static void an_old_tile(struct world *w, const char *path)
{
    char zeros[53 * DIGEST_LENGTH] = {0};
    world_write(w, path, (struct slice){zeros, sizeof zeros});
}

static void an_old_bundle(struct world *w, const char *path)
{
    world_write(w, path, (struct slice){"\0\1a\0\1b", 6});
}

static void a_new_link(struct world *w, const char *path)
{
    (void)w;
    assert_int_equal(symlink("checkpoint", path), 0);
}

/* Both the full tile and the partial one are there. */
const struct hostile hostile[] = {
    {taken_away, "checkpoint", NULL, STATUS_FILE, NULL},
    {empty, "checkpoint", NULL, STATUS_FILE, NULL},
    {cut, "checkpoint", NULL, STATUS_FORM, "checkpoint@-1"},
    {giant, "checkpoint", NULL, STATUS_FILE, NULL},
    {a_link, "checkpoint", NULL, STATUS_FILE, NULL},
    {a_pipe, "checkpoint", NULL, STATUS_FILE, NULL},
    {a_folder, "checkpoint", NULL, STATUS_FILE, NULL},
    {its_first_byte, "checkpoint", NULL, STATUS_MISMATCH, "checkpoint@310"},
    {taken_away, "tile/0/000", NULL, STATUS_FILE, "missing@-1"},
    {empty, "tile/0/000", NULL, STATUS_FILE, "size@-1"},
    {cut, "tile/0/000", NULL, STATUS_FILE, "size@-1"},
    {longer, "tile/0/000", NULL, STATUS_FILE, "size@-1"},
    {giant, "tile/0/000", NULL, STATUS_FILE, "size@-1"},
    {a_link, "tile/0/000", NULL, STATUS_FILE, "file@-1"},
    {a_pipe, "tile/0/000", NULL, STATUS_FILE, "file@-1"},
    {its_first_byte, "tile/0/000", "tile/1/000.p/1", STATUS_MISMATCH, "tile@-1 leaf@0 head@1 ..."},
    {its_last_byte, "tile/0/001.p/54", "", STATUS_MISMATCH, "leaf@309 checkpoint@310"},
    {taken_away, "tile/0/001.p/54", NULL, STATUS_FILE, "missing@-1"},
    {longer, "tile/0/001.p/54", NULL, STATUS_FILE, "size@-1"},
    {taken_away, "tile/1/000.p/1", NULL, STATUS_FILE, "missing@-1"},
    {its_first_byte, "tile/1/000.p/1", NULL, STATUS_MISMATCH, "tile@-1"},
    {taken_away, "tile/entries/000", NULL, STATUS_FILE, "missing@-1 checkpoint@310"},
    {empty, "tile/entries/000", NULL, STATUS_FILE, "size@-1 checkpoint@310"},
    {cut, "tile/entries/000", NULL, STATUS_FORM, "bundle@-1 checkpoint@310"},
    {giant, "tile/entries/000", NULL, STATUS_FILE, "size@-1 checkpoint@310"},
    {a_link, "tile/entries/000", NULL, STATUS_FILE, "file@-1 checkpoint@310"},
    {its_first_byte, "tile/entries/000", NULL, STATUS_FORM, "bundle@-1 checkpoint@310"},
    {its_last_byte, "tile/entries/000", NULL, STATUS_MISMATCH, "leaf@255 note@255"},
    {cut, "tile/entries/001.p/54", NULL, STATUS_MISMATCH, "bundle@-1 checkpoint@310"},
    {longer, "tile/entries/001.p/54", NULL, STATUS_MISMATCH, "bundle@-1 checkpoint@310"},
    {its_last_byte, "tile/entries/001.p/54", NULL, STATUS_MISMATCH, "leaf@309 note@309"},
    {a_pipe, "tile/entries/001.p/54", NULL, STATUS_FILE, "file@-1 checkpoint@310"},
    {something_new, "tile/0/001.p/55", NULL, STATUS_FILE, "surplus@-1"},
    {something_new, "tile/0/002", NULL, STATUS_FILE, "surplus@-1"},
    {something_new, "tile/0/1", NULL, STATUS_FILE, "surplus@-1"},
    {something_new, "tile/00/000", NULL, STATUS_FILE, "surplus@-1"},
    {something_new, "tile/2/000.p/1", NULL, STATUS_FILE, "surplus@-1"},
    {something_new, "tile/entries/x001/000", NULL, STATUS_FILE, "surplus@-1"},
    {something_new, "tile/0/001.p/53", NULL, STATUS_FILE, "size@-1"},
    {something_new, "README", NULL, STATUS_FILE, "surplus@-1"},
    {something_new, "blob/x", NULL, STATUS_FILE, "surplus@-1"},
    {something_new, "blob/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", NULL, STATUS_FILE,
     "surplus@-1"},
    {something_new, "a/b/c/d/e/f/g/h/i/j/k/l/m", "", STATUS_FILE, "surplus@-1"},
    {something_new, "tile/0/\x1b[2J", "", STATUS_FILE, "surplus@-1"},
    {an_old_tile, "tile/0/001.p/53", NULL, STATUS_MISMATCH, "tile@-1"},
    {an_old_bundle, "tile/entries/001.p/2", NULL, STATUS_MISMATCH, "tile@-1"},
    {a_new_link, "tile/0/001.p/53", NULL, STATUS_FILE, "file@-1"},
    {a_new_link, "link", NULL, STATUS_FILE, "surplus@-1"},
};
const size_t hostile_count = sizeof hostile / sizeof hostile[0];

const char *hostile_publish(struct world *w, const char *name)
{
    if (log_size(world_log(w)) == 310)
        return world_publish(w, name);
    const char *proposal = world_propose(w, "stadt", "2026-001", "for: stadt\n");
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    while (log_size(world_log(w)) < 310) {
        w->now.seconds++;
        world_state(w, proposal, "kreis", "support", "kreis");
    }
    assert_int_equal(ledger_batch_end(w->ledger, true, &w->problem), STATUS_OK);
    return world_publish(w, name);
}
