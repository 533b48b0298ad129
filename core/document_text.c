/* A document as plain text in lines of at most COLUMNS columns, for mail, printers and braille. */
#include "core/document.h"
#include "core/text.h"

enum { COLUMNS = 78, TABLE_MOST = 24 };

static void blanks(int count, struct buffer *out)
{
    for (; count > 0; count--)
        buffer_byte(out, ' ');
}

/* What the first line begins with, and the others. */
struct lead {
    const char *first, *others;
    int width; /* of both */
};

/* A width that costs nothing for ASCII, which most words are. */
static int width_of(struct slice word)
{
    return text_plain_run(word, false) == word.length ? (int)word.length : text_width(word);
}

/* A word that is longer than a line is broken. Returns the column behind it. */
static int write_long(struct slice word, int width, const struct lead *lead, int column, struct buffer *out)
{
    while (width > COLUMNS - lead->width) {
        struct slice part = text_fit(word, COLUMNS - column);
        buffer_add(out, part);
        word = slice_from(word, part.length);
        width = width_of(word);
        if (!word.length)
            return column;
        buffer_byte(out, '\n');
        buffer_text(out, lead->others);
        column = lead->width;
    }
    buffer_add(out, word);
    return column + width;
}

/* Words broken into lines behind `column`; the line's end too. Returns the columns of the last line. */
static int write_words(struct slice text, const struct lead *lead, int column, struct buffer *out)
{
    bool begins = true;
    while (text.length) {
        size_t end = 0;
        while (end < text.length && text.at[end] != ' ' && text.at[end] != '\n')
            end++;
        struct slice word = slice_head(text, end);
        text = slice_from(text, end + 1);
        if (!word.length)
            continue;
        int width = width_of(word);
        if (!begins && column + 1 + width > COLUMNS) {
            buffer_byte(out, '\n');
            buffer_text(out, lead->others);
            column = lead->width;
        } else if (!begins) {
            buffer_byte(out, ' ');
            column++;
        }
        begins = false;
        column = write_long(word, width, lead, column, out);
    }
    buffer_byte(out, '\n');
    return column;
}

static void write_led(struct slice text, const struct lead *lead, struct buffer *out)
{
    buffer_text(out, lead->first);
    write_words(text, lead, lead->width, out);
}

static void write_heading(const struct block *block, struct buffer *out)
{
    const struct lead none = {"", "", 0};
    size_t before = out->length;
    int columns = write_words(block->text, &none, 0, out);
    /* Of several lines the rule is as long as they can be. */
    if (out->length > before && memchr(out->at + before, '\n', out->length - before - 1))
        columns = COLUMNS;
    if (block->level > 2)
        return;
    for (int i = 0; i < columns; i++)
        buffer_byte(out, block->level == 1 ? '=' : '-');
    buffer_byte(out, '\n');
}

static void write_quote(struct slice text, struct buffer *out)
{
    static const struct lead plain = {"> ", "> ", 2}, item = {"> - ", ">   ", 4};
    struct piece piece;
    enum piece_kind last = PIECE_LINE;
    for (bool first = true; document_piece(&text, &piece); first = false) {
        if (!first && (piece.kind != last || piece.kind == PIECE_TEXT))
            buffer_text(out, ">\n");
        last = piece.kind;
        if (piece.kind == PIECE_STEP) {
            buffer_text(out, "> ");
            buffer_add(out, piece.mark);
            buffer_byte(out, ' ');
            write_words(piece.text, &item, item.width + (int)piece.mark.length - 1, out);
        } else {
            write_led(piece.text, piece.kind == PIECE_ITEM ? &item : &plain, out);
        }
    }
}

static void write_exact(struct slice text, struct buffer *out)
{
    while (text.length) {
        struct slice line = slice_cut(&text, '\n');
        buffer_text(out, line.length ? "    " : "");
        buffer_add(out, line);
        buffer_byte(out, '\n');
    }
}

static void write_list(const struct block *block, struct buffer *out)
{
    static const struct lead item = {"- ", "  ", 2};
    for (size_t i = 0; i < block->cells; i++)
        write_led(block->cell[i], &item, out);
}

/* "Label: value", what does not fit below it and further in. */
static void write_fact(struct slice label, struct slice value, struct buffer *out)
{
    static const struct lead fact = {"", "    ", 4};
    int column = width_of(label) + 2;
    if (column > COLUMNS / 2) {
        write_led(label, &fact, out);
        out->length -= out->length > 0;
        buffer_text(out, ":\n    ");
        column = fact.width;
    } else {
        buffer_add(out, label);
        buffer_text(out, ": ");
    }
    write_words(value, &fact, column, out);
}

static void write_facts(const struct block *block, struct buffer *out)
{
    for (size_t i = 0; i + 1 < block->cells; i += 2)
        write_fact(block->cell[i], block->cell[i + 1], out);
}

static struct slice next_word(struct slice *rest)
{
    struct slice word = {0};
    while (rest->length && !word.length)
        word = slice_cut(rest, ' ');
    return word;
}

/* Of the cells below the heading, and of the longest word in it, or where `whole` the heading itself. */
static int column_width(const struct block *table, size_t column, bool whole)
{
    struct slice heading = column < table->cells ? table->cell[column] : (struct slice){0};
    int widest = whole ? width_of(heading) : 0;
    for (struct slice word = next_word(&heading); word.length; word = next_word(&heading))
        widest = width_of(word) > widest ? width_of(word) : widest;
    for (size_t at = column + table->columns; at < table->cells; at += table->columns) {
        int width = width_of(table->cell[at]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* As many words as fit, at least one. */
static struct slice take_words(struct slice *rest, int columns)
{
    struct slice begin = *rest, line = next_word(rest), ahead = *rest;
    for (struct slice word = next_word(&ahead); word.length; word = next_word(&ahead)) {
        struct slice longer = {line.at, (size_t)(word.at + word.length - line.at)};
        if (width_of(longer) > columns)
            break;
        line = longer;
        *rest = ahead;
    }
    return line.length ? line : slice_head(begin, 0);
}

static void write_cell(struct slice cell, int width, bool number, bool last, struct buffer *out)
{
    int gap = width - width_of(cell);
    if (number)
        blanks(gap, out);
    buffer_add(out, cell);
    if (!number && !last)
        blanks(gap, out);
}

static void end_row(struct buffer *out)
{
    while (out->length && out->at[out->length - 1] == ' ')
        out->length--;
    buffer_byte(out, '\n');
}

/* A heading that is wider than its column stands in several lines. */
static void write_headings(const struct block *table, const int *width, struct buffer *out)
{
    struct slice rest[TABLE_MOST] = {{0}};
    bool more = true;
    for (size_t i = 0; i < table->columns && i < table->cells; i++)
        rest[i] = table->cell[i];
    while (more) {
        more = false;
        for (size_t i = 0; i < table->columns; i++) {
            buffer_text(out, i ? "  " : "");
            write_cell(take_words(&rest[i], width[i]), width[i], i >= table->left, i + 1 == table->columns, out);
            more = more || rest[i].length;
        }
        end_row(out);
    }
}

static void write_row(const struct block *table, size_t first, const int *width, struct buffer *out)
{
    for (size_t i = 0; i < table->columns && first + i < table->cells; i++) {
        buffer_text(out, i ? "  " : "");
        write_cell(table->cell[first + i], width[i], i >= table->left, i + 1 == table->columns, out);
    }
    end_row(out);
}

/* A table that is wider than the page is told row by row, each cell behind its heading. */
static void write_told(const struct block *table, struct buffer *out)
{
    static const struct lead row = {"", "    ", 4};
    for (size_t at = table->columns; at < table->cells; at += table->columns) {
        write_led(table->cell[at], &row, out);
        for (size_t i = 1; i < table->columns && at + i < table->cells; i++) {
            buffer_text(out, "  ");
            write_fact(table->cell[i], table->cell[at + i], out);
        }
    }
}

/* The widths of the columns; how wide they are together. */
static int measure(const struct block *table, bool whole, int *width)
{
    int all = 0;
    for (size_t i = 0; i < table->columns && i < TABLE_MOST; i++) {
        width[i] = column_width(table, i, whole);
        all += width[i] + (i ? 2 : 0);
    }
    return all;
}

static void write_table(const struct block *table, struct buffer *out)
{
    static const struct lead none = {"", "", 0};
    int width[TABLE_MOST] = {0}, all = measure(table, true, width);
    if (all > COLUMNS)
        all = measure(table, false, width);
    if (table->text.length) {
        write_led(table->text, &none, out);
        buffer_byte(out, '\n');
    }
    if (table->columns > TABLE_MOST || all > COLUMNS) {
        write_told(table, out);
        return;
    }
    write_headings(table, width, out);
    for (int i = 0; i < all; i++)
        buffer_byte(out, '-');
    buffer_byte(out, '\n');
    for (size_t at = table->columns; table->columns && at < table->cells; at += table->columns)
        write_row(table, at, width, out);
}

/* A chart shows what tables say in words; only what has lines of its own is told. */
static bool is_told(const struct block *block)
{
    return block->kind == BLOCK_DRAWING ? block->text.length > 0 : block->kind != BLOCK_BREAK;
}

static void write_drawing(const struct block *block, struct buffer *out)
{
    static const struct lead none = {"", "", 0};
    write_led(block->drawing->description, &none, out);
    buffer_byte(out, '\n');
    write_exact(block->text, out);
}

static void write_block(const struct block *block, struct buffer *out)
{
    static const struct lead none = {"", "", 0};
    switch (block->kind) {
    case BLOCK_HEADING:
        write_heading(block, out);
        break;
    case BLOCK_TEXT:
        write_led(block->text, &none, out);
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
        break;
    }
}

enum status document_write_text(const struct document *document, struct buffer *out)
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
