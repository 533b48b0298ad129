/* Tables in a page of Markdown: columns where there is room for them, else each row as a list of its cells. */
#include "core/text.h"
#include "tui/page.h"

#include <stdlib.h>

enum { COLUMNS = 16, GAP = 2, FIRST_LEAST = 12, LABEL = 16 };

struct column {
    int width;
    bool right;
    struct buffer title;
};

struct table {
    struct slice rows; /* behind the two lines of the head */
    struct column column[COLUMNS];
    size_t columns;
};

/* The next cell of a row, without its blanks and backslashes, replaces `out`. False: there is none. */
static bool next_cell(struct slice *row, struct buffer *out)
{
    size_t at = 0;
    buffer_clear(out);
    while (row->length && row->at[0] == ' ')
        *row = slice_from(*row, 1);
    if (!row->length)
        return false;
    for (; at < row->length && row->at[at] != '|'; at++) {
        at += row->at[at] == '\\' && at + 1 < row->length;
        buffer_byte(out, row->at[at]);
    }
    *row = slice_from(*row, at + 1);
    while (out->length && out->at[out->length - 1] == ' ')
        out->at[--out->length] = '\0';
    return true;
}

/* The next line, if it is a row: what is behind its first bar. */
static bool next_row(struct slice *text, struct slice *row)
{
    struct slice rest = *text, line = slice_cut(&rest, '\n');
    if (!line.length || line.at[0] != '|')
        return false;
    *row = slice_from(line, 1);
    *text = rest;
    return true;
}

/* "---" or "---:": as many as the head has cells. */
static bool read_rule(struct table *table, struct slice row)
{
    struct buffer cell;
    size_t count = 0;
    bool rule = true;
    buffer_init(&cell);
    while (rule && next_cell(&row, &cell)) {
        struct slice text = buffer_slice(&cell);
        rule = count < table->columns && text.length > 1;
        for (size_t i = 0; i < text.length && rule; i++)
            rule = text.at[i] == '-' || (text.at[i] == ':' && (i == 0 || i + 1 == text.length));
        if (rule)
            table->column[count++].right = text.at[0] != ':' && text.at[text.length - 1] == ':';
    }
    buffer_release(&cell);
    return rule && count == table->columns;
}

static void widen(struct table *table, struct slice row)
{
    struct buffer cell;
    buffer_init(&cell);
    for (size_t i = 0; i < table->columns && next_cell(&row, &cell); i++) {
        int width = text_width(buffer_slice(&cell));
        table->column[i].width = width > table->column[i].width ? width : table->column[i].width;
    }
    buffer_release(&cell);
}

/* Takes the table from the beginning of the text. False: there is none. */
static bool read_table(struct table *table, struct slice *text)
{
    struct slice rest = *text, head, rule, row;
    if (!next_row(&rest, &head) || !next_row(&rest, &rule))
        return false;
    struct slice cells = head;
    while (table->columns < COLUMNS && next_cell(&cells, &table->column[table->columns].title))
        table->columns++;
    if (!table->columns || !read_rule(table, rule))
        return false;
    widen(table, head);
    table->rows = rest;
    while (next_row(&rest, &row))
        widen(table, row);
    *text = rest;
    return true;
}

static int all_columns(const struct table *table)
{
    int width = GAP * ((int)table->columns - 1);
    for (size_t i = 0; i < table->columns; i++)
        width += table->column[i].width;
    return width;
}

static void write_cell(struct page *page, const struct column *column, int at, enum style style, struct slice text)
{
    if (column->right)
        page_right(page, at, column->width, style, text);
    else
        page_say(page, at, column->width, style, text);
}

static void write_columns(const struct table *table, struct page *page)
{
    struct slice rest = table->rows, row;
    struct buffer cell;
    int at = 0;
    buffer_init(&cell);
    for (size_t i = 0; i < table->columns; at += table->column[i++].width + GAP)
        write_cell(page, &table->column[i], at, STYLE_TITLE, buffer_slice(&table->column[i].title));
    page_next(page);
    page_rule(page);
    while (next_row(&rest, &row)) {
        at = 0;
        for (size_t i = 0; i < table->columns && next_cell(&row, &cell); at += table->column[i++].width + GAP)
            write_cell(page, &table->column[i], at, STYLE_NORMAL, buffer_slice(&cell));
        page_next(page);
    }
    buffer_release(&cell);
}

/* The first cell as a title, and under it the others, each behind its column's. */
static void write_list(const struct table *table, struct page *page)
{
    struct slice rest = table->rows, row;
    struct buffer cell;
    buffer_init(&cell);
    while (next_row(&rest, &row)) {
        if (next_cell(&row, &cell))
            page_wrap(page, STYLE_TITLE, 0, buffer_slice(&cell));
        for (size_t i = 1; i < table->columns && next_cell(&row, &cell); i++) {
            page_say(page, 2, LABEL - 1, STYLE_MUTED, buffer_slice(&table->column[i].title));
            if (cell.length)
                page_wrap(page, STYLE_NORMAL, 2 + LABEL, buffer_slice(&cell));
            else
                page_next(page);
        }
    }
    buffer_release(&cell);
}

bool page_table(struct page *page, struct slice *text)
{
    struct table table = {.columns = 0};
    for (size_t i = 0; i < COLUMNS; i++)
        buffer_init(&table.column[i].title);
    bool found = read_table(&table, text);
    if (found) {
        /* The first column has the names: it may be cut. */
        int over = all_columns(&table) - page->area.columns;
        if (over > 0 && table.column[0].width - over >= FIRST_LEAST) {
            table.column[0].width -= over;
            over = 0;
        }
        if (over > 0)
            write_list(&table, page);
        else
            write_columns(&table, page);
    }
    for (size_t i = 0; i < COLUMNS; i++)
        buffer_release(&table.column[i].title);
    return found;
}
