#include "tui/proposal_alerts.h"

#include "tui/i18n.h"
#include "tui/proposal_words.h"

/* "Länder 3, Kommunen 6": the payers with that many amounts of the kind. */
static void write_payers(const struct cost_matrix *cost, bool unknown, struct buffer *out)
{
    size_t before = out->length;
    for (unsigned payer = 0; payer < COST_PAYERS; payer++) {
        struct cost_sum sum = cost_total(cost, payer, COST_HORIZONS);
        unsigned count = unknown ? sum.unknown : sum.missing;
        /* Municipal providers bear costs only where they are named. */
        if (!count || (payer == COST_PROVIDERS && !cost_has(cost, payer)))
            continue;
        buffer_text(out, out->length > before ? ", " : "");
        buffer_format(out, "%s %u", payer_name(payer), count);
    }
}

void cost_write_unknown(const struct cost_matrix *cost, struct buffer *out)
{
    write_payers(cost, true, out);
}

void cost_write_missing(const struct cost_matrix *cost, struct buffer *out)
{
    write_payers(cost, false, out);
}

static void add_line(const char *pattern, struct slice what, struct buffer *out)
{
    buffer_text(out, out->length ? "\n" : "");
    i18n_pattern(pattern, what, SLICE(""), out);
}

static void add_costs(const struct cost_matrix *cost, struct buffer *out)
{
    struct buffer payers;
    bool any = false;
    buffer_init(&payers);
    for (unsigned payer = 0; payer < COST_PAYERS; payer++)
        any = any || cost_has(cost, payer);
    cost_write_unknown(cost, &payers);
    if (payers.length)
        add_line(_("Unknown costs, not 0: {1}"), buffer_slice(&payers), out);
    buffer_clear(&payers);
    cost_write_missing(cost, &payers);
    if (any && payers.length)
        add_line(_("Costs not stated: {1}"), buffer_slice(&payers), out);
    buffer_release(&payers);
}

void proposal_alerts(const struct entry *proposal, const struct cost_matrix *cost, struct buffer *out)
{
    struct buffer whom;
    size_t at = 0;
    buffer_init(&whom);
    add_costs(cost, out);
    for (const struct field *field; (field = entry_next(proposal, "binding", &at));)
        if (slice_is(value_part(field->value, 0), "unsettled"))
            buffer_format(&whom, "%s%s", whom.length ? ", " : "", bound_name(value_part(field->value, 1)));
    if (whom.length)
        add_line(_("Not settled how far it binds: {1}"), buffer_slice(&whom), out);
    at = 0;
    for (const struct field *field; (field = entry_next(proposal, "dvc", &at));)
        if (slice_is(value_part(field->value, 0), "beside"))
            add_line(_("Stands beside {1}: a silo threatens"), value_rest(field->value, 1), out);
    out->failed = out->failed || whom.failed;
    buffer_release(&whom);
}
