/* Folders made to deceive: each is refused, names the file that is wrong, and leaves the ledger as it was. */
#include "tests/hostile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

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
    hostile_publish(w, "sound");
    for (size_t i = 0; i < hostile_count; i++) {
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
    assert_int_equal(published_open(hostile_publish(w, "out"), &published, &w->problem), STATUS_OK);
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
