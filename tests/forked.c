#include "tests/forked.h"

#include "data/file.h"
#include "data/head.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

const char *forked_file(struct world *w, const char *name, struct slice bytes)
{
    assert_int_equal(file_write_atomic(w->folder, name, bytes, FILE_MODE_PRIVATE, true, &w->problem), STATUS_OK);
    return world_say(w, "%s/%s", w->folder, name);
}

const char *forked_path(struct world *w, const char *name)
{
    struct buffer bytes;
    buffer_init(&bytes);
    assert_int_equal(file_read(w->path, SIZE_MAX / 2, &bytes, &w->problem), STATUS_OK);
    const char *path = forked_file(w, name, buffer_slice(&bytes));
    buffer_release(&bytes);
    return path;
}

const char *forked_copy(struct world *w, const char *name)
{
    ledger_close(w->ledger);
    w->ledger = NULL;
    const char *path = forked_path(w, name);
    world_reopen(w);
    return path;
}

const char *forked_turn(struct world *w, const char *path)
{
    const char *before = world_say(w, "%s", w->path);
    ledger_close(w->ledger);
    w->ledger = NULL;
    snprintf(w->path, sizeof w->path, "%s", path);
    world_reopen(w);
    return before;
}

struct slice forked_sign(struct world *w)
{
    struct signer signer = world_signer(w, w->body);
    struct log *log = world_log(w);
    assert_int_equal(head_sign(log, &signer, world_say(w, "%s.marks", w->path), &w->problem), STATUS_OK);
    return forked_head(w, log_size(log));
}

struct slice forked_head(struct world *w, uint64_t size)
{
    struct rows rows =
        store_ask(ledger_store(w->ledger), "SELECT note FROM checkpoint WHERE body = 1 AND size = ?", "u", size);
    assert_true(rows_next(&rows));
    struct slice note = arena_copy(&w->arena, rows_blob(&rows, 0));
    assert_int_equal(rows_end(&rows), STATUS_OK);
    return note;
}

const char *forked_make(struct world *w)
{
    world_auditors(w);
    forked_sign(w);
    const char *other = forked_copy(w, "other.db"), *own = forked_turn(w, other);
    world_propose(w, "stadt", "A-1", "");
    forked_sign(w);
    world_propose(w, "stadt", "A-2", "");
    forked_sign(w);
    forked_turn(w, own);
    world_propose(w, "stadt", "B-1", "");
    forked_sign(w);
    world_propose(w, "stadt", "B-2", "");
    world_propose(w, "stadt", "B-3", "");
    forked_sign(w);
    return other;
}
