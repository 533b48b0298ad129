#include "tui/taken_words.h"

#include "tui/i18n.h"
#include "tui/signing.h"

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

void taken_line(const struct bundle_taken *taken, struct buffer *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&taken->id, hex);
    buffer_add(out, slice_head(slice_of(hex), 12));
    buffer_text(out, "  ");
    taken_words(taken, out);
    buffer_byte(out, '\n');
}

json_t *taken_json(const struct bundle_taken *taken)
{
    if (taken->status == STATUS_OK)
        return submission_json(&taken->entry);
    struct buffer text;
    buffer_init(&text);
    i18n_refusal(taken->why, &text);
    const char *code = taken->why->reason != REASON_NONE ? reason_code(taken->why->reason) : "refused";
    json_t *object = json_pack("{s:o, s:{s:s, s:o}}", "id", json_digest(&taken->id), "error", "code", code, "text",
                               json_slice(buffer_slice(&text)));
    buffer_release(&text);
    return object;
}
