#include "tests/compared.h"

#include "core/fork.h"
#include "core/tile.h"
#include "data/file.h"
#include "data/node.h"
#include "data/receipt_make.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void note_finding(void *context, const struct verify_finding *finding)
{
    struct heard *heard = context;
    assert_false(finding->warning);
    assert_non_null(finding->text->message);
    buffer_format(&heard->findings, "%s%s@%lld", heard->findings.length ? " " : "", finding->code,
                  (long long)finding->index);
}

static void note_body(void *context, const struct against_body *body)
{
    struct heard *heard = context;
    snprintf(heard->told, sizeof heard->told, "%s head %lld/%u own %u other %u compared %u%s",
             body->same ? "same" : "another", body->has_head ? (long long)body->head : -1, (unsigned)body->cosigners,
             (unsigned)body->own, (unsigned)body->other, (unsigned)body->compared,
             body->proof.length ? " proof"
             : body->unproved   ? " unproved"
                                : "");
    buffer_clear(&heard->proof);
    buffer_add(&heard->proof, body->proof);
}

void compare_with(struct world *w, const char *path, const char *body, struct heard *heard)
{
    const struct against_options options = {.path = path,
                                            .body = &body,
                                            .bodies = body ? 1 : 0,
                                            .finding = note_finding,
                                            .body_done = note_body,
                                            .context = heard};
    *heard = (struct heard){.ok = false};
    problem_clear(&w->problem);
    heard->status = against_compare(w->ledger, &options, &heard->kind, &heard->ok, &w->problem);
}

void heard_release(struct heard *heard)
{
    buffer_release(&heard->findings);
    buffer_release(&heard->proof);
}

void compare_expect(struct world *w, const char *path, enum against_kind kind, const char *findings, const char *told)
{
    struct heard heard;
    compare_with(w, path, NULL, &heard);
    const char *found = heard.findings.at ? heard.findings.at : "";
    if (heard.status != STATUS_OK)
        fail_msg("%s: %s: %s", path, status_sentence(heard.status), w->problem.message);
    if (strcmp(found, findings) != 0 || strcmp(heard.told, told) != 0 || heard.ok != (*findings == '\0'))
        fail_msg("%s: \"%s\", \"%s\"", path, found, heard.told);
    assert_int_equal(heard.kind, kind);
    if (heard.proof.length) {
        struct fork fork;
        struct carried carried;
        struct checkpoint head[2];
        assert_int_equal(fork_parse(buffer_slice(&heard.proof), &fork, NULL), STATUS_OK);
        assert_int_equal(fork_verify(&fork, &carried, head, NULL), STATUS_OK);
        carried_release(&carried);
    }
    heard_release(&heard);
}

const char *compared_head(struct world *w, uint64_t size)
{
    return forked_file(w, world_say(w, "head-%u", (unsigned)size), forked_head(w, size));
}

const char *compared_receipt(struct world *w, int64_t index)
{
    struct buffer bytes;
    buffer_init(&bytes);
    assert_int_equal(receipt_make(ledger_store(w->ledger), 1, index, &bytes, &w->problem), STATUS_OK);
    const char *path = forked_file(w, world_say(w, "receipt-%d", (int)index), buffer_slice(&bytes));
    buffer_release(&bytes);
    return path;
}

const char *compared_folder(struct world *w, const char *name)
{
    struct log *log = world_log(w);
    struct node_source source = {.store = ledger_store(w->ledger), .body = 1};
    const char *path = world_say(w, "%s/%s", w->folder, name);
    struct tile_walk walk = {.old = 0, .size = log_size(log)};
    struct tile tile;
    while (tile_next(&walk, &tile)) {
        char place[TILE_PATH_MAX], *slash;
        struct buffer bytes;
        if (tile.level == TILE_ENTRIES)
            continue;
        buffer_init(&bytes);
        for (unsigned i = 0; i < tile.width; i++) {
            struct digest hash;
            assert_int_equal(node_source_read(&source, tile.level * TILE_HEIGHT, tile.index * TILE_WIDTH + i, &hash),
                             STATUS_OK);
            buffer_add(&bytes, (struct slice){.at = (const char *)hash.byte, .length = DIGEST_LENGTH});
        }
        tile_path(&tile, place);
        slash = strrchr(place, '/');
        *slash = '\0';
        const char *into = world_say(w, "%s/%s", path, place);
        assert_int_equal(folder_make(into, &w->problem), STATUS_OK);
        assert_int_equal(file_write_atomic(into, slash + 1, buffer_slice(&bytes), FILE_MODE_SHARED, false, &w->problem),
                         STATUS_OK);
        buffer_release(&bytes);
    }
    assert_int_equal(
        file_write_atomic(path, "checkpoint", forked_head(w, log_size(log)), FILE_MODE_SHARED, false, &w->problem),
        STATUS_OK);
    return path;
}
