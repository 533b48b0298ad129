#include "tests/audited.h"

#include "data/file.h"
#include "data/head.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

const unsigned audit_jobs[AUDIT_JOBS] = {1, 4};

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

static struct verify_options prepare(struct world *w, const struct verify_options *wanted, struct report *report)
{
    struct verify_options options = *wanted;
    options.finding = note_finding;
    options.body_done = note_body;
    options.context = report;
    buffer_clear(&report->findings);
    buffer_clear(&report->bodies);
    problem_clear(&w->problem);
    return options;
}

void audit_run(struct world *w, const struct verify_options *wanted, struct report *report)
{
    struct verify_options options = prepare(w, wanted, report);
    report->status = verify_ledger(w->path, &options, &report->ok, &w->problem);
}

void audit_run_folder(struct world *w, const char *folder, const struct verify_options *wanted, struct report *report)
{
    struct verify_options options = prepare(w, wanted, report);
    report->status = verify_folder(folder, &options, &report->ok, &w->problem);
}

void report_release(struct report *report)
{
    buffer_release(&report->findings);
    buffer_release(&report->bodies);
}

const char *report_text(const struct buffer *text)
{
    return text->at ? text->at : "";
}

/* The audit says just this. */
void audit_expect_with(struct world *w, const struct verify_options *options, const char *findings, bool ok,
                       const char *when)
{
    struct report report = {.ok = !ok};
    audit_run(w, options, &report);
    if (report.status != STATUS_OK)
        fail_msg("%s, %u jobs: %s: %s", when, options->jobs, status_sentence(report.status), w->problem.message);
    if (strcmp(report_text(&report.findings), findings) != 0 || report.ok != ok)
        fail_msg("%s, %u jobs: \"%s\", expected \"%s\"; ok is %d", when, options->jobs, report_text(&report.findings),
                 findings, report.ok);
    report_release(&report);
}

/* With any number of threads. */
void audit_expect(struct world *w, const char *marks, const char *findings, bool ok)
{
    for (size_t i = 0; i < AUDIT_JOBS; i++)
        audit_expect_with(w, &(struct verify_options){.jobs = audit_jobs[i], .marks = marks}, findings, ok, "audit");
}

/* Changes the file as a stranger with a shell would; triggers do not stop them. */
void audited_alter(struct world *w, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;
    assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

const char *audited_marks(struct world *w)
{
    return world_say(w, "%s/marks", w->folder);
}

void audited_sign(struct world *w)
{
    struct signer signer = world_signer(w, w->body);
    assert_int_equal(head_sign(world_log(w), &signer, audited_marks(w), &w->problem), STATUS_OK);
}

/* Up to the votes; returns the ballot. */
const char *audited_begin(struct world *w)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
    const char *ballot = world_begin(w, "einfach", "");
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_vote(w, ballot, seats[i], seats[i], i < 3 ? "yes" : "no");
    assert_int_equal(log_size(world_log(w)), AUDITED_VOTED);
    return ballot;
}

int audited_make(void **state)
{
    if (world_make(state) != 0)
        return -1;
    struct world *w = *state;
    const char *ballot = audited_begin(w);
    world_result(w, ballot, world_close(w, ballot));
    audited_sign(w);
    w->unchecked = true;
    return 0;
}

/* The ledger's file as it is; the ledger is closed. */
void audited_read(struct world *w, struct buffer *out)
{
    buffer_init(out);
    ledger_close(w->ledger);
    w->ledger = NULL;
    assert_int_equal(file_read(w->path, SIZE_MAX / 2, out, &w->problem), STATUS_OK);
}

void audited_write(struct world *w, struct slice bytes)
{
    assert_int_equal(file_write_atomic(w->folder, "ledger.db", bytes, FILE_MODE_PRIVATE, true, &w->problem), STATUS_OK);
}
