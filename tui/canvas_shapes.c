/* Frames, rules, bars and wrapped text. */
#include "core/text.h"
#include "tui/canvas.h"

enum piece { TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT, ACROSS, DOWN, PIECES };

static const char *piece(const struct canvas *canvas, enum piece which)
{
    static const char *const pieces[PIECES][2] = {
        [TOP_LEFT] = {"┌", "+"},     [TOP_RIGHT] = {"┐", "+"}, [BOTTOM_LEFT] = {"└", "+"},
        [BOTTOM_RIGHT] = {"┘", "+"}, [ACROSS] = {"─", "-"},    [DOWN] = {"│", "|"},
    };
    return pieces[which][canvas->ascii];
}

void canvas_rule(struct canvas *canvas, int row, int column, int columns)
{
    for (int i = 0; i < columns; i++)
        canvas_say(canvas, row, column + i, 1, STYLE_FRAME, piece(canvas, ACROSS));
}

/* Writes " text " into a frame's line, from the left or to the right. */
static void caption(struct canvas *canvas, int row, const struct area *area, struct slice text, bool right)
{
    int room = area->columns - 6, width = text_width(text);
    if (!text.length || room < 4)
        return;
    if (width > room)
        width = room;
    int column = right ? area->column + area->columns - width - 4 : area->column + 2;
    canvas_say(canvas, row, column, 1, STYLE_NORMAL, " ");
    canvas_text(canvas, row, column + 1, width, right ? STYLE_MUTED : STYLE_TITLE, text);
    canvas_say(canvas, row, column + 1 + width, 1, STYLE_NORMAL, " ");
}

struct area canvas_box(struct canvas *canvas, struct area area, struct slice title, struct slice hint)
{
    int bottom = area.row + area.rows - 1, right = area.column + area.columns - 1;
    canvas_rule(canvas, area.row, area.column, area.columns);
    canvas_rule(canvas, bottom, area.column, area.columns);
    /* A frame may reach far beyond the canvas. */
    int first = area.row < 0 ? 0 : area.row + 1, end = bottom < canvas->rows ? bottom : canvas->rows;
    for (int row = first; row < end; row++) {
        canvas_say(canvas, row, area.column, 1, STYLE_FRAME, piece(canvas, DOWN));
        canvas_say(canvas, row, right, 1, STYLE_FRAME, piece(canvas, DOWN));
    }
    canvas_say(canvas, area.row, area.column, 1, STYLE_FRAME, piece(canvas, TOP_LEFT));
    canvas_say(canvas, area.row, right, 1, STYLE_FRAME, piece(canvas, TOP_RIGHT));
    canvas_say(canvas, bottom, area.column, 1, STYLE_FRAME, piece(canvas, BOTTOM_LEFT));
    canvas_say(canvas, bottom, right, 1, STYLE_FRAME, piece(canvas, BOTTOM_RIGHT));
    caption(canvas, area.row, &area, title, false);
    caption(canvas, bottom, &area, hint, true);
    return (struct area){
        .row = area.row + 1, .column = area.column + 2, .rows = area.rows - 2, .columns = area.columns - 4};
}

struct area canvas_box_of(struct canvas *canvas, struct area area, struct slice title, struct slice hint, bool focused)
{
    struct buffer marked;
    if (!focused)
        return canvas_box(canvas, area, title, hint);
    buffer_init(&marked);
    buffer_text(&marked, canvas_sign(canvas, SIGN_FOCUS));
    buffer_byte(&marked, ' ');
    buffer_add(&marked, title);
    struct area inside = canvas_box(canvas, area, buffer_slice(&marked), hint);
    buffer_release(&marked);
    return inside;
}

void canvas_bar(struct canvas *canvas, int row, int column, int columns, uint64_t part, uint64_t whole,
                enum style style)
{
    int full = whole ? (int)(((part < whole ? part : whole) * (uint64_t)columns + whole / 2) / whole) : 0;
    for (int i = 0; i < columns; i++)
        canvas_say(canvas, row, column + i, 1, i < full ? style : STYLE_MUTED,
                   i < full ? (canvas->ascii ? "#" : "█") : (canvas->ascii ? "." : "░"));
}

/* How much of the paragraph goes on one line: up to the last blank that fits, or as much as fits of a long word. */
static struct slice line_of(struct slice paragraph, int columns)
{
    struct slice fits = text_fit(paragraph, columns);
    if (fits.length == paragraph.length)
        return fits;
    size_t cut = fits.length;
    if (paragraph.at[cut] != ' ')
        while (cut > 0 && paragraph.at[cut - 1] != ' ')
            cut--;
    if (cut == 0)
        cut = fits.length ? fits.length : 1;
    return slice_head(paragraph, cut);
}

/* One line, from the byte `from` of the text on; `*run` is the first run that reaches beyond it. */
static void draw_line(struct canvas *canvas, int row, struct area area, const struct run **run, const struct run *last,
                      size_t from, struct slice line)
{
    int used = 0;
    while (line.length) {
        while (*run < last && (*run)->end <= from)
            (*run)++;
        struct slice piece = *run < last ? slice_head(line, (*run)->end - from) : line;
        used += canvas_text(canvas, row, area.column + used, area.columns - used, (*run)->style, piece);
        from += piece.length;
        line = slice_from(line, piece.length);
    }
}

int canvas_wrap_runs(struct canvas *canvas, struct area area, const struct run *runs, size_t count, struct slice text,
                     int skip)
{
    const struct run *last = runs + count - 1;
    struct slice rest = text;
    int line = 0;
    while (rest.length && area.columns > 0) {
        struct slice paragraph = slice_cut(&rest, '\n');
        do {
            struct slice part = line_of(paragraph, area.columns);
            paragraph = slice_from(paragraph, part.length);
            while (paragraph.length && paragraph.at[0] == ' ')
                paragraph = slice_from(paragraph, 1);
            if (line >= skip && line - skip < area.rows)
                draw_line(canvas, area.row + line - skip, area, &runs, last, (size_t)(part.at - text.at), part);
            line++;
        } while (paragraph.length);
    }
    return line;
}

int canvas_wrap(struct canvas *canvas, struct area area, enum style style, struct slice text, int skip)
{
    const struct run all = {.style = style};
    struct buffer safe;
    int lines = 0;
    buffer_init(&safe);
    text_safe(text, &safe);
    if (buffer_status(&safe) == STATUS_OK)
        lines = canvas_wrap_runs(canvas, area, &all, 1, buffer_slice(&safe), skip);
    buffer_release(&safe);
    return lines;
}
