#include "tui/page.h"

/* The row of the present line, or -1 where it is not seen. */
static int row_of(const struct page *page)
{
    int at = page->line - page->skip;
    return page->canvas && at >= 0 && at < page->area.rows ? page->area.row + at : -1;
}

/* Where the lines from the present one on go, `indent` columns from the left; *skip: how many are above that. */
static struct area area_from(const struct page *page, int indent, int *skip)
{
    int below = page->line - page->skip;
    struct area area = page->area;
    area.column += indent;
    area.columns -= indent;
    area.row += below > 0 ? below : 0;
    area.rows -= below > 0 ? below : 0;
    if (!page->canvas || area.rows < 0)
        area.rows = 0;
    *skip = below < 0 ? -below : 0;
    return area;
}

void page_wrap(struct page *page, enum style style, int indent, struct slice text)
{
    int skip;
    struct area area = area_from(page, indent, &skip);
    page->line += canvas_wrap(page->canvas, area, style, text, skip);
}

void page_runs(struct page *page, const struct run *runs, size_t count, int indent, struct slice text)
{
    int skip;
    struct area area = area_from(page, indent, &skip);
    page->line += canvas_wrap_runs(page->canvas, area, runs, count, text, skip);
}

void page_say(struct page *page, int column, int columns, enum style style, struct slice text)
{
    int row = row_of(page), room = page->area.columns - column;
    if (row >= 0 && room > 0)
        canvas_text(page->canvas, row, page->area.column + column, columns < room ? columns : room, style, text);
}

void page_right(struct page *page, int column, int columns, enum style style, struct slice text)
{
    int row = row_of(page), room = page->area.columns - column;
    if (row >= 0 && room > 0)
        canvas_right(page->canvas, row, page->area.column + column, columns < room ? columns : room, style, text);
}

void page_bar(struct page *page, int column, int columns, uint64_t part, uint64_t whole)
{
    int row = row_of(page);
    if (row >= 0)
        canvas_bar(page->canvas, row, page->area.column + column, columns, part, whole, STYLE_NORMAL);
}

void page_mark(struct page *page, int column, int columns, uint64_t mark, uint64_t whole)
{
    /* Under the last cell that is needed. */
    int row = row_of(page), at = whole && mark ? (int)((mark * (uint64_t)columns + whole - 1) / whole) - 1 : 0;
    if (row >= 0 && mark <= whole)
        canvas_say(page->canvas, row, page->area.column + column + (at < columns ? at : columns - 1), 1, STYLE_TITLE,
                   canvas_sign(page->canvas, SIGN_UP));
}

void page_field(struct page *page, int width, const char *label, enum style style, struct slice text)
{
    bool narrow = page->area.columns < 3 * width;
    page_say(page, 0, narrow ? page->area.columns : width - 1, STYLE_MUTED, slice_of(label));
    if (narrow && *label)
        page_next(page);
    if (narrow && text.length)
        page_wrap(page, style, 2, text);
    else if (text.length)
        page_wrap(page, style, width, text);
    else if (!narrow || !*label)
        page_next(page);
}

void page_next(struct page *page)
{
    page->line++;
}

void page_rule(struct page *page)
{
    int row = row_of(page);
    if (row >= 0)
        canvas_rule(page->canvas, row, page->area.column, page->area.columns);
    page->line++;
}
