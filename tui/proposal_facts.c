#include "tui/proposal_facts.h"

#include "core/text.h"
#include "data/query_link.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/proposal_words.h"

static bool states_costs(const struct cost_matrix *cost)
{
    bool any = false;
    for (enum cost_payer payer = 0; payer < COST_PAYERS; payer++)
        any = any || cost_has(cost, payer);
    return any;
}

static unsigned unknown_costs(const struct cost_matrix *cost)
{
    unsigned unknown = 0;
    for (enum cost_payer payer = 0; payer < COST_PAYERS; payer++)
        unknown += cost_total(cost, payer, COST_HORIZONS).unknown;
    return unknown;
}

void cost_facts_words(const struct entry *proposal, struct buffer *out)
{
    struct cost_matrix cost;
    struct buffer text;
    cost_read(proposal, &cost);
    struct cost_sum burden = cost_burden(&cost);
    unsigned unknown = unknown_costs(&cost);
    if (!states_costs(&cost)) {
        buffer_text(out, _("The proposal does not say what it costs."));
        buffer_byte(out, '\n');
        return;
    }
    buffer_init(&text);
    cost_write_sum(&burden, &text);
    i18n_pattern(_("Net burden of the municipalities: {1}"), buffer_slice(&text), SLICE(""), out);
    buffer_byte(out, '\n');
    if (cost.offset_text.length) {
        buffer_clear(&text);
        format_euro(cost.offset, &text);
        i18n_pattern(_("Less {1} saved: {2}"), buffer_slice(&text), cost.offset_text, out);
        buffer_byte(out, '\n');
    }
    if (unknown) {
        i18n_count(ngettext("{1} cost is unknown, which is not 0", "{1} costs are unknown, which is not 0", unknown),
                   unknown, out);
        buffer_byte(out, '\n');
    }
    buffer_release(&text);
}

json_t *cost_facts_json(const struct entry *proposal)
{
    struct cost_matrix cost;
    cost_read(proposal, &cost);
    struct cost_sum burden = cost_burden(&cost);
    json_t *sum = states_costs(&cost) ? json_pack("{s:I, s:I, s:I, s:I}", "low", (json_int_t)burden.low, "high",
                                                  (json_int_t)burden.high, "unknown", (json_int_t)burden.unknown,
                                                  "missing", (json_int_t)burden.missing)
                                      : json_null();
    json_t *offset = cost.offset_text.length ? json_pack("{s:I, s:o}", "cents", (json_int_t)cost.offset, "text",
                                                         json_slice(cost.offset_text))
                                             : json_null();
    return json_pack("{s:o, s:o, s:I}", "burden", sum, "offset", offset, "unknown", (json_int_t)unknown_costs(&cost));
}

/* A phrase with {1} for the other proposal. */
static const char *link_phrase(struct slice relation)
{
    static const char *const phrases[] = {N_("supersedes {1}"), N_("is superseded by {1}"),
                                          N_("amends {1}"),     N_("is amended by {1}"),
                                          N_("repeals {1}"),    N_("is repealed by {1}")};
    int at = value_word("supersedes|superseded-by|amends|amended-by|repeals|repealed-by", relation);
    return at < 0 ? "{1}" : _(phrases[at]);
}

static bool link_words(void *context, const struct link_item *item)
{
    struct buffer *out = context, other;
    buffer_init(&other);
    buffer_add(&other, item->number);
    buffer_byte(&other, ' ');
    text_safe(item->title, &other);
    i18n_pattern(link_phrase(item->relation), buffer_slice(&other), SLICE(""), out);
    buffer_text(out, " (");
    buffer_text(out, proposal_state(item->state));
    buffer_text(out, item->decision.length ? ", " : "");
    buffer_add(out, item->decision);
    buffer_text(out, ")\n");
    buffer_release(&other);
    return true;
}

enum status link_facts_words(struct session *session, int64_t body, int64_t proposal, struct buffer *out)
{
    return query_links(ledger_store(session->ledger), body, proposal, link_words, out, &session->problem);
}

static bool link_json(void *context, const struct link_item *item)
{
    json_array_append_new(context, json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "relation", json_slice(item->relation),
                                             "proposal", json_digest(&item->id), "number", json_slice(item->number),
                                             "title", json_slice(item->title), "state", json_slice(item->state),
                                             "decision", json_given(item->decision)));
    return true;
}

enum status link_facts_json(struct session *session, int64_t body, int64_t proposal, json_t *links)
{
    return query_links(ledger_store(session->ledger), body, proposal, link_json, links, &session->problem);
}
