/* A document as Markdown (CommonMark with tables). What a text holds is never taken for markup. */
#include "core/document.h"

/* At the beginning of a line these begin a list, a rule or a heading. */
static bool begins_something(struct slice text)
{
    return text.length && strchr("-+=", text.at[0]) != NULL;
}

/* The dot of "1." or the bracket of "1)" at the beginning, which would begin a list; or the end of the text. */
static size_t list_mark(struct slice text)
{
    size_t digits = 0;
    while (digits < text.length && text.at[digits] >= '0' && text.at[digits] <= '9')
        digits++;
    return digits && digits < text.length && (text.at[digits] == '.' || text.at[digits] == ')') ? digits : text.length;
}

/* `line`: it stands at the beginning of a line. */
static void write_plain(struct slice text, bool line, struct buffer *out)
{
    size_t mark = line ? list_mark(text) : text.length;
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("\\`*_{}[]<>#|~&", text.at[i]) || (line && i == 0 && begins_something(text)) || i == mark)
            buffer_byte(out, '\\');
        buffer_byte(out, text.at[i]);
    }
}

/* It may hold Markdown, but no HTML, and nothing in it gets out of the quotation. */
static void write_quote(struct slice text, struct buffer *out)
{
    while (text.length) {
        struct slice line = slice_cut(&text, '\n');
        buffer_text(out, line.length ? "> " : ">");
        for (size_t i = 0; i < line.length; i++) {
            if (line.at[i] == '<')
                buffer_text(out, "&lt;");
            else
                buffer_byte(out, line.at[i]);
        }
        buffer_byte(out, '\n');
    }
}

static size_t longest_run(struct slice text, char of)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.length; i++) {
        run = text.at[i] == of ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* Between fences, longer than any in the text: a text that is only indented would belong to a list in front of it. */
static void write_exact(struct slice text, struct buffer *out)
{
    size_t run = longest_run(text, '`'), fence = run < 3 ? 3 : run + 1;
    for (size_t i = 0; i < fence; i++)
        buffer_byte(out, '`');
    buffer_byte(out, '\n');
    while (text.length) {
        buffer_add(out, slice_cut(&text, '\n'));
        buffer_byte(out, '\n');
    }
    for (size_t i = 0; i < fence; i++)
        buffer_byte(out, '`');
    buffer_byte(out, '\n');
}

static void write_row(const struct block *table, size_t first, struct buffer *out)
{
    buffer_byte(out, '|');
    for (size_t i = 0; i < table->columns; i++) {
        buffer_byte(out, ' ');
        if (first + i < table->cells)
            write_plain(table->cell[first + i], false, out);
        buffer_text(out, " |");
    }
    buffer_byte(out, '\n');
}

static void write_table(const struct block *table, struct buffer *out)
{
    if (table->text.length) {
        write_plain(table->text, true, out);
        buffer_text(out, "\n\n");
    }
    write_row(table, 0, out);
    buffer_byte(out, '|');
    for (size_t i = 0; i < table->columns; i++)
        buffer_text(out, i < table->left ? " --- |" : " ---: |");
    buffer_byte(out, '\n');
    for (size_t at = table->columns; table->columns && at < table->cells; at += table->columns)
        write_row(table, at, out);
}

static void write_list(const struct block *block, struct buffer *out)
{
    for (size_t i = 0; i < block->cells; i++) {
        buffer_text(out, "- ");
        write_plain(block->cell[i], true, out);
        buffer_byte(out, '\n');
    }
}

static void write_facts(const struct block *block, struct buffer *out)
{
    for (size_t i = 0; i + 1 < block->cells; i += 2) {
        buffer_text(out, "- ");
        write_plain(block->cell[i], true, out);
        buffer_text(out, ": ");
        write_plain(block->cell[i + 1], false, out);
        buffer_byte(out, '\n');
    }
}

/* A chart shows what tables say in words; only what has lines of its own is told. */
static bool is_told(const struct block *block)
{
    return block->kind != BLOCK_DRAWING || block->text.length;
}

static void write_drawing(const struct block *block, struct buffer *out)
{
    write_plain(block->drawing->description, true, out);
    buffer_byte(out, '\n');
    buffer_byte(out, '\n');
    write_exact(block->text, out);
}

static void write_block(const struct block *block, struct buffer *out)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        for (unsigned i = 0; i < block->level && i < 6; i++)
            buffer_byte(out, '#');
        buffer_byte(out, ' ');
        write_plain(block->text, false, out);
        buffer_byte(out, '\n');
        break;
    case BLOCK_TEXT:
        write_plain(block->text, true, out);
        buffer_byte(out, '\n');
        break;
    case BLOCK_QUOTE:
        write_quote(block->text, out);
        break;
    case BLOCK_EXACT:
        write_exact(block->text, out);
        break;
    case BLOCK_LIST:
        write_list(block, out);
        break;
    case BLOCK_FACTS:
        write_facts(block, out);
        break;
    case BLOCK_TABLE:
        write_table(block, out);
        break;
    case BLOCK_DRAWING:
        write_drawing(block, out);
        break;
    case BLOCK_BREAK:
        buffer_text(out, "---\n");
        break;
    }
}

enum status document_write_markdown(const struct document *document, struct buffer *out)
{
    enum status status = document_status(document);
    for (const struct block *block = document->first; block && status == STATUS_OK; block = block->next) {
        if (!is_told(block))
            continue;
        if (block != document->first)
            buffer_byte(out, '\n');
        write_block(block, out);
    }
    return status == STATUS_OK ? buffer_status(out) : status;
}
