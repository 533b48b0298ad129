#include "core/document.h"

#include "core/text.h"

void document_init(struct document *document, const char *language)
{
    *document = (struct document){.language = slice_of(language)};
    arena_init(&document->arena);
}

void document_release(struct document *document)
{
    arena_release(&document->arena);
    document->first = document->last = NULL;
}

enum status document_status(const struct document *document)
{
    return document->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

struct slice document_keep(struct document *document, struct slice text, bool lines)
{
    struct buffer safe;
    /* What is ASCII without controls, as most is, needs no closer look. */
    if (text_plain_run(text, false) == text.length) {
        struct slice copy = arena_copy(&document->arena, text);
        document->failed = document->failed || !copy.at;
        return copy;
    }
    buffer_init(&safe);
    text_safe(text, &safe);
    for (size_t i = 0; i < safe.length && !lines; i++)
        if (safe.at[i] == '\n')
            safe.at[i] = ' ';
    struct slice copy = arena_copy(&document->arena, buffer_slice(&safe));
    document->failed = document->failed || safe.failed || !copy.at;
    buffer_release(&safe);
    return copy;
}

static struct block *add(struct document *document, enum block_kind kind)
{
    struct block *block = arena_alloc(&document->arena, sizeof *block);
    if (!block) {
        document->failed = true;
        return NULL;
    }
    block->kind = kind;
    if (document->last)
        document->last->next = block;
    else
        document->first = block;
    document->last = block;
    return block;
}

static void add_text(struct document *document, enum block_kind kind, unsigned level, struct slice text)
{
    struct block *block = add(document, kind);
    if (!block)
        return;
    block->level = level;
    block->text = document_keep(document, text, kind == BLOCK_QUOTE || kind == BLOCK_EXACT);
}

void document_heading(struct document *document, unsigned level, struct slice text)
{
    add_text(document, BLOCK_HEADING, level, text);
}

void document_text(struct document *document, struct slice text)
{
    add_text(document, BLOCK_TEXT, 0, text);
}

void document_quote(struct document *document, struct slice text)
{
    add_text(document, BLOCK_QUOTE, 0, text);
}

void document_exact(struct document *document, struct slice text)
{
    add_text(document, BLOCK_EXACT, 0, text);
}

void document_break(struct document *document)
{
    (void)add(document, BLOCK_BREAK);
}

static void add_cell(struct document *document, struct block *block, struct slice text)
{
    if (block->cells == block->room) {
        size_t room = block->room ? block->room * 2 : 8;
        struct slice *larger = arena_array(&document->arena, room, sizeof *larger);
        if (!larger) {
            document->failed = true;
            return;
        }
        if (block->cells)
            memcpy(larger, block->cell, block->cells * sizeof *larger);
        block->cell = larger;
        block->room = room;
    }
    block->cell[block->cells++] = document_keep(document, text, false);
}

/* The last block where it is of that kind, else a new one. */
static struct block *at_end(struct document *document, enum block_kind kind)
{
    return document->last && document->last->kind == kind ? document->last : add(document, kind);
}

void document_item(struct document *document, struct slice text)
{
    struct block *block = at_end(document, BLOCK_LIST);
    if (block)
        add_cell(document, block, text);
}

void document_fact(struct document *document, struct slice label, struct slice value)
{
    struct block *block = at_end(document, BLOCK_FACTS);
    if (!block)
        return;
    add_cell(document, block, label);
    add_cell(document, block, value);
}

void document_table(struct document *document, struct slice caption, size_t columns, size_t left)
{
    struct block *block = add(document, BLOCK_TABLE);
    if (!block)
        return;
    block->text = document_keep(document, caption, false);
    block->columns = columns;
    block->left = left;
}

void document_cell(struct document *document, struct slice text)
{
    if (document->last && document->last->kind == BLOCK_TABLE)
        add_cell(document, document->last, text);
}

struct drawing *document_drawing(struct document *document, int width, int height, struct slice title,
                                 struct slice description, struct slice art)
{
    struct block *block = add(document, BLOCK_DRAWING);
    struct drawing *drawing = block ? arena_alloc(&document->arena, sizeof *drawing) : NULL;
    if (!drawing) {
        document->failed = true;
        return NULL;
    }
    drawing_init(drawing, &document->arena, width, height);
    drawing->title = document_keep(document, title, false);
    drawing->description = document_keep(document, description, false);
    block->text = document_keep(document, art, true);
    block->drawing = drawing;
    return drawing;
}

static struct slice trim(struct slice line)
{
    while (line.length && line.at[0] == ' ')
        line = slice_from(line, 1);
    return line;
}

static size_t count_of(struct slice line, char mark)
{
    size_t count = 0;
    while (count < line.length && line.at[count] == mark)
        count++;
    return count;
}

/* How many bytes of the line mark an item ("- ") or a step ("12. "), or 0. */
static size_t item_mark(struct slice line)
{
    return line.length > 1 && strchr("-*+", line.at[0]) && line.at[1] == ' ' ? 2 : 0;
}

static size_t step_mark(struct slice line)
{
    size_t digits = 0;
    while (digits < line.length && digits < 9 && line.at[digits] >= '0' && line.at[digits] <= '9')
        digits++;
    bool marked = digits && digits + 1 < line.length && strchr(".)", line.at[digits]) && line.at[digits + 1] == ' ';
    return marked ? digits + 2 : 0;
}

static bool is_heading(struct slice line)
{
    size_t level = count_of(line, '#');
    return level && level <= 6 && level < line.length && line.at[level] == ' ';
}

/* Table rows and code keep their lines. */
static bool is_own(struct slice line)
{
    return (line.length && (line.at[0] == '|' || line.at[0] == '>' || line.at[0] == '`')) || count_of(line, ' ') >= 4;
}

static struct slice first_line(struct slice text)
{
    return slice_cut(&text, '\n');
}

/*
 * Does this line go on with what is before it? Into a paragraph only a step with the number 1 breaks: else a date at
 * the beginning of a line would ("30. Juni").
 */
static bool goes_on(struct slice line, enum piece_kind before)
{
    struct slice words = trim(line);
    bool step = step_mark(words) &&
                (before == PIECE_STEP || slice_is(slice_head(words, 2), "1.") || slice_is(slice_head(words, 2), "1)"));
    return words.length && !is_heading(line) && !item_mark(words) && !step && !is_own(line);
}

bool document_piece(struct slice *rest, struct piece *out)
{
    while (rest->length && !trim(first_line(*rest)).length)
        (void)slice_cut(rest, '\n');
    if (!rest->length)
        return false;
    struct slice line = slice_cut(rest, '\n'), words = trim(line);
    size_t item = item_mark(words), step = step_mark(words);
    *out = (struct piece){.kind = PIECE_TEXT, .text = words};
    if (is_heading(line)) {
        *out = (struct piece){.kind = PIECE_HEADING, .text = trim(slice_from(line, count_of(line, '#')))};
        return true;
    }
    if (!item && !step && is_own(line)) {
        *out = (struct piece){.kind = PIECE_LINE, .text = line};
        return true;
    }
    if (item)
        *out = (struct piece){.kind = PIECE_ITEM, .text = slice_from(words, item)};
    if (step)
        *out = (struct piece){.kind = PIECE_STEP, .mark = slice_head(words, step - 1), .text = slice_from(words, step)};
    while (rest->length && goes_on(first_line(*rest), out->kind)) {
        line = slice_cut(rest, '\n');
        out->text.length = (size_t)(line.at + line.length - out->text.at);
    }
    return true;
}
