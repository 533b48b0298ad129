#include "core/drawing.h"

void drawing_init(struct drawing *drawing, struct arena *arena, int width, int height)
{
    *drawing = (struct drawing){.arena = arena, .width = width, .height = height};
}

static void add(struct drawing *drawing, struct shape shape)
{
    if (drawing->shapes == drawing->room) {
        size_t room = drawing->room ? drawing->room * 2 : 32;
        struct shape *larger = arena_array(drawing->arena, room, sizeof *larger);
        if (!larger) {
            drawing->failed = true;
            return;
        }
        if (drawing->shapes)
            memcpy(larger, drawing->shape, drawing->shapes * sizeof *larger);
        drawing->shape = larger;
        drawing->room = room;
    }
    drawing->shape[drawing->shapes++] = shape;
}

void drawing_box(struct drawing *drawing, enum tone tone, int x, int y, int width, int height)
{
    add(drawing, (struct shape){.kind = SHAPE_BOX, .tone = tone, .x = x, .y = y, .width = width, .height = height});
}

void drawing_frame(struct drawing *drawing, enum tone tone, int x, int y, int width, int height)
{
    add(drawing, (struct shape){.kind = SHAPE_FRAME, .tone = tone, .x = x, .y = y, .width = width, .height = height});
}

void drawing_disc(struct drawing *drawing, enum tone tone, int x, int y, int radius)
{
    add(drawing, (struct shape){.kind = SHAPE_DISC, .tone = tone, .x = x, .y = y, .width = radius});
}

void drawing_ring(struct drawing *drawing, enum tone tone, int x, int y, int radius)
{
    add(drawing, (struct shape){.kind = SHAPE_RING, .tone = tone, .x = x, .y = y, .width = radius});
}

void drawing_line(struct drawing *drawing, enum tone tone, int x, int y, int width, int height)
{
    add(drawing, (struct shape){.kind = SHAPE_LINE, .tone = tone, .x = x, .y = y, .width = width, .height = height});
}

void drawing_word(struct drawing *drawing, enum word_place place, int x, int y, struct slice word)
{
    add(drawing, (struct shape){.kind = SHAPE_WORD, .x = x, .y = y, .place = place, .word = word});
}

const char *tone_colour(enum tone tone)
{
    static const char *const colours[TONE_COUNT] = {
        [TONE_FAINT] = "808890",  [TONE_BLUE] = "2f78c4",  [TONE_ORANGE] = "c4601f", [TONE_GREEN] = "2f8a4c",
        [TONE_VIOLET] = "9160c0", [TONE_BLACK] = "000000", [TONE_WHITE] = "ffffff"};
    return colours[tone];
}

void markup_escape(struct slice text, struct buffer *out)
{
    for (size_t i = 0; i < text.length; i++) {
        switch (text.at[i]) {
        case '&':
            buffer_text(out, "&amp;");
            break;
        case '<':
            buffer_text(out, "&lt;");
            break;
        case '>':
            buffer_text(out, "&gt;");
            break;
        case '"':
            buffer_text(out, "&quot;");
            break;
        default:
            buffer_byte(out, text.at[i]);
        }
    }
}

/* ` name="12.5"` */
static void write_length(const char *name, int tenths, struct buffer *out)
{
    buffer_format(out, " %s=\"%s%d", name, tenths < 0 ? "-" : "", (tenths < 0 ? -tenths : tenths) / 10);
    if (tenths % 10)
        buffer_format(out, ".%d", (tenths < 0 ? -tenths : tenths) % 10);
    buffer_byte(out, '"');
}

static void write_colour(const char *name, enum tone tone, bool alone, struct buffer *out)
{
    const char *colour = tone_colour(tone);
    if (colour)
        buffer_format(out, " %s=\"#%s\"", name, colour);
    else if (tone == TONE_PAPER)
        buffer_format(out, " %s=\"%s\"", name, alone ? "#ffffff" : "var(--paper)");
    else
        buffer_format(out, " %s=\"currentColor\"", name);
}

static void write_shape(const struct shape *shape, bool alone, struct buffer *out)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    bool outlined = shape->kind == SHAPE_FRAME || shape->kind == SHAPE_RING || shape->kind == SHAPE_LINE;
    switch (shape->kind) {
    case SHAPE_BOX:
    case SHAPE_FRAME:
        buffer_text(out, "<rect");
        write_length("x", shape->x, out);
        write_length("y", shape->y, out);
        write_length("width", shape->width, out);
        write_length("height", shape->height, out);
        break;
    case SHAPE_DISC:
    case SHAPE_RING:
        buffer_text(out, "<circle");
        write_length("cx", shape->x, out);
        write_length("cy", shape->y, out);
        write_length("r", shape->width, out);
        break;
    case SHAPE_LINE:
        buffer_text(out, "<line");
        write_length("x1", shape->x, out);
        write_length("y1", shape->y, out);
        write_length("x2", shape->x + shape->width, out);
        write_length("y2", shape->y + shape->height, out);
        break;
    case SHAPE_WORD:
        buffer_text(out, "<text");
        write_length("x", shape->x, out);
        write_length("y", shape->y, out);
        if (shape->place != WORD_LEFT)
            buffer_format(out, " text-anchor=\"%s\"", anchors[shape->place]);
        break;
    }
    write_colour(outlined ? "stroke" : "fill", shape->tone, alone, out);
    if (outlined)
        buffer_text(out, " fill=\"none\"");
    if (shape->kind != SHAPE_WORD) {
        buffer_text(out, "/>\n");
        return;
    }
    buffer_byte(out, '>');
    markup_escape(shape->word, out);
    buffer_text(out, "</text>\n");
}

enum status drawing_write_svg(const struct drawing *drawing, bool alone, struct buffer *out)
{
    int width = (drawing->width + 9) / 10, height = (drawing->height + 9) / 10;
    if (drawing->failed)
        return STATUS_NO_MEMORY;
    buffer_format(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                  "role=\"img\"%s aria-label=\"",
                  width, height, width, height, alone ? " color=\"#1f2328\"" : "");
    markup_escape(drawing->description, out);
    buffer_text(out, "\">\n<title>");
    markup_escape(drawing->title, out);
    buffer_text(out, "</title>\n<desc>");
    markup_escape(drawing->description, out);
    buffer_text(out, "</desc>\n");
    if (alone)
        buffer_format(out, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", width, height);
    buffer_format(out, "<g font-family=\"DejaVu Sans, Verdana, sans-serif\" font-size=\"%d\">\n", DRAWING_LETTERS / 10);
    for (size_t i = 0; i < drawing->shapes; i++)
        write_shape(&drawing->shape[i], alone, out);
    buffer_text(out, "</g>\n</svg>\n");
    return buffer_status(out);
}
