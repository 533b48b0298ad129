/* A log as a folder: what is in it, and that it grows by what is new. */
#include "core/tile.h"
#include "data/export.h"
#include "data/head.h"
#include "tests/folder.h"
#include "tests/world_head.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

static struct export_report report;

static enum status export(struct world *w, const char *folder) {
    const struct export_options options = {.marks = world_marks(w)}; problem_clear(&w->problem);
    return export_folder(world_log(w), folder, &options, &report, &w->problem);
}

static void must_export(struct world *w, const char *folder)
{
    if (export(w, folder) != STATUS_OK)
        fail_msg("not exported: %s", w->problem.message);
}

/* Proposals until the log has that many entries, and its head is signed. */
static void fill(struct world *w, uint64_t size)
{
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    while (log_size(world_log(w)) < size)
        world_propose(w, "stadt", world_say(w, "%u", (unsigned)log_size(world_log(w))), "");
    assert_int_equal(ledger_batch_end(w->ledger, true, &w->problem), STATUS_OK);
    world_sign_head(w);
}

static struct slice entry(struct world *w, uint64_t index)
{
    struct buffer note;
    buffer_init(&note);
    struct rows rows =
        store_ask(ledger_store(w->ledger), "SELECT note FROM entry WHERE idx = ? AND body = 1", "u", index);
    assert_true(rows_next(&rows));
    struct slice bytes = rows_blob(&rows, 0);
    char *copy = arena_alloc(&w->arena, bytes.length);
    memcpy(copy, bytes.at, bytes.length);
    assert_int_equal(rows_end(&rows), STATUS_OK);
    return (struct slice){.at = copy, .length = bytes.length};
}

/* The leaves from..from + count of the stored entries, one by one. */
static struct digest subtree(struct world *w, uint64_t from, uint64_t count)
{
    struct merkle tree = {.size = 0};
    for (uint64_t i = 0; i < count; i++) {
        struct digest leaf = merkle_leaf(entry(w, from + i));
        merkle_add(&tree, &leaf, NULL, NULL);
    }
    return merkle_root(&tree);
}

static void check_tile(struct world *w, const char *folder, const struct tile *tile)
{
    char path[TILE_PATH_MAX];
    tile_path(tile, path);
    struct slice bytes = folder_file(w, folder, path), read;
    uint64_t each = UINT64_C(1) << (tile->level == TILE_ENTRIES ? 0 : TILE_HEIGHT * tile->level);
    struct bundle bundle;
    if (tile->level == TILE_ENTRIES)
        assert_int_equal(bundle_open(bytes, tile->width, &bundle, &w->problem), STATUS_OK);
    else
        assert_int_equal(bytes.length, tile->width * DIGEST_LENGTH);
    for (unsigned i = 0; i < tile->width; i++) {
        uint64_t place = tile->index * TILE_WIDTH + i;
        if (tile->level == TILE_ENTRIES) {
            assert_true(bundle_next(&bundle, &read));
            assert_true(slice_equal(read, entry(w, place)));
        } else {
            struct digest hash = subtree(w, place * each, each);
            assert_memory_equal(bytes.at + i * DIGEST_LENGTH, &hash, DIGEST_LENGTH);
        }
    }
}

/* Exactly the files of a head of that size, each with the right bytes; `more` files beside them. */
static void check_folder(struct world *w, const char *folder, uint64_t size, size_t more)
{
    struct tile_walk walk = {.size = size};
    struct tile tile;
    struct buffer note;
    uint64_t newest;
    buffer_init(&note);
    for (; tile_next(&walk, &tile); more++)
        check_tile(w, folder, &tile);
    assert_int_equal(head_newest(ledger_store(w->ledger), 1, &newest, &note), STATUS_OK);
    assert_int_equal(newest, size);
    assert_true(slice_equal(folder_file(w, folder, "checkpoint"), buffer_slice(&note)));
    assert_int_equal(folder_count(w, folder), more + 1);
    buffer_release(&note);
}

static void a_small_log(void **state)
{
    struct world *w = *state;
    const char *out = folder_path(w, "out");
    world_sign_head(w);
    must_export(w, out);
    check_folder(w, out, 6, 0);
    struct digest root = log_root(world_log(w));
    assert_memory_equal(&report.root, &root, sizeof root);
    assert_int_equal(report.size, 6);
    assert_int_equal(report.before, 0);
    assert_int_equal(report.tiles, 2);
    assert_int_equal(report.blobs + report.left_out + report.missing + report.unsigned_, 0);
    struct stat st;
    assert_int_equal(stat(world_say(w, "%s/tile/0/000.p/6", out), &st), 0);
    assert_int_equal(st.st_mode & 0400, 0400);
}

/* What is there is not written again; partial tiles stay until the full one has come. */
static void grows(void **state)
{
    struct world *w = *state;
    struct stat before, after;
    const char *out = folder_path(w, "out");
    world_sign_head(w);
    must_export(w, out);
    fill(w, 200);
    must_export(w, out);
    assert_int_equal(report.before, 6);
    assert_int_equal(report.tiles, 2);
    check_folder(w, out, 200, 2);
    fill(w, 256);
    must_export(w, out);
    assert_int_equal(report.tiles, 3);
    check_folder(w, out, 256, 0);
    assert_int_equal(stat(world_say(w, "%s/tile/entries/000", out), &before), 0);
    fill(w, 300);
    must_export(w, out);
    assert_int_equal(report.before, 256);
    assert_int_equal(report.tiles, 2);
    check_folder(w, out, 300, 0);
    assert_int_equal(stat(world_say(w, "%s/tile/entries/000", out), &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    must_export(w, out);
    assert_int_equal(report.tiles + report.bytes, 0);
    check_folder(w, out, 300, 0);
}

/* All at once gives what many exports give. */
static void from_nothing(void **state)
{
    struct world *w = *state;
    const char *out = folder_path(w, "out");
    fill(w, 513);
    must_export(w, out);
    assert_int_equal(report.tiles, 7);
    check_folder(w, out, 513, 0);
}

static void what_was_lost_is_written_again(void **state)
{
    struct world *w = *state;
    const char *out = folder_path(w, "out");
    static const char *const lost[] = {"tile/0/000", "tile/entries/000", "tile/1/000.p/1", "tile/0/001.p/4"};
    fill(w, 260);
    must_export(w, out);
    const char *whole = folder_state(w, out);
    for (size_t i = 0; i < sizeof lost / sizeof lost[0]; i++) {
        assert_int_equal(unlink(world_say(w, "%s/%s", out, lost[i])), 0);
        must_export(w, out);
        assert_int_equal(report.tiles, 1);
        assert_string_equal(folder_state(w, out), whole);
    }
}

static void entries_behind_the_head_are_not_exported(void **state)
{
    struct world *w = *state;
    const char *out = folder_path(w, "out");
    world_sign_head(w);
    world_propose(w, "stadt", "1", "");
    world_propose(w, "stadt", "2", "");
    must_export(w, out);
    assert_int_equal(report.size, 6);
    assert_int_equal(report.unsigned_, 2);
    check_folder(w, out, 6, 0);
}

/* The head is the same, but it was countersigned. */
static void countersignatures_follow(void **state)
{
    struct world *w = *state;
    struct buffer note;
    const char *out = folder_path(w, "out");
    buffer_init(&note);
    world_enrol(w, "revision", "auditor", NULL);
    world_sign_head(w);
    must_export(w, out);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    must_export(w, out);
    assert_int_equal(report.tiles, 0);
    assert_true(slice_equal(folder_file(w, out, "checkpoint"), buffer_slice(&note)));
    check_folder(w, out, 7, 0);
    buffer_release(&note);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        POPULATED_TEST(a_small_log),
        POPULATED_TEST(grows),
        POPULATED_TEST(from_nothing),
        POPULATED_TEST(what_was_lost_is_written_again),
        POPULATED_TEST(entries_behind_the_head_are_not_exported),
        POPULATED_TEST(countersignatures_follow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
