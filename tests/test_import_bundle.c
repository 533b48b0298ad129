/* The entries of a bundle are taken into another ledger: all of them, or what is new, and nothing that is altered. */
#include "data/bundle.h"
#include "data/head.h"
#include "data/role.h"
#include "tests/world_publish.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A signed head, and a bundle of what came since; its bytes live in the arena. */
static struct slice bundle(struct world *w, uint64_t since)
{
    struct log *log = world_log(w);
    struct signer signer = world_signer(w, "rat.example");
    struct buffer bytes;
    struct bundle_made made;
    buffer_init(&bytes);
    assert_int_equal(log_refresh(log, &w->problem), STATUS_OK);
    assert_int_equal(head_sign(log, &signer, world_file(w, w->folder, "heads"), &w->problem), STATUS_OK);
    assert_int_equal(bundle_make(ledger_store(w->ledger), log_number(log), slice_of(w->body), log_founding(log), since,
                                 &bytes, &made, &w->problem),
                     STATUS_OK);
    struct slice out = arena_copy(&w->arena, buffer_slice(&bytes));
    assert_non_null(out.at);
    buffer_release(&bytes);
    return out;
}

static enum status take(struct world *w, struct ledger *copy, struct slice bytes, struct import_report *report)
{
    struct bundle_file file;
    struct published published;
    const struct import_options options = {.marks = world_file(w, w->folder, "copy/heads"), .jobs = 2};
    problem_clear(&w->problem);
    enum status status = bundle_file_parse(bytes, &file, &w->problem);
    assert_int_equal(status, STATUS_OK);
    status = published_bundle_open(&file, &published, &w->problem);
    if (status == STATUS_OK)
        status = import_bundle(copy, &published, &file, &options, report, &w->problem);
    published_close(&published);
    return status;
}

static int64_t number(struct ledger *ledger, const char *sql)
{
    int64_t out = -1;
    assert_int_equal(store_number(ledger_store(ledger), &out, NULL, sql, ""), STATUS_OK);
    return out;
}

static void same(struct world *w, struct ledger *copy)
{
    struct log *log;
    assert_int_equal(ledger_log(copy, slice_of(w->body), &log, &w->problem), STATUS_OK);
    struct digest own = log_root(world_log(w)), other = log_root(log);
    assert_int_equal(log_size(log), log_size(world_log(w)));
    assert_true(digest_equal(&own, &other));
    world_check_copy(w, copy);
}

static void all_and_then_what_is_new(void **state)
{
    struct world *w = *state;
    struct ledger *copy = world_copy(w, "copy.db");
    struct import_report report;
    bool is_copy;
    uint64_t size = log_size(world_log(w));
    assert_int_equal(take(w, copy, bundle(w, 0), &report), STATUS_OK);
    assert_true(report.fresh);
    assert_int_equal(report.size, size);
    same(w, copy);
    assert_int_equal(role_is_replica(ledger_store(copy), 1, &is_copy), STATUS_OK);
    assert_true(is_copy);

    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-001", "for: stadt\n"), "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    struct slice since = bundle(w, size), more = bundle(w, 2);
    assert_int_equal(take(w, copy, since, &report), STATUS_OK);
    assert_int_equal(report.from, size);
    assert_int_equal(report.size, size + 3);
    same(w, copy);
    /* Again, and with more than what is new: nothing comes twice. */
    assert_int_equal(take(w, copy, since, &report), STATUS_OK);
    assert_int_equal(take(w, copy, more, &report), STATUS_OK);
    assert_int_equal(report.from, report.size);
    same(w, copy);
    assert_int_equal(number(copy, "SELECT count(*) FROM checkpoint"), 2);
    ledger_close(copy);
}

static void what_lies_between_is_missing(void **state)
{
    struct world *w = *state;
    struct ledger *copy = world_copy(w, "copy.db");
    struct import_report report;
    assert_int_equal(take(w, copy, bundle(w, 1), &report), STATUS_REFUSED);
    assert_non_null(strstr(w->problem.message, "without --since"));
    assert_int_equal(take(w, copy, bundle(w, 0), &report), STATUS_OK);
    uint64_t size = log_size(world_log(w));
    world_propose(w, "stadt", "2026-001", "for: stadt\n");
    world_propose(w, "stadt", "2026-002", "for: stadt\n");
    assert_int_equal(take(w, copy, bundle(w, size + 1), &report), STATUS_REFUSED);
    assert_non_null(strstr(w->problem.message, "--since {1}"));
    assert_int_equal(strtoull(w->problem.detail[0], NULL, 10), size);
    assert_int_equal((uint64_t)number(copy, "SELECT count(*) FROM entry"), size);
    ledger_close(copy);
}

/* Every single byte of a small bundle, altered: refused, and nothing changed. */
static void nothing_altered_comes_in(void **state)
{
    struct world *w = *state;
    struct ledger *copy = world_copy(w, "copy.db");
    struct import_report report;
    assert_int_equal(take(w, copy, bundle(w, 0), &report), STATUS_OK);
    uint64_t size = log_size(world_log(w));
    world_propose(w, "stadt", "2026-001", "for: stadt\n");
    struct slice good = bundle(w, size);
    char *bytes = arena_alloc(&w->arena, good.length);
    assert_non_null(bytes);
    for (size_t i = 0; i < good.length; i++) {
        struct bundle_file file;
        struct published published;
        const struct import_options options = {.marks = world_file(w, w->folder, "copy/heads"), .jobs = 1};
        memcpy(bytes, good.at, good.length);
        bytes[i] ^= 1;
        if (bundle_file_parse((struct slice){bytes, good.length}, &file, &w->problem) != STATUS_OK)
            continue;
        enum status status = published_bundle_open(&file, &published, &w->problem);
        if (status == STATUS_OK)
            status = import_bundle(copy, &published, &file, &options, &report, &w->problem);
        published_close(&published);
        if (status != STATUS_MISMATCH && status != STATUS_REFUSED && status != STATUS_FORM)
            fail_msg("byte %zu: %s", i, status_sentence(status));
        assert_int_equal((uint64_t)number(copy, "SELECT count(*) FROM entry"), size);
    }
    assert_int_equal(take(w, copy, good, &report), STATUS_OK);
    same(w, copy);
    ledger_close(copy);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        POPULATED_TEST(all_and_then_what_is_new),
        POPULATED_TEST(what_lies_between_is_missing),
        POPULATED_TEST(nothing_altered_comes_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
