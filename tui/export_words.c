#include "tui/export_words.h"

#include "tui/i18n.h"

/* A sentence of its own on a line, where there is something to say. */
static void say(const char *pattern, uint64_t count, struct buffer *out)
{
    if (count == 0)
        return;
    i18n_count(pattern, count, out);
    buffer_byte(out, '\n');
}

static void write_files(const struct export_report *report, struct buffer *out)
{
    if (report->tiles + report->blobs == 0) {
        buffer_text(out, _("nothing was missing"));
        return;
    }
    buffer_text(out, _("written: "));
    i18n_count(ngettext("{1} tile", "{1} tiles", (unsigned long)report->tiles), report->tiles, out);
    buffer_text(out, ", ");
    i18n_count(ngettext("{1} attachment", "{1} attachments", (unsigned long)report->blobs), report->blobs, out);
}

void export_write_report(const struct export_report *report, struct slice body, const char *folder, struct buffer *out)
{
    unsigned long unsigned_ = (unsigned long)report->unsigned_, left_out = (unsigned long)report->left_out,
                  missing = (unsigned long)report->missing;
    i18n_pattern(_("{1} in {2}: "), body, slice_of(folder), out);
    i18n_count(
        ngettext("{1} entry under a signed head", "{1} entries under a signed head", (unsigned long)report->size),
        report->size, out);
    buffer_text(out, ", ");
    i18n_count(_("new: {1}"), report->size - report->before, out);
    buffer_text(out, "; ");
    write_files(report, out);
    buffer_byte(out, '\n');
    say(ngettext("{1} entry is not under a signed head yet and not exported: run \"stimmbuch checkpoint\"",
                 "{1} entries are not under a signed head yet and not exported: run \"stimmbuch checkpoint\"",
                 unsigned_),
        unsigned_, out);
    say(ngettext("{1} attachment of a proposal that is not public was left out",
                 "{1} attachments of proposals that are not public were left out", left_out),
        left_out, out);
    say(ngettext("{1} attachment is missing: this ledger does not hold it",
                 "{1} attachments are missing: this ledger does not hold them", missing),
        missing, out);
}
