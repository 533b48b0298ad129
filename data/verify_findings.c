/* What is wrong: said at once, but for the rejections that follow from something wrong before. */
#include "data/verify_work.h"

#include <inttypes.h>
#include <stdio.h>

void audit_find(struct audit *audit, const struct verify_finding *finding)
{
    audit->errors = audit->errors || !finding->warning;
    if (audit->options->finding)
        audit->options->finding(audit->options->context, finding);
}

void audit_say(struct audit *audit, const char *code, const char *message, struct slice first, struct slice second)
{
    struct problem text;
    problem_clear(&text);
    problem_slices(&text, STATUS_MISMATCH, message, first, second);
    audit_find(audit, &(struct verify_finding){.code = code, .index = -1, .text = &text});
}

static void tell(struct body_audit *body, bool warning, const char *code, int64_t index, const struct digest *id,
                 const struct problem *text)
{
    struct verify_finding finding = {
        .code = code, .warning = warning, .body = buffer_slice(&body->name), .index = index, .text = text};
    if (id) {
        finding.has_id = true;
        finding.id = *id;
    }
    audit_find(body->audit, &finding);
}

void body_find(struct body_audit *body, const char *code, int64_t index, const struct digest *id,
               const struct problem *text)
{
    body->errors = true;
    tell(body, false, code, index, id, text);
}

void body_say(struct body_audit *body, const char *code, int64_t index, const char *message, const char *detail)
{
    struct problem text;
    problem_clear(&text);
    problem_say(&text, STATUS_MISMATCH, message, detail, NULL);
    body_find(body, code, index, NULL, &text);
}

void entry_say(struct body_audit *body, const char *code, const struct audited *entry, const char *message)
{
    struct problem text;
    problem_clear(&text);
    problem_say(&text, STATUS_MISMATCH, message, NULL, NULL);
    body_find(body, code, entry->index, &entry->sealed.id, &text);
}

/* No honest writer appends such an entry: bytes and signatures tell, whatever the state is. */
static bool is_error(enum reason reason)
{
    switch (reason) {
    case REASON_NOTE:
    case REASON_KIND:
    case REASON_FORM:
    case REASON_BODY:
    case REASON_HEAD:
    case REASON_SIGNER:
    case REASON_SIGNATURE:
        return true;
    default:
        return false;
    }
}

void find_rejection(struct body_audit *body, const struct audited *entry, const struct standing *standing)
{
    if (entry->index == 0 || is_error(standing->reason)) {
        body->broken = true;
        body_find(body, entry->index == 0 ? "founding" : reason_code(standing->reason), entry->index, &entry->sealed.id,
                  &standing->detail);
    } else if (!body->broken) {
        tell(body, true, reason_code(standing->reason), entry->index, &entry->sealed.id, &standing->detail);
    } else if (body->follows++ == 0) {
        body->first_follow = entry->index;
    }
}

void find_follows(struct body_audit *body)
{
    char number[24];
    struct problem text;
    if (body->follows == 0)
        return;
    snprintf(number, sizeof number, "%" PRIu64, body->follows);
    problem_clear(&text);
    problem_say(&text, STATUS_REFUSED, N_("entries without effect behind the first broken place: {1}"), number, NULL);
    tell(body, true, "follows", body->first_follow, NULL, &text);
}
