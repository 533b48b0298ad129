#include "tui/markdown_table.h"

#include "core/text.h"

enum { GAP = 2, FIRST_LEAST = 12, LABEL = 16 };

void markdown_table_init(struct markdown_table *table, size_t columns)
{
    *table = (struct markdown_table){.columns = columns < TABLE_COLUMNS ? columns : TABLE_COLUMNS};
    buffer_init(&table->text);
    buffer_init(&table->ends);
}

void markdown_table_release(struct markdown_table *table)
{
    buffer_release(&table->text);
    buffer_release(&table->ends);
    *table = (struct markdown_table){.columns = 0};
}

void markdown_table_cell(struct markdown_table *table)
{
    size_t end = table->text.length;
    buffer_add(&table->ends, (struct slice){(const char *)&end, sizeof end});
}

static size_t end_of(const struct markdown_table *table, size_t cell)
{
    size_t end;
    memcpy(&end, table->ends.at + cell * sizeof end, sizeof end);
    return end;
}

static size_t rows(const struct markdown_table *table)
{
    return table->columns ? table->ends.length / sizeof(size_t) / table->columns : 0;
}

static struct slice cell(const struct markdown_table *table, size_t row, size_t column)
{
    size_t at = row * table->columns + column, from = at ? end_of(table, at - 1) : 0;
    return slice_head(slice_from(buffer_slice(&table->text), from), end_of(table, at) - from);
}

/* What each column needs; returns what all of them need. */
static int measure(const struct markdown_table *table, int width[TABLE_COLUMNS])
{
    int all = GAP * ((int)table->columns - 1);
    for (size_t column = 0; column < table->columns; column++) {
        width[column] = 0;
        for (size_t row = 0; row < rows(table); row++) {
            int needed = text_width(cell(table, row, column));
            width[column] = needed > width[column] ? needed : width[column];
        }
        all = all < INT16_MAX ? all + width[column] : all;
    }
    return all;
}

static void write_row(const struct markdown_table *table, struct page *page, size_t row, const int *width,
                      enum style style)
{
    int at = 0;
    for (size_t column = 0; column < table->columns; at += width[column++] + GAP) {
        if (table->right[column])
            page_right(page, at, width[column], style, cell(table, row, column));
        else
            page_say(page, at, width[column], style, cell(table, row, column));
    }
    page_next(page);
}

static void write_columns(const struct markdown_table *table, struct page *page, const int *width)
{
    write_row(table, page, 0, width, STYLE_TITLE);
    page_rule(page);
    for (size_t row = 1; row < rows(table); row++)
        write_row(table, page, row, width, STYLE_NORMAL);
}

/* The title of a column and a cell of it, below each other where the page is narrow. */
static void write_field(struct page *page, struct slice title, struct slice text)
{
    bool narrow = page->area.columns < 3 * LABEL;
    if (narrow)
        page_wrap(page, STYLE_MUTED, 2, title);
    else
        page_say(page, 2, LABEL - 1, STYLE_MUTED, title);
    if (text.length)
        page_wrap(page, STYLE_NORMAL, narrow ? 4 : 2 + LABEL, text);
    else if (!narrow)
        page_next(page);
}

/* The first cell as a title, and under it the others, each with its column's. */
static void write_list(const struct markdown_table *table, struct page *page)
{
    for (size_t row = 1; row < rows(table); row++) {
        page_wrap(page, STYLE_TITLE, 0, cell(table, row, 0));
        for (size_t column = 1; column < table->columns; column++)
            write_field(page, cell(table, 0, column), cell(table, row, column));
    }
}

void markdown_table_write(const struct markdown_table *table, struct page *page, int indent)
{
    struct page part = *page;
    int width[TABLE_COLUMNS];
    if (buffer_status(&table->text) != STATUS_OK || buffer_status(&table->ends) != STATUS_OK || !rows(table))
        return;
    part.area.column += indent;
    part.area.columns -= indent;
    /* The first column has the names: it may be cut. */
    int over = measure(table, width) - part.area.columns;
    if (over > 0 && width[0] - over >= FIRST_LEAST) {
        width[0] -= over;
        over = 0;
    }
    if (over > 0 && rows(table) > 1)
        write_list(table, &part);
    else
        write_columns(table, &part, width);
    page->line = part.line;
}
