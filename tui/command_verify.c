/* verify: the full audit. It never asks for a key. */
#include "tui/audit_words.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/interrupt.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct report {
    struct session *session;
    json_t *bodies, *findings; /* with --json */
    enum status status;
    bool progress;
    const char *path; /* that was given in place of bodies; NULL: the ledger */
    bool folder;      /* it is a published log */
    struct interrupt interrupt;
};

static void add_finding(void *context, const struct verify_finding *finding)
{
    struct report *report = context;
    struct buffer text;
    buffer_init(&text);
    if (report->findings) {
        const char *remedy = verify_remedy(finding->code, finding->warning);
        i18n_problem(finding->text, &text);
        json_array_append_new(report->findings,
                              json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:s?, s:s?}", "code", finding->code, "severity",
                                        finding->warning ? "warning" : "error", "body", json_given(finding->body),
                                        "index", finding->index >= 0 ? json_integer(finding->index) : json_null(), "id",
                                        finding->has_id ? json_digest(&finding->id) : json_null(), "text",
                                        json_slice(buffer_slice(&text)), "remedy", remedy ? _(remedy) : NULL, "file",
                                        finding->text->file[0] ? finding->text->file : NULL));
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
                              json_pack("{s:o, s:I, s:I, s:o, s:I, s:I}", "body", json_slice(body->name), "entries",
                                        (json_int_t)body->entries, "signatures", (json_int_t)body->signatures, "root",
                                        json_digest(&body->root), "checkpoints", (json_int_t)body->checkpoints,
                                        "absent", (json_int_t)body->absent));
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
        report->status = session_json(report->session, object);
    } else if (report->status == STATUS_OK) {
        report->status =
            session_print(report->session, slice_of(report->folder ? audit_verdict_folder(ok) : audit_verdict(ok)));
    }
    if (report->status != STATUS_OK)
        return report->status;
    return ok ? STATUS_OK : STATUS_MISMATCH;
}

static enum status check(struct report *report, const struct verify_options *options, bool *ok)
{
    struct session *session = report->session;
    interrupt_hold(&report->interrupt);
    const char *path = report->path ? report->path : session->ledger_path.at;
    enum status status = report->folder ? verify_folder(path, options, ok, &session->problem)
                                        : verify_ledger(path, options, ok, &session->problem);
    interrupt_release(&report->interrupt, status == STATUS_CANCELLED);
    if (status == STATUS_CANCELLED) {
        if (report->progress)
            fprintf(stderr, "\r%30s\r", "");
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
    }
    return STATUS_OK;
}

static enum status verify(struct session *session)
{
    struct report report = {.session = session,
                            .status = STATUS_OK,
                            .progress = isatty(STDERR_FILENO) && !session_has(session, OPTION_QUIET)};
    if (session_has(session, OPTION_JSON)) {
        report.bodies = json_array();
        report.findings = json_array();
    }
    enum status status = find_path(&report);
    struct verify_options options = {.marks = session->marks_path.at,
                                     .body = (const char *const *)session->argument,
                                     .bodies = report.path ? 0 : session->arguments,
                                     .finding = add_finding,
                                     .body_done = add_body,
                                     .progress = go_on,
                                     .context = &report};
    bool ok = false;
    if (status == STATUS_OK)
        status = read_jobs(session, &options.jobs);
    if (status == STATUS_OK)
        status = check(&report, &options, &ok);
    if (status == STATUS_OK)
        status = finish(&report, ok);
    json_decref(report.bodies);
    json_decref(report.findings);
    return status;
}

const struct command commands_verify[] = {
    {"verify", NULL, "[BODY…|PATH]", 0, 10000, "jobs",
     N_("check every signature, the tree, every rule and every result"), verify},
    {0},
};
