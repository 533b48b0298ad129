#include "tests/pictures/svg.h"

#include <string.h>

/* In pixels; BASE is where letters stand in their row, RUN_BYTES what goes into one text element at most. */
enum { WIDTH = 9, HEIGHT = 19, MARGIN = 12, BASE = 14, SIZE = 15, COLOURS = 8, RUN_BYTES = 1024 };

struct palette {
    const char *paper, *ink, *edge, *colour[COLOURS];
};

/* Each colour can be read on its paper. */
static const struct palette light = {
    "#ffffff",
    "#1f2328",
    "#d0d7de",
    {"#1f2328", "#b3261e", "#1a7f37", "#8a5a00", "#0550ae", "#8250df", "#1b6f77", "#57606a"}};
static const struct palette dark_one = {
    "#0d1117",
    "#e6edf3",
    "#30363d",
    {"#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"}};

/* Which sides of the cell a line of a frame reaches: up, right, down, left. */
static const struct {
    const char *text, *sides;
} lines[] = {{"─", "rl"}, {"│", "ud"}, {"┌", "rd"}, {"┐", "ld"}, {"└", "ur"}, {"┘", "ul"}};

/* Blocks, in eighths of the cell's height: from where, how high; how opaque in percent. */
static const struct {
    const char *text;
    int from, high, opaque;
} blocks[] = {{"█", 0, 8, 100}, {"▀", 0, 4, 100}, {"▄", 4, 4, 100}, {"░", 1, 6, 22}};

static int left_of(int column)
{
    return MARGIN + column * WIDTH;
}

static int top_of(int row)
{
    return MARGIN + row * HEIGHT;
}

static void rectangle(struct buffer *out, int x, int y, int width, int height, const char *fill, int opaque)
{
    buffer_format(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"", x, y, width, height, fill);
    if (opaque < 100)
        buffer_format(out, " opacity=\".%02d\"", opaque);
    buffer_text(out, "/>\n");
}

static const char *ink_of(const struct palette *palette, const struct emulator_cell *cell)
{
    if (cell->reverse)
        return palette->paper;
    return cell->colour >= 0 ? palette->colour[cell->colour] : palette->ink;
}

/* `count` cells of a frame from `column` on. */
static void line(struct buffer *out, int row, int column, int count, const char *sides, const char *ink)
{
    int x = left_of(column), y = top_of(row), middle_x = x + WIDTH / 2, middle_y = y + HEIGHT / 2;
    int ends[] = {['u'] = y, ['d'] = y + HEIGHT, ['l'] = x, ['r'] = x + count * WIDTH};
    buffer_format(out, "<path stroke=\"%s\" d=\"", ink);
    for (; *sides; sides++)
        buffer_format(out, "M%d.5 %d.5%c%d.5", middle_x, middle_y, *sides == 'r' || *sides == 'l' ? 'H' : 'V',
                      ends[(unsigned char)*sides]);
    buffer_text(out, "\"/>\n");
}

static bool same_look(const struct emulator_cell *a, const struct emulator_cell *b)
{
    return a->bold == b->bold && a->reverse == b->reverse && a->underline == b->underline && a->colour == b->colour;
}

/* How many cells from `column` on look and read the same. */
static int count_same(const struct emulator *e, int row, int column, int columns)
{
    struct emulator_cell first = emulator_cell(e, row, column), next = first;
    int end = column;
    do
        next = emulator_cell(e, row, ++end);
    while (end < columns && same_look(&first, &next) && strcmp(first.text, next.text) == 0);
    return end - column;
}

/* How many cells it drew because they are lines or blocks; 0: it is a letter. */
static int draw_shape(struct buffer *out, const struct emulator *e, int row, int column, int columns, const char *ink)
{
    struct emulator_cell cell = emulator_cell(e, row, column);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (strcmp(cell.text, lines[i].text) != 0)
            continue;
        int count = i == 0 ? count_same(e, row, column, columns) : 1;
        line(out, row, column, count, lines[i].sides, ink);
        return count;
    }
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        if (strcmp(cell.text, blocks[i].text) != 0)
            continue;
        int count = count_same(e, row, column, columns);
        int from = blocks[i].from * HEIGHT / 8, end = (blocks[i].from + blocks[i].high) * HEIGHT / 8;
        rectangle(out, left_of(column), top_of(row) + from, count * WIDTH, end - from, ink, blocks[i].opaque);
        return count;
    }
    return 0;
}

/* Letters from `first` to before `end`, stretched to their cells whatever font there is. */
static void write_run(struct buffer *out, int row, int first, int end, const struct emulator_cell *look,
                      const char *text, const char *ink)
{
    buffer_format(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"%s\"%s%s>", left_of(first), top_of(row) + BASE,
                  (end - first) * WIDTH, ink, look->bold ? " font-weight=\"bold\"" : "",
                  look->underline ? " text-decoration=\"underline\"" : "");
    for (; *text; text++) {
        if (*text == '<' || *text == '&')
            buffer_text(out, *text == '<' ? "&lt;" : "&amp;");
        else
            buffer_byte(out, *text);
    }
    buffer_text(out, "</text>\n");
}

/* A word at a time: what stands between blanks needs no element, and a wide sign stands alone. */
static int write_word(const struct emulator *e, int row, int column, int columns, const struct palette *palette,
                      struct buffer *out)
{
    struct emulator_cell first = emulator_cell(e, row, column), cell = first;
    char text[RUN_BYTES] = "";
    size_t length = 0;
    int end = column;
    const char *ink = ink_of(palette, &first);
    int drawn = draw_shape(out, e, row, column, columns, ink);
    if (drawn)
        return column + drawn;
    while (end < columns && length + sizeof cell.text < sizeof text && strcmp(cell.text, " ") != 0 &&
           same_look(&cell, &first) && (end == column || cell.width == 1)) {
        memcpy(text + length, cell.text, strlen(cell.text) + 1);
        length += strlen(cell.text);
        end += cell.width > 1 ? cell.width : 1;
        cell = emulator_cell(e, row, end);
        if (first.width > 1)
            break;
    }
    if (end > column)
        write_run(out, row, column, end, &first, text, ink);
    return end > column ? end : column + 1;
}

static void write_row(const struct emulator *e, int row, int columns, const struct palette *palette, struct buffer *out)
{
    int reversed = -1;
    for (int column = 0; column <= columns; column++) {
        bool on = column < columns && emulator_cell(e, row, column).reverse;
        if (on && reversed < 0)
            reversed = column;
        if (!on && reversed >= 0) {
            rectangle(out, left_of(reversed), top_of(row), (column - reversed) * WIDTH, HEIGHT, palette->ink, 100);
            reversed = -1;
        }
    }
    for (int column = 0; column < columns;)
        column = write_word(e, row, column, columns, palette, out);
}

void svg_write(const struct emulator *e, int rows, int columns, bool dark, const char *title, struct buffer *out)
{
    const struct palette *palette = dark ? &dark_one : &light;
    int width = columns * WIDTH + 2 * MARGIN, height = rows * HEIGHT + 2 * MARGIN, row, column;
    buffer_format(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                  "role=\"img\">\n<title>%s</title>\n",
                  width, height, width, height, title);
    buffer_format(out,
                  "<rect x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" stroke=\"%s\"/>\n"
                  "<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"%d\" "
                  "xml:space=\"preserve\">\n",
                  width - 1, height - 1, palette->paper, palette->edge, SIZE);
    for (row = 0; row < rows; row++)
        write_row(e, row, columns, palette, out);
    emulator_cursor(e, &row, &column);
    if (!emulator_cell(e, row, column).reverse)
        rectangle(out, left_of(column), top_of(row), WIDTH, HEIGHT, palette->ink, 50);
    buffer_text(out, "</g>\n</svg>\n");
}
