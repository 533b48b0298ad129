#include "tui/audit_words.h"

#include "tui/format.h"
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

static void write_number(const char *pattern, uint64_t number, struct slice second, struct buffer *out)
{
    struct buffer text;
    buffer_init(&text);
    buffer_format(&text, "%llu", (unsigned long long)number);
    buffer_text(out, "  ");
    i18n_pattern(pattern, buffer_slice(&text), second, out);
    buffer_byte(out, '\n');
    buffer_release(&text);
}

static void write_earlier(const struct verify_body *body, struct buffer *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    struct buffer at, full;
    buffer_init(&at);
    buffer_init(&full);
    format_moment(body->at, &at);
    format_moment(body->full, &full);
    digest_hex(&body->known, hex);
    write_number(_("Entries before #{1} were not read again: taken as known from the audit of {2}, root"), body->from,
                 buffer_slice(&at), out);
    buffer_format(out, "  %s\n  ", hex);
    i18n_pattern(_("The last audit that began with entry #0: {1}"), buffer_slice(&full), SLICE(""), out);
    buffer_byte(out, '\n');
    buffer_release(&at);
    buffer_release(&full);
}

static const char *kept_words(enum verify_kept kept)
{
    switch (kept) {
    case VERIFY_KEPT_DAMAGED:
        return _("The audit that was kept here is damaged, or of another version, and was not used.");
    case VERIFY_KEPT_LATER:
        return _("The audit that is kept here has read more entries than that, and was not used.");
    case VERIFY_KEPT_DIFFERS:
        return _("The audit that is kept here has read another history, and was not used.");
    default:
        return _("No earlier audit of this body is kept here.");
    }
}

void audit_write_known(const struct verify_body *body, enum verify_scope scope, struct buffer *out)
{
    if (scope == VERIFY_ALL && body->kept == VERIFY_KEPT_DIFFERS)
        buffer_format(out, "  %s\n", _("An audit kept here has read more, or another history: is this an old copy?"));
    if (scope == VERIFY_ALL)
        return;
    if (body->basis == VERIFY_FROM_AUDIT) {
        write_earlier(body, out);
        return;
    }
    buffer_text(out, "  ");
    buffer_text(out, kept_words(body->kept));
    buffer_byte(out, '\n');
    if (body->basis == VERIFY_FROM_SIGNED)
        write_number(_("Every entry was read and replayed, but the signatures of those before #{1} were not verified."),
                     body->from, SLICE(""), out);
    else
        buffer_format(out, "  %s\n", _("So every entry was read, with its signatures."));
}

void audit_tell_unkept(const struct session *session, const struct problem *problem)
{
    struct buffer text;
    buffer_init(&text);
    i18n_problem(problem, &text);
    session_note(session, _("This audit could not be kept for the next one: {1}"), buffer_slice(&text), SLICE(""));
    buffer_release(&text);
}

const char *audit_verdict(bool ok, enum verify_basis basis)
{
    if (!ok)
        return _("Checked, and it does not hold: see the errors above.\n");
    switch (basis) {
    case VERIFY_FROM_AUDIT:
        return _(
            "Checked: signatures, tree, rules, results and stored tables of the new entries. All of that holds.\n"
            "Not looked at: what is taken as known above, SQLite's own check of the file, attachments, older signed "
            "heads that are as they were, stored votes of ballots that had ended, the index for searching.\n");
    case VERIFY_FROM_SIGNED:
        return _("Checked: the tree, every rule, every result, the stored tables, the later signatures. All of that "
                 "holds.\n"
                 "Not looked at: the earlier signatures, SQLite's own check of the file, attachments, the index for "
                 "searching.\n");
    default:
        return _("Checked: every signature, the tree, every rule, every result, the stored tables. All hold.\n");
    }
}

const char *audit_verdict_folder(bool ok)
{
    return ok ? _("Checked: the folder's files, every signature, the tree, every rule, every result. All hold.\n")
              : _("Checked, and it does not hold: see the errors above.\n");
}

/* Of what waits. */
static void write_waiting(const struct audit_bundle *seen, struct buffer *out)
{
    if (seen->unchecked)
        i18n_count(ngettext("{1} entry waits in it: its form was checked, and signatures only by keys that are known "
                            "here; not whether the rules allow it.\n",
                            "{1} entries wait in it: their form was checked, and signatures only by keys that are "
                            "known here; not whether the rules allow them.\n",
                            seen->waiting),
                   seen->waiting, out);
    else
        i18n_count(
            ngettext("{1} entry waits in it: its form and signature were checked, not whether the rules allow it.\n",
                     "{1} entries wait in it: their form and signatures were checked, not whether the rules allow "
                     "them.\n",
                     seen->waiting),
            seen->waiting, out);
}

void audit_verdict_bundle(bool ok, const struct audit_bundle *seen, struct buffer *out)
{
    if (!ok)
        buffer_text(out, _("Checked, and it does not hold: see the errors above.\n"));
    else if (seen->entries)
        buffer_text(out, _("Checked: the entries of the body's log so far, every signature, the tree, every rule, "
                           "every result. All hold.\n"));
    else
        buffer_text(out, _("No log was checked: neither the bundle nor this ledger has entries of it.\n"));
    if (ok && seen->waiting)
        write_waiting(seen, out);
}
