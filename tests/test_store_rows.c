/* Questions to the database: their parameters and rows, and two databases compared. */
#include "data/store_internal.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* More statements than are kept, some of them being read. */
static void many_statements(void **state)
{
    struct world *w = *state;
    struct store *store = ledger_store(w->ledger);
    static const char outer[] = "SELECT 7 UNION SELECT 8";
    struct rows rows = store_ask(store, outer, "");
    assert_true(rows_next(&rows));
    for (int i = 0; i < 3 * STORE_STATEMENTS; i++)
        assert_int_equal(world_number(w, world_say(w, "SELECT %d", i)), i);
    assert_int_equal(rows_number(&rows, 0), 7);
    assert_true(rows_next(&rows));
    assert_int_equal(rows_number(&rows, 0), 8);
    assert_false(rows_next(&rows));
    assert_int_equal(rows_end(&rows), STATUS_OK);
}

static void parameters(void **state)
{
    struct world *w = *state;
    struct store *store = ledger_store(w->ledger);
    struct digest digest = digest_of(SLICE("x"));
    int64_t number = -5;
    const int64_t *absent = NULL;
    struct rows rows = store_ask(store, "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?", "iutsbdoon", (int64_t)-3, (uint64_t)4,
                                 SLICE("text"), "string", SLICE("a\0b"), &digest, &number, absent);
    assert_true(rows_next(&rows));
    assert_int_equal(rows_number(&rows, 0), -3);
    assert_int_equal(rows_number(&rows, 1), 4);
    assert_true(slice_is(rows_text(&rows, 2), "text"));
    assert_true(slice_is(rows_text(&rows, 3), "string"));
    assert_true(slice_equal(rows_blob(&rows, 4), SLICE("a\0b")));
    struct digest back = rows_digest(&rows, 5), none = rows_digest(&rows, 4), zeros = {{0}};
    assert_memory_equal(&back, &digest, sizeof back);
    assert_memory_equal(&none, &zeros, sizeof none);
    assert_int_equal(rows_number(&rows, 6), -5);
    assert_true(rows_null(&rows, 7));
    assert_true(rows_null(&rows, 8));
    assert_int_equal(rows_end(&rows), STATUS_OK);
    assert_int_equal(store_run(store, "SELECT * FROM nothing", ""), STATUS_STORE);
}

static void compares_tables(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    w->unchecked = true;
    struct store *store = ledger_store(w->ledger);
    bool equal = false;
    assert_int_equal(store_compare_table(store, 1, store, 1, "unknown", &equal), STATUS_NOT_FOUND);
    struct store *other;
    assert_int_equal(store_open(w->path, STORE_WRITE, &other, &w->problem), STATUS_OK);
    assert_int_equal(store_compare_table(store, 1, other, 1, "seat", &equal), STATUS_OK);
    assert_true(equal);
    assert_int_equal(store_begin(other, &w->problem), STATUS_OK);
    assert_int_equal(store_run(other, "UPDATE seat SET weight = '2' WHERE id = 'stadt'", ""), STATUS_OK);
    assert_int_equal(store_compare_table(store, 1, other, 1, "seat", &equal), STATUS_OK);
    assert_false(equal);
    assert_int_equal(store_run(other, "UPDATE seat SET weight = '1' WHERE id = 'stadt'", ""), STATUS_OK);
    assert_int_equal(store_compare_table(store, 1, other, 1, "seat", &equal), STATUS_OK);
    assert_true(equal);
    assert_int_equal(store_run(other, "DELETE FROM seat WHERE id = 'stadt'", ""), STATUS_OK);
    assert_int_equal(store_compare_table(store, 1, other, 1, "seat", &equal), STATUS_OK);
    assert_false(equal);
    store_rollback(other);
    store_close(other);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(many_statements),
        WORLD_TEST(parameters),
        WORLD_TEST(compares_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
