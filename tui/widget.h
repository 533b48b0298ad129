/*
 * Pieces that screens are made of: a list with a focus, a field to type in, a text to scroll. They hold state only;
 * drawing is on a canvas, acting takes actions.
 */
#ifndef TUI_WIDGET_H
#define TUI_WIDGET_H

#include "tui/canvas.h"
#include "tui/keymap.h"

/* A list of `count` rows, of which `focus` is selected and `top` is the first shown. */
struct list {
    int64_t count, focus, top;
};

/* Draws one row into the area (one line); `focused` rows are restyled by the list itself. */
typedef void list_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused);

/* Sets the number of rows, keeping the focus where it can. */
void list_resize(struct list *list, int64_t count);

/* True when the action moved the focus (or could have). `page` is the number of rows shown. */
bool list_act(struct list *list, enum action action, int page);

/*
 * Draws the rows that fit, the focused one with ▸ in the first two columns and reversed; the cursor goes to it. The top
 * is chosen so that the focus is seen: it is derived, so drawing needs no state of its own.
 */
void list_draw(const struct list *list, struct canvas *canvas, struct area area, list_row *row, const void *context);

/*
 * Writes a cell of a row, `*column` columns from its left, and moves `*column` behind it. A cell is `width` wide with a
 * blank at its end; narrower than 2 it is left out.
 */
void list_cell(struct canvas *canvas, const struct area *line, int *column, int width, enum style style,
               struct slice text);

/* One line to type in, with readline's keys; what ^K, ^U and ^W took away ^Y puts back, but never of a secret. */
enum { INPUT_BYTES = 512 };
struct input {
    char text[INPUT_BYTES]; /* UTF-8, NUL-terminated */
    char killed[INPUT_BYTES];
    size_t length, cursor; /* in bytes, at a grapheme's border */
    bool secret;           /* shown as dots */
};

void input_clear(struct input *input);

/* True when the key was for the field. Enter, Esc, Tab and arrows up and down are not. */
bool input_key(struct input *input, const struct key *key);
void input_paste(struct input *input, struct slice text);
struct slice input_value(const struct input *input);

/* Draws it with the cursor; the part around the cursor is shown when it is longer than the columns. */
void input_draw(const struct input *input, struct canvas *canvas, int row, int column, int columns);

/* A text to scroll; `lines` is what the last drawing counted. */
struct pager {
    int top, lines;
};
bool pager_act(struct pager *pager, enum action action, int page);

/* "1–12 of 40" into `out`, where `rows` of `lines` are seen from line `top` on; nothing where all are. */
void pager_place(int top, int rows, int lines, bool ascii, struct buffer *out);

#endif
