#include "tests/world_publish.h"

#include "data/head.h"
#include "data/path.h"
#include "tests/world_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

const char *world_file(struct world *w, const char *folder, const char *path)
{
    return world_say(w, "%s/%s", folder, path);
}

void world_write(struct world *w, const char *path, struct slice bytes)
{
    assert_int_equal(path_make_parent(path, &w->problem), STATUS_OK);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
}

void world_spoil(struct world *w, const char *path, long offset)
{
    (void)w;
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, offset, offset < 0 ? SEEK_END : SEEK_SET), 0);
    int byte = fgetc(file);
    assert_int_not_equal(byte, EOF);
    assert_int_equal(fseek(file, -1, SEEK_CUR), 0);
    assert_int_equal(fputc(byte ^ 1, file), byte ^ 1);
    assert_int_equal(fclose(file), 0);
}

static void write_tile(struct world *w, const char *folder, unsigned level, uint64_t index, uint64_t size,
                       const struct buffer *all, size_t from, size_t length)
{
    char path[TILE_PATH_MAX];
    struct tile tile = {.level = level, .index = index, .width = tile_width(level, index, size)};
    tile_path(&tile, path);
    world_write(w, world_file(w, folder, path), (struct slice){all->at + from, length});
}

/* The hashes of one level, and of the next those over 256 of them. */
static void write_level(struct world *w, const char *folder, unsigned level, uint64_t size, const struct buffer *hashes)
{
    struct buffer next;
    buffer_init(&next);
    for (size_t from = 0; from < hashes->length; from += TILE_BYTES_MAX) {
        size_t length = hashes->length - from < TILE_BYTES_MAX ? hashes->length - from : TILE_BYTES_MAX;
        write_tile(w, folder, level, from / TILE_BYTES_MAX, size, hashes, from, length);
        if (length < TILE_BYTES_MAX)
            break;
        struct merkle tree = {.size = 0};
        for (size_t i = 0; i < TILE_WIDTH; i++) {
            struct digest hash;
            memcpy(hash.byte, hashes->at + from + i * DIGEST_LENGTH, DIGEST_LENGTH);
            merkle_add(&tree, &hash, NULL, NULL);
        }
        struct digest root = merkle_root(&tree);
        buffer_add(&next, (struct slice){(const char *)root.byte, DIGEST_LENGTH});
    }
    if (next.length)
        write_level(w, folder, level + 1, size, &next);
    buffer_release(&next);
}

static void write_entries(struct world *w, const char *folder, uint64_t size)
{
    struct buffer leaves, bundle;
    uint64_t count = 0;
    buffer_init(&leaves);
    buffer_init(&bundle);
    struct rows rows = store_ask(ledger_store(w->ledger), "SELECT note FROM entry WHERE body = ? ORDER BY seq", "i",
                                 log_number(world_log(w)));
    while (rows_next(&rows)) {
        struct digest leaf = merkle_leaf(rows_blob(&rows, 0));
        buffer_add(&leaves, (struct slice){(const char *)leaf.byte, DIGEST_LENGTH});
        assert_true(bundle_add(rows_blob(&rows, 0), &bundle));
        if (++count % TILE_WIDTH == 0 || count == size) {
            write_tile(w, folder, TILE_ENTRIES, (count - 1) / TILE_WIDTH, size, &bundle, 0, bundle.length);
            buffer_clear(&bundle);
        }
    }
    assert_int_equal(rows_end(&rows), STATUS_OK);
    assert_int_equal(count, size);
    write_level(w, folder, 0, size, &leaves);
    buffer_release(&leaves);
    buffer_release(&bundle);
}

const char *world_publish(struct world *w, const char *name)
{
    const char *folder = world_file(w, w->folder, name);
    struct signer signer = world_signer(w, w->body);
    if (!vkey_equal(&signer.vkey, &log_body(world_log(w))->log))
        signer = world_signer(w, world_say(w, "%s#2", w->body));
    assert_int_equal(head_sign(world_log(w), &signer, world_marks(w), &w->problem), STATUS_OK);
    write_entries(w, folder, log_size(world_log(w)));
    struct rows rows = store_ask(ledger_store(w->ledger), "SELECT sha256, bytes FROM blob", "");
    while (rows_next(&rows)) {
        char path[PUBLISHED_BLOB_PATH];
        struct digest content = rows_digest(&rows, 0);
        published_blob_path(&content, path);
        world_write(w, world_file(w, folder, path), rows_blob(&rows, 1));
    }
    assert_int_equal(rows_end(&rows), STATUS_OK);
    rows = store_ask(ledger_store(w->ledger), "SELECT note FROM checkpoint WHERE body = ? ORDER BY size DESC LIMIT 1",
                     "i", log_number(world_log(w)));
    assert_true(rows_next(&rows));
    world_write(w, world_file(w, folder, "checkpoint"), rows_blob(&rows, 0));
    assert_int_equal(rows_end(&rows), STATUS_OK);
    return folder;
}

struct ledger *world_copy(struct world *w, const char *name)
{
    struct ledger *copy;
    assert_int_equal(ledger_open(world_file(w, w->folder, name), STORE_CREATE, &copy, &w->problem), STATUS_OK);
    return copy;
}

enum status world_import(struct world *w, struct ledger *ledger, const char *folder, struct import_report *report)
{
    struct published published;
    const struct import_options options = {.marks = world_file(w, w->folder, "copy/heads"), .jobs = 2};
    problem_clear(&w->problem);
    enum status status = published_open(folder, &published, &w->problem);
    if (status == STATUS_OK)
        status = import_folder(ledger, &published, &options, report, &w->problem);
    published_close(&published);
    return status;
}

void world_check_copy(struct world *w, struct ledger *copy)
{
    struct ledger *own = w->ledger;
    w->ledger = copy;
    world_check(w);
    w->ledger = own;
}
