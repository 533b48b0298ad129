#include "tui/taken_words.h"

#include "tui/format.h"
#include "tui/i18n.h"

enum status taken_look(struct ledger *ledger, struct slice note, const struct digest *id, struct instant now,
                       struct bundle_taken *out, struct problem *problem)
{
    *out = (struct bundle_taken){.id = *id, .why = problem};
    out->status = ledger_look(ledger, note, now, &out->entry, problem);
    bool told = out->status == STATUS_OK || out->status == STATUS_REFUSED || out->status == STATUS_FORM ||
                out->status == STATUS_NOT_FOUND;
    return told ? STATUS_OK : out->status;
}

const char *taken_code(const struct bundle_taken *taken)
{
    if (taken->status != STATUS_OK)
        return "refused";
    if (taken->entry.index >= 0)
        return "logged";
    return taken->entry.signatures < taken->entry.needed ? "signatures" : "writer";
}

void taken_words(const struct bundle_taken *taken, struct buffer *out)
{
    struct buffer detail;
    buffer_init(&detail);
    if (taken->status != STATUS_OK) {
        i18n_refusal(taken->why, &detail);
        i18n_pattern(_("refused: {1}"), buffer_slice(&detail), SLICE(""), out);
    } else if (taken->entry.index >= 0) {
        i18n_count(_("in the ledger at place {1}"), (uint64_t)taken->entry.index, out);
    } else if (taken->entry.signatures < taken->entry.needed) {
        i18n_count(ngettext("waits for {1} signature", "waits for {1} signatures",
                            taken->entry.needed - taken->entry.signatures),
                   taken->entry.needed - taken->entry.signatures, out);
    } else {
        buffer_text(out, _("waits for the writer"));
    }
    buffer_release(&detail);
}

void taken_shared_words(const struct pending_item *item, int64_t now, struct buffer *out)
{
    struct buffer when;
    if (!item->shared)
        return;
    buffer_init(&when);
    format_brief(item->shared, now, &when);
    buffer_text(out, ", ");
    i18n_pattern(_("in the bundle of {1}"), buffer_slice(&when), SLICE(""), out);
    buffer_release(&when);
}
