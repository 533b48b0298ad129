/* verify: the full audit. It never asks for a key. */
#include "core/fork.h"
#include "data/bundle_file.h"
#include "data/file.h"
#include "data/verify_path.h"
#include "tui/against.h"
#include "tui/audit_json.h"
#include "tui/audit_paper.h"
#include "tui/audit_words.h"
#include "tui/command.h"
#include "tui/document_out.h"
#include "tui/fork_check.h"
#include "tui/fork_offer.h"
#include "tui/i18n.h"
#include "tui/interrupt.h"
#include "tui/progress.h"
#include "tui/usage.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct report {
    struct session *session;
    json_t *bodies, *findings; /* with --json */
    json_t *against;           /* with --json and --against */
    bool heads;                /* a signed head, or the mark, does not hold */
    enum verify_scope scope;
    enum verify_basis basis; /* that audits of all bodies had in common at least */
    enum status status;
    struct progress progress;
    const char *path;         /* that was given in place of bodies; NULL: the ledger */
    bool folder, bundle;      /* it is a published log, a bundle */
    struct audit_bundle seen; /* of the bundle */
    struct interrupt interrupt;
    struct audit_paper paper; /* for --report */
    int64_t now;
};

static void add_finding(void *context, const struct verify_finding *finding)
{
    struct report *report = context;
    struct buffer text;
    buffer_init(&text);
    audit_paper_add(&report->paper, finding);
    report->heads = report->heads || strcmp(finding->code, "mark") == 0 || strcmp(finding->code, "checkpoint") == 0;
    report->seen.unchecked += finding->warning && strcmp(finding->code, "signer") == 0;
    if (report->findings) {
        json_array_append_new(report->findings, audit_json_finding(finding));
    } else {
        audit_write_finding(finding, &text);
        report->status = session_print(report->session, buffer_slice(&text));
    }
    buffer_release(&text);
}

static void add_body(void *context, const struct verify_body *body)
{
    struct report *report = context;
    audit_paper_body(&report->paper, body);
    report->seen.entries += body->entries;
    report->basis = body->basis > report->basis ? body->basis : report->basis;
    if (report->bodies) {
        json_array_append_new(report->bodies, audit_json_body(body));
        return;
    }
    struct buffer line;
    progress_clear(&report->progress);
    buffer_init(&line);
    audit_write_body(body, &line);
    audit_write_known(body, report->scope, &line);
    report->status = session_print(report->session, buffer_slice(&line));
    buffer_release(&line);
}

static void tell_unkept(void *context, const struct problem *problem)
{
    audit_tell_unkept(((struct report *)context)->session, problem);
}

static bool go_on(void *context, uint64_t done, uint64_t all)
{
    struct report *report = context;
    progress_tell(&report->progress, done, all);
    return !interrupt_waits(&report->interrupt);
}

static enum status read_jobs(struct session *session, unsigned *out)
{
    uint64_t jobs = 0;
    if (session_has(session, OPTION_JOBS) &&
        (!value_number(session_value(session, OPTION_JOBS), &jobs) || jobs == 0 || jobs > 256))
        return problem_say(&session->problem, STATUS_USAGE, N_("--{1} wants a number"), "jobs", NULL);
    *out = (unsigned)jobs;
    return STATUS_OK;
}

/* What was checked, and whether it holds. */
static void write_verdict(const struct report *report, bool ok, struct buffer *out)
{
    if (report->bundle)
        audit_verdict_bundle(ok, &report->seen, out);
    else
        buffer_text(out, report->folder ? audit_verdict_folder(ok) : audit_verdict(ok, report->basis));
}

/* --report: the same as a document in a file of its own. */
static enum status write_report(struct report *report, bool ok)
{
    struct session *session = report->session;
    const char *path = session->option[OPTION_REPORT];
    struct document document;
    struct buffer verdict, bytes;
    buffer_init(&verdict);
    buffer_init(&bytes);
    document_init(&document, "");
    write_verdict(report, ok, &verdict);
    enum status status =
        audit_paper_write(&report->paper, slice_of(report->path ? report->path : session->ledger_path.at), report->now,
                          report->scope, ok, buffer_slice(&verdict), &document);
    if (status == STATUS_OK)
        status = document_write(session, &document, document_format_of_name(path), &bytes);
    if (status == STATUS_OK)
        status = file_write_new(path, buffer_slice(&bytes), &session->problem);
    document_release(&document);
    buffer_release(&verdict);
    buffer_release(&bytes);
    return status;
}

static enum status print_verdict(struct report *report, bool ok)
{
    struct buffer words;
    buffer_init(&words);
    write_verdict(report, ok, &words);
    enum status status = buffer_status(&words);
    if (status == STATUS_OK)
        status = session_print(report->session, buffer_slice(&words));
    buffer_release(&words);
    return status;
}

/* A number, or "last": what an audit kept here has not read. */
static enum status read_since(struct session *session, struct verify_options *options)
{
    if (!session_has(session, OPTION_SINCE))
        return STATUS_OK;
    struct slice value = session_value(session, OPTION_SINCE);
    options->scope = slice_is(value, "last") ? VERIFY_NEW : VERIFY_SINCE;
    if (options->scope == VERIFY_SINCE && !value_number(value, &options->since))
        return problem_say(&session->problem, STATUS_USAGE, N_("--{1} wants a number, or \"last\""), "since", NULL);
    return STATUS_OK;
}

static enum status finish(struct report *report, bool ok)
{
    progress_clear(&report->progress);
    if (report->bodies) {
        json_t *object = audit_json(ok, report->basis, report->bodies, report->findings);
        if (object && report->against)
            json_object_set(object, "against", report->against);
        report->status = session_json(report->session, object);
    } else if (report->status == STATUS_OK) {
        report->status = print_verdict(report, ok);
    }
    if (report->status == STATUS_OK && session_has(report->session, OPTION_REPORT))
        report->status = write_report(report, ok);
    if (report->status != STATUS_OK)
        return report->status;
    return ok ? STATUS_OK : STATUS_MISMATCH;
}

static enum status check(struct report *report, const struct verify_options *options, bool *ok)
{
    struct session *session = report->session;
    interrupt_hold(&report->interrupt);
    const char *path = report->path ? report->path : session->ledger_path.at;
    enum status status = report->folder   ? verify_folder(path, options, ok, &session->problem)
                         : report->bundle ? verify_bundle(path, session->ledger_path.at, options, ok,
                                                          &report->seen.waiting, &session->problem)
                                          : verify_ledger(path, options, ok, &session->problem);
    interrupt_release(&report->interrupt, status == STATUS_CANCELLED);
    if (status == STATUS_CANCELLED) {
        progress_clear(&report->progress);
        return problem_say(&session->problem, status, N_("interrupted before everything was checked"), NULL, NULL);
    }
    return status;
}

/* A PATH is what is there under this name, or has a slash in it; else it is a body. */
static enum status find_path(struct report *report)
{
    struct session *session = report->session;
    struct stat info;
    for (size_t i = 0; i < session->arguments; i++) {
        bool there = stat(session->argument[i], &info) == 0;
        if (!there && !strchr(session->argument[i], '/'))
            continue;
        if (session->arguments > 1)
            return problem_say(&session->problem, STATUS_USAGE,
                               N_("'{1}' is a file or a folder: it is checked alone, without further names"),
                               session->argument[i], NULL);
        report->path = session->argument[i];
        report->folder = there && S_ISDIR(info.st_mode);
        report->bundle = file_begins(report->path, bundle_file_magic());
    }
    const enum option of_ledgers[] = {OPTION_AGAINST, OPTION_SINCE};
    for (size_t i = 0; (report->folder || report->bundle) && i < sizeof of_ledgers / sizeof of_ledgers[0]; i++)
        if (session_has(session, of_ledgers[i]))
            return problem_say(&session->problem, STATUS_USAGE,
                               N_("--{1} is for ledgers: a folder or a bundle is checked as a whole"),
                               usage_options[of_ledgers[i]].name, NULL);
    if (!report->path || report->folder || report->bundle)
        return STATUS_OK;
    /* A ledger file: what follows the audit looks there too. */
    buffer_clear(&session->ledger_path);
    buffer_text(&session->ledger_path, report->path);
    return buffer_status(&session->ledger_path);
}

/* The comparison with what was kept elsewhere, behind the audit. */
static enum status compare(struct report *report, bool *ok)
{
    struct session *session = report->session;
    const struct against_listener listener = {.finding = add_finding, .progress = go_on, .context = report};
    bool same = false, damaged = !*ok;
    interrupt_hold(&report->interrupt);
    enum status status = against_run(session, &listener, &report->against, &same);
    interrupt_release(&report->interrupt, status == STATUS_CANCELLED);
    *ok = *ok && same;
    if (status != STATUS_STORE || !damaged)
        return status;
    session_note(session, _("The ledger is damaged, so it was not compared with {1}."),
                 session_value(session, OPTION_AGAINST), SLICE(""));
    return STATUS_OK;
}

/* Heads that do not hold may prove more than that. */
static void offer_proofs(struct report *report)
{
    struct session *session = report->session;
    struct problem before = session->problem;
    struct buffer words;
    buffer_init(&words);
    if (session_ledger(session, STORE_READ) == STATUS_OK)
        fork_offer_bodies(session, &words);
    session->problem = before;
    if (words.length && report->bodies)
        session_note(session, "{1}", slice_head(buffer_slice(&words), words.length - 1), SLICE(""));
    else if (words.length && report->status == STATUS_OK)
        report->status = session_print(session, buffer_slice(&words));
    buffer_release(&words);
}

/* Before the work: can the report be written? */
static enum status check_report(struct session *session)
{
    const char *path = session->option[OPTION_REPORT];
    struct stat info;
    if (!path)
        return STATUS_OK;
    if (document_format_of_name(path) > FORMAT_PDF)
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("--report wants a file that ends with .txt, .md, .html or .pdf"), NULL, NULL);
    if (stat(path, &info) == 0)
        return problem_say(&session->problem, STATUS_FILE, N_("there is a file {1} already: name another one"), path,
                           NULL);
    return STATUS_OK;
}

static enum status verify(struct session *session)
{
    if (session->arguments == 1 && !session_has(session, OPTION_AGAINST) &&
        file_begins(session->argument[0], fork_magic()))
        return fork_check(session, session->argument[0]);
    struct report report = {.session = session, .status = STATUS_OK, .now = session_now().seconds};
    audit_paper_init(&report.paper);
    progress_begin(&report.progress, session, true);
    if (session_has(session, OPTION_JSON)) {
        report.bodies = json_array();
        report.findings = json_array();
    }
    enum status status = find_path(&report);
    struct verify_options options = {.marks = session->marks_path.at,
                                     .audited = session->audited_path.at,
                                     .now = report.now,
                                     .body = (const char *const *)session->argument,
                                     .bodies = report.path ? 0 : session->arguments,
                                     .finding = add_finding,
                                     .body_done = add_body,
                                     .unkept = tell_unkept,
                                     .progress = go_on,
                                     .context = &report};
    bool ok = false;
    if (status == STATUS_OK)
        status = check_report(session);
    if (status == STATUS_OK)
        status = read_jobs(session, &options.jobs);
    if (status == STATUS_OK && session_has(session, OPTION_AGAINST))
        status = against_look(session->option[OPTION_AGAINST], &session->problem);
    if (status == STATUS_OK)
        status = read_since(session, &options);
    report.scope = options.scope;
    if (status == STATUS_OK)
        status = check(&report, &options, &ok);
    if (status == STATUS_OK && session_has(session, OPTION_AGAINST))
        status = compare(&report, &ok);
    if (status == STATUS_OK && report.heads && !report.folder && !report.bundle)
        offer_proofs(&report);
    if (status == STATUS_OK)
        status = finish(&report, ok);
    json_decref(report.bodies);
    json_decref(report.findings);
    json_decref(report.against);
    audit_paper_release(&report.paper);
    return status;
}

const struct command commands_verify[] = {
    {"verify", NULL, "[BODY…|PATH]", 0, 10000, "since jobs against proof report",
     N_("check every signature, the tree, every rule and every result"), verify},
    {0},
};
