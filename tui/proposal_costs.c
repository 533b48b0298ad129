/* The costs of a proposal as a table, or, where a table does not fit, as a list. */
#include "core/text.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/proposal_paint.h"
#include "tui/proposal_words.h"

enum { LABEL_COLUMNS = 15 };

static bool is_ascii(const struct page *page)
{
    return page->canvas && page->canvas->ascii;
}

/* Of the widest cell or heading. */
static int cell_columns(const struct cost_matrix *matrix, bool decimals)
{
    int widest = 0;
    struct buffer text;
    buffer_init(&text);
    for (unsigned category = 0; category < COST_CATEGORIES; category++) {
        int width = text_width(slice_of(category_name(category)));
        widest = width > widest ? width : widest;
        for (unsigned i = 0; i < COST_PAYERS * COST_HORIZONS; i++) {
            buffer_clear(&text);
            cost_write_cell(&matrix->cell[i / COST_HORIZONS][i % COST_HORIZONS][category], decimals, false, &text);
            width = text_width(buffer_slice(&text));
            widest = width > widest ? width : widest;
        }
    }
    buffer_release(&text);
    return widest;
}

static enum style cell_style(const struct cost_cell *cell)
{
    return cell->unknown || !cell->stated ? STYLE_WARN : STYLE_NORMAL;
}

static void write_amount(struct page *page, int column, int columns, const struct cost_cell *cell, bool decimals)
{
    struct buffer text;
    buffer_init(&text);
    cost_write_cell(cell, decimals, is_ascii(page), &text);
    page_right(page, column, columns, cell_style(cell), buffer_slice(&text));
    buffer_release(&text);
}

/* The payer's name and, at the right, what it bears in all. */
static void write_payer(const struct cost_matrix *matrix, enum cost_payer payer, struct page *page)
{
    struct buffer text;
    struct cost_sum sum = cost_total(matrix, payer, COST_HORIZONS);
    int width = text_width(slice_of(payer_name(payer)));
    buffer_init(&text);
    cost_write_sum(&sum, &text);
    page_say(page, 0, page->area.columns, STYLE_TITLE, slice_of(payer_name(payer)));
    if (width + 2 + text_width(buffer_slice(&text)) <= page->area.columns) {
        page_right(page, width + 2, page->area.columns - width - 2, STYLE_MUTED, buffer_slice(&text));
        page_next(page);
    } else {
        page_next(page);
        page_wrap(page, STYLE_MUTED, 2, buffer_slice(&text));
    }
    buffer_release(&text);
}

static void write_table(const struct cost_matrix *matrix, enum cost_payer payer, int columns, bool decimals,
                        struct page *page)
{
    for (unsigned horizon = 0; horizon < COST_HORIZONS; horizon++) {
        page_say(page, 2, LABEL_COLUMNS - 2, STYLE_NORMAL, slice_of(horizon_name(horizon)));
        for (unsigned category = 0; category < COST_CATEGORIES; category++)
            write_amount(page, LABEL_COLUMNS + (int)category * columns + 1, columns - 1,
                         &matrix->cell[payer][horizon][category], decimals);
        page_next(page);
    }
}

static void write_list(const struct cost_matrix *matrix, enum cost_payer payer, bool decimals, struct page *page)
{
    for (unsigned category = 0; category < COST_CATEGORIES; category++) {
        page_say(page, 1, page->area.columns - 1, STYLE_NORMAL, slice_of(category_name(category)));
        page_next(page);
        for (unsigned horizon = 0; horizon < COST_HORIZONS; horizon++) {
            page_say(page, 2, LABEL_COLUMNS, STYLE_MUTED, slice_of(horizon_name(horizon)));
            write_amount(page, LABEL_COLUMNS + 3, page->area.columns - LABEL_COLUMNS - 3,
                         &matrix->cell[payer][horizon][category], decimals);
            page_next(page);
        }
    }
}

static void write_headings(int columns, struct page *page)
{
    page_say(page, 0, LABEL_COLUMNS, STYLE_MUTED, slice_of(_("in €")));
    for (unsigned category = 0; category < COST_CATEGORIES; category++)
        page_right(page, LABEL_COLUMNS + (int)category * columns + 1, columns - 1, STYLE_MUTED,
                   slice_of(category_name(category)));
    page_next(page);
    page_rule(page);
}

/* What is left for the municipalities, in words and to the cent. */
static void write_burden(const struct cost_matrix *matrix, struct page *page)
{
    struct buffer text, euro;
    struct cost_sum burden = cost_burden(matrix);
    buffer_init(&text);
    buffer_init(&euro);
    page_rule(page);
    if (matrix->offset_text.length) {
        format_euro(matrix->offset, &euro);
        i18n_pattern(_("Less {1} saved: {2}"), buffer_slice(&euro), matrix->offset_text, &text);
        page_wrap(page, STYLE_NORMAL, 0, buffer_slice(&text));
        buffer_clear(&text);
        buffer_clear(&euro);
    }
    cost_write_sum(&burden, &euro);
    i18n_pattern(_("Net burden of the municipalities: {1}"), buffer_slice(&euro), SLICE(""), &text);
    page_wrap(page, burden.unknown || burden.missing ? STYLE_WARN : STYLE_TITLE, 0, buffer_slice(&text));
    if (burden.unknown || burden.missing)
        page_wrap(page, STYLE_NORMAL, 0,
                  slice_of(_("What is unknown or not stated is not 0: the burden may be higher.")));
    buffer_release(&text);
    buffer_release(&euro);
}

void proposal_write_costs(const struct cost_matrix *matrix, struct page *page)
{
    bool decimals = !cost_is_whole(matrix), any = false;
    int columns = (page->area.columns - LABEL_COLUMNS) / COST_CATEGORIES;
    bool table = cell_columns(matrix, decimals) < columns;
    /* Wide enough for the eye to follow a row. */
    if (columns > 30)
        columns = 30;
    for (unsigned payer = 0; payer < COST_PAYERS; payer++)
        any = any || cost_has(matrix, payer);
    if (!any) {
        page_wrap(page, STYLE_WARN, 0, slice_of(_("The proposal does not say what it costs.")));
        return;
    }
    if (table)
        write_headings(columns, page);
    for (unsigned payer = 0; payer < COST_PAYERS; payer++) {
        /* The other three are asked for by the gate "cost"; municipal providers only where they are named. */
        if (payer == COST_PROVIDERS && !cost_has(matrix, payer))
            continue;
        write_payer(matrix, payer, page);
        if (cost_has(matrix, payer) && table)
            write_table(matrix, payer, columns, decimals, page);
        else if (cost_has(matrix, payer))
            write_list(matrix, payer, decimals, page);
    }
    write_burden(matrix, page);
}
