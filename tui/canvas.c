#include "tui/canvas.h"

#include "core/text.h"

#include <stdlib.h>
#include <unigbrk.h>

void canvas_init(struct canvas *canvas, int rows, int columns, bool ascii)
{
    *canvas = (struct canvas){.rows = rows > 0 ? rows : 1, .columns = columns > 0 ? columns : 1, .ascii = ascii};
    canvas->cell = calloc((size_t)canvas->rows * (size_t)canvas->columns, sizeof *canvas->cell);
    canvas->failed = canvas->cell == NULL;
    canvas_clear(canvas);
}

void canvas_release(struct canvas *canvas)
{
    free(canvas->cell);
    *canvas = (struct canvas){.failed = true};
}

static struct cell *at(struct canvas *canvas, int row, int column)
{
    return &canvas->cell[row * canvas->columns + column];
}

void canvas_clear(struct canvas *canvas)
{
    if (canvas->failed)
        return;
    const struct cell blank = {.text = " ", .width = 1, .style = STYLE_NORMAL};
    for (int i = 0; i < canvas->rows * canvas->columns; i++)
        canvas->cell[i] = blank;
    canvas->hits.count = 0;
    canvas->cursor_row = canvas->rows - 1;
    canvas->cursor_column = 0;
}

struct area canvas_area(const struct canvas *canvas)
{
    return (struct area){.rows = canvas->rows, .columns = canvas->columns};
}

const struct cell *canvas_cell(const struct canvas *canvas, int row, int column)
{
    return &canvas->cell[row * canvas->columns + column];
}

/* A wide character whose half is overwritten leaves a blank behind. */
static void mend_left(struct canvas *canvas, int row, int column)
{
    if (column > 0 && at(canvas, row, column)->width == 0) {
        struct cell *left = at(canvas, row, column - 1);
        left->text[0] = ' ';
        left->text[1] = '\0';
        left->width = 1;
    }
}

static void mend_right(struct canvas *canvas, int row, int column)
{
    if (column < canvas->columns && at(canvas, row, column)->width == 0) {
        struct cell *right = at(canvas, row, column);
        right->text[0] = ' ';
        right->text[1] = '\0';
        right->width = 1;
    }
}

/* Sentences are written with two signs that ASCII lacks: the dot between things and the dots of what goes on. */
static struct slice in_ascii(struct slice grapheme)
{
    return slice_is(grapheme, "·") ? SLICE("-") : slice_is(grapheme, "…") ? SLICE("~") : grapheme;
}

static void put(struct canvas *canvas, int row, int column, struct slice grapheme, int width, enum style style)
{
    if (canvas->ascii)
        grapheme = in_ascii(grapheme);
    mend_left(canvas, row, column);
    mend_right(canvas, row, column + width);
    struct cell *cell = at(canvas, row, column);
    size_t length = grapheme.length < CELL_BYTES ? grapheme.length : 0;
    memcpy(cell->text, length ? grapheme.at : "?", length ? length : 1);
    cell->text[length ? length : 1] = '\0';
    cell->width = (uint8_t)width;
    cell->style = (uint8_t)style;
    if (width == 2)
        *at(canvas, row, column + 1) = (struct cell){.width = 0, .style = (uint8_t)style};
}

/* The first grapheme cluster; one that begins with a combining mark stands alone. */
static struct slice grapheme(struct slice text)
{
    const uint8_t *begin = (const uint8_t *)text.at;
    const uint8_t *next = u8_grapheme_next(begin, begin + text.length);
    return slice_head(text, next ? (size_t)(next - begin) : 1);
}

/*
 * The first character with the marks on it. A cluster may be more than one, each with columns of its own: syllables of
 * Hangul in parts, flags, a sign and its colour. A cell takes one of them.
 */
static struct slice character(struct slice cluster)
{
    uint32_t code;
    size_t length = text_decode(cluster, &code);
    length = length ? length : 1;
    while (length < cluster.length) {
        size_t next = text_decode(slice_from(cluster, length), &code);
        next = next ? next : 1;
        if (text_width(slice_head(slice_from(cluster, length), next)) > 0)
            break;
        length += next;
    }
    return slice_head(cluster, length);
}

/* Puts it where it fits as a whole; returns the columns used. */
static int put_cluster(struct canvas *canvas, int row, int column, enum style style, struct slice cluster)
{
    int used = 0;
    while (cluster.length) {
        struct slice one = character(cluster);
        int width = text_width(one);
        cluster = slice_from(cluster, one.length);
        if (width > 0) /* else a lone combining mark: it must not join the cell before */
            put(canvas, row, column + used, one, width, style);
        used += width;
    }
    return used;
}

/* Draws safe text without cutting marks; returns the columns used. */
static int draw(struct canvas *canvas, int row, int column, int columns, enum style style, struct slice text)
{
    int used = 0;
    while (text.length) {
        struct slice one = grapheme(text);
        text = slice_from(text, one.length);
        if (one.at[0] == '\n')
            one = SLICE(" ");
        if (text_width(one) > columns - used)
            break;
        used += put_cluster(canvas, row, column + used, style, one);
    }
    return used;
}

static bool clip(const struct canvas *canvas, int row, int column, int *columns)
{
    if (canvas->failed || row < 0 || row >= canvas->rows || column < 0 || column >= canvas->columns)
        return false;
    if (*columns > canvas->columns - column)
        *columns = canvas->columns - column;
    return *columns > 0;
}

int canvas_text(struct canvas *canvas, int row, int column, int columns, enum style style, struct slice text)
{
    if (!clip(canvas, row, column, &columns) || !text.length)
        return 0;
    struct buffer safe;
    buffer_init(&safe);
    text_safe(text, &safe);
    int used = 0;
    if (buffer_status(&safe) == STATUS_OK) {
        struct slice all = buffer_slice(&safe);
        if (text_width(all) <= columns) {
            used = draw(canvas, row, column, columns, style, all);
        } else {
            used = draw(canvas, row, column, columns - 1, style, all);
            used += draw(canvas, row, column + used, 1, style, slice_of(canvas_sign(canvas, SIGN_MORE)));
        }
    }
    buffer_release(&safe);
    return used;
}

int canvas_say(struct canvas *canvas, int row, int column, int columns, enum style style, const char *text)
{
    return canvas_text(canvas, row, column, columns, style, slice_of(text));
}

void canvas_right(struct canvas *canvas, int row, int column, int columns, enum style style, struct slice text)
{
    int width = text_width(text);
    if (width < columns) {
        column += columns - width;
        columns = width;
    }
    canvas_text(canvas, row, column, columns, style, text);
}

void canvas_restyle(struct canvas *canvas, int row, int column, int columns, enum style style)
{
    if (!clip(canvas, row, column, &columns))
        return;
    for (int i = 0; i < columns; i++)
        at(canvas, row, column + i)->style = (uint8_t)style;
}

const char *canvas_sign(const struct canvas *canvas, enum sign sign)
{
    static const char *const signs[SIGN_COUNT][2] = {
        [SIGN_GOOD] = {"✓", "+"}, [SIGN_BAD] = {"✗", "x"}, [SIGN_FOCUS] = {"▸", ">"}, [SIGN_MORE] = {"…", "~"},
        [SIGN_DOT] = {"·", "-"},  [SIGN_UP] = {"▲", "^"},  [SIGN_DOWN] = {"▼", "v"},
    };
    return signs[sign][canvas->ascii];
}

void canvas_copy(struct canvas *canvas, struct area area, const struct canvas *from, int top)
{
    int columns = area.columns;
    for (int row = 0; row < area.rows && top + row < from->rows && !from->failed; row++)
        if (clip(canvas, area.row + row, area.column, &columns) && columns <= from->columns)
            memcpy(at(canvas, area.row + row, area.column), canvas_cell(from, top + row, 0),
                   sizeof *canvas->cell * (size_t)columns);
}

void canvas_cursor(struct canvas *canvas, int row, int column)
{
    if (row >= 0 && row < canvas->rows && column >= 0 && column < canvas->columns) {
        canvas->cursor_row = row;
        canvas->cursor_column = column;
    }
}

void canvas_dump(const struct canvas *canvas, struct buffer *out)
{
    for (int row = 0; row < canvas->rows && !canvas->failed; row++) {
        int end = canvas->columns;
        while (end > 0 && strcmp(canvas_cell(canvas, row, end - 1)->text, " ") == 0)
            end--;
        for (int column = 0; column < end; column++)
            buffer_text(out, canvas_cell(canvas, row, column)->text);
        buffer_byte(out, '\n');
    }
}
