#include "tests/world_check.h"

#include "data/node.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void replay_one(struct replay *replay, struct slice note, struct digest id, struct digest leaf)
{
    struct arena arena;
    arena_init(&arena);
    struct sealed *sealed = arena_alloc(&arena, sizeof *sealed);
    struct standing standing;
    assert_int_equal(sealed_open(note, &arena, sealed), STATUS_OK);
    assert_memory_equal(&sealed->id, &id, sizeof id);
    assert_memory_equal(&sealed->leaf, &leaf, sizeof leaf);
    assert_int_equal(replay_check(replay, sealed, REPLAY_LOGGED, &standing), STATUS_OK);
    assert_int_equal(replay_apply(replay, sealed, standing.reason), STATUS_OK);
    assert_int_equal(replay_add_leaf(replay, &sealed->leaf, NULL, NULL), STATUS_OK);
    arena_release(&arena);
}

/* The whole log of a body into an empty store. */
static void replay_log(struct store *log, struct store *scratch, int64_t body)
{
    struct replay *replay = calloc(1, sizeof *replay);
    assert_non_null(replay);
    replay_start(replay, scratch, body, log, body);
    struct rows rows = store_ask(log, "SELECT idx, id, leaf, note FROM entry WHERE body = ? ORDER BY seq", "i", body);
    while (rows_next(&rows)) {
        assert_int_equal(rows_number(&rows, 0), replay->tree.size);
        replay_one(replay, rows_blob(&rows, 3), rows_digest(&rows, 1), rows_digest(&rows, 2));
    }
    assert_int_equal(rows_end(&rows), STATUS_OK);
    struct digest root = merkle_root(&replay->tree), stored = {{0}};
    struct node_source source = {.store = log, .body = body};
    struct merkle *tree = calloc(1, sizeof *tree);
    assert_non_null(tree);
    assert_int_equal(merkle_load(replay->tree.size, node_source_read, &source, tree), STATUS_OK);
    stored = merkle_root(tree);
    assert_memory_equal(&root, &stored, sizeof root);
    free(tree);
    replay_close(replay);
    free(replay);
}

static void compare(struct store *ledger, struct store *scratch, int64_t body, const char *when)
{
    static const char *const tables[] = {"body",   "bench",     "seat",    "member",    "chain",
                                         "change", "proposal",  "tag",     "statement", "recusal",
                                         "ballot", "vote",      "meeting", "item",      "attendance",
                                         "status", "objection", "minutes", "confirm",   "rejected"};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        bool equal;
        assert_int_equal(store_compare_table(ledger, body, scratch, body, tables[i], &equal), STATUS_OK);
        if (!equal)
            fail_msg("table \"%s\" of body %d differs from the replay %s", tables[i], (int)body, when);
    }
}

void world_check(struct world *w)
{
    struct store *scratch, *store = ledger_store(w->ledger);
    int64_t bodies = world_number(w, "SELECT coalesce(max(body), 0) FROM entry");
    int64_t nodes = world_number(w, "SELECT count(*) FROM node"),
            found = world_number(w, "SELECT count(*) FROM search");
    assert_int_equal(store_scratch(&scratch, &w->problem), STATUS_OK);
    for (int64_t body = 1; body <= bodies; body++) {
        replay_log(store, scratch, body);
        compare(store, scratch, body, "before a rebuild");
    }
    assert_int_equal(ledger_rebuild(w->ledger, NULL, NULL, &w->problem), STATUS_OK);
    for (int64_t body = 1; body <= bodies; body++)
        compare(store, scratch, body, "after a rebuild");
    assert_int_equal(world_number(w, "SELECT count(*) FROM node"), nodes);
    assert_int_equal(world_number(w, "SELECT count(*) FROM search"), found);
    store_close(scratch);
}
