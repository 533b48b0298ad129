#include "tui/audit_words.h"

#include "tui/i18n.h"

#include <string.h>

void audit_write_finding(const struct verify_finding *finding, struct buffer *out)
{
    buffer_text(out, finding->warning ? _("warning") : _("ERROR"));
    buffer_format(out, " %s", finding->code);
    if (finding->body.length) {
        buffer_byte(out, ' ');
        buffer_add(out, finding->body);
    }
    if (finding->index >= 0)
        buffer_format(out, " #%lld", (long long)finding->index);
    buffer_text(out, ": ");
    /* Where the sentence does not name it. */
    const struct problem *text = finding->text;
    if (text->file[0] && strcmp(text->file, text->detail[0]) != 0) {
        buffer_text(out, text->file);
        buffer_text(out, ": ");
    }
    i18n_problem(finding->text, out);
    audit_write_remedy(finding->code, finding->warning, out);
    buffer_byte(out, '\n');
}

void audit_write_remedy(const char *code, bool warning, struct buffer *out)
{
    const char *remedy = verify_remedy(code, warning);
    buffer_text(out, remedy ? "; " : "");
    buffer_text(out, remedy ? _(remedy) : "");
}

void audit_write_body(const struct verify_body *body, struct buffer *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&body->root, hex);
    buffer_add(out, body->name);
    buffer_text(out, ": ");
    i18n_count(ngettext("{1} entry", "{1} entries", (unsigned long)body->entries), body->entries, out);
    buffer_text(out, ", ");
    i18n_count(ngettext("{1} good signature", "{1} good signatures", (unsigned long)body->signatures), body->signatures,
               out);
    buffer_text(out, ", ");
    i18n_count(ngettext("{1} signed head", "{1} signed heads", (unsigned long)body->checkpoints), body->checkpoints,
               out);
    if (body->absent) {
        buffer_text(out, ", ");
        i18n_count(ngettext("{1} attachment not in this ledger", "{1} attachments not in this ledger",
                            (unsigned long)body->absent),
                   body->absent, out);
    }
    buffer_format(out, "\n  %s\n", hex);
}

const char *audit_verdict(bool ok)
{
    return ok ? _("Checked: every signature, the tree, every rule, every result, the stored tables. All hold.\n")
              : _("Checked, and it does not hold: see the errors above.\n");
}

const char *audit_verdict_folder(bool ok)
{
    return ok ? _("Checked: the folder's files, every signature, the tree, every rule, every result. All hold.\n")
              : _("Checked, and it does not hold: see the errors above.\n");
}
