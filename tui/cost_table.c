#include "tui/cost_table.h"

#include "core/chart.h"
#include "tui/document_words.h"
#include "tui/i18n.h"
#include "tui/proposal_words.h"

/* Municipal providers, of whom nobody asks for costs, are told of only where they are named. */
static bool is_told(const struct cost_matrix *cost, enum cost_payer payer)
{
    return payer != COST_PROVIDERS || cost_has(cost, COST_PROVIDERS);
}

static const char *name_of(enum cost_payer payer)
{
    return payer == COST_PAYERS ? _("All payers") : payer_name(payer);
}

static void put_table(const struct cost_matrix *cost, struct document *out)
{
    bool decimals = !cost_is_whole(cost);
    struct buffer line;
    buffer_init(&line);
    document_table(out, slice_of(_("Costs by payer and horizon, in euros")), 2 + COST_HORIZONS, 1);
    document_say_cell(out, _("Payer"));
    for (enum cost_horizon horizon = 0; horizon < COST_HORIZONS; horizon++)
        document_say_cell(out, horizon_name(horizon));
    document_say_cell(out, _("in all"));
    for (enum cost_payer payer = 0; payer <= COST_PAYERS; payer++) {
        if (!is_told(cost, payer))
            continue;
        document_say_cell(out, name_of(payer));
        for (enum cost_horizon horizon = 0; horizon <= COST_HORIZONS; horizon++) {
            struct cost_sum sum = cost_total(cost, payer, horizon);
            cost_write_brief(&sum, decimals, false, &line);
            document_put_cell(out, &line);
        }
    }
    buffer_release(&line);
}

static void put_bars(const struct cost_matrix *cost, struct document *out)
{
    struct chart_amount amount[COST_PAYERS * COST_HORIZONS];
    struct slice word[2] = {document_keep(out, slice_of(_("known")), false),
                            document_keep(out, slice_of(_("up to so much")), false)};
    size_t amounts = 0;
    struct buffer line, description;
    buffer_init(&line);
    buffer_init(&description);
    buffer_text(&description, _("Bars of the costs."));
    for (enum cost_payer payer = 0; payer < COST_PAYERS; payer++)
        for (enum cost_horizon horizon = 0; horizon < COST_HORIZONS && is_told(cost, payer); horizon++) {
            struct cost_sum sum = cost_total(cost, payer, horizon);
            i18n_pattern("{1}, {2}: ", slice_of(payer_name(payer)), slice_of(horizon_name(horizon)), &line);
            cost_write_sum(&sum, &line);
            buffer_byte(&description, ' ');
            buffer_add(&description, buffer_slice(&line));
            buffer_byte(&description, '.');
            bool open = sum.unknown || sum.missing;
            amount[amounts++] = (struct chart_amount){.label = document_keep(out, buffer_slice(&line), false),
                                                      .low = sum.low,
                                                      .high = open ? sum.low : sum.high,
                                                      .open = open};
            buffer_clear(&line);
        }
    struct drawing *drawing =
        document_drawing(out, CHART_WIDTH, chart_amounts_height(amounts), slice_of(_("Costs by payer and horizon")),
                         buffer_slice(&description), SLICE(""));
    if (drawing) {
        drawing->name = "costs";
        chart_amounts(drawing, amount, amounts, word);
    }
    buffer_release(&line);
    buffer_release(&description);
}

void cost_table_put(const struct cost_matrix *cost, unsigned level, bool chart, struct document *out)
{
    bool any = false;
    unsigned unknown = 0;
    struct cost_sum burden = cost_burden(cost);
    struct buffer line;
    buffer_init(&line);
    for (enum cost_payer payer = 0; payer < COST_PAYERS; payer++) {
        any = any || cost_has(cost, payer);
        unknown += cost_total(cost, payer, COST_HORIZONS).unknown;
    }
    document_say_heading(out, level, _("Costs"));
    if (!any) {
        document_say_text(out, _("The proposal does not say what it costs."));
        buffer_release(&line);
        return;
    }
    put_table(cost, out);
    if (chart)
        put_bars(cost, out);
    cost_write_sum(&burden, &line);
    document_put_fact(out, _("Net burden of the municipalities"), &line);
    document_say_fact(out, _("Saved elsewhere"), cost->offset_text);
    if (unknown)
        i18n_count(ngettext("{1} cost is unknown, which is not 0", "{1} costs are unknown, which is not 0", unknown),
                   unknown, &line);
    document_put_text(out, &line);
    buffer_release(&line);
}
