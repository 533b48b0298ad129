#include "tui/import_words.h"

#include "core/fingerprint.h"
#include "tui/i18n.h"

static void number(const char *pattern, uint64_t value, struct buffer *out)
{
    struct buffer digits;
    buffer_init(&digits);
    buffer_number(&digits, value);
    i18n_pattern(pattern, buffer_slice(&digits), SLICE(""), out);
    buffer_release(&digits);
}

void import_words(const struct published *published, const struct import_report *report, struct buffer *out)
{
    buffer_add(out, published->name);
    buffer_text(out, ": ");
    if (report->size > report->from)
        number(_("new entries: {1}"), report->size - report->from, out);
    else
        buffer_text(out, _("no new entries"));
    if (report->rejected)
        number(_(" (without effect: {1})"), report->rejected, out);
    if (report->blobs)
        number(_(", new attachments: {1}"), report->blobs, out);
    number(_("; entries in all: {1}"), report->size > report->from ? report->size : report->from, out);
    if (report->size < report->from)
        number(_(", of which the folder has {1}"), report->size, out);
}

void import_warnings(const struct import_report *report, struct buffer *out)
{
    if (report->behind) {
        buffer_text(out, _("This machine has seen a newer signed head of this body: the folder is older. Ask for a "
                           "newer one."));
        buffer_byte(out, '\n');
    }
    if (report->mark != STATUS_OK) {
        struct buffer why;
        buffer_init(&why);
        i18n_problem(&report->problem, &why);
        i18n_pattern(_("The head could not be kept as this machine's mark: {1}"), buffer_slice(&why), SLICE(""), out);
        buffer_byte(out, '\n');
        buffer_release(&why);
    }
}

void import_founding(const struct published *published, struct buffer *out)
{
    fingerprint_words(&published->founding, out);
    buffer_byte(out, '\n');
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&published->founding, hex);
    buffer_text(out, hex);
    buffer_byte(out, '\n');
}
