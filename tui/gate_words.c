#include "tui/gate_words.h"

#include "tui/i18n.h"
#include "tui/proposal_alerts.h"

static void write_costs_lack(const struct cost_matrix *cost, bool known, struct buffer *out)
{
    struct buffer payers;
    buffer_init(&payers);
    cost_write_missing(cost, &payers);
    if (payers.length)
        i18n_pattern(_("Not stated: {1}."), buffer_slice(&payers), SLICE(""), out);
    buffer_clear(&payers);
    if (known)
        cost_write_unknown(cost, &payers);
    if (payers.length) {
        buffer_text(out, out->length ? " " : "");
        i18n_pattern(_("Unknown: {1}."), buffer_slice(&payers), SLICE(""), out);
    }
    buffer_release(&payers);
}

void gate_words_lack(const struct gate_item *item, const struct cost_matrix *cost, struct buffer *out)
{
    unsigned long reached = (unsigned long)item->reached;
    switch (item->require->gate) {
    case GATE_COST:
    case GATE_COST_KNOWN:
        write_costs_lack(cost, item->require->gate == GATE_COST_KNOWN, out);
        return;
    case GATE_BINDING:
    case GATE_DVC:
    case GATE_DEMAND:
        i18n_pattern(_("The field \"{1}\" is missing."), item->require->text, SLICE(""), out);
        return;
    case GATE_EXPERIENCE:
        i18n_count(ngettext("So far there is {1}.", "So far there are {1}.", reached), item->reached, out);
        return;
    case GATE_NOTICE:
        i18n_count(ngettext("So far it is {1} day.", "So far it is {1} days.", reached), item->reached, out);
        return;
    }
}
