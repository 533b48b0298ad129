/*
 * The audit of a ledger file: a good one, and ones that were altered with a plain SQLite shell in one place each.
 *
 * A finding is written "code@index", a warning in brackets; index -1: it has no place. The log of most tests:
 *
 *     0 founding   1–5 enrolments of stadt kreis gemeinde bmds dvc   6 proposal   7 ballot
 *     8 vote of stadt   9 of kreis   10 of gemeinde   11 of bmds   12 close   13 result, and a signed head of size 14
 */
#include "data/verify.h"

#include "data/file.h"
#include "data/head.h"
#include "tests/world.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { OPEN_SIZE = 12, WHOLE_SIZE = 14 };

static const unsigned jobs[] = {1, 4};
enum { JOBS = sizeof jobs / sizeof jobs[0] };

/* What an audit said. */
struct report {
    struct buffer findings, bodies;
    const char *id_of; /* the code whose finding's id is kept */
    struct digest id;
    bool ok;
    enum status status;
};

static void note_finding(void *context, const struct verify_finding *finding)
{
    struct report *report = context;
    assert_non_null(finding->text);
    assert_non_null(finding->text->message);
    buffer_format(&report->findings, "%s%s%s@%lld%s", report->findings.length ? " " : "", finding->warning ? "(" : "",
                  finding->code, (long long)finding->index, finding->warning ? ")" : "");
    if (report->id_of && strcmp(report->id_of, finding->code) == 0) {
        assert_true(finding->has_id);
        report->id = finding->id;
    }
}

static void note_body(void *context, const struct verify_body *body)
{
    struct report *report = context;
    buffer_format(&report->bodies, "%s%.*s %u %u %u", report->bodies.length ? ", " : "", (int)body->name.length,
                  body->name.at, (unsigned)body->entries, (unsigned)body->signatures, (unsigned)body->checkpoints);
}

static void audit(struct world *w, const struct verify_options *wanted, struct report *report)
{
    struct verify_options options = *wanted;
    options.finding = note_finding;
    options.body_done = note_body;
    options.context = report;
    buffer_clear(&report->findings);
    buffer_clear(&report->bodies);
    problem_clear(&w->problem);
    report->status = verify_ledger(w->path, &options, &report->ok, &w->problem);
}

static void report_release(struct report *report)
{
    buffer_release(&report->findings);
    buffer_release(&report->bodies);
}

static const char *said(const struct buffer *text)
{
    return text->at ? text->at : "";
}

/* The audit says just this. */
static void expect_with(struct world *w, const struct verify_options *options, const char *findings, bool ok,
                        const char *when)
{
    struct report report = {.ok = !ok};
    audit(w, options, &report);
    if (report.status != STATUS_OK)
        fail_msg("%s, %u jobs: %s: %s", when, options->jobs, status_sentence(report.status), w->problem.message);
    if (strcmp(said(&report.findings), findings) != 0 || report.ok != ok)
        fail_msg("%s, %u jobs: \"%s\", expected \"%s\"; ok is %d", when, options->jobs, said(&report.findings), findings,
                 report.ok);
    report_release(&report);
}

/* With any number of threads. */
static void expect(struct world *w, const char *marks, const char *findings, bool ok)
{
    for (size_t i = 0; i < JOBS; i++)
        expect_with(w, &(struct verify_options){.jobs = jobs[i], .marks = marks}, findings, ok, "audit");
}

/* Changes the file as a stranger with a shell would; triggers do not stop them. */
static void alter(struct world *w, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;
    assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static const char *marks_of(struct world *w)
{
    return world_say(w, "%s/marks", w->folder);
}

static void sign_head(struct world *w)
{
    struct signer signer = world_signer(w, w->body);
    assert_int_equal(head_sign(world_log(w), &signer, marks_of(w), &w->problem), STATUS_OK);
}

/* Up to the votes; returns the ballot. */
static const char *begin_votes(struct world *w)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
    const char *ballot = world_begin(w, "einfach", "");
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_vote(w, ballot, seats[i], seats[i], i < 3 ? "yes" : "no");
    assert_int_equal(log_size(world_log(w)), OPEN_SIZE);
    return ballot;
}

static int make_ledger(void **state)
{
    if (world_make(state) != 0)
        return -1;
    struct world *w = *state;
    const char *ballot = begin_votes(w);
    world_result(w, ballot, world_close(w, ballot));
    sign_head(w);
    w->unchecked = true;
    return 0;
}

static void test_good(void **state)
{
    struct world *w = *state;
    expect(w, marks_of(w), "", true);
    for (size_t i = 0; i < JOBS; i++) {
        struct report report = {.ok = false};
        audit(w, &(struct verify_options){.jobs = jobs[i]}, &report);
        /* Enrolments have two signatures, all others one. */
        assert_string_equal(said(&report.bodies), "rat.example 14 19 1");
        report_release(&report);
    }
}

static void test_empty_ledger(void **state)
{
    struct world *w = *state;
    expect(w, NULL, "", true);
}

/* What stands in `sql` is done to the good ledger. */
static const struct {
    const char *sql, *findings;
    bool ok;
} alterations[] = {
    /* a vote's time, one byte: the vote does not count, so the result does not hold */
    {"UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), '00:00Z', '00:01Z') AS BLOB) WHERE idx = 9",
     "leaf@9 id@9 signature@9 (follows@13)", false},
    /* a byte of its signature */
    {"UPDATE entry SET note = CAST(substr(CAST(note AS TEXT), 1, length(CAST(note AS TEXT)) - 20) || "
     "CASE substr(CAST(note AS TEXT), -20, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(CAST(note AS TEXT), -19) AS BLOB) "
     "WHERE idx = 8",
     "leaf@8 signature@8 (follows@13)", false},
    /* no longer a note, no longer an entry */
    {"UPDATE entry SET note = x'00' WHERE idx = 10", "leaf@10 note@10 (follows@13)", false},
    {"UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), 'choice:', 'chance:') AS BLOB) WHERE idx = 11",
     "leaf@11 id@11 form@11 (follows@13)", false},
    {"UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), '/1 vote', '/1 veto') AS BLOB) WHERE idx = 11",
     "leaf@11 id@11 kind@11 (follows@13)", false},
    /* the founding: nothing can be replayed */
    {"UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), 'approvals: 1', 'approvals: 2') AS BLOB) WHERE idx = 0",
     "leaf@0 id@0 founding@0 checkpoint@14", false},
    /* what is stored beside the bytes */
    {"UPDATE entry SET id = zeroblob(32) WHERE idx = 6", "id@6", false},
    {"UPDATE entry SET leaf = zeroblob(32) WHERE idx = 13", "leaf@13 node@13 checkpoint@14", false},
    {"DELETE FROM entry WHERE idx = 9", "gap@9 checkpoint@14", false},
    {"DELETE FROM entry WHERE idx = 0", "gap@0 checkpoint@14", false},
    {"DELETE FROM entry WHERE idx = 13", "node@13 checkpoint@14", false},
    {"DELETE FROM entry",
     "tables@-1 tables@-1 tables@-1 tables@-1 tables@-1 tables@-1 checkpoint@-1 node@-1 tables@-1", false},
    /* two votes change places: hashes and signatures hold, the tree does not */
    {"UPDATE entry SET idx = 99 WHERE idx = 10; UPDATE entry SET idx = 10 WHERE idx = 11;"
     "UPDATE entry SET idx = 11 WHERE idx = 99",
     "head@10 head@12 head@13 node@11 checkpoint@14", false},
    /* the tree */
    {"UPDATE node SET hash = zeroblob(32) WHERE level = 2 AND idx = 1", "node@7", false},
    {"DELETE FROM node", "node@1", false},
    {"INSERT INTO node (body, level, idx, hash) VALUES (1, 1, 7, zeroblob(32))", "node@15", false},
    {"INSERT INTO node (body, level, idx, hash) VALUES (7, 1, 0, zeroblob(32))", "node@-1", false},
    /* signed heads */
    {"UPDATE checkpoint SET size = 13", "checkpoint@13", false},
    {"UPDATE checkpoint SET note = CAST(replace(CAST(note AS TEXT), char(10) || '14' || char(10), char(10) || '13' || "
     "char(10)) AS BLOB)",
     "checkpoint@14", false},
    {"UPDATE checkpoint SET note = (SELECT note FROM entry WHERE idx = 8)", "checkpoint@14", false},
    {"UPDATE checkpoint SET body = 3", "checkpoint@-1", false},
    /* derived tables */
    {"UPDATE ballot SET outcome = 'rejected'", "tables@-1", false},
    {"DELETE FROM vote WHERE seat = 'kreis'", "tables@-1", false},
    {"UPDATE vote SET choice = 'no' WHERE seat = 'kreis'", "tables@-1", false},
    {"UPDATE proposal SET title = 'Anderes'", "tables@-1", false},
    {"UPDATE proposal SET body = 2", "tables@-1", false},
    {"DELETE FROM tag", "tables@-1", false},
    {"INSERT INTO rejected (body, idx, code) VALUES (1, 9, 'late')", "tables@-1", false},
    {"INSERT INTO vote VALUES (2, 7, 'stadt', 0, 8, 'stadt', 0, 'yes')", "tables@-1", false},
    {"DELETE FROM body", "tables@-1", false},
    {"DELETE FROM search_docsize", "tables@-1", false},
    /* who holds a key is a hint only: the roster of the log decides */
    {"UPDATE member SET key = zeroblob(32)", "tables@-1", false},
    {"DELETE FROM member", "tables@-1", false},
    /* attachments */
    {"INSERT INTO blob (sha256, bytes) VALUES (zeroblob(32), x'00')", "blob@-1", false},
    {"INSERT INTO blob (sha256, bytes) VALUES (x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', x'')",
     "", true},
    /* the schema */
    {"DROP TRIGGER entry_delete", "schema@-1", false},
    {"CREATE TABLE extra (a)", "schema@-1", false},
    {"CREATE VIEW extra AS SELECT 1", "schema@-1", false},
    {"DROP INDEX entry_id", "schema@-1", false},
    {"DROP TABLE vote", "schema@-1 tables@-1 tables@-1", false},
    {"ALTER TABLE entry RENAME TO truth; CREATE VIEW entry AS SELECT * FROM truth", "schema@-1 database@-1", false},
};

/* The ledger's file as it is; the ledger is closed. */
static void read_file(struct world *w, struct buffer *out)
{
    buffer_init(out);
    ledger_close(w->ledger);
    w->ledger = NULL;
    assert_int_equal(file_read(w->path, SIZE_MAX / 2, out, &w->problem), STATUS_OK);
}

static void write_file(struct world *w, struct slice bytes)
{
    assert_int_equal(file_write_atomic(w->folder, "ledger.db", bytes, FILE_MODE_PRIVATE, true, &w->problem), STATUS_OK);
}

static void test_alterations(void **state)
{
    struct world *w = *state;
    struct buffer good;
    read_file(w, &good);
    for (size_t i = 0; i < sizeof alterations / sizeof alterations[0]; i++) {
        write_file(w, buffer_slice(&good));
        alter(w, alterations[i].sql);
        /* Both numbers of threads for each would take the time of all other tests. */
        expect_with(w, &(struct verify_options){.jobs = jobs[i % JOBS]}, alterations[i].findings, alterations[i].ok,
                    alterations[i].sql);
    }
    buffer_release(&good);
}

/* A finding about an entry names the entry that is there, not the one that was. */
static void test_ids(void **state)
{
    struct world *w = *state;
    struct digest before, after;
    struct rows rows = store_ask(ledger_store(w->ledger), "SELECT id FROM entry WHERE idx = 9", "");
    assert_true(rows_next(&rows));
    before = rows_digest(&rows, 0);
    assert_int_equal(rows_end(&rows), STATUS_OK);
    struct report report = {.id_of = "leaf"};
    alter(w, "UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), '00:00Z', '00:01Z') AS BLOB) WHERE idx = 9");
    audit(w, &(struct verify_options){.jobs = 2}, &report);
    assert_int_equal(report.status, STATUS_OK);
    rows = store_ask(ledger_store(w->ledger), "SELECT note FROM entry WHERE idx = 9", "");
    assert_true(rows_next(&rows));
    struct note note;
    assert_int_equal(note_parse(rows_blob(&rows, 0), &note, NULL), STATUS_OK);
    after = digest_of(note.text);
    assert_int_equal(rows_end(&rows), STATUS_OK);
    assert_memory_equal(&report.id, &after, sizeof after);
    assert_memory_not_equal(&report.id, &before, sizeof before);
    report_release(&report);
}

/* A secretary's false claim about the votes: well signed, so a warning, and without effect. */
static void test_forged_result(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_votes(w), *close = world_close(w, ballot);
    const char *claim = world_edit(w, world_result_text(w, ballot, close), "count: yes 3 4.5", "count: yes 4 4.5");
    assert_int_equal(world_force(w, world_note(w, claim, "gs1")), REASON_RESULT);
    expect(w, NULL, "(result@13)", true);
    world_result(w, ballot, close);
    expect(w, NULL, "(result@13)", true);
}

/* What a member may not do is a warning each, in front of the first broken place; an unknown signer is an error. */
static void test_rejections(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_votes(w);
    const char *again = world_vote_text(w, ballot, "stadt", "stadt", "holder", "no");
    assert_int_equal(world_force(w, world_note(w, again, "stadt")), REASON_ORDER);
    assert_int_equal(world_force(w, world_note(w, again, "stadt")), REASON_DUPLICATE);
    assert_int_equal(world_force(w, world_note(w, again, "kreis")), REASON_DUPLICATE);
    const char *other = world_vote_text(w, ballot, "kreis", "kreis", "holder", "no");
    assert_int_equal(world_force(w, world_note(w, other, "stadt")), REASON_SIGNER);
    const char *late = world_vote_text(w, ballot, "bmds", "stadt", "holder", "no");
    assert_int_equal(world_force(w, world_note(w, late, "bmds")), REASON_SEAT);
    expect(w, NULL, "(order@12) (duplicate@13) (duplicate@14) signer@15 (follows@16)", false);
}

/* An older copy of the file is sound in itself: only the mark tells that there was more. */
static void test_mark(void **state)
{
    struct world *w = *state;
    const char *ballot = begin_votes(w);
    sign_head(w);
    expect(w, marks_of(w), "", true);
    world_close(w, ballot);
    sign_head(w);
    expect(w, marks_of(w), "", true);
    alter(w, "DELETE FROM checkpoint WHERE size > 12; DELETE FROM entry WHERE idx > 11");
    world_reopen(w);
    assert_int_equal(ledger_rebuild(w->ledger, NULL, NULL, &w->problem), STATUS_OK);
    expect(w, NULL, "", true);
    expect(w, marks_of(w), "mark@-1", false);
}

/* SQLite's own check sees what no query would: an index that does not lead to its row. */
static void test_damaged_index(void **state)
{
    struct world *w = *state;
    struct buffer file;
    struct digest id;
    struct rows rows = store_ask(ledger_store(w->ledger), "SELECT id, leaf FROM entry WHERE idx = 9", "");
    assert_true(rows_next(&rows));
    id = rows_digest(&rows, 0);
    struct digest leaf = rows_digest(&rows, 1);
    assert_int_equal(rows_end(&rows), STATUS_OK);
    read_file(w, &file);
    char *at = file.at, *end = file.at + file.length;
    /* In the table the leaf stands behind the id. */
    while ((at = memmem(at, (size_t)(end - at), &id, sizeof id)) && memcmp(at + sizeof id, &leaf, sizeof leaf) == 0)
        at++;
    assert_non_null(at);
    at[31] ^= 1;
    write_file(w, buffer_slice(&file));
    expect(w, NULL, "database@-1", false);
    buffer_release(&file);
}

/* Cut at any page the file is no sound ledger, and no reason to crash. */
static void test_cut_file(void **state)
{
    enum { PAGE = 4096 };
    struct world *w = *state;
    struct buffer file;
    struct report report = {.ok = true};
    read_file(w, &file);
    for (size_t length = 0; length < file.length; length += PAGE) {
        write_file(w, slice_head(buffer_slice(&file), length));
        audit(w, &(struct verify_options){.jobs = 2}, &report);
        assert_true(report.status == STATUS_STORE || (report.status == STATUS_OK && !report.ok));
    }
    report_release(&report);
    buffer_release(&file);
}

static void test_one_body(void **state)
{
    struct world *w = *state;
    struct report report = {.ok = false};
    world_found(w, world_edit(w, WORLD_STATUTE, "rat.example", "beirat.example"), "gs2");
    audit(w, &(struct verify_options){.jobs = 2}, &report);
    assert_string_equal(said(&report.bodies), "rat.example 14 19 1, beirat.example 1 1 0");
    alter(w, "UPDATE entry SET leaf = zeroblob(32) WHERE body = 1");
    audit(w, &(struct verify_options){.jobs = 2, .body = SLICE("beirat.example")}, &report);
    assert_int_equal(report.status, STATUS_OK);
    assert_true(report.ok);
    assert_string_equal(said(&report.bodies), "beirat.example 1 1 0");
    audit(w, &(struct verify_options){.jobs = 2, .body = SLICE("senat.example")}, &report);
    assert_int_equal(report.status, STATUS_NOT_FOUND);
    assert_false(report.ok);
    report_release(&report);
}

/* Is called so many times and then says no. */
struct patience {
    unsigned left;
    uint64_t done, all;
};

static bool stop_soon(void *context, uint64_t done, uint64_t all)
{
    struct patience *patience = context;
    patience->done = done;
    patience->all = all;
    return patience->left-- > 0;
}

static void test_cancel(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < JOBS; i++) {
        bool ok = true;
        struct patience patience = {.left = 0};
        const struct verify_options options = {.jobs = jobs[i], .progress = stop_soon, .context = &patience};
        assert_int_equal(verify_ledger(w->path, &options, &ok, &w->problem), STATUS_CANCELLED);
        assert_false(ok);
        assert_int_equal(patience.all, WHOLE_SIZE);
        patience.left = 1000;
        assert_int_equal(verify_ledger(w->path, &options, &ok, &w->problem), STATUS_OK);
        assert_true(ok);
        assert_int_equal(patience.done, WHOLE_SIZE);
    }
}

static void test_no_ledger(void **state)
{
    struct world *w = *state;
    struct report report = {.ok = true};
    read_file(w, &report.findings);
    write_file(w, SLICE("This is not a database, but long enough to be looked at as if it were one of SQLite's files. "));
    audit(w, &(struct verify_options){.jobs = 1}, &report);
    assert_int_equal(report.status, STATUS_STORE);
    assert_false(report.ok);
    assert_int_equal(remove(w->path), 0);
    audit(w, &(struct verify_options){.jobs = 1}, &report);
    assert_int_equal(report.status, STATUS_STORE);
    report_release(&report);
}

/* Every batch is full, and several are under way; the last one of a body is followed by the next body's. */
static void test_many_batches(void **state)
{
    struct world *w = *state;
    const char *proposal = world_propose(w, "stadt", "2026-002", "for: stadt\n");
    for (int i = 0; i < 300; i++) {
        w->now.seconds++;
        world_state(w, proposal, "stadt", "neutral", NULL);
    }
    expect(w, NULL, "", true);
    alter(w, "UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), 'neutral', 'support') AS BLOB) WHERE idx IN (100, 200)");
    expect(w, NULL, "leaf@100 id@100 signature@100 leaf@200 id@200 signature@200", false);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_good, make_ledger, world_remove),
        cmocka_unit_test_setup_teardown(test_empty_ledger, world_make, world_remove),
        cmocka_unit_test_setup_teardown(test_alterations, make_ledger, world_remove),
        cmocka_unit_test_setup_teardown(test_ids, make_ledger, world_remove),
        cmocka_unit_test_setup_teardown(test_forged_result, world_make, world_remove),
        cmocka_unit_test_setup_teardown(test_rejections, world_make, world_remove),
        cmocka_unit_test_setup_teardown(test_mark, world_make, world_remove),
        cmocka_unit_test_setup_teardown(test_damaged_index, make_ledger, world_remove),
        cmocka_unit_test_setup_teardown(test_cut_file, make_ledger, world_remove),
        cmocka_unit_test_setup_teardown(test_one_body, make_ledger, world_remove),
        cmocka_unit_test_setup_teardown(test_cancel, make_ledger, world_remove),
        cmocka_unit_test_setup_teardown(test_no_ledger, make_ledger, world_remove),
        cmocka_unit_test_setup_teardown(test_many_batches, make_ledger, world_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
