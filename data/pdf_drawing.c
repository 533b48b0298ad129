#ifdef HAVE_PANGOCAIRO
#include "data/pdf_drawing.h"

#include <limits.h>

/* A pixel is three quarters of a point; lengths are tenths of it. */
static const double usual = .075;

static int digit(char c)
{
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

static void set_tone(struct pen *pen, enum tone tone)
{
    const char *colour = tone_colour(tone);
    double part[3];
    for (int i = 0; i < 3; i++)
        part[i] = colour ? (digit(colour[2 * i]) * 16 + digit(colour[2 * i + 1])) / 255.0 : tone == TONE_PAPER ? 1 : 0;
    pen->api->cairo_set_source_rgb(pen->cairo, part[0], part[1], part[2]);
}

static void draw_word(struct pen *pen, const struct shape *shape)
{
    struct slice rest = shape->word;
    struct pen_line line;
    if (!pen_take(pen, PEN_CHART, INT_MAX / 2, &rest, &line))
        return;
    int back = shape->place == WORD_MIDDLE ? line.width / 2 : shape->place == WORD_RIGHT ? line.width : 0;
    pen_draw(pen, &line, shape->x * PEN_UNIT - back, shape->y * PEN_UNIT);
}

static void draw_shape(struct pen *pen, const struct shape *shape)
{
    const struct pdf_api *api = pen->api;
    set_tone(pen, shape->tone);
    switch (shape->kind) {
    case SHAPE_BOX:
    case SHAPE_FRAME:
        api->cairo_rectangle(pen->cairo, shape->x, shape->y, shape->width, shape->height);
        break;
    case SHAPE_DISC:
    case SHAPE_RING:
        api->cairo_new_path(pen->cairo);
        api->cairo_arc(pen->cairo, shape->x, shape->y, shape->width, 0, 2 * 3.14159265358979);
        break;
    case SHAPE_LINE:
        api->cairo_move_to(pen->cairo, shape->x, shape->y);
        api->cairo_line_to(pen->cairo, shape->x + shape->width, shape->y + shape->height);
        break;
    case SHAPE_WORD:
        draw_word(pen, shape);
        return;
    }
    if (shape->kind == SHAPE_BOX || shape->kind == SHAPE_DISC)
        api->cairo_fill(pen->cairo);
    else
        api->cairo_stroke(pen->cairo);
}

void pdf_drawing(struct pen *pen, const struct drawing *drawing)
{
    double page = (PEN_BOTTOM - PEN_TOP - 2 * PEN_UNIT) / (double)PEN_UNIT, scale = usual;
    if (drawing->width * scale > PEN_WIDTH / (double)PEN_UNIT)
        scale = PEN_WIDTH / (double)PEN_UNIT / drawing->width;
    if (drawing->height * scale > page)
        scale = page / drawing->height;
    int height = (int)(drawing->height * scale * PEN_UNIT);
    pen->failed = pen->failed || drawing->failed;
    pen_need(pen, height);
    if (pen->cairo) {
        const struct pdf_api *api = pen->api;
        api->cairo_save(pen->cairo);
        api->cairo_translate(pen->cairo, PEN_LEFT / (double)PEN_UNIT, pen->y / (double)PEN_UNIT);
        api->cairo_scale(pen->cairo, scale, scale);
        api->cairo_set_line_width(pen->cairo, 10);
        for (size_t i = 0; i < drawing->shapes; i++)
            draw_shape(pen, &drawing->shape[i]);
        api->cairo_restore(pen->cairo);
    }
    pen->y += height;
}

#else
typedef int pdf_drawing_is_not_built_in;
#endif
