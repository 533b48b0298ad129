/* md4c takes the text apart; what it finds is gathered block by block and written on the page. */
#include "tui/markdown.h"

#include "tui/markdown_block.h"

static void write_source(struct page *page, struct slice text)
{
    while (text.length) {
        struct slice line = slice_cut(&text, '\n');
        if (line.length)
            page_wrap(page, STYLE_NORMAL, 0, line);
        else
            page_next(page);
    }
}

#ifdef HAVE_MD4C
#include <md4c.h>

enum {
    SIZE_MAX_READ = 1 << 20, /* longer texts are shown as they are */
    GROWTH = 4,              /* a text that becomes so many times as long, and SLACK bytes, is not one for people */
    SLACK = 4096
};

bool markdown_is_built_in(void)
{
    return true;
}

static enum style style_of(const struct markdown_writer *writer)
{
    if (writer->code || writer->kind == MARKDOWN_CODE)
        return STYLE_CODE;
    if (writer->kind == MARKDOWN_HEADING || writer->strong)
        return STYLE_TITLE;
    return writer->emphasis ? STYLE_EMPHASIS : STYLE_NORMAL;
}

static int enter_table(struct markdown_writer *writer, const MD_BLOCK_TABLE_DETAIL *detail)
{
    if (detail->col_count > TABLE_COLUMNS || writer->in_table)
        return markdown_refuse(writer);
    markdown_table_init(&writer->table, detail->col_count);
    writer->in_table = true;
    return 0;
}

/* The cells of a head are those of the first row. */
static void align(struct markdown_table *table, const MD_BLOCK_TD_DETAIL *detail)
{
    size_t cell = table->ends.length / sizeof(size_t);
    if (cell < TABLE_COLUMNS)
        table->right[cell] = detail->align == MD_ALIGN_RIGHT;
}

static int enter_list(struct markdown_writer *writer, struct markdown_container list)
{
    list.indent = writer->depth ? writer->container[writer->depth - 1].indent : 0;
    return markdown_enter(writer, list);
}

/* Callbacks: md4c may go on after one has refused, so all of them look. */
static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct markdown_writer *writer = context;
    const MD_BLOCK_UL_DETAIL *bullets = detail;
    const MD_BLOCK_OL_DETAIL *numbers = detail;
    if (writer->refused)
        return 1;
    /* In a tight list the text of an item is no block of its own, and ends where the next one begins. */
    if (!writer->in_table && writer->text.length)
        markdown_flush(writer);
    writer->kind = type == MD_BLOCK_H ? MARKDOWN_HEADING : type == MD_BLOCK_CODE ? MARKDOWN_CODE : MARKDOWN_TEXT;
    switch (type) {
    case MD_BLOCK_QUOTE:
        return markdown_enter_quote(writer);
    case MD_BLOCK_UL:
        return enter_list(writer, (struct markdown_container){.tight = bullets->is_tight, .sign = bullets->mark});
    case MD_BLOCK_OL:
        return enter_list(writer, (struct markdown_container){.tight = numbers->is_tight,
                                                              .ordered = true,
                                                              .number = numbers->start,
                                                              .sign = numbers->mark_delimiter});
    case MD_BLOCK_LI:
        return markdown_enter_item(writer);
    case MD_BLOCK_TABLE:
        return enter_table(writer, detail);
    case MD_BLOCK_TH:
        align(&writer->table, detail);
        return 0;
    default:
        return 0;
    }
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct markdown_writer *writer = context;
    if (writer->refused)
        return 1;
    (void)detail;
    switch (type) {
    case MD_BLOCK_HR:
        markdown_rule(writer);
        return 0;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        markdown_table_cell(&writer->table);
        return 0;
    case MD_BLOCK_TABLE:
        markdown_end_table(writer);
        return 0;
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_LI:
        markdown_leave(writer);
        return 0;
    default:
        if (!writer->in_table)
            markdown_flush(writer);
        writer->kind = MARKDOWN_TEXT;
        return 0;
    }
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct markdown_writer *writer = context;
    if (writer->refused)
        return 1;
    (void)detail;
    switch (type) {
    case MD_SPAN_EM:
        writer->emphasis++;
        return 0;
    case MD_SPAN_STRONG:
        writer->strong++;
        return 0;
    case MD_SPAN_CODE:
        writer->code = true;
        return markdown_append(writer, STYLE_CODE, SLICE("`"));
    case MD_SPAN_A:
    case MD_SPAN_IMG:
        if (writer->links == MARKDOWN_LINKS)
            return markdown_refuse(writer);
        writer->link[writer->links++] = markdown_gathered(writer)->length;
        return type == MD_SPAN_IMG ? markdown_append(writer, STYLE_MUTED, SLICE("!")) : 0;
    default:
        return 0;
    }
}

/* The address behind the text of a link, unless that is the address; and its title, as it stands in the source. */
static int leave_link(struct markdown_writer *writer, const MD_ATTRIBUTE *address, const MD_ATTRIBUTE *title)
{
    struct slice to = {address->text, address->size},
                 text = slice_from(buffer_slice(markdown_gathered(writer)), writer->link[--writer->links]);
    int failed = 0;
    if (slice_equal(to, text) ||
        (to.length > 7 && slice_is(slice_head(to, 7), "mailto:") && slice_equal(slice_from(to, 7), text)))
        return 0;
    failed |= markdown_append(writer, STYLE_MUTED, text.length ? SLICE(" <") : SLICE("<"));
    failed |= markdown_append(writer, STYLE_MUTED, to);
    failed |= markdown_append(writer, STYLE_MUTED, SLICE(">"));
    if (title->size) {
        failed |= markdown_append(writer, STYLE_MUTED, SLICE(" \""));
        failed |= markdown_append(writer, STYLE_MUTED, (struct slice){title->text, title->size});
        failed |= markdown_append(writer, STYLE_MUTED, SLICE("\""));
    }
    return failed;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct markdown_writer *writer = context;
    const MD_SPAN_A_DETAIL *link = detail;
    const MD_SPAN_IMG_DETAIL *picture = detail;
    if (writer->refused)
        return 1;
    switch (type) {
    case MD_SPAN_EM:
        writer->emphasis--;
        return 0;
    case MD_SPAN_STRONG:
        writer->strong--;
        return 0;
    case MD_SPAN_CODE:
        writer->code = false;
        return markdown_append(writer, STYLE_CODE, SLICE("`"));
    case MD_SPAN_A:
        return leave_link(writer, &link->href, &link->title);
    case MD_SPAN_IMG:
        return leave_link(writer, &picture->src, &picture->title);
    default:
        return 0;
    }
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    struct markdown_writer *writer = context;
    if (writer->refused)
        return 1;
    if (type == MD_TEXT_BR)
        return markdown_append(writer, style_of(writer), writer->in_table ? SLICE(" ") : SLICE("\n"));
    if (type == MD_TEXT_SOFTBR)
        return markdown_append(writer, style_of(writer), SLICE(" "));
    return markdown_append(writer, style_of(writer), (struct slice){text, size});
}

/* Not 0: it is no text for people, or there is no memory. */
static int write_text(struct page *page, struct slice text)
{
    static const MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML,
                                     .enter_block = enter_block,
                                     .leave_block = leave_block,
                                     .enter_span = enter_span,
                                     .leave_span = leave_span,
                                     .text = take_text};
    struct markdown_writer writer = {.page = page, .left = GROWTH * text.length + SLACK};
    buffer_init(&writer.text);
    int failed = md_parse(text.at, (MD_SIZE)text.length, &parser, &writer);
    if (writer.refused || buffer_status(&writer.text) != STATUS_OK)
        failed = 1;
    if (writer.in_table)
        markdown_table_release(&writer.table);
    buffer_release(&writer.text);
    return failed;
}

void page_markdown(struct page *page, struct slice text)
{
    /* What is written stays: whether it can be is tried first. */
    struct page tried = {.area = page->area, .line = page->line};
    bool fits = text.length && text.length <= SIZE_MAX_READ && write_text(&tried, text) == 0;
    if (!fits)
        write_source(page, text);
    else if (!page->canvas)
        page->line = tried.line;
    else if (write_text(page, text) != 0)
        page->line = tried.line;
}

#else

bool markdown_is_built_in(void)
{
    return false;
}

void page_markdown(struct page *page, struct slice text)
{
    write_source(page, text);
}

#endif

void page_text(struct page *page, struct slice text, bool source)
{
    if (source)
        write_source(page, text);
    else
        page_markdown(page, text);
}
