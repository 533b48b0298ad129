/*
 * A pen that writes words into lines and lines onto pages. Each distinct word is shaped once: a roll call of a million
 * names has few that differ. Lengths are in units of 1/1024 point, so that lines are broken by whole numbers.
 *
 * Everything is written twice: first without a surface, to know how many pages there are.
 */
#ifndef DATA_PDF_PEN_H
#define DATA_PDF_PEN_H

#include "core/buffer.h"
#include "data/pdf_api.h"

enum pen_style {
    PEN_NORMAL,
    PEN_STRONG,
    PEN_EXACT,
    PEN_SMALL,
    PEN_CHART, /* in tenths of a pixel */
    PEN_TITLE,
    PEN_SECTION,
    PEN_ITEM,
    PEN_PART,
    PEN_STYLES
};

enum { PEN_UNIT = PANGO_SCALE, PEN_WORDS_MAX = 600 };

struct pen_word;

struct pen {
    const struct pdf_api *api;
    cairo_surface_t *surface;
    cairo_t *cairo; /* NULL: nothing is drawn */
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *layout;
    PangoFontDescription *font[PEN_STYLES];
    struct pen_word **slot; /* the words shaped so far, by hash */
    size_t words;
    cairo_scaled_font_t *blank_font; /* the font that was asked last, borrowed, and its glyph of a blank */
    unsigned long blank;
    int y; /* how far down the page is written */
    unsigned page, pages;
    void (*end_page)(struct pen *pen, void *context); /* draws what each page has below */
    void *context_of_end;
    bool failed; /* no memory */
};

/* A line of words in one style. */
struct pen_line {
    const struct pen_word *word[PEN_WORDS_MAX];
    size_t words;
    int width, blank; /* blank: of one between words */
};

/* Distances on the page. */
enum {
    PEN_LEFT = 64 * PEN_UNIT,
    PEN_WIDTH = 474 * PEN_UNIT,
    PEN_TOP = 60 * PEN_UNIT,
    PEN_BOTTOM = 776 * PEN_UNIT,
    PEN_FOOT = 806 * PEN_UNIT
};

/* `language`: for shaping. False without memory. Release it in any case. */
bool pen_open(struct pen *pen, const struct pdf_api *api, const char *language);
void pen_close(struct pen *pen);

/* From one line to the next. */
int pen_height(enum pen_style style);

/* Goes to the next page where there is less room than that. */
void pen_need(struct pen *pen, int height);
void pen_next_page(struct pen *pen);

/* Takes as many words off `*rest` as fit, at least one, or a part of one. False where there is none left. */
bool pen_take(struct pen *pen, enum pen_style style, int width, struct slice *rest, struct pen_line *out);

/* The width of the text in one line; of very long ones, that of their beginning. */
int pen_measure(struct pen *pen, enum pen_style style, struct slice text);

/* Draws a line: `x` its left end, `y` where its letters stand. */
void pen_draw(struct pen *pen, const struct pen_line *line, int x, int y);

/* A paragraph, `indent` from the left. */
void pen_text(struct pen *pen, enum pen_style style, int indent, struct slice text);

#endif
