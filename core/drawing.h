/*
 * A drawing from few kinds of shapes, in tenths of a pixel, written as SVG or drawn in a PDF. Nothing in it is told by
 * colour alone: whoever makes one gives each meaning a form of its own, and a description in words.
 */
#ifndef CORE_DRAWING_H
#define CORE_DRAWING_H

#include "core/arena.h"
#include "core/buffer.h"

/*
 * Ink is the text's colour, paper what is behind it; black and white are what they are; each other tone can be
 * read on both. */
enum tone {
    TONE_INK,
    TONE_PAPER,
    TONE_FAINT,
    TONE_BLUE,
    TONE_ORANGE,
    TONE_GREEN,
    TONE_VIOLET,
    TONE_BLACK,
    TONE_WHITE,
    TONE_COUNT
};

enum shape_kind { SHAPE_BOX, SHAPE_FRAME, SHAPE_DISC, SHAPE_RING, SHAPE_LINE, SHAPE_WORD };
enum word_place { WORD_LEFT, WORD_MIDDLE, WORD_RIGHT };

struct shape {
    enum shape_kind kind;
    enum tone tone;
    int x, y;          /* the upper left corner; the middle of disc and ring; where the word's line stands */
    int width, height; /* disc and ring: width is the radius; line: how far its end lies to the right and below */
    enum word_place place;
    struct slice word;
};

struct drawing {
    struct arena *arena;
    int width, height;
    struct slice title, description;
    const char *name; /* for programs: "benches"; a literal, or NULL */
    struct shape *shape;
    size_t shapes, room;
    bool failed;
};

/* How large words are, in tenths of a pixel. */
enum { DRAWING_LETTERS = 130 };

/* Shapes lie in the arena; words, title and description are borrowed, and hold no control characters. */
void drawing_init(struct drawing *drawing, struct arena *arena, int width, int height);

void drawing_box(struct drawing *drawing, enum tone tone, int x, int y, int width, int height);
void drawing_frame(struct drawing *drawing, enum tone tone, int x, int y, int width, int height);
void drawing_disc(struct drawing *drawing, enum tone tone, int x, int y, int radius);
void drawing_ring(struct drawing *drawing, enum tone tone, int x, int y, int radius);
void drawing_line(struct drawing *drawing, enum tone tone, int x, int y, int width, int height);
void drawing_word(struct drawing *drawing, enum word_place place, int x, int y, struct slice word);

/* The colour of a tone as six hex digits; NULL for ink and paper, which depend on what is around. */
const char *tone_colour(enum tone tone);

/*
 * Appends it as SVG, with title and description. `alone`: as a file of its own on white; else as part of an HTML page,
 * whose colours it takes. STATUS_NO_MEMORY is the only failure.
 */
MUST_CHECK enum status drawing_write_svg(const struct drawing *drawing, bool alone, struct buffer *out);

/* Appends text so that it is no markup in HTML and XML, between tags and between double quotes. */
void markup_escape(struct slice text, struct buffer *out);

#endif
