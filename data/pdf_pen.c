#ifdef HAVE_PANGOCAIRO
#include "data/pdf_pen.h"

#include "core/text.h"

#include <limits.h>
#include <stdlib.h>
#include <unigbrk.h>

/* A longer word is set character by character, so that it is not shaped anew for each line of it. */
enum { SLOTS = 1 << 15, WORDS_KEPT = 1 << 16, WORD_BYTES = 200 };

struct pen_word {
    struct pen_word *next; /* of the same slot */
    PangoLayoutLine *line;
    int width;
    enum pen_style style;
    size_t length;
    char text[];
};

static const struct {
    int size, height; /* in points; of charts in tenths of a pixel */
    bool strong, exact;
} styles[PEN_STYLES] = {
    [PEN_NORMAL] = {9, 13, false, false},  [PEN_STRONG] = {9, 13, true, false},    [PEN_EXACT] = {8, 12, false, true},
    [PEN_SMALL] = {7, 10, false, false},   [PEN_CHART] = {130, 180, false, false}, [PEN_TITLE] = {17, 22, true, false},
    [PEN_SECTION] = {13, 18, true, false}, [PEN_ITEM] = {11, 15, true, false},     [PEN_PART] = {10, 14, true, false},
};

static bool make_fonts(struct pen *pen)
{
    const struct pdf_api *api = pen->api;
    for (unsigned i = 0; i < PEN_STYLES; i++) {
        pen->font[i] = api->pango_font_description_new();
        if (!pen->font[i])
            return false;
        api->pango_font_description_set_family(pen->font[i], styles[i].exact
                                                                 ? "DejaVu Sans Mono,Liberation Mono,monospace"
                                                                 : "DejaVu Sans,Liberation Sans,Noto Sans,sans");
        api->pango_font_description_set_weight(pen->font[i],
                                               styles[i].strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        api->pango_font_description_set_absolute_size(pen->font[i], styles[i].size * (double)PANGO_SCALE);
    }
    return true;
}

bool pen_open(struct pen *pen, const struct pdf_api *api, const char *language)
{
    cairo_font_options_t *options = api->cairo_font_options_create();
    *pen = (struct pen){.api = api, .map = api->pango_cairo_font_map_new(), .y = PEN_TOP, .page = 1};
    pen->context = api->pango_font_map_create_context(pen->map);
    pen->layout = api->pango_layout_new(pen->context);
    pen->slot = calloc(SLOTS, sizeof(struct pen_word *));
    /* Widths are those of the font, not those of some screen. */
    api->cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    api->cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    api->pango_cairo_context_set_font_options(pen->context, options);
    api->pango_cairo_context_set_resolution(pen->context, 72);
    api->pango_context_set_language(pen->context, api->pango_language_from_string(language));
    api->cairo_font_options_destroy(options);
    pen->failed = !pen->slot || !make_fonts(pen);
    return !pen->failed;
}

static void forget_words(struct pen *pen)
{
    for (size_t i = 0; pen->slot && i < SLOTS; i++)
        while (pen->slot[i]) {
            struct pen_word *word = pen->slot[i];
            pen->slot[i] = word->next;
            pen->api->pango_layout_line_unref(word->line);
            free(word);
        }
    pen->words = 0;
}

void pen_close(struct pen *pen)
{
    const struct pdf_api *api = pen->api;
    forget_words(pen);
    free(pen->slot);
    for (unsigned i = 0; i < PEN_STYLES; i++)
        if (pen->font[i])
            api->pango_font_description_free(pen->font[i]);
    if (pen->cairo)
        api->cairo_destroy(pen->cairo);
    if (pen->surface)
        api->cairo_surface_destroy(pen->surface);
    api->g_object_unref(pen->layout);
    api->g_object_unref(pen->context);
    api->g_object_unref(pen->map);
}

static size_t slot_of(struct slice text, enum pen_style style)
{
    /* FNV-1a. */
    uint64_t hash = 14695981039346656037u + style;
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211u;
    return (size_t)(hash % SLOTS);
}

static PangoLayoutLine *shape(struct pen *pen, struct slice text, enum pen_style style, int *width)
{
    const struct pdf_api *api = pen->api;
    api->pango_layout_set_font_description(pen->layout, pen->font[style]);
    api->pango_layout_set_text(pen->layout, text.at, (int)text.length);
    PangoLayoutLine *line = api->pango_layout_line_ref(api->pango_layout_get_line_readonly(pen->layout, 0));
    *width = 0;
    for (const GSList *run = line->runs; run; run = run->next)
        *width += api->pango_glyph_string_get_width(((const PangoGlyphItem *)run->data)->glyphs);
    return line;
}

/* NULL without memory. Borrowed until the words are forgotten. */
static const struct pen_word *word_of(struct pen *pen, struct slice text, enum pen_style style)
{
    struct pen_word **slot = &pen->slot[slot_of(text, style)];
    for (struct pen_word *word = *slot; word; word = word->next)
        if (word->style == style && slice_equal((struct slice){word->text, word->length}, text))
            return word;
    struct pen_word *word = malloc(sizeof *word + text.length + 1);
    if (!word) {
        pen->failed = true;
        return NULL;
    }
    *word = (struct pen_word){.next = *slot, .style = style, .length = text.length};
    memcpy(word->text, text.at, text.length);
    word->text[text.length] = '\0';
    word->line = shape(pen, (struct slice){word->text, word->length}, style, &word->width);
    *slot = word;
    pen->words++;
    return word;
}

int pen_height(enum pen_style style)
{
    return styles[style].height * PEN_UNIT;
}

void pen_next_page(struct pen *pen)
{
    pen->end_page(pen, pen->context_of_end);
    if (pen->cairo)
        pen->api->cairo_show_page(pen->cairo);
    pen->page++;
    pen->y = PEN_TOP;
}

void pen_need(struct pen *pen, int height)
{
    if (pen->y + height > PEN_BOTTOM && pen->y > PEN_TOP)
        pen_next_page(pen);
}

static struct slice next_word(struct slice *rest)
{
    while (rest->length && (rest->at[0] == ' ' || rest->at[0] == '\n'))
        *rest = slice_from(*rest, 1);
    size_t end = 0;
    while (end < rest->length && rest->at[end] != ' ' && rest->at[end] != '\n')
        end++;
    return slice_head(*rest, end);
}

/* The longest beginning of a word that fits, at least one character. */
static struct slice fitting(struct pen *pen, enum pen_style style, int width, struct slice word)
{
    const uint8_t *begin = (const uint8_t *)word.at, *at = begin, *end = begin + word.length;
    int used = 0;
    while (at < end) {
        const uint8_t *next = u8_grapheme_next(at, end);
        const struct pen_word *part =
            word_of(pen, slice_head(slice_from(word, (size_t)(at - begin)), (size_t)(next - at)), style);
        used += part ? part->width : 0;
        if (used > width && at > begin)
            break;
        at = next;
    }
    return slice_head(word, (size_t)(at - begin));
}

bool pen_take(struct pen *pen, enum pen_style style, int width, struct slice *rest, struct pen_line *out)
{
    /* Between lines nothing of them is held. */
    if (pen->words > WORDS_KEPT)
        forget_words(pen);
    const struct pen_word *blank = word_of(pen, SLICE(" "), style);
    *out = (struct pen_line){.words = 0};
    out->blank = blank ? blank->width : 0;
    for (struct slice text = next_word(rest); text.length; text = next_word(rest)) {
        int gap = out->words ? out->blank : 0;
        if (text.length > WORD_BYTES)
            text = fitting(pen, style, out->words ? width - out->width - gap : width, text);
        const struct pen_word *word = word_of(pen, text, style);
        if (!word || out->words == PEN_WORDS_MAX || (out->words && out->width + gap + word->width > width))
            break;
        if (word->width > width) {
            text = fitting(pen, style, width, text);
            word = word_of(pen, text, style);
        }
        if (!word)
            break;
        out->word[out->words++] = word;
        out->width += gap + word->width;
        *rest = slice_from(*rest, text.length);
        if (rest->length && rest->at[0] != ' ' && rest->at[0] != '\n')
            break;
    }
    return out->words > 0 && !pen->failed;
}

int pen_measure(struct pen *pen, enum pen_style style, struct slice text)
{
    struct pen_line line;
    return pen_take(pen, style, INT_MAX / 2, &text, &line) ? line.width : 0;
}

void pen_text(struct pen *pen, enum pen_style style, int indent, struct slice text)
{
    struct pen_line line;
    while (pen_take(pen, style, PEN_WIDTH - indent, &text, &line)) {
        pen_need(pen, pen_height(style));
        pen->y += pen_height(style);
        pen_draw(pen, &line, PEN_LEFT + indent, pen->y - pen_height(style) / 4);
    }
}

/* Glyphs of one font side by side, to be shown in one go. */
struct strip {
    struct buffer text, glyphs, clusters;
    size_t count, groups;
    cairo_scaled_font_t *font;
};

static void show(struct pen *pen, struct strip *strip)
{
    pen->failed = pen->failed || strip->text.failed || strip->glyphs.failed || strip->clusters.failed;
    if (strip->count && !pen->failed) {
        pen->api->cairo_set_scaled_font(pen->cairo, strip->font);
        pen->api->cairo_show_text_glyphs(pen->cairo, strip->text.at, (int)strip->text.length,
                                         (const void *)strip->glyphs.at, (int)strip->count,
                                         (const void *)strip->clusters.at, (int)strip->groups, 0);
    }
    buffer_clear(&strip->text);
    buffer_clear(&strip->glyphs);
    buffer_clear(&strip->clusters);
    strip->count = strip->groups = 0;
}

/* Runs from left to right with a glyph for all that is in them can stand in a strip. */
static bool is_plain(const PangoGlyphItem *run)
{
    if (run->item->analysis.level % 2 || !run->item->analysis.font)
        return false;
    for (int i = 0; i < run->glyphs->num_glyphs; i++)
        if (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
            return false;
    return true;
}

/* Pango leaves blanks out; a PDF should hold them, so that its text can be copied. */
static unsigned long blank_glyph(struct pen *pen, cairo_scaled_font_t *font)
{
    cairo_glyph_t *glyph = NULL;
    int count = 0;
    if (font == pen->blank_font)
        return pen->blank;
    pen->blank_font = font;
    pen->blank = 0;
    if (pen->api->cairo_scaled_font_text_to_glyphs(font, 0, 0, " ", 1, &glyph, &count, NULL, NULL, NULL) ==
            CAIRO_STATUS_SUCCESS &&
        count == 1)
        pen->blank = glyph[0].index;
    pen->api->cairo_glyph_free(glyph);
    return pen->blank;
}

/* Appends a run whose left end is at x; each group of glyphs with the bytes it stands for. */
static void add_run(struct pen *pen, struct strip *strip, const PangoGlyphItem *run, const char *text, int x, int y)
{
    const PangoGlyphString *glyphs = run->glyphs;
    buffer_add(&strip->text, (struct slice){text + run->item->offset, (size_t)run->item->length});
    for (int i = 0; i < glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *info = &glyphs->glyphs[i];
        cairo_glyph_t glyph = {info->glyph == PANGO_GLYPH_EMPTY ? blank_glyph(pen, strip->font) : info->glyph,
                               (x + info->geometry.x_offset) / (double)PEN_UNIT,
                               (y + info->geometry.y_offset) / (double)PEN_UNIT};
        buffer_add(&strip->glyphs, (struct slice){(const char *)&glyph, sizeof glyph});
        x += info->geometry.width;
        strip->count++;
    }
    for (int i = 0, next; i < glyphs->num_glyphs; i = next) {
        next = i + 1;
        while (next < glyphs->num_glyphs && glyphs->log_clusters[next] == glyphs->log_clusters[i])
            next++;
        int end = next < glyphs->num_glyphs ? glyphs->log_clusters[next] : run->item->length;
        cairo_text_cluster_t cluster = {end - glyphs->log_clusters[i], next - i};
        buffer_add(&strip->clusters, (struct slice){(const char *)&cluster, sizeof cluster});
        strip->groups++;
    }
}

static void draw_word(struct pen *pen, struct strip *strip, const struct pen_word *word, int x, int y)
{
    const struct pdf_api *api = pen->api;
    for (const GSList *at = word->line->runs; at; at = at->next) {
        PangoGlyphItem *run = at->data;
        int width = api->pango_glyph_string_get_width(run->glyphs);
        if (is_plain(run)) {
            cairo_scaled_font_t *font =
                api->pango_cairo_font_get_scaled_font((PangoCairoFont *)run->item->analysis.font);
            if (font != strip->font)
                show(pen, strip);
            strip->font = font;
            add_run(pen, strip, run, word->text, x, y);
        } else {
            show(pen, strip);
            api->cairo_move_to(pen->cairo, x / (double)PEN_UNIT, y / (double)PEN_UNIT);
            api->pango_cairo_show_glyph_item(pen->cairo, word->text, run);
            api->cairo_new_path(pen->cairo);
        }
        x += width;
    }
}

void pen_draw(struct pen *pen, const struct pen_line *line, int x, int y)
{
    struct strip strip = {.count = 0};
    if (!pen->cairo)
        return;
    buffer_init(&strip.text);
    buffer_init(&strip.glyphs);
    buffer_init(&strip.clusters);
    for (size_t i = 0; i < line->words; i++) {
        const struct pen_word *blank = i ? word_of(pen, SLICE(" "), line->word[i]->style) : NULL;
        if (blank) {
            draw_word(pen, &strip, blank, x, y);
            x += blank->width;
        }
        draw_word(pen, &strip, line->word[i], x, y);
        x += line->word[i]->width;
    }
    show(pen, &strip);
    buffer_release(&strip.text);
    buffer_release(&strip.glyphs);
    buffer_release(&strip.clusters);
}

#else
typedef int pdf_pen_is_not_built_in;
#endif
