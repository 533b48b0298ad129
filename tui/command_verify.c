/* verify: the full audit. It never asks for a key. */
#include "tui/against.h"
#include "tui/audit_words.h"
#include "tui/command.h"
#include "tui/fork_check.h"
#include "tui/fork_offer.h"
#include "tui/i18n.h"
#include "tui/interrupt.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct report {
    struct session *session;
    json_t *bodies, *findings; /* with --json */
    json_t *against;           /* with --json and --against */
    bool heads;                /* a signed head, or the mark, does not hold */
    enum status status;
    bool progress;
    struct interrupt interrupt;
};

static void add_finding(void *context, const struct verify_finding *finding)
{
    struct report *report = context;
    struct buffer text;
    buffer_init(&text);
    report->heads = report->heads || strcmp(finding->code, "mark") == 0 || strcmp(finding->code, "checkpoint") == 0;
    if (report->findings) {
        i18n_problem(finding->text, &text);
        json_array_append_new(report->findings,
                              json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "code", finding->code, "severity",
                                        finding->warning ? "warning" : "error", "body", json_given(finding->body),
                                        "index", finding->index >= 0 ? json_integer(finding->index) : json_null(), "id",
                                        finding->has_id ? json_digest(&finding->id) : json_null(), "text",
                                        json_slice(buffer_slice(&text))));
    } else {
        audit_write_finding(finding, &text);
        report->status = session_print(report->session, buffer_slice(&text));
    }
    buffer_release(&text);
}

static void add_body(void *context, const struct verify_body *body)
{
    struct report *report = context;
    if (report->bodies) {
        json_array_append_new(report->bodies,
                              json_pack("{s:o, s:I, s:I, s:o, s:I}", "body", json_slice(body->name), "entries",
                                        (json_int_t)body->entries, "signatures", (json_int_t)body->signatures, "root",
                                        json_digest(&body->root), "checkpoints", (json_int_t)body->checkpoints));
        return;
    }
    struct buffer line;
    buffer_init(&line);
    audit_write_body(body, &line);
    report->status = session_print(report->session, buffer_slice(&line));
    buffer_release(&line);
}

static bool go_on(void *context, uint64_t done, uint64_t all)
{
    const struct report *report = context;
    if (report->progress && all)
        fprintf(stderr, "\r%3u %%  %llu / %llu", (unsigned)(done * 100 / all), (unsigned long long)done,
                (unsigned long long)all);
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

static enum status finish(struct report *report, bool ok)
{
    if (report->progress)
        fprintf(stderr, "\r%30s\r", "");
    if (report->bodies) {
        json_t *object = json_pack("{s:b, s:O, s:O}", "ok", ok, "bodies", report->bodies, "findings", report->findings);
        if (object && report->against)
            json_object_set(object, "against", report->against);
        report->status = session_json(report->session, object);
    } else if (report->status == STATUS_OK) {
        report->status = session_print(report->session, slice_of(audit_verdict(ok)));
    }
    if (report->status != STATUS_OK)
        return report->status;
    return ok ? STATUS_OK : STATUS_MISMATCH;
}

static enum status check(struct report *report, const struct verify_options *options, bool *ok)
{
    struct session *session = report->session;
    interrupt_hold(&report->interrupt);
    enum status status = verify_ledger(session->ledger_path.at, options, ok, &session->problem);
    interrupt_release(&report->interrupt, status == STATUS_CANCELLED);
    if (status == STATUS_CANCELLED) {
        if (report->progress)
            fprintf(stderr, "\r%30s\r", "");
        return problem_say(&session->problem, status, N_("interrupted before everything was checked"), NULL, NULL);
    }
    return status;
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

static enum status verify(struct session *session)
{
    if (session->arguments == 1 && !session_has(session, OPTION_AGAINST) && fork_check_is(session->argument[0]))
        return fork_check(session, session->argument[0]);
    struct report report = {.session = session,
                            .status = STATUS_OK,
                            .progress = isatty(STDERR_FILENO) && !session_has(session, OPTION_QUIET)};
    if (session_has(session, OPTION_JSON)) {
        report.bodies = json_array();
        report.findings = json_array();
    }
    struct verify_options options = {.marks = session->marks_path.at,
                                     .body = (const char *const *)session->argument,
                                     .bodies = session->arguments,
                                     .finding = add_finding,
                                     .body_done = add_body,
                                     .progress = go_on,
                                     .context = &report};
    bool ok = false;
    enum status status = read_jobs(session, &options.jobs);
    if (status == STATUS_OK && session_has(session, OPTION_AGAINST))
        status = against_look(session->option[OPTION_AGAINST], &session->problem);
    if (status == STATUS_OK)
        status = check(&report, &options, &ok);
    if (status == STATUS_OK && session_has(session, OPTION_AGAINST))
        status = compare(&report, &ok);
    if (status == STATUS_OK && report.heads)
        offer_proofs(&report);
    if (status == STATUS_OK)
        status = finish(&report, ok);
    json_decref(report.bodies);
    json_decref(report.findings);
    json_decref(report.against);
    return status;
}

const struct command commands_verify[] = {
    {"verify", NULL, "[BODY…]", 0, 10000, "jobs against proof",
     N_("check every signature, the tree, every rule and every result"), verify},
    {0},
};
