/* What every painted screen keeps to. */
#include "tests/screen_rules.h"

#include "core/text.h"
#include "tui/app.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <unigbrk.h>

#include <cmocka.h>

static bool is_typing(const struct sight *sight)
{
    const struct app *app = &sight->visit->stage->app;
    const struct screen *screen = app->stack[app->depth - 1].screen;
    return screen->typing && screen->typing(app->stack[app->depth - 1].state);
}

static bool has(const struct canvas *canvas, int row, int column, const char *text)
{
    return strcmp(canvas_cell(canvas, row, column)->text, text) == 0;
}

/* The marks of the focus, "▸"; the last one goes into `*at`. */
static int focus_marks(const struct canvas *canvas, int *row_at, int *column_at)
{
    int marks = 0;
    for (int row = 0; row < canvas->rows; row++)
        for (int column = 0; column < canvas->columns; column++)
            if (has(canvas, row, column, "▸")) {
                *row_at = row;
                *column_at = column;
                marks++;
            }
    return marks;
}

static bool is_field(const struct canvas *canvas, int row, int column)
{
    return canvas_cell(canvas, row, column)->style == STYLE_INPUT;
}

void canvas_cursor_lost(const struct canvas *canvas, bool typing, struct buffer *why)
{
    int row = canvas->cursor_row, column = canvas->cursor_column, mark_row = 0, mark_column = 0;
    if (row < 2)
        buffer_format(why, "the cursor is in the title");
    if (is_field(canvas, row, column) || has(canvas, row, column, "▸") || typing)
        return;
    /* A text to be read: its first cell, below the title that has the mark. */
    if (row > 0 && column + 1 < canvas->columns && has(canvas, row - 1, column + 1, "▸"))
        return;
    if (focus_marks(canvas, &mark_row, &mark_column))
        buffer_format(why, "the cursor is at %d,%d, the mark of the focus at %d,%d", row, column, mark_row,
                      mark_column);
}

void rule_cursor_on_focus(const struct sight *sight, struct buffer *why)
{
    const struct canvas *canvas = sight->canvas;
    int row, column;
    emulator_cursor(sight->colour, &row, &column);
    if (row != canvas->cursor_row || column != canvas->cursor_column)
        buffer_format(why, "the terminal's cursor is at %d,%d, the canvas's at %d,%d", row, column, canvas->cursor_row,
                      canvas->cursor_column);
    canvas_cursor_lost(canvas, is_typing(sight), why);
}

void rule_cursor_seen(const struct sight *sight, struct buffer *why)
{
    if (!emulator_cursor_visible(sight->colour) || !emulator_cursor_visible(sight->mono))
        buffer_text(why, "the cursor is hidden");
}

/* What is reversed begins with the mark. */
void rule_focus_marked(const struct sight *sight, struct buffer *why)
{
    const struct canvas *canvas = sight->canvas;
    for (int row = 0; row < canvas->rows; row++) {
        for (int column = 0; column < canvas->columns; column++) {
            if (canvas_cell(canvas, row, column)->style != STYLE_FOCUS)
                continue;
            if (!has(canvas, row, column, "▸"))
                buffer_format(why, "row %d is reversed from column %d on, without a mark", row, column);
            break;
        }
    }
}

static void write_row(const struct emulator *e, int row, int columns, struct buffer *out)
{
    for (int column = 0; column < columns; column++)
        buffer_text(out, emulator_cell(e, row, column).text);
}

void rule_same_without_colour(const struct sight *sight, struct buffer *why)
{
    struct buffer colour, mono;
    buffer_init(&colour);
    buffer_init(&mono);
    for (int row = 0; row < sight->canvas->rows && !why->length; row++) {
        buffer_clear(&colour);
        buffer_clear(&mono);
        write_row(sight->colour, row, sight->canvas->columns, &colour);
        write_row(sight->mono, row, sight->canvas->columns, &mono);
        if (!slice_equal(buffer_slice(&colour), buffer_slice(&mono)))
            buffer_format(why, "row %d is \"%s\" with colours and \"%s\" without", row, colour.at, mono.at);
    }
    buffer_release(&colour);
    buffer_release(&mono);
}

static bool looks(const struct emulator_cell *cell, struct look look)
{
    return cell->colour == look.colour && cell->bold == look.bold && cell->reverse == look.reverse &&
           cell->underline == look.underline && cell->plain_background && !(cell->reverse && cell->colour != -1);
}

/* Each cell has the look of its style, which has one of the eight colours or none; in mono it has none. */
void rule_eight_colours(const struct sight *sight, struct buffer *why)
{
    const struct canvas *canvas = sight->canvas;
    for (int row = 0; row < canvas->rows && !why->length; row++) {
        for (int column = 0; column < canvas->columns && !why->length; column++) {
            enum style style = canvas_cell(canvas, row, column)->style;
            if (canvas_cell(canvas, row, column)->width == 0)
                continue;
            struct emulator_cell colour = emulator_cell(sight->colour, row, column);
            struct emulator_cell mono = emulator_cell(sight->mono, row, column);
            struct look look = theme_look(style, THEME_UNKNOWN), plain = theme_look(style, THEME_MONO);
            if (!looks(&colour, look) || look.colour > 7 || !looks(&mono, plain) || plain.colour >= 0)
                buffer_format(why, "row %d, column %d does not look like its style %d", row, column, style);
        }
    }
}

void rule_idle_silent(const struct sight *sight, struct buffer *why)
{
    if (sight->idle)
        buffer_format(why, "%zu bytes while nothing happened", sight->idle);
}

/* Whether words stand in the row before this column, beyond the frame. */
static bool words_before(const struct canvas *canvas, int row, int column)
{
    for (int i = 0; i < column; i++) {
        const char *text = canvas_cell(canvas, row, i)->text;
        if (strcmp(text, " ") != 0 && strcmp(text, "│") != 0 && strcmp(text, "┌") != 0)
            return true;
    }
    return false;
}

/* A field has its label, or the sign of a prompt, in front of it. */
void rule_fields_labelled(const struct sight *sight, struct buffer *why)
{
    const struct canvas *canvas = sight->canvas;
    int row = canvas->cursor_row, column = canvas->cursor_column;
    while (column > 0 && is_field(canvas, row, column - 1))
        column--;
    if (is_typing(sight) && is_field(canvas, row, canvas->cursor_column) && !words_before(canvas, row, column))
        buffer_format(why, "the field in row %d has no label", row);
}

/*
 * Signs that are ours: arrows, lines, blocks, ticks, dots, dashes. Letters of titles and names may stand, and the dash
 * that a signature's line begins with.
 */
static bool is_sign(uint32_t code)
{
    if (code == 0x2014)
        return false;
    return (code >= 0x2010 && code < 0x2800 && code != 0x20AC && !(code >= 0x2018 && code <= 0x201F)) || code == 0xB7;
}

void rule_ascii(const struct sight *sight, struct buffer *why)
{
    const struct canvas *canvas = sight->ascii;
    for (int row = 0; row < canvas->rows; row++) {
        for (int column = 0; column < canvas->columns; column++) {
            struct slice text = slice_of(canvas_cell(canvas, row, column)->text);
            uint32_t code = 0;
            if (text.length && text_decode(text, &code) && is_sign(code) && !why->length)
                buffer_format(why, "row %d, column %d: U+%04X in ASCII mode", row, column, (unsigned)code);
        }
    }
}

static bool row_has(const struct canvas *canvas, int row, const char *words)
{
    struct buffer text;
    buffer_init(&text);
    for (int column = 0; column < canvas->columns; column++)
        buffer_text(&text, canvas_cell(canvas, row, column)->text);
    bool found = text.at && strstr(text.at, words);
    buffer_release(&text);
    return found;
}

/* However small: how to get help and how to get out, and something to read between title and hints. */
void rule_small(const struct sight *sight, struct buffer *why)
{
    const struct canvas *canvas = sight->canvas;
    int last = canvas->rows - 1, filled = 0;
    /* A screen with the window for itself has no help: leaving it is all that one can do there. */
    const struct app *app = &sight->visit->stage->app;
    bool helps = app->stack[app->depth - 1].screen->whole || row_has(canvas, last, _("help"));
    if (!helps || !(row_has(canvas, last, _("back")) || row_has(canvas, last, _("end"))))
        buffer_text(why, "the last row does not say how to get help and back");
    for (int row = 2; row < last; row++)
        filled += words_before(canvas, row, canvas->columns);
    if (filled < 2)
        buffer_format(why, "%d rows with something to read", filled);
    if (canvas->cursor_row >= last && !is_typing(sight))
        buffer_text(why, "the cursor is not in the screen's area");
}

/* The terminal has in each cell what the canvas has there. */
void rule_nothing_shifts(const struct sight *sight, struct buffer *why)
{
    const struct canvas *canvas = sight->canvas;
    for (int row = 0; row < canvas->rows && !why->length; row++) {
        for (int column = 0; column < canvas->columns && !why->length; column++) {
            const struct cell *wanted = canvas_cell(canvas, row, column);
            struct emulator_cell shown = emulator_cell(sight->colour, row, column);
            if (strcmp(shown.text, wanted->text) != 0 || shown.width != wanted->width)
                buffer_format(why, "row %d, column %d is \"%s\" (%d wide) instead of \"%s\" (%d)", row, column,
                              shown.text, shown.width, wanted->text, wanted->width);
        }
    }
}

/* Each cell holds one whole character with its marks, and a wide one has both its halves. */
void rule_nothing_cut(const struct sight *sight, struct buffer *why)
{
    const struct canvas *canvas = sight->canvas;
    for (int row = 0; row < canvas->rows && !why->length; row++) {
        for (int column = 0; column < canvas->columns && !why->length; column++) {
            const struct cell *cell = canvas_cell(canvas, row, column);
            const uint8_t *begin = (const uint8_t *)cell->text, *end = begin + strlen(cell->text);
            bool half = cell->width == 0;
            bool whole = half ? begin == end && column > 0 && canvas_cell(canvas, row, column - 1)->width == 2
                              : text_is_utf8(slice_of(cell->text)) && u8_grapheme_next(begin, end) == end &&
                                    text_width(slice_of(cell->text)) == cell->width &&
                                    (cell->width == 1 || (cell->width == 2 && column + 1 < canvas->columns));
            if (!whole)
                buffer_format(why, "row %d, column %d: \"%s\" is not a whole character", row, column, cell->text);
        }
    }
}
