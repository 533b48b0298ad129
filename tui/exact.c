#include "tui/exact.h"

#include "core/text.h"

/* The line and the blank between number and text: so narrow that the longest field fits on 80 columns. */
enum { BORDER = 2 };

size_t exact_lines(struct slice text)
{
    size_t lines = 0;
    while (text.length) {
        slice_cut(&text, '\n');
        lines++;
    }
    return lines;
}

bool exact_is_showable(struct slice text)
{
    struct buffer safe;
    buffer_init(&safe);
    text_safe(text, &safe);
    bool same = buffer_status(&safe) == STATUS_OK && slice_equal(buffer_slice(&safe), text);
    buffer_release(&safe);
    return same;
}

/* The digits of the last number. */
static int gutter(struct slice text)
{
    int digits = 1;
    for (size_t lines = exact_lines(text); lines >= 10; lines /= 10)
        digits++;
    return digits < 2 ? 2 : digits;
}

/* What goes on one row: at least one character, so that the text ends even where it has no room. */
static struct slice piece_of(struct slice line, int columns)
{
    uint32_t code;
    struct slice fits = text_fit(line, columns);
    if (fits.length || !line.length)
        return fits;
    size_t one = text_decode(line, &code);
    return slice_head(line, one ? one : 1);
}

static void draw_row(struct canvas *canvas, struct area row, int digits, size_t number, struct slice piece)
{
    struct buffer text;
    buffer_init(&text);
    if (number)
        buffer_number(&text, number);
    canvas_right(canvas, row.row, row.column, digits, STYLE_MUTED, buffer_slice(&text));
    canvas_say(canvas, row.row, row.column + digits, 1, STYLE_FRAME, canvas->ascii ? "|" : "│");
    canvas_text(canvas, row.row, row.column + digits + BORDER, row.columns - digits - BORDER, STYLE_NORMAL, piece);
    buffer_release(&text);
}

int exact_draw(struct canvas *canvas, struct area area, struct slice text, int top)
{
    int digits = gutter(text), rows = 0;
    struct slice rest = text;
    for (size_t number = 1; rest.length; number++) {
        struct slice line = slice_cut(&rest, '\n');
        bool first = true;
        do {
            struct slice piece = piece_of(line, area.columns - digits - BORDER);
            struct area row = {.row = area.row + rows - top, .column = area.column, .rows = 1, .columns = area.columns};
            if (canvas && rows >= top && rows - top < area.rows)
                draw_row(canvas, row, digits, first ? number : 0, piece);
            line = slice_from(line, piece.length);
            first = false;
            rows++;
        } while (line.length);
    }
    return rows;
}
