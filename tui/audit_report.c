#include "tui/audit_report.h"

#include "tui/audit_json.h"
#include "tui/audit_words.h"
#include "tui/i18n.h"

#include <stdlib.h>

static struct verify_finding finding_at(const struct audit *audit, size_t index)
{
    const struct finding *finding = &audit->finding[index];
    return (struct verify_finding){.code = finding->code,
                                   .warning = finding->warning,
                                   .body = slice_of(finding->body),
                                   .index = finding->index,
                                   .has_id = finding->has_id,
                                   .id = finding->id,
                                   .text = &finding->text};
}

static struct verify_body body_at(const struct audit *audit, size_t index)
{
    struct verify_body body = audit->body[index].counts;
    body.name = slice_of(audit->body[index].name);
    return body;
}

static enum status tell(struct buffer *lines, enum audit_block kind, bool good, audit_report_visit *visit,
                        void *context)
{
    const struct audit_report_block block = {kind, good, buffer_slice(lines)};
    enum status status = buffer_status(lines);
    if (status == STATUS_OK)
        status = visit(context, &block);
    buffer_clear(lines);
    return status;
}

static void write_verdict(const struct audit *audit, struct buffer *out)
{
    if (audit->status == STATUS_OK) {
        buffer_text(out, audit_verdict(audit->ok, audit_basis(audit)));
        return;
    }
    buffer_text(out, _("Stopped before the end: nothing is said about what was not looked at."));
    buffer_byte(out, '\n');
}

static enum status ended(const struct audit *audit, struct problem *problem)
{
    return audit->running ? problem_say(problem, STATUS_REFUSED, N_("the audit is still running"), NULL, NULL)
                          : STATUS_OK;
}

enum status audit_report(const struct audit *audit, audit_report_visit *visit, void *context, struct problem *problem)
{
    struct buffer lines;
    buffer_init(&lines);
    enum status status = ended(audit, problem);
    for (size_t i = 0; i < audit->shown && status == STATUS_OK; i++) {
        struct verify_finding finding = finding_at(audit, i);
        audit_write_finding(&finding, &lines);
        status = tell(&lines, AUDIT_BLOCK_FINDING, finding.warning, visit, context);
    }
    for (size_t i = 0; i < audit->shown_bodies && status == STATUS_OK; i++) {
        struct verify_body body = body_at(audit, i);
        audit_write_body(&body, &lines);
        audit_write_known(&body, audit->scope, &lines);
        status = tell(&lines, AUDIT_BLOCK_BODY, true, visit, context);
    }
    if (status == STATUS_OK) {
        write_verdict(audit, &lines);
        status = tell(&lines, AUDIT_BLOCK_VERDICT, audit->status == STATUS_OK && audit->ok, visit, context);
    }
    buffer_release(&lines);
    return status;
}

static enum status add_lines(void *context, const struct audit_report_block *block)
{
    buffer_add(context, block->lines);
    return buffer_status(context);
}

enum status audit_report_text(const struct audit *audit, struct buffer *out, struct problem *problem)
{
    return audit_report(audit, add_lines, out, problem);
}

enum status audit_report_json(const struct audit *audit, struct buffer *out, struct problem *problem)
{
    json_t *bodies = json_array(), *findings = json_array();
    enum status status = ended(audit, problem);
    for (size_t i = 0; i < audit->shown && status == STATUS_OK; i++) {
        struct verify_finding finding = finding_at(audit, i);
        json_array_append_new(findings, audit_json_finding(&finding));
    }
    for (size_t i = 0; i < audit->shown_bodies && status == STATUS_OK; i++) {
        struct verify_body body = body_at(audit, i);
        json_array_append_new(bodies, audit_json_body(&body));
    }
    if (status == STATUS_OK) {
        json_t *object = audit_json(audit->ok, audit_basis(audit), bodies, findings);
        /* What was not looked at is not said to hold. */
        if (object && audit->status != STATUS_OK)
            json_object_set_new(object, "ok", json_null());
        char *text = object ? json_dumps(object, JSON_COMPACT | JSON_ENSURE_ASCII) : NULL;
        buffer_text(out, text ? text : "");
        buffer_byte(out, '\n');
        status = text ? buffer_status(out) : STATUS_NO_MEMORY;
        free(text);
        json_decref(object);
    }
    json_decref(bodies);
    json_decref(findings);
    return status;
}
