#include "tui/markdown_block.h"

#include "core/text.h"

static const struct markdown_container *innermost(const struct markdown_writer *writer)
{
    return writer->depth ? &writer->container[writer->depth - 1] : NULL;
}

static int indent_of(const struct markdown_writer *writer)
{
    const struct markdown_container *in = innermost(writer);
    return in ? in->indent : 0;
}

/* Text that is too narrow cannot be read: what is nested deeper is not set in further than half of the page. */
static int deeper(const struct markdown_writer *writer, int columns)
{
    int indent = indent_of(writer) + columns;
    return indent <= writer->page->area.columns / 2 ? indent : indent_of(writer);
}

struct buffer *markdown_gathered(struct markdown_writer *writer)
{
    return writer->in_table ? &writer->table.text : &writer->text;
}

int markdown_refuse(struct markdown_writer *writer)
{
    writer->refused = true;
    return 1;
}

int markdown_append(struct markdown_writer *writer, enum style style, struct slice text)
{
    struct buffer *out = markdown_gathered(writer);
    if (text.length > writer->left)
        return markdown_refuse(writer);
    writer->left -= text.length;
    text_safe(text, out);
    if (writer->in_table)
        return 0;
    struct run *last = writer->runs ? &writer->run[writer->runs - 1] : NULL;
    if (writer->runs < MARKDOWN_RUNS && (!last || last->style != style))
        writer->run[writer->runs++] = (struct run){.end = out->length, .style = style};
    else
        last->end = out->length;
    return 0;
}

/* The bars of the quotes that `count` of the containers are, in the lines from `from` up to the present one. */
static void write_bars(const struct markdown_writer *writer, int from, size_t count)
{
    struct page *page = writer->page;
    int end = page->line;
    for (size_t i = 0; i < writer->depth && count; i++) {
        if (!writer->container[i].quote)
            continue;
        count--;
        for (page->line = from; page->line < end; page->line++)
            page_say(page, writer->container[i].indent - MARKDOWN_STEP, 1, STYLE_FRAME,
                     page->canvas && page->canvas->ascii ? SLICE("|") : SLICE("│"));
    }
    page->line = end;
}

static size_t quotes(const struct markdown_writer *writer)
{
    size_t count = 0;
    for (size_t i = 0; i < writer->depth; i++)
        count += writer->container[i].quote;
    return count;
}

/*
 * The blank line above a block, but not below a heading or within an item of a tight list; and the marks of the items
 * that begin with it, which know better.
 */
static void begin(struct markdown_writer *writer)
{
    struct page *page = writer->page;
    const struct markdown_container *in = innermost(writer);
    bool tight = in && in->item && in->tight;
    if (writer->written && !writer->joined && (!tight || writer->marks)) {
        size_t around = quotes(writer);
        page_next(page);
        write_bars(writer, page->line - 1, around < writer->bars ? around : writer->bars);
    }
    for (size_t i = 0; i < writer->marks; i++)
        page_say(page, writer->mark[i].column, (int)strlen(writer->mark[i].text), STYLE_MUTED,
                 slice_of(writer->mark[i].text));
    writer->marks = 0;
}

static void end(struct markdown_writer *writer, int from, bool joined)
{
    writer->bars = quotes(writer);
    write_bars(writer, from, writer->bars);
    writer->written = true;
    writer->joined = joined;
}

/* Code keeps its empty lines; each other block is one piece. */
static void write_code(const struct markdown_writer *writer)
{
    struct page *page = writer->page;
    int indent = deeper(writer, MARKDOWN_STEP);
    const struct run code = {.style = STYLE_CODE};
    for (struct slice rest = buffer_slice(&writer->text); rest.length;) {
        struct slice line = slice_cut(&rest, '\n');
        if (line.length)
            page_runs(page, &code, 1, indent, line);
        else
            page_next(page);
    }
}

/* Writes what was gathered, if anything. */
void markdown_flush(struct markdown_writer *writer)
{
    if (!writer->text.length && !writer->marks)
        return;
    begin(writer);
    int from = writer->page->line;
    if (writer->kind == MARKDOWN_CODE)
        write_code(writer);
    else if (writer->text.length)
        page_runs(writer->page, writer->run, writer->runs, indent_of(writer), buffer_slice(&writer->text));
    bool empty = writer->page->line == from;
    if (empty)
        page_next(writer->page);
    end(writer, from, empty || writer->kind == MARKDOWN_HEADING);
    buffer_clear(&writer->text);
    writer->runs = 0;
}

int markdown_enter(struct markdown_writer *writer, struct markdown_container container)
{
    if (writer->depth == MARKDOWN_DEPTH)
        return markdown_refuse(writer);
    writer->container[writer->depth++] = container;
    return 0;
}

int markdown_enter_item(struct markdown_writer *writer)
{
    struct markdown_container *list = &writer->container[writer->depth - 1];
    struct markdown_mark mark = {.column = list->indent};
    struct buffer text;
    buffer_init(&text);
    if (list->ordered)
        buffer_number(&text, list->number++);
    buffer_byte(&text, list->sign);
    int columns = (int)text.length + 1;
    if (buffer_status(&text) == STATUS_OK && text.length < sizeof mark.text)
        memcpy(mark.text, text.at, text.length);
    buffer_release(&text);
    if (writer->marks == MARKDOWN_MARKS)
        return markdown_refuse(writer);
    int indent = deeper(writer, columns);
    /* Where nothing is set in any more, the mark is a line above its text. */
    if (indent == list->indent && writer->marks)
        markdown_flush(writer);
    /* The first item stands apart from what is above its list, but not within an item of a tight one. */
    const struct markdown_container *around = writer->depth > 1 ? list - 1 : NULL;
    if (!writer->marks)
        writer->joined =
            writer->joined || (list->tight && (list->started || (around && around->item && around->tight)));
    list->started = true;
    writer->mark[writer->marks++] = mark;
    if (indent == list->indent)
        markdown_flush(writer);
    return markdown_enter(writer, (struct markdown_container){.item = true, .tight = list->tight, .indent = indent});
}

void markdown_end_table(struct markdown_writer *writer)
{
    begin(writer);
    int from = writer->page->line;
    markdown_table_write(&writer->table, writer->page, indent_of(writer));
    end(writer, from, false);
    markdown_table_release(&writer->table);
    writer->in_table = false;
}

void markdown_rule(struct markdown_writer *writer)
{
    begin(writer);
    page_rule(writer->page);
    end(writer, writer->page->line - 1, false);
}

int markdown_enter_quote(struct markdown_writer *writer)
{
    /* The mark of its item is a line above it. */
    if (writer->marks)
        markdown_flush(writer);
    return markdown_enter(writer, (struct markdown_container){.quote = true, .indent = deeper(writer, MARKDOWN_STEP)});
}

void markdown_leave(struct markdown_writer *writer)
{
    markdown_flush(writer);
    writer->depth--;
    writer->joined = false;
}
