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

static void widen(int *widest, struct buffer *text)
{
    int width = text_width(buffer_slice(text));
    *widest = width > *widest ? width : *widest;
    buffer_clear(text);
}

/* Of the widest cell, sum or heading. */
static int cell_columns(const struct cost_matrix *matrix, bool decimals)
{
    int widest = 0;
    struct buffer text;
    buffer_init(&text);
    for (unsigned i = 0; i < COST_CATEGORIES + COST_HORIZONS; i++) {
        buffer_text(&text, i < COST_CATEGORIES ? category_name((enum cost_category)i)
                                               : horizon_name((enum cost_horizon)(i - COST_CATEGORIES)));
        widen(&widest, &text);
    }
    for (unsigned i = 0; i < COST_PAYERS * COST_HORIZONS * COST_CATEGORIES; i++) {
        cost_write_cell(&matrix->cell[0][0][0] + i, decimals, false, &text);
        widen(&widest, &text);
    }
    for (unsigned i = 0; i < (COST_PAYERS + 1) * COST_HORIZONS; i++) {
        struct cost_sum sum =
            cost_total(matrix, (enum cost_payer)(i / COST_HORIZONS), (enum cost_horizon)(i % COST_HORIZONS));
        cost_write_brief(&sum, decimals, true, &text);
        widen(&widest, &text);
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

/* In a list: the amount beside its label, or where it is too long below it; it is never cut. */
static void write_item(struct page *page, const char *label, enum style style, const struct buffer *amount)
{
    int columns = page->area.columns, beside = columns - LABEL_COLUMNS - 1;
    page_say(page, 2, LABEL_COLUMNS - 2, STYLE_MUTED, slice_of(label));
    if (text_width(buffer_slice(amount)) > beside)
        page_next(page);
    page_right(page, 2, columns - 2, style, buffer_slice(amount));
    page_next(page);
}

/* Sums, payer by payer and then of all: with `columns` in three of them, else a line for each. */
static void write_sums(const struct cost_matrix *matrix, enum cost_payer payer, int columns, bool decimals,
                       struct page *page)
{
    struct slice name = slice_of(payer == COST_PAYERS ? _("All payers") : payer_name(payer));
    page_say(page, columns ? 0 : 1, columns ? LABEL_COLUMNS : page->area.columns - 1, STYLE_NORMAL, name);
    if (!columns)
        page_next(page);
    for (unsigned horizon = 0; horizon < COST_HORIZONS; horizon++) {
        struct cost_sum sum = cost_total(matrix, payer, (enum cost_horizon)horizon);
        enum style style = sum.unknown || sum.missing ? STYLE_WARN : STYLE_NORMAL;
        struct buffer text;
        buffer_init(&text);
        cost_write_brief(&sum, decimals, is_ascii(page), &text);
        if (columns) {
            page_right(page, LABEL_COLUMNS + (int)horizon * columns + 1, columns - 1, style, buffer_slice(&text));
        } else {
            write_item(page, horizon_name((enum cost_horizon)horizon), style, &text);
        }
        buffer_release(&text);
    }
    if (columns)
        page_next(page);
}

static void write_horizons(const struct cost_matrix *matrix, int columns, bool decimals, struct page *page)
{
    page_rule(page);
    page_say(page, 0, columns ? LABEL_COLUMNS : page->area.columns, STYLE_TITLE, slice_of(_("Sums in €")));
    for (unsigned horizon = 0; horizon < COST_HORIZONS && columns; horizon++)
        page_right(page, LABEL_COLUMNS + (int)horizon * columns + 1, columns - 1, STYLE_MUTED,
                   slice_of(horizon_name((enum cost_horizon)horizon)));
    page_next(page);
    for (unsigned payer = 0; payer <= COST_PAYERS; payer++)
        if (payer != COST_PROVIDERS || cost_has(matrix, COST_PROVIDERS))
            write_sums(matrix, (enum cost_payer)payer, columns, decimals, page);
}

/* The payer's name and, at the right of so many columns, what it bears in all. */
static void write_payer(const struct cost_matrix *matrix, enum cost_payer payer, int columns, struct page *page)
{
    struct buffer text;
    struct cost_sum sum = cost_total(matrix, payer, COST_HORIZONS);
    int width = text_width(slice_of(payer_name(payer)));
    buffer_init(&text);
    cost_write_sum(&sum, &text);
    page_say(page, 0, page->area.columns, STYLE_TITLE, slice_of(payer_name(payer)));
    if (width + 2 + text_width(buffer_slice(&text)) <= columns) {
        page_right(page, width + 2, columns - width - 2, STYLE_MUTED, buffer_slice(&text));
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
            const struct cost_cell *cell = &matrix->cell[payer][horizon][category];
            struct buffer text;
            buffer_init(&text);
            cost_write_cell(cell, decimals, is_ascii(page), &text);
            write_item(page, horizon_name((enum cost_horizon)horizon), cell_style(cell), &text);
            buffer_release(&text);
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
        write_payer(matrix, payer, table ? LABEL_COLUMNS + COST_CATEGORIES * columns : page->area.columns, page);
        if (cost_has(matrix, payer) && table)
            write_table(matrix, payer, columns, decimals, page);
        else if (cost_has(matrix, payer))
            write_list(matrix, payer, decimals, page);
    }
    write_horizons(matrix, table ? columns : 0, decimals, page);
    write_burden(matrix, page);
}
