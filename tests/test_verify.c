/* The audit of a ledger file: a good one, and ones that were altered in one place each (see tests/audited.h). */
#include "tests/audited.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_good(void **state)
{
    struct world *w = *state;
    audit_expect(w, audited_marks(w), "", true);
    for (size_t i = 0; i < AUDIT_JOBS; i++) {
        struct report report = {.ok = false};
        audit_run(w, &(struct verify_options){.jobs = audit_jobs[i]}, &report);
        /* Enrolments have two signatures, all others one. */
        assert_string_equal(report_text(&report.bodies), "rat.example 14 19 1");
        report_release(&report);
    }
}

struct steps_seen {
    struct verify_steps last;
    size_t calls;
};

/* Nothing goes back, and nothing is more than there is. */
static void see_steps(void *context, const struct verify_steps *steps)
{
    struct steps_seen *seen = context;
    const struct verify_steps *last = &seen->last;
    assert_true(steps->file >= last->file && steps->file <= VERIFY_FILE_PARTS);
    assert_true(steps->placed >= last->placed && steps->placed <= steps->entries);
    assert_true(steps->replayed >= last->replayed && steps->replayed <= steps->placed);
    assert_true(steps->signatures >= last->signatures && steps->heads >= last->heads);
    assert_true(steps->compared >= last->compared && steps->compared <= steps->bodies);
    seen->last = *steps;
    seen->calls++;
}

static void ignore_finding(void *context, const struct verify_finding *finding)
{
    (void)context;
    (void)finding;
}

static struct steps_seen audit_steps(struct world *w, unsigned jobs)
{
    struct steps_seen seen = {.calls = 0};
    const struct verify_options options = {
        .jobs = jobs, .finding = ignore_finding, .steps = see_steps, .context = &seen};
    bool ok;
    assert_int_equal(verify_ledger(w->path, &options, &ok, &w->problem), STATUS_OK);
    assert_true(seen.calls > 1);
    return seen;
}

/* Each step counts what it has really looked at: all of a good ledger; what stands behind a gap is not counted. */
static void test_steps(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < AUDIT_JOBS; i++) {
        struct verify_steps steps = audit_steps(w, audit_jobs[i]).last;
        assert_int_equal(steps.file, VERIFY_FILE_PARTS);
        assert_int_equal(steps.entries, AUDITED_SIZE);
        assert_int_equal(steps.placed, AUDITED_SIZE);
        assert_int_equal(steps.replayed, AUDITED_SIZE);
        assert_int_equal(steps.signatures, 19);
        assert_int_equal(steps.heads, 1);
        assert_int_equal(steps.bodies, 1);
        assert_int_equal(steps.compared, 1);
    }
    audited_alter(w, "DELETE FROM entry WHERE idx = 9");
    struct verify_steps steps = audit_steps(w, 1).last;
    assert_int_equal(steps.entries, AUDITED_SIZE);
    assert_int_equal(steps.placed, 9);
    assert_int_equal(steps.replayed, 9);
}

static void test_empty_ledger(void **state)
{
    struct world *w = *state;
    audit_expect(w, NULL, "", true);
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
     "CASE substr(CAST(note AS TEXT), -20, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(CAST(note AS TEXT), -19) AS "
     "BLOB) "
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
    {"UPDATE entry SET leaf = zeroblob(32) WHERE idx = 13", "leaf@13 checkpoint@14", false},
    {"DELETE FROM entry WHERE idx = 9", "gap@9 checkpoint@14", false},
    {"DELETE FROM entry WHERE idx = 0", "gap@0 checkpoint@14", false},
    {"DELETE FROM entry WHERE idx = 13", "checkpoint@14", false},
    {"DELETE FROM entry",
     "tables@-1 tables@-1 tables@-1 tables@-1 tables@-1 tables@-1 tables@-1 tables@-1 checkpoint@-1 node@-1 tables@-1",
     false},
    /* a row whose columns say another place than its key */
    {"UPDATE entry SET idx = 14 WHERE idx = 9", "gap@9 checkpoint@14", false},
    {"UPDATE entry SET idx = 0 WHERE idx = 13", "gap@13 checkpoint@14", false},
    {"UPDATE entry SET body = 2 WHERE idx = 9", "gap@9 checkpoint@14", false},
    {"UPDATE entry SET idx = 21 - idx WHERE idx IN (10, 11)", "gap@10 checkpoint@14", false},
    {"UPDATE entry SET seq = seq + 1 WHERE idx = 13", "gap@13 checkpoint@14", false},
    /* two votes change places: hashes and signatures hold, the tree does not */
    {"UPDATE entry SET seq = seq + 89 WHERE idx = 10; UPDATE entry SET seq = seq - 1, idx = 10 WHERE idx = 11;"
     "UPDATE entry SET seq = seq - 88, idx = 11 WHERE seq & 0xff = 99",
     "head@10 head@12 head@13 checkpoint@14", false},
    /* the tree */
    {"UPDATE entry SET leaf = zeroblob(32) WHERE idx = 3",
     "leaf@3 head@4 head@5 head@6 head@7 head@8 head@9 head@10 head@11 head@12 head@13 node@7 checkpoint@14", false},
    {"UPDATE node SET hash = zeroblob(32) WHERE last = 7", "node@7", false},
    {"DELETE FROM node", "node@7", false},
    {"UPDATE node SET last = 6", "node@6", false},
    {"UPDATE node SET level = 4", "node@7", false},
    {"INSERT INTO node (body, last, level, hash) VALUES (1, 5, 2, zeroblob(32))", "node@5", false},
    {"INSERT INTO node (body, last, level, hash) VALUES (1, 15, 1, zeroblob(32))", "node@15", false},
    {"INSERT INTO node (body, last, level, hash) VALUES (1, -1, 1, zeroblob(32))", "node@-1", false},
    {"INSERT INTO node (body, last, level, hash) VALUES (7, 1, 1, zeroblob(32))", "node@-1", false},
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
    {"INSERT INTO vote VALUES (2, 7, 'stadt', 0, 8, 'stadt', 0, 'yes', 0)", "tables@-1", false},
    {"UPDATE vote SET reason = 1 WHERE seat = 'kreis'", "tables@-1", false},
    {"UPDATE ballot SET voted = 4711", "tables@-1", false},
    {"UPDATE ballot SET seats = 4711", "tables@-1", false},
    {"UPDATE change SET id = zeroblob(32) WHERE idx = 0", "tables@-1", false},
    {"DELETE FROM body", "tables@-1", false},
    {"DELETE FROM search_docsize", "tables@-1", false},
    {"UPDATE ballot SET decision = 'B-1'", "tables@-1", false},
    {"UPDATE ballot SET call = 2", "tables@-1", false},
    {"UPDATE proposal SET amends = 1", "tables@-1", false},
    {"INSERT INTO meeting VALUES (1, 3, zeroblob(32), 'S-1', 'Sitzung', 0, NULL, '', NULL)", "tables@-1", false},
    {"INSERT INTO item VALUES (1, 3, 0, 7)", "tables@-1", false},
    {"INSERT INTO attendance VALUES (1, 3, 'stadt', 4, 'present', 'gs1')", "tables@-1", false},
    {"INSERT INTO status VALUES (1, 9, 7, 'withdrawn', '', 'gs1')", "tables@-1", false},
    {"INSERT INTO objection VALUES (1, 8, 9, 'stadt', 'stadt')", "tables@-1", false},
    {"INSERT INTO minutes VALUES (1, 9, zeroblob(32), 3, zeroblob(32), 'x')", "tables@-1", false},
    {"INSERT INTO confirm VALUES (1, 9, 'stadt', 10)", "tables@-1", false},
    {"INSERT INTO attendance VALUES (2, 3, 'stadt', 4, 'present', 'gs1')", "tables@-1", false},
    /* who holds a key is a hint only: the roster of the log decides */
    {"UPDATE chain SET key = zeroblob(32)", "tables@-1", false},
    {"DELETE FROM member", "tables@-1", false},
    {"UPDATE chain SET until = 3 WHERE name = 'stadt'", "tables@-1", false},
    {"UPDATE change SET at = at + 1 WHERE idx = 3", "tables@-1", false},
    /* attachments */
    {"INSERT INTO blob (sha256, bytes) VALUES (zeroblob(32), x'00')", "blob@-1", false},
    {"INSERT INTO blob (sha256, bytes) VALUES (x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', "
     "x'')",
     "", true},
    /* the schema */
    {"DROP TRIGGER entry_delete", "schema@-1", false},
    {"CREATE TABLE extra (a)", "schema@-1", false},
    {"CREATE VIEW extra AS SELECT 1", "schema@-1", false},
    {"DROP INDEX entry_id", "schema@-1", false},
    {"DROP TABLE vote", "schema@-1 tables@-1 tables@-1", false},
    {"ALTER TABLE entry RENAME TO truth; CREATE VIEW entry AS SELECT * FROM truth", "schema@-1 database@-1", false},
};

static void test_alterations(void **state)
{
    struct world *w = *state;
    struct buffer good;
    audited_read(w, &good);
    for (size_t i = 0; i < sizeof alterations / sizeof alterations[0]; i++) {
        audited_write(w, buffer_slice(&good));
        audited_alter(w, alterations[i].sql);
        /* Both numbers of threads for each would take the time of all other tests. */
        audit_expect_with(w, &(struct verify_options){.jobs = audit_jobs[i % AUDIT_JOBS]}, alterations[i].findings,
                          alterations[i].ok, alterations[i].sql);
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
    audited_alter(
        w, "UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), '00:00Z', '00:01Z') AS BLOB) WHERE idx = 9");
    audit_run(w, &(struct verify_options){.jobs = 2}, &report);
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

/* An older copy of the file is sound in itself: only the mark tells that there was more. */
static void test_mark(void **state)
{
    struct world *w = *state;
    const char *ballot = audited_begin(w);
    audited_sign(w);
    audit_expect(w, audited_marks(w), "", true);
    world_close(w, ballot);
    audited_sign(w);
    audit_expect(w, audited_marks(w), "", true);
    audited_alter(w, "DELETE FROM checkpoint WHERE size > 12; DELETE FROM entry WHERE idx > 11");
    world_reopen(w);
    assert_int_equal(ledger_rebuild(w->ledger, NULL, NULL, &w->problem), STATUS_OK);
    audit_expect(w, NULL, "", true);
    audit_expect(w, audited_marks(w), "mark@-1", false);
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
    audited_read(w, &file);
    char *at = file.at, *end = file.at + file.length;
    /* In the table the leaf stands behind the id. */
    while ((at = memmem(at, (size_t)(end - at), &id, sizeof id)) && memcmp(at + sizeof id, &leaf, sizeof leaf) == 0)
        at++;
    if (!at)
        fail_msg("the id is nowhere but in the table");
    else
        at[31] ^= 1;
    audited_write(w, buffer_slice(&file));
    audit_expect(w, NULL, "database@-1", false);
    buffer_release(&file);
}

/* Cut at any page the file is no sound ledger, and no reason to crash. */
static void test_cut_file(void **state)
{
    enum { PAGE = 4096 };
    struct world *w = *state;
    struct buffer file;
    struct report report = {.ok = true};
    audited_read(w, &file);
    for (size_t length = 0; length < file.length; length += PAGE) {
        audited_write(w, slice_head(buffer_slice(&file), length));
        audit_run(w, &(struct verify_options){.jobs = 2}, &report);
        assert_true(report.status == STATUS_STORE || (report.status == STATUS_OK && !report.ok));
    }
    report_release(&report);
    buffer_release(&file);
}

static void test_no_ledger(void **state)
{
    struct world *w = *state;
    struct report report = {.ok = true};
    audited_read(w, &report.findings);
    audited_write(
        w, SLICE("This is not a database, but long enough to be looked at as if it were one of SQLite's files. "));
    audit_run(w, &(struct verify_options){.jobs = 1}, &report);
    assert_int_equal(report.status, STATUS_STORE);
    assert_false(report.ok);
    assert_int_equal(remove(w->path), 0);
    audit_run(w, &(struct verify_options){.jobs = 1}, &report);
    assert_int_equal(report.status, STATUS_STORE);
    report_release(&report);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_good, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_steps, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_empty_ledger, world_make, world_remove),
        cmocka_unit_test_setup_teardown(test_alterations, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_ids, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_mark, world_make, world_remove),
        cmocka_unit_test_setup_teardown(test_damaged_index, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_cut_file, audited_make, world_remove),
        cmocka_unit_test_setup_teardown(test_no_ledger, audited_make, world_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
