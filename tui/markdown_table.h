/* A table of a text, collected cell by cell: columns where there is room for them, else each row as a list. */
#ifndef TUI_MARKDOWN_TABLE_H
#define TUI_MARKDOWN_TABLE_H

#include "tui/page.h"

enum { TABLE_COLUMNS = 16 };

struct markdown_table {
    size_t columns;            /* at most TABLE_COLUMNS */
    bool right[TABLE_COLUMNS]; /* numbers stand to the right */
    struct buffer text;        /* the cells one behind the other, row by row, those of the head first */
    struct buffer ends;        /* where each of them ends in it: size_t values */
};

void markdown_table_init(struct markdown_table *table, size_t columns);
void markdown_table_release(struct markdown_table *table);

/* What was appended to `text` since the last one is a cell. */
void markdown_table_cell(struct markdown_table *table);

/* Writes it, `indent` columns from the left. Without memory nothing is written. */
void markdown_table_write(const struct markdown_table *table, struct page *page, int indent);

#endif
