/* Attachments of an export: which go along, and which do not. */
#include "data/blob.h"
#include "data/export.h"
#include "tests/folder.h"
#include "tests/world_head.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <unistd.h>

static struct export_report report;

static const char *export(struct world *w)
{
    const struct export_options options = {.marks = world_marks(w)};
    const char *out = folder_path(w, "out");
    world_sign_head(w);
    if (export_folder(world_log(w), out, &options, &report, &w->problem) != STATUS_OK)
        fail_msg("not exported: %s", w->problem.message);
    return out;
}

/* The line that names these bytes. */
static const char *attachment(struct world *w, const char *bytes)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    struct digest content = digest_of(slice_of(bytes));
    digest_hex(&content, hex);
    return world_say(w, "attachment: %s %zu %s.pdf\n", hex, strlen(bytes), bytes);
}

static void keep(struct world *w, const char *bytes)
{
    assert_int_equal(blob_keep(ledger_store(w->ledger), slice_of(bytes), &w->problem), STATUS_OK);
}

static bool has(struct world *w, const char *folder, const char *bytes)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    struct digest content = digest_of(slice_of(bytes));
    digest_hex(&content, hex);
    const char *name = world_say(w, "blob/%s", hex);
    if (access(world_say(w, "%s/%s", folder, name), F_OK) != 0)
        return false;
    assert_true(slice_is(folder_file(w, folder, name), bytes));
    return true;
}

static void public_ones_go_along(void **state)
{
    struct world *w = *state;
    keep(w, "Plan");
    keep(w, "Karte");
    keep(w, "Von niemandem genannt");
    world_propose(w, "stadt", "1", world_say(w, "%s%s", attachment(w, "Plan"), attachment(w, "Karte")));
    world_propose(w, "stadt", "2", attachment(w, "Plan"));
    const char *out = export(w);
    assert_true(has(w, out, "Plan"));
    assert_true(has(w, out, "Karte"));
    assert_false(has(w, out, "Von niemandem genannt"));
    assert_int_equal(report.blobs, 2);
    assert_int_equal(report.left_out + report.missing, 0);
    export(w);
    assert_int_equal(report.blobs, 0);
}

static void those_that_are_not_public_stay(void **state)
{
    struct world *w = *state;
    keep(w, "Vertraulich");
    keep(w, "Beides");
    world_propose(w, "stadt", "1",
                  world_say(w, "public: no\n%s%s", attachment(w, "Vertraulich"), attachment(w, "Beides")));
    world_propose(w, "stadt", "2", attachment(w, "Beides"));
    const char *out = export(w);
    assert_false(has(w, out, "Vertraulich"));
    assert_true(has(w, out, "Beides"));
    assert_int_equal(report.left_out, 1);
    assert_int_equal(report.blobs, 1);
}

/* One that is not here, and one that is other bytes than its hash says; later they may come. */
static void missing_ones_are_counted(void **state)
{
    struct world *w = *state;
    keep(w, "Falsch");
    world_propose(w, "stadt", "1", world_say(w, "%s%s", attachment(w, "Fern"), attachment(w, "Falsch")));
    assert_int_equal(store_run(ledger_store(w->ledger), "UPDATE blob SET bytes = x'00'", ""), STATUS_OK);
    const char *out = export(w);
    assert_int_equal(report.missing, 2);
    assert_int_equal(report.blobs, 0);
    keep(w, "Fern");
    export(w);
    assert_int_equal(report.missing, 1);
    assert_int_equal(report.blobs, 1);
    assert_true(has(w, out, "Fern"));
}

/* Of proposals that have no place in the log, or none under the head, nothing goes along. */
static void only_of_the_log(void **state)
{
    struct world *w = *state;
    keep(w, "Plan");
    keep(w, "Zu spät");
    world_propose(w, "stadt", "1", "");
    assert_string_equal(reason_code(world_force(
                            w, world_note(w, world_proposal_text(w, "stadt", "1", attachment(w, "Plan")), "stadt"))),
                        "number");
    const char *out = export(w);
    assert_int_equal(report.blobs, 0);
    world_propose(w, "stadt", "2", attachment(w, "Zu spät"));
    const struct export_options options = {.marks = world_marks(w)};
    assert_int_equal(export_folder(world_log(w), out, &options, &report, &w->problem), STATUS_OK);
    assert_int_equal(report.blobs, 0);
    assert_int_equal(report.unsigned_, 1);
}

static void minutes(void **state)
{
    struct world *w = *state;
    keep(w, "# Niederschrift");
    world_take(
        w, world_text(w, "meeting", "gs1", world_say(w, "number: 1\ntitle: Sitzung\nopens: %s\n", world_time(w, 0))),
        w->secretaries);
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&w->entry.id, hex);
    world_take(w,
               world_text(w, "minutes", "gs1", world_say(w, "meeting: %s\n%s", hex, attachment(w, "# Niederschrift"))),
               w->secretaries);
    assert_true(has(w, export(w), "# Niederschrift"));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        POPULATED_TEST(public_ones_go_along),
        POPULATED_TEST(those_that_are_not_public_stay),
        POPULATED_TEST(missing_ones_are_counted),
        POPULATED_TEST(only_of_the_log),
        POPULATED_TEST(minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
