#include "tui/page.h"

/* The row of the present line, or -1 where it is not seen. */
static int row_of(const struct page *page)
{
    int at = page->line - page->skip;
    return page->canvas && at >= 0 && at < page->area.rows ? page->area.row + at : -1;
}

void page_wrap(struct page *page, enum style style, int indent, struct slice text)
{
    int below = page->line - page->skip;
    struct area area = page->area;
    area.column += indent;
    area.columns -= indent;
    area.row += below > 0 ? below : 0;
    area.rows -= below > 0 ? below : 0;
    if (!page->canvas || area.rows < 0)
        area.rows = 0;
    page->line += canvas_wrap(page->canvas, area, style, text, below < 0 ? -below : 0);
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

/* How many bytes of a line's beginning mark a list item ("- ", "12. "), or 0. */
static size_t item_mark(struct slice line)
{
    size_t digits = 0;
    if (line.length > 1 && (line.at[0] == '-' || line.at[0] == '*' || line.at[0] == '+') && line.at[1] == ' ')
        return 2;
    while (digits < line.length && digits < 9 && line.at[digits] >= '0' && line.at[digits] <= '9')
        digits++;
    bool marked = digits && digits + 1 < line.length && (line.at[digits] == '.' || line.at[digits] == ')') &&
                  line.at[digits + 1] == ' ';
    return marked ? digits + 2 : 0;
}

static size_t leading(struct slice line, char mark)
{
    size_t count = 0;
    while (count < line.length && line.at[count] == mark)
        count++;
    return count;
}

/* What is being put together from several lines. */
struct paragraph {
    struct buffer text;
    struct slice mark; /* of a list item */
    int indent;
};

static void flush(struct page *page, struct paragraph *paragraph)
{
    if (paragraph->mark.length) {
        /* The mark stands to the left of the text that hangs behind it. */
        page_say(page, paragraph->indent - (int)paragraph->mark.length, (int)paragraph->mark.length, STYLE_MUTED,
                 paragraph->mark);
    }
    if (paragraph->text.length)
        page_wrap(page, STYLE_NORMAL, paragraph->indent, buffer_slice(&paragraph->text));
    buffer_clear(&paragraph->text);
    paragraph->mark = SLICE("");
    paragraph->indent = 0;
}

static void heading(struct page *page, struct slice line, size_t level)
{
    page_wrap(page, STYLE_TITLE, 0, slice_from(line, level + 1));
}

/* "**Kommunen**": what stands between the marks of a line that is strong as a whole; else nothing. */
static struct slice strong(struct slice line)
{
    size_t end = line.length;
    if (end < 5 || line.at[0] != '*' || line.at[1] != '*' || line.at[end - 1] != '*' || line.at[end - 2] != '*')
        return SLICE("");
    struct slice inside = slice_head(slice_from(line, 2), end - 4);
    return memchr(inside.at, '*', inside.length) ? SLICE("") : inside;
}

static void add_line(struct page *page, struct paragraph *paragraph, struct slice line)
{
    size_t blanks = leading(line, ' '), level = leading(line, '#');
    struct slice rest = slice_from(line, blanks);
    size_t mark = item_mark(rest);
    if (!rest.length) {
        flush(page, paragraph);
        page_next(page);
        return;
    }
    if (level && level <= 6 && level < line.length && line.at[level] == ' ') {
        flush(page, paragraph);
        heading(page, line, level);
        return;
    }
    if (strong(rest).length) {
        flush(page, paragraph);
        page_wrap(page, STYLE_TITLE, 0, strong(rest));
        return;
    }
    /* A quote, code, or a bar that begins no table stays a line of its own. */
    bool own = rest.at[0] == '|' || rest.at[0] == '>' || blanks >= 4;
    if (mark || own)
        flush(page, paragraph);
    if (mark) {
        paragraph->mark = slice_head(rest, mark);
        paragraph->indent = (int)(mark + (blanks < 12 ? blanks : 12));
        rest = slice_from(rest, mark);
    }
    if (paragraph->text.length)
        buffer_byte(&paragraph->text, ' ');
    buffer_add(&paragraph->text, rest);
    if (own)
        flush(page, paragraph);
}

void page_markdown(struct page *page, struct slice text)
{
    struct paragraph paragraph = {.indent = 0};
    buffer_init(&paragraph.text);
    while (text.length) {
        if (text.at[0] == '|')
            flush(page, &paragraph);
        if (text.at[0] != '|' || !page_table(page, &text))
            add_line(page, &paragraph, slice_cut(&text, '\n'));
    }
    flush(page, &paragraph);
    buffer_release(&paragraph.text);
}
