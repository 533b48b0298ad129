#include "tui/sync_words.h"

#include "tui/i18n.h"
#include "tui/import_words.h"

static void count(const char *pattern, uint64_t value, struct buffer *out)
{
    if (value)
        i18n_count(pattern, value, out);
}

void sync_words(struct slice body, const struct hub_report *report, struct buffer *out)
{
    const struct published published = {.name = body};
    const struct import_report came = {
        .from = report->from, .size = report->size, .rejected = report->rejected, .blobs = report->blobs};
    import_words(&published, &came, out);
    count(_("; sent: {1}"), report->sent, out);
    count(_("; new signed heads: {1}"), report->heads, out);
    count(_("; waiting for signatures: {1}"), report->waiting, out);
    buffer_byte(out, '\n');
}

void sync_warnings(const struct hub_report *report, struct buffer *out)
{
    if (report->strangers) {
        count(_("New entries whose authors saw another history than this ledger has: {1}. Either the hub shows "
                "different members different logs, or they signed in a copy that went its own way: ask them."),
              report->strangers, out);
        buffer_byte(out, '\n');
    }
    if (report->junk) {
        count(_("On the hub lies what is no head and no attachment of this body: {1}. It does no harm."), report->junk,
              out);
        buffer_byte(out, '\n');
    }
    if (report->mark != STATUS_OK) {
        const struct import_report came = {.mark = report->mark, .problem = report->problem};
        import_warnings(&came, out);
    }
}

json_t *sync_json(const struct hub_body *body, const struct hub_report *report, json_t *waiting)
{
    return json_pack(
        "{s:o, s:o, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "body", json_slice(body->name), "founding",
        json_digest(&body->founding), "from", (json_int_t)report->from, "size", (json_int_t)report->size, "entries",
        (json_int_t)(report->size - report->from), "rejected", (json_int_t)report->rejected, "blobs",
        (json_int_t)report->blobs, "heads", (json_int_t)report->heads, "sent", (json_int_t)report->sent, "strangers",
        (json_int_t)report->strangers, "junk", (json_int_t)report->junk, "waiting", waiting ? waiting : json_array());
}
