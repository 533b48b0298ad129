/*
 * A grid of styled cells. Screens paint on it; the terminal shows it; tests read it without a terminal.
 *
 * Whatever text it is given, only printable characters get into a cell (core/text says which), so nothing from outside
 * can steer the terminal.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include "core/buffer.h"
#include "tui/hits.h"
#include "tui/theme.h"

enum { CELL_BYTES = 24 };

struct cell {
    char text[CELL_BYTES]; /* a character with its marks, UTF-8, NUL-terminated; empty: the right half of a wide one */
    uint8_t width;         /* 1 or 2; 0 for the right half */
    uint8_t style;         /* enum style */
};

struct canvas {
    int rows, columns;
    struct cell *cell;
    int cursor_row, cursor_column; /* where the focus is: screen readers follow it */
    struct hits hits;              /* what a mouse can be pointed at */
    bool ascii;                    /* frames, bars and marks from ASCII only */
    bool failed;                   /* no memory; nothing is drawn then */
};

/* All blanks. Release with canvas_release. */
void canvas_init(struct canvas *canvas, int rows, int columns, bool ascii);
void canvas_release(struct canvas *canvas);
void canvas_clear(struct canvas *canvas);

/* The whole canvas as an area. */
struct area canvas_area(const struct canvas *canvas);

const struct cell *canvas_cell(const struct canvas *canvas, int row, int column);

/*
 * Draws one line of text in at most `columns` cells; what does not fit is cut at a grapheme and ends in "…".
 * Line ends are shown as blanks. Returns the columns used.
 */
int canvas_text(struct canvas *canvas, int row, int column, int columns, enum style style, struct slice text);

/* The same for a string; and right-aligned in `columns`. */
int canvas_say(struct canvas *canvas, int row, int column, int columns, enum style style, const char *text);
void canvas_right(struct canvas *canvas, int row, int column, int columns, enum style style, struct slice text);

/* Gives the cells of a run another style, for selected rows. */
void canvas_restyle(struct canvas *canvas, int row, int column, int columns, enum style style);

/* A frame with a title in its upper and a hint in its lower line (either may be empty). Returns the area inside. */
struct area canvas_box(struct canvas *canvas, struct area area, struct slice title, struct slice hint);

/* The same for a text among other areas: where the focus is in it, its title has the mark of the focus in front. */
struct area canvas_box_of(struct canvas *canvas, struct area area, struct slice title, struct slice hint, bool focused);

/* A horizontal rule. */
void canvas_rule(struct canvas *canvas, int row, int column, int columns);

/* A bar of `columns` cells, `part` of `whole` filled; whole 0: empty. */
void canvas_bar(struct canvas *canvas, int row, int column, int columns, uint64_t part, uint64_t whole,
                enum style style);

/*
 * Text broken into lines of at most `columns` cells at blanks (long words are cut), from line `skip` on, in the area.
 * Returns the number of lines that the whole text has.
 */
int canvas_wrap(struct canvas *canvas, struct area area, enum style style, struct slice text, int skip);

/* Text in several styles: the bytes up to `end` that no run before has. */
struct run {
    size_t end;
    enum style style;
};

/* As canvas_wrap; the text is what text_safe gave. What is behind the last run is painted as it. At least one run. */
int canvas_wrap_runs(struct canvas *canvas, struct area area, const struct run *runs, size_t count, struct slice text,
                     int skip);

/* Shows the rows of `from` from `top` on in the area, which is as wide as it. */
void canvas_copy(struct canvas *canvas, struct area area, const struct canvas *from, int top);

/* Puts the cursor on the focused item. */
void canvas_cursor(struct canvas *canvas, int row, int column);

/* Signs that become words or letters in ASCII: ✓ ✗ ▸ … · */
enum sign { SIGN_GOOD, SIGN_BAD, SIGN_FOCUS, SIGN_MORE, SIGN_DOT, SIGN_UP, SIGN_DOWN, SIGN_COUNT };
const char *canvas_sign(const struct canvas *canvas, enum sign sign);

/* The text of all rows, blanks at their ends cut, each with a line end: for tests and pictures. */
void canvas_dump(const struct canvas *canvas, struct buffer *out);

#endif
