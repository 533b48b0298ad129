#include "tui/audit_paper.h"

#include "core/fingerprint.h"
#include "tui/audit_words.h"
#include "tui/document_words.h"
#include "tui/format.h"
#include "tui/i18n.h"

struct audit_paper_finding {
    struct audit_paper_finding *next;
    bool warning;
    int64_t index;
    struct slice code, body, text;
};

struct audit_paper_body {
    struct audit_paper_body *next;
    struct verify_body counts;
};

enum { SECTION = 2, PART = 3 };

void audit_paper_init(struct audit_paper *report)
{
    *report = (struct audit_paper){.errors = 0};
    arena_init(&report->arena);
}

void audit_paper_release(struct audit_paper *report)
{
    arena_release(&report->arena);
}

static struct slice keep(struct audit_paper *report, struct slice text)
{
    struct slice copy = arena_copy(&report->arena, text);
    report->failed = report->failed || !copy.at;
    return copy;
}

void audit_paper_add(struct audit_paper *report, const struct verify_finding *finding)
{
    struct audit_paper_finding *added = arena_alloc(&report->arena, sizeof *added);
    struct buffer text;
    if (!added) {
        report->failed = true;
        return;
    }
    buffer_init(&text);
    i18n_problem(finding->text, &text);
    if (finding->text->file[0])
        buffer_format(&text, " (%s)", finding->text->file);
    audit_write_remedy(finding->code, finding->warning, &text);
    *added = (struct audit_paper_finding){.warning = finding->warning,
                                           .index = finding->index,
                                           .code = keep(report, slice_of(finding->code)),
                                           .body = keep(report, finding->body),
                                           .text = keep(report, buffer_slice(&text))};
    report->failed = report->failed || text.failed;
    buffer_release(&text);
    if (report->last)
        report->last->next = added;
    else
        report->first = added;
    report->last = added;
    report->errors += !finding->warning;
    report->warnings += finding->warning;
}

void audit_paper_body(struct audit_paper *report, const struct verify_body *body)
{
    struct audit_paper_body *added = arena_alloc(&report->arena, sizeof *added);
    if (!added) {
        report->failed = true;
        return;
    }
    added->counts = *body;
    added->counts.name = keep(report, body->name);
    if (report->last_body)
        report->last_body->next = added;
    else
        report->body = added;
    report->last_body = added;
}

static void put_number(struct document *out, const char *label, uint64_t number)
{
    struct buffer line;
    buffer_init(&line);
    format_number(number, &line);
    document_put_fact(out, label, &line);
    buffer_release(&line);
}

/* Each line a paragraph. */
static void put_lines(struct document *out, struct slice lines)
{
    while (lines.length) {
        struct slice line = slice_cut(&lines, '\n');
        while (line.length && line.at[0] == ' ')
            line = slice_from(line, 1);
        if (line.length)
            document_text(out, line);
    }
}

static void write_findings(const struct audit_paper *report, struct document *out)
{
    struct buffer line;
    uint64_t number = 0;
    if (!report->first) {
        document_say_text(out, _("Nothing was found."));
        return;
    }
    buffer_init(&line);
    document_table(out, slice_of(_("What was found")), 5, 5);
    document_say_cell(out, _("No."));
    document_say_cell(out, _("Severity"));
    document_say_cell(out, _("Code"));
    document_say_cell(out, _("Where"));
    document_say_cell(out, _("What, and what to do"));
    for (const struct audit_paper_finding *finding = report->first; finding; finding = finding->next) {
        document_put_number(out, ++number);
        document_say_cell(out, finding->warning ? _("warning") : _("error"));
        document_cell(out, finding->code);
        buffer_add(&line, finding->body);
        if (finding->index >= 0)
            buffer_format(&line, "%s#%llu", line.length ? " " : "", (unsigned long long)finding->index);
        document_put_cell(out, &line);
        document_cell(out, finding->text);
    }
    buffer_release(&line);
}

static void write_body(const struct verify_body *body, enum verify_scope scope, struct document *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    struct buffer line;
    buffer_init(&line);
    digest_hex(&body->root, hex);
    document_heading(out, PART, body->name);
    put_number(out, _("Entries"), body->entries);
    put_number(out, _("Good signatures"), body->signatures);
    put_number(out, _("Signed heads"), body->checkpoints);
    if (body->absent)
        put_number(out, _("Attachments not in this ledger"), body->absent);
    fingerprint_words(&body->root, &line);
    document_put_fact(out, _("Root in words"), &line);
    document_exact(out, slice_of(hex));
    audit_write_known(body, scope, &line);
    put_lines(out, buffer_slice(&line));
    out->failed = out->failed || line.failed;
    buffer_release(&line);
}

enum status audit_paper_write(const struct audit_paper *report, struct slice subject, int64_t at,
                               enum verify_scope scope, bool ok, struct slice verdict, struct document *out)
{
    struct buffer line;
    buffer_init(&line);
    buffer_text(&line, _("Audit report"));
    document_begin(out, &line, SLICE("Stimmbuch"), at);
    document_say_fact(out, _("Audited"), subject);
    format_legal(at, &line);
    document_put_fact(out, _("When"), &line);
    document_say_fact(out, _("Program"), SLICE("Stimmbuch " VERSION));
    document_say_fact(out, _("Result"), slice_of(ok ? _("it holds") : _("it does not hold")));
    put_number(out, _("Errors"), report->errors);
    put_number(out, _("Warnings"), report->warnings);
    document_say_text(out, _("All times are German legal time."));
    document_say_heading(out, SECTION, _("Findings"));
    write_findings(report, out);
    document_say_heading(out, SECTION, _("What was checked"));
    put_lines(out, verdict);
    if (report->body)
        document_say_heading(out, SECTION, _("Bodies"));
    for (const struct audit_paper_body *body = report->body; body; body = body->next)
        write_body(&body->counts, scope, out);
    out->failed = out->failed || line.failed || report->failed;
    buffer_release(&line);
    return document_status(out);
}
