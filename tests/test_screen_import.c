/* Importing from the screen: the folder, the founding that is compared, the worker, and what came. */
#include "data/bundle.h"
#include "data/file.h"
#include "data/head.h"
#include "tests/hostile.h"
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* A folder of another world's log. */
static const char *folder_of(struct world *other)
{
    return world_publish(other, "out");
}

static void type_path(struct stage *stage, const char *path)
{
    stage_press(stage, "I");
    assert_ptr_equal(stage_top(stage), &screen_import);
    stage_press(stage, path);
    stage_press(stage, "Enter");
}

static int64_t bodies(struct stage *stage)
{
    int64_t count = -1;
    assert_int_equal(store_number(app_store(&stage->app), &count, NULL, "SELECT count(*) FROM body", ""), STATUS_OK);
    return count;
}

static void a_new_body_is_compared_first(void **state)
{
    struct stage *stage = *state;
    void *made;
    assert_int_equal(world_make_populated(&made), 0);
    struct world *other = made;
    stage_enter(stage, "stadt", "en");
    type_path(stage, folder_of(other));
    /* The founding, in words and in hex. */
    stage_expect(stage, 30, 100, "Rat der Beispiele");
    stage_expect(stage, 30, 100, other->founding);
    /* Another word is not consent. */
    stage_press(stage, "no Enter");
    assert_int_equal(bodies(stage), 0);
    stage_press(stage, "Backspace Backspace yes Enter");
    stage_expect(stage, 30, 100, "rat.example: new entries: 6; entries in all: 6");
    stage_expect(stage, 30, 100, "This ledger holds a copy");
    assert_int_equal(bodies(stage), 1);
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_start);
    /* Known by now: nothing is asked. */
    type_path(stage, folder_of(other));
    stage_expect(stage, 30, 100, "rat.example: no new entries; entries in all: 6");
    world_remove(&made);
}

static void what_cannot_be_imported_says_why(void **state)
{
    struct stage *stage = *state;
    void *made;
    assert_int_equal(world_make_populated(&made), 0);
    struct world *other = made;
    const char *folder = folder_of(other);
    stage_enter(stage, "stadt", "en");
    type_path(stage, "/nowhere/at-all");
    assert_true(stage_says(stage, "There is no folder '/nowhere/at-all'"));
    stage_press(stage, "Esc");
    world_spoil(other, world_file(other, folder, "tile/0/000.p/6"), 40);
    type_path(stage, folder);
    stage_press(stage, "yes Enter");
    assert_ptr_equal(stage_top(stage), &screen_import);
    assert_true(stage_says(stage, "it was altered"));
    assert_int_equal(bodies(stage), 0);
    world_remove(&made);
}

/* Writes a bundle of the other world's log, up to a head that is signed now, and returns its path. */
static const char *bundle_of(struct world *other)
{
    struct log *log = world_log(other);
    struct signer signer = world_signer(other, "rat.example");
    struct buffer bytes;
    struct bundle_made made;
    buffer_init(&bytes);
    assert_int_equal(head_sign(log, &signer, other->folder, &other->problem), STATUS_OK);
    assert_int_equal(bundle_make(ledger_store(other->ledger), log_number(log), slice_of(other->body), log_founding(log),
                                 0, &bytes, &made, &other->problem),
                     STATUS_OK);
    assert_int_equal(
        file_write_atomic(other->folder, "b.bundle", buffer_slice(&bytes), FILE_MODE_SHARED, false, &other->problem),
        STATUS_OK);
    buffer_release(&bytes);
    return world_file(other, other->folder, "b.bundle");
}

static void a_bundle_comes_the_same_way(void **state)
{
    struct stage *stage = *state;
    void *made;
    assert_int_equal(world_make_populated(&made), 0);
    struct world *other = made;
    const char *path = bundle_of(other);
    stage_enter(stage, "stadt", "en");
    type_path(stage, path);
    stage_expect(stage, 30, 100, other->founding);
    assert_int_equal(bodies(stage), 0);
    stage_press(stage, "yes Enter");
    stage_expect(stage, 30, 100, "rat.example: new entries: 6; entries in all: 6");
    assert_int_equal(bodies(stage), 1);
    stage_press(stage, "Enter");
    /* Not a byte of one that is altered. */
    world_spoil(other, path, 40);
    type_path(stage, path);
    assert_ptr_equal(stage_top(stage), &screen_import);
    assert_true(stage_says(stage, "does not name the founding"));
    /* A copy has nothing for the writer until something was signed there. */
    stage_press(stage, "Esc 4 0");
    assert_ptr_equal(stage_top(stage), &screen_ledger);
    world_remove(&made);
}

/* A delegate's own copy: the vote waits there, is done as far as the delegate can do it, and travels in a bundle. */
static void a_vote_in_a_copy_waits_for_the_writer(void **state)
{
    struct stage *stage = *state;
    void *made;
    assert_int_equal(world_make_populated(&made), 0);
    struct world *other = made;
    world_open(other, world_propose(other, "stadt", "2026-001", "for: stadt\n"), "einfach", "");
    stage_seal(stage, "stadt", "stadt");
    stage_enter(stage, "stadt", "en");
    type_path(stage, bundle_of(other));
    stage_press(stage, "yes Enter");
    stage_expect(stage, 30, 100, "This ledger holds a copy");
    stage_press(stage, "Enter");
    stage_expect(stage, 30, 100, "To do (1)");
    stage_press(stage, "v Enter");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    stage_expect(stage, 30, 100, "Receipt: it waits for the writer");
    stage_press(stage, "1");
    stage_expect(stage, 30, 100, "To do (0)");
    stage_expect(stage, 30, 100, "waits in this copy");
    stage_expect(stage, 30, 100, "1 entry: a shows it");
    stage_press(stage, "a");
    stage_expect(stage, 30, 100, "1 signature so far, waits for the writer");
    stage_press(stage, "a");
    assert_true(stage_says(stage, "0 makes a bundle"));
    stage_press(stage, "0");
    assert_ptr_equal(stage_top(stage), &screen_save);
    stage_expect(stage, 30, 100, "0 entries of the log, 1 that waits, 0 attachments");
    world_remove(&made);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_body_is_compared_first, stage_make_empty, stage_remove),
        cmocka_unit_test_setup_teardown(a_bundle_comes_the_same_way, stage_make_empty, stage_remove),
        cmocka_unit_test_setup_teardown(a_vote_in_a_copy_waits_for_the_writer, stage_make_empty, stage_remove),
        cmocka_unit_test_setup_teardown(what_cannot_be_imported_says_why, stage_make_empty, stage_remove),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
