#include "tui/against.h"

#include "tui/fork_offer.h"
#include "tui/i18n.h"

struct report {
    struct session *session;
    const struct against_listener *listener;
    struct against_options options;
    struct buffer words;
    json_t *bodies; /* with --json */
    enum against_kind kind;
};

static const char *const kinds[] = {
    [AGAINST_HEAD] = "head", [AGAINST_RECEIPT] = "receipt", [AGAINST_FOLDER] = "folder", [AGAINST_LEDGER] = "ledger"};

static void line(const char *pattern, uint64_t count, struct buffer *out)
{
    buffer_text(out, "  ");
    i18n_count(pattern, count, out);
    buffer_byte(out, '\n');
}

static void write_head(const struct against_body *body, enum against_kind kind, struct buffer *out)
{
    uint64_t size = body->head;
    buffer_text(out, "  ");
    i18n_count(kind == AGAINST_RECEIPT
                   ? ngettext("the head of the receipt, signed for {1} entry",
                              "the head of the receipt, signed for {1} entries", (unsigned long)size)
                   : ngettext("a signed head of {1} entry", "a signed head of {1} entries", (unsigned long)size),
               size, out);
    if (body->cosigners) {
        buffer_text(out, ", ");
        i18n_count(
            ngettext("countersigned by {1} auditor", "countersigned by {1} auditors", (unsigned long)body->cosigners),
            body->cosigners, out);
    }
    buffer_byte(out, '\n');
}

static void write_verdict(const struct against_body *body, struct buffer *out)
{
    uint64_t more = body->own > body->other ? body->own - body->other : body->other - body->own;
    if (!body->has_head && !body->compared && body->same)
        line(_("nothing of it could be compared"), 0, out);
    else if (!body->same)
        line(_("it is another history"), 0, out);
    else if (body->unseen)
        line(ngettext("it has {1} entry more than this ledger; whether it goes on from here a head alone does not show",
                      "it has {1} entries more than this ledger; whether it goes on from here a head alone does not "
                      "show",
                      (unsigned long)more),
             more, out);
    else if (body->own == body->other)
        line(_("the same history, equally long"), 0, out);
    else if (body->own > body->other)
        line(ngettext("the same history; this ledger has {1} entry more",
                      "the same history; this ledger has {1} entries more", (unsigned long)more),
             more, out);
    else
        line(ngettext("it begins with this ledger and has {1} entry more",
                      "it begins with this ledger and has {1} entries more", (unsigned long)more),
             more, out);
}

void against_write(const struct against_body *body, enum against_kind kind, const char *path, struct buffer *out)
{
    i18n_pattern(_("{1}, compared with {2}:"), body->name, slice_of(path), out);
    buffer_byte(out, '\n');
    if (body->has_head)
        write_head(body, kind, out);
    if (body->compared)
        line(ngettext("{1} entry, byte for byte the same", "{1} entries, byte for byte the same",
                      (unsigned long)body->compared),
             body->compared, out);
    if (body->entry >= 0)
        line(_("the receipt's entry, in this ledger at place {1}"), (uint64_t)body->entry, out);
    write_verdict(body, out);
    if (body->unproved)
        i18n_pattern(_("  There is no proof for others: {1}\n"), slice_of(_(body->unproved)), SLICE(""), out);
}

static json_t *body_json(const struct against_body *body, struct slice proof)
{
    return json_pack("{s:o, s:b, s:o, s:I, s:I, s:o, s:I, s:I, s:o}", "body", json_slice(body->name), "same",
                     body->same, "head", body->has_head ? json_integer((json_int_t)body->head) : json_null(),
                     "cosigners", (json_int_t)body->cosigners, "compared", (json_int_t)body->compared, "entry",
                     body->entry >= 0 ? json_integer(body->entry) : json_null(), "own", (json_int_t)body->own, "other",
                     (json_int_t)body->other, "proof", json_given(proof));
}

static void add_body(void *context, const struct against_body *body)
{
    struct report *report = context;
    struct buffer path, said;
    buffer_init(&path);
    buffer_init(&said);
    if (body->proof.length)
        fork_offer_keep(report->session, body->name, body->proof, &path, &said);
    if (report->bodies) {
        json_array_append_new(report->bodies, body_json(body, buffer_slice(&path)));
        if (body->proof.length && !path.length)
            session_note(report->session, "{1}", slice_head(buffer_slice(&said), said.length - 1), SLICE(""));
    } else {
        against_write(body, report->kind, report->options.path, &report->words);
        buffer_add(&report->words, buffer_slice(&said));
    }
    buffer_release(&path);
    buffer_release(&said);
}

static void pass_finding(void *context, const struct verify_finding *finding)
{
    const struct report *report = context;
    report->listener->finding(report->listener->context, finding);
}

static bool pass_progress(void *context, uint64_t done, uint64_t all)
{
    const struct report *report = context;
    return report->listener->progress(report->listener->context, done, all);
}

enum status against_run(struct session *session, const struct against_listener *listener, json_t **out, bool *ok)
{
    struct report report = {.session = session, .listener = listener};
    *ok = false;
    buffer_init(&report.words);
    report.bodies = session_has(session, OPTION_JSON) ? json_array() : NULL;
    report.options = (struct against_options){.path = session->option[OPTION_AGAINST],
                                              .body = (const char *const *)session->argument,
                                              .bodies = session->arguments,
                                              .finding = pass_finding,
                                              .body_done = add_body,
                                              .progress = pass_progress,
                                              .context = &report};
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = against_compare(session->ledger, &report.options, &report.kind, ok, &session->problem);
    if (status == STATUS_OK && report.bodies)
        *out = json_pack("{s:s, s:s, s:O}", "file", report.options.path, "kind", kinds[report.kind], "bodies",
                         report.bodies);
    else if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&report.words));
    json_decref(report.bodies);
    buffer_release(&report.words);
    return status;
}
