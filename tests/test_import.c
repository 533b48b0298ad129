/* A published log is taken into another ledger: all of it, then what is new, and nothing twice. */
#include "data/blob.h"
#include "data/head.h"
#include "data/role.h"
#include "tests/world_publish.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void take(struct world *w, struct ledger *copy, const char *folder, struct import_report *report)
{
    enum status status = world_import(w, copy, folder, report);
    if (status != STATUS_OK)
        fail_msg("%s: %s (%s, %s)", status_sentence(status), w->problem.message, w->problem.detail[0],
                 w->problem.detail[1]);
    assert_int_equal(report->mark, STATUS_OK);
    world_check_copy(w, copy);
}

static int64_t number(struct ledger *ledger, const char *sql)
{
    int64_t out = -1;
    assert_int_equal(store_number(ledger_store(ledger), &out, NULL, sql, ""), STATUS_OK);
    return out;
}

static void same_root(struct world *w, struct ledger *copy)
{
    struct log *log;
    assert_int_equal(ledger_log(copy, slice_of(w->body), &log, &w->problem), STATUS_OK);
    struct digest own = log_root(world_log(w)), other = log_root(log);
    assert_int_equal(log_size(log), log_size(world_log(w)));
    assert_memory_equal(&own, &other, sizeof own);
}

static void add_statements(struct world *w, const char *proposal, size_t count)
{
    assert_int_equal(ledger_batch_begin(w->ledger, &w->problem), STATUS_OK);
    for (size_t i = 0; i < count; i++, w->now.seconds++)
        world_state(w, proposal, "kreis", "support", "kreis");
    assert_int_equal(ledger_batch_end(w->ledger, true, &w->problem), STATUS_OK);
}

/* A whole round: proposal, ballot, votes, closing, result, and one entry without effect. */
static const char *hold_ballot(struct world *w)
{
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "no");
    world_vote(w, ballot, "gemeinde", "gemeinde", "yes");
    assert_int_not_equal(
        world_force(w, world_note(w, world_vote_text(w, ballot, "bmds", "stadt", "holder", "no"), "bmds")),
        REASON_NONE);
    w->now.seconds += 86400;
    world_result(w, ballot, world_close(w, ballot));
    return ballot;
}

static void all_of_it_comes(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db");
    hold_ballot(w);
    take(w, copy, world_publish(w, "out"), &report);
    assert_true(report.fresh);
    assert_int_equal(report.from, 0);
    assert_int_equal(report.size, log_size(world_log(w)));
    assert_int_equal(report.rejected, 1);
    same_root(w, copy);
    assert_int_equal(number(copy, "SELECT count(*) FROM vote"), 3);
    assert_int_equal(number(copy, "SELECT count(*) FROM checkpoint"), 1);
    ledger_close(copy);
}

static void again_brings_nothing(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db");
    const char *folder = world_publish(w, "out");
    take(w, copy, folder, &report);
    take(w, copy, folder, &report);
    assert_false(report.fresh);
    assert_int_equal(report.from, report.size);
    assert_int_equal(number(copy, "SELECT count(*) FROM body"), 1);
    same_root(w, copy);
    ledger_close(copy);
}

/* The ends of both imports lie inside a tile, and between them are full ones. */
static void what_is_new_comes(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db");
    const char *ballot = world_begin(w, "einfach", "");
    const char *proposal = world_propose(w, "stadt", "2026-002", "for: stadt\n");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    take(w, copy, world_publish(w, "first"), &report);
    uint64_t before = report.size;
    world_vote(w, ballot, "kreis", "kreis", "no");
    w->now.seconds++;
    world_vote(w, ballot, "stadt", "stadt", "no");
    add_statements(w, proposal, 600);
    take(w, copy, world_publish(w, "second"), &report);
    assert_int_equal(report.from, before);
    assert_int_equal(report.size, before + 602);
    same_root(w, copy);
    /* An older folder brings nothing, and takes nothing away. */
    take(w, copy, world_file(w, w->folder, "first"), &report);
    assert_int_equal(report.size, before);
    assert_int_equal(report.from, before + 602);
    same_root(w, copy);
    ledger_close(copy);
}

/* In a log that grew the partial tiles of earlier sizes may lie beside the others, and a full one in place of one. */
static void tiles_of_other_sizes_are_borne(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db");
    const char *proposal = world_propose(w, "stadt", "2026-001", "for: stadt\n");
    const char *folder = world_publish(w, "out");
    add_statements(w, proposal, 300);
    world_publish(w, "out");
    take(w, copy, folder, &report);
    same_root(w, copy);
    ledger_close(copy);
}

static void attachments_come_by_their_hash(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db");
    struct digest content = digest_of(SLICE("Anlage"));
    char hex[DIGEST_HEX_LENGTH + 1];
    bool found;
    struct buffer bytes;
    buffer_init(&bytes);
    digest_hex(&content, hex);
    world_propose(w, "stadt", "2026-001", world_say(w, "for: stadt\nattachment: %s 6 Anlage.txt\n", hex));
    take(w, copy, world_publish(w, "out"), &report);
    assert_int_equal(report.blobs, 0);
    /* It may come later than the entry that names it. */
    assert_int_equal(blob_keep(ledger_store(w->ledger), SLICE("Anlage"), &w->problem), STATUS_OK);
    take(w, copy, world_publish(w, "out"), &report);
    assert_int_equal(report.blobs, 1);
    assert_int_equal(blob_get(ledger_store(copy), &content, &bytes, &found, &w->problem), STATUS_OK);
    assert_true(found);
    take(w, copy, world_publish(w, "out"), &report);
    assert_int_equal(report.blobs, 0);
    buffer_release(&bytes);
    ledger_close(copy);
}

/* Countersignatures that come later join the head that is there. */
static void countersignatures_are_added(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct buffer note, stored;
    uint64_t size;
    struct note opened;
    struct ledger *copy = world_copy(w, "copy.db");
    buffer_init(&note);
    buffer_init(&stored);
    world_auditors(w);
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    take(w, copy, world_publish(w, "out"), &report);
    assert_int_equal(world_cosign(w, "hof", &note), STATUS_OK);
    take(w, copy, world_publish(w, "out"), &report);
    assert_int_equal(head_newest(ledger_store(copy), report.body, &size, &stored), STATUS_OK);
    assert_int_equal(note_parse(buffer_slice(&stored), &opened, &w->problem), STATUS_OK);
    assert_int_equal(opened.lines, 3);
    buffer_release(&note);
    buffer_release(&stored);
    ledger_close(copy);
}

/* The log's key was handed over: the new one signs heads behind that place. */
static void heads_follow_the_key(void **state)
{
    struct world *w = *state;
    struct import_report report;
    struct ledger *copy = world_copy(w, "copy.db");
    const char *new = world_say(w, "%s#2", w->body);
    take(w, copy, world_publish(w, "first"), &report);
    world_take(w, world_key_text(w, "gs1", "log", w->body, new), world_say(w, "gs1 %s %s", w->body, new));
    take(w, copy, world_publish(w, "second"), &report);
    same_root(w, copy);
    /* All at once, too. */
    struct ledger *other = world_copy(w, "other.db");
    take(w, other, world_publish(w, "second"), &report);
    same_root(w, other);
    ledger_close(other);
    ledger_close(copy);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(all_of_it_comes),
        POPULATED_TEST(again_brings_nothing),
        WORLD_TEST(what_is_new_comes),
        POPULATED_TEST(tiles_of_other_sizes_are_borne),
        POPULATED_TEST(attachments_come_by_their_hash),
        POPULATED_TEST(heads_follow_the_key),
        WORLD_TEST(countersignatures_are_added),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
