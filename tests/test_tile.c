#include "core/encode.h"
#include "core/tile.h"
#include "tests/forest.h"
#include "tests/vectors.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static void test_paths(void **state)
{
    (void)state;
    json_t *root = vectors_own("tilepaths"), *row;
    size_t index;
    json_array_foreach(vectors_rows(root, "cases", 38), index, row)
    {
        struct tile tile;
        const char *path = vectors_text(row, "path");
        bool valid = vectors_flag(row, "valid");
        if (tile_parse(slice_of(path), &tile) != valid)
            fail_msg("%s: taken for what it is not", path);
        if (!valid)
            continue;
        char level[8], number[24], again[TILE_PATH_MAX];
        snprintf(level, sizeof level, "%u", tile.level);
        snprintf(number, sizeof number, "%llu", (unsigned long long)tile.index);
        assert_string_equal(tile.level == TILE_ENTRIES ? "entries" : level, vectors_text(row, "level"));
        assert_string_equal(number, vectors_text(row, "index"));
        assert_int_equal(tile.width, vectors_number(row, "width"));
        assert_int_equal(tile_path(&tile, again), strlen(path));
        assert_string_equal(again, path);
    }
    json_decref(root);
}

static void test_paths_at_the_limits(void **state)
{
    (void)state;
    char path[TILE_PATH_MAX];
    struct tile tile = {.level = TILE_ENTRIES, .index = MERKLE_SIZE_MAX / TILE_WIDTH, .width = 255}, again;
    assert_true(tile_path(&tile, path) < TILE_PATH_MAX);
    assert_string_equal(path, "tile/entries/x036/x028/x797/x018/x963/967.p/255");
    assert_true(tile_parse(slice_of(path), &again));
    assert_int_equal(again.index, tile.index);
    static const char *const refused[] = {
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "tile/0/x",
        "tile/0/x001",
        "tile/0/x001/",
        "tile//000",
        "tile/entries",
        "tile/0/000.p/99999999999999999999",
        "tile/0/000.q/1",
        "tile/0/000.p/1\n",
        "tile/0/x036/x028/x797/x018/x963/968",
        "tile/0/x001/x000/x000/x000/x000/x000/000",
        "tile/18446744073709551616/000",
        "Tile/0/000",
        "tile\\0\\000",
        "tile/0/000 ",
        "checkpoint",
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if (tile_parse(slice_of(refused[i]), &again))
            fail_msg("%s: taken", refused[i]);
    assert_false(tile_parse((struct slice){.at = "tile/0/000\0", .length = 11}, &again));
}

/* The bytes of a tile or bundle over the leaves of rfc6962.json. */
static void contents(const struct tile *tile, const struct forest *forest, struct buffer *out)
{
    for (uint64_t i = tile->index * TILE_WIDTH; i < tile->index * TILE_WIDTH + tile->width; i++) {
        if (tile->level == TILE_ENTRIES) {
            char text[64];
            snprintf(text, sizeof text, "tlog-vectors leaf %u\n", (unsigned)i);
            assert_true(bundle_add(slice_of(text), out));
        } else {
            const struct digest *hash = &forest->level[TILE_HEIGHT * tile->level][i];
            buffer_add(out, (struct slice){.at = (const char *)hash->byte, .length = DIGEST_LENGTH});
        }
    }
    assert_int_equal(buffer_status(out), STATUS_OK);
}

static void test_files_of_each_size(void **state)
{
    json_t *root = vectors_own("tiles"), *row, *file;
    size_t index, at;
    struct buffer bytes;
    buffer_init(&bytes);
    json_array_foreach(vectors_rows(root, "layouts", 13), index, row)
    {
        struct tile_walk walk = {.size = vectors_number(row, "size")};
        struct tile tile;
        json_array_foreach(vectors_rows(row, "files", vectors_number(row, "file_count")), at, file)
        {
            char path[TILE_PATH_MAX], hex[DIGEST_HEX_LENGTH + 1];
            assert_true(tile_next(&walk, &tile));
            tile_path(&tile, path);
            assert_string_equal(path, vectors_text(file, "path"));
            assert_int_equal(tile_width(tile.level, tile.index, walk.size), tile.width);
            buffer_clear(&bytes);
            contents(&tile, *state, &bytes);
            struct digest digest = digest_of(buffer_slice(&bytes));
            digest_hex(&digest, hex);
            assert_int_equal(bytes.length, vectors_number(file, "len"));
            assert_string_equal(hex, vectors_text(file, "sha256"));
        }
        assert_false(tile_next(&walk, &tile));
        assert_false(tile_next(&walk, &tile));
    }
    buffer_release(&bytes);
    json_decref(root);
}

/* What is new of the hash tiles, and of the bundles exactly what is new of level 0. */
static void test_growth(void **state)
{
    (void)state;
    json_t *root = vectors_own("tiles"), *row, *path;
    size_t index, at;
    json_array_foreach(vectors_rows(root, "growth", 13), index, row)
    {
        struct tile_walk walk = {.old = vectors_number(row, "from"), .size = vectors_number(row, "to")};
        struct tile tile;
        uint64_t leaves = 0, entries = 0;
        char got[TILE_PATH_MAX];
        bool some_left_out = false;
        json_array_foreach(json_object_get(row, "new_hash_tiles"), at, path)
        {
            const char *expected = json_string_value(path);
            if (!strcmp(expected, "...")) {
                some_left_out = true;
                continue;
            }
            do {
                assert_true(tile_next(&walk, &tile));
                tile_path(&tile, got);
                leaves += tile.level == 0;
            } while (some_left_out && strcmp(got, expected));
            some_left_out = false;
            assert_string_equal(got, expected);
        }
        for (; tile_next(&walk, &tile); entries++)
            assert_int_equal(tile.level, TILE_ENTRIES);
        assert_int_equal(entries, leaves);
    }
    json_decref(root);
}

static void test_counts_at_the_limits(void **state)
{
    (void)state;
    assert_int_equal(tile_count(0, MERKLE_SIZE_MAX), MERKLE_SIZE_MAX);
    assert_int_equal(tile_count(7, MERKLE_SIZE_MAX), 127);
    assert_int_equal(tile_count(8, MERKLE_SIZE_MAX), 0);
    assert_int_equal(tile_count(63, MERKLE_SIZE_MAX), 0);
    assert_int_equal(tile_width(0, MERKLE_SIZE_MAX / TILE_WIDTH, MERKLE_SIZE_MAX), 255);
    assert_int_equal(tile_width(0, MERKLE_SIZE_MAX / TILE_WIDTH + 1, MERKLE_SIZE_MAX), 0);
    assert_int_equal(tile_width(0, UINT64_MAX, MERKLE_SIZE_MAX), 0);
    assert_int_equal(tile_width(TILE_ENTRIES, 0, 0), 0);
    struct tile_walk back = {.old = 300, .size = 200};
    struct tile tile;
    assert_false(tile_next(&back, &tile));
}

/* Two of the bundles stand in the vectors as a sentence. */
static struct slice bundle_bytes(json_t *row, struct buffer *made, struct arena *arena)
{
    static char largest[BUNDLE_ENTRY_MAX];
    if (!json_object_get(row, "bundle_note"))
        return vectors_hex(row, "bundle_hex", arena);
    buffer_clear(made);
    if (!strcmp(vectors_text(row, "id"), "ok-65535")) {
        memset(largest, 'x', sizeof largest);
        assert_true(bundle_add((struct slice){.at = largest, .length = sizeof largest}, made));
    } else {
        contents(&(struct tile){.level = TILE_ENTRIES, .width = 255}, NULL, made);
    }
    return buffer_slice(made);
}

static void check_entries(json_t *row, struct bundle *bundle)
{
    json_t *entries = json_object_get(row, "entries_hex"), *hex;
    size_t count = 0, at;
    struct slice entry;
    if (!entries) {
        while (bundle_next(bundle, &entry))
            count++;
        assert_int_equal(count, vectors_number(row, "expected_width"));
        return;
    }
    json_array_foreach(entries, at, hex)
    {
        char text[64] = "";
        assert_true(bundle_next(bundle, &entry));
        hex_encode((const uint8_t *)entry.at, entry.length, text);
        assert_string_equal(text, json_string_value(hex));
    }
    assert_false(bundle_next(bundle, &entry));
}

static void test_bundles(void **state)
{
    (void)state;
    json_t *root = vectors_own("bundles"), *row;
    size_t index;
    struct buffer made;
    struct arena arena = {0};
    buffer_init(&made);
    json_array_foreach(vectors_rows(root, "cases", 13), index, row)
    {
        char hex[DIGEST_HEX_LENGTH + 1];
        struct problem problem = {0};
        struct bundle bundle;
        struct slice bytes = bundle_bytes(row, &made, &arena);
        struct digest digest = digest_of(bytes);
        digest_hex(&digest, hex);
        assert_string_equal(hex, vectors_text(row, "sha256"));
        enum status status = bundle_open(bytes, (unsigned)vectors_number(row, "expected_width"), &bundle, &problem);
        if (status != (vectors_flag(row, "valid") ? STATUS_OK : STATUS_FORM))
            fail_msg("%s: %s", vectors_text(row, "id"), status_sentence(status));
        if (status == STATUS_OK)
            check_entries(row, &bundle);
        else
            assert_non_null(problem.message);
    }
    arena_release(&arena);
    buffer_release(&made);
    json_decref(root);
}

static void test_entry_too_long_for_a_bundle(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out);
    char *entry = calloc(1, BUNDLE_ENTRY_MAX + 1);
    assert_non_null(entry);
    assert_false(bundle_add((struct slice){.at = entry, .length = BUNDLE_ENTRY_MAX + 1}, &out));
    assert_int_equal(out.length, 0);
    free(entry);
    buffer_release(&out);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_paths_at_the_limits),
        cmocka_unit_test(test_files_of_each_size),
        cmocka_unit_test(test_growth),
        cmocka_unit_test(test_counts_at_the_limits),
        cmocka_unit_test(test_bundles),
        cmocka_unit_test(test_entry_too_long_for_a_bundle),
    };
    return cmocka_run_group_tests(tests, forest_build, forest_release);
}
