/*
 * A long page, written from top to bottom and seen through an area from line `skip` on. Written with no canvas it is
 * only measured, so that scrolling knows where it ends:
 *
 *     struct page page = {.area = area};          // measures; page.line is then the number of lines
 *     struct page page = {.canvas = canvas, .area = area, .skip = 12};
 *     page_wrap(&page, STYLE_TITLE, 0, SLICE("Costs"));
 */
#ifndef TUI_PAGE_H
#define TUI_PAGE_H

#include "tui/canvas.h"

struct page {
    struct canvas *canvas;
    struct area area;
    int skip, line; /* the first line seen; the line that is written next */
};

/* Text broken at blanks, `indent` columns from the left. */
void page_wrap(struct page *page, enum style style, int indent, struct slice text);

/* The same in several styles, as canvas_wrap_runs takes it. */
void page_runs(struct page *page, const struct run *runs, size_t count, int indent, struct slice text);

/* A piece of the present line, cut where it does not fit; page_right puts it at the right of its columns. */
void page_say(struct page *page, int column, int columns, enum style style, struct slice text);
void page_right(struct page *page, int column, int columns, enum style style, struct slice text);

/* A bar in the present line; and a sign under the place where `mark` of the whole is. */
void page_bar(struct page *page, int column, int columns, uint64_t part, uint64_t whole);
void page_mark(struct page *page, int column, int columns, uint64_t mark, uint64_t whole);

/*
 * A label of `width` columns and behind it the text, broken into as many lines as it needs; where the page is narrow
 * the text goes under the label.
 */
void page_field(struct page *page, int width, const char *label, enum style style, struct slice text);

/* Ends the present line. */
void page_next(struct page *page);

/* A line that is a rule. */
void page_rule(struct page *page);

#endif
