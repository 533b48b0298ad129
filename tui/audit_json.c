#include "tui/audit_json.h"

#include "tui/i18n.h"

json_t *audit_json_finding(const struct verify_finding *finding)
{
    struct buffer text;
    const char *remedy = verify_remedy(finding->code, finding->warning);
    buffer_init(&text);
    i18n_problem(finding->text, &text);
    json_t *object =
        json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:s?, s:s?}", "code", finding->code, "severity",
                  finding->warning ? "warning" : "error", "body", json_given(finding->body), "index",
                  finding->index >= 0 ? json_integer(finding->index) : json_null(), "id",
                  finding->has_id ? json_digest(&finding->id) : json_null(), "text", json_slice(buffer_slice(&text)),
                  "remedy", remedy ? _(remedy) : NULL, "file", finding->text->file[0] ? finding->text->file : NULL);
    buffer_release(&text);
    return object;
}

/* What was taken as known: null where every entry was read with its signatures. */
static json_t *json_known(const struct verify_body *body)
{
    static const char *const bases[] = {
        [VERIFY_FROM_FOUNDING] = "founding", [VERIFY_FROM_AUDIT] = "audit", [VERIFY_FROM_SIGNED] = "signed"};
    bool audit = body->basis == VERIFY_FROM_AUDIT;
    if (body->basis == VERIFY_FROM_FOUNDING)
        return json_null();
    return json_pack("{s:s, s:I, s:o, s:o, s:o}", "by", bases[body->basis], "entries", (json_int_t)body->from, "root",
                     audit ? json_digest(&body->known) : json_null(), "at", json_time(audit, body->at), "full",
                     json_time(audit, body->full));
}

json_t *audit_json_body(const struct verify_body *body)
{
    static const char *const kept[] = {[VERIFY_KEPT_NONE] = "none",
                                       [VERIFY_KEPT_GOOD] = "good",
                                       [VERIFY_KEPT_DAMAGED] = "damaged",
                                       [VERIFY_KEPT_LATER] = "later",
                                       [VERIFY_KEPT_DIFFERS] = "differs"};
    return json_pack("{s:o, s:I, s:I, s:o, s:I, s:I, s:o, s:s}", "body", json_slice(body->name), "entries",
                     (json_int_t)body->entries, "signatures", (json_int_t)body->signatures, "root",
                     json_digest(&body->root), "checkpoints", (json_int_t)body->checkpoints, "absent",
                     (json_int_t)body->absent, "known", json_known(body), "kept", kept[body->kept]);
}

json_t *audit_json(bool ok, enum verify_basis basis, json_t *bodies, json_t *findings)
{
    return json_pack("{s:b, s:b, s:O, s:O}", "ok", (int)ok, "complete", (int)(basis == VERIFY_FROM_FOUNDING), "bodies",
                     bodies, "findings", findings);
}
