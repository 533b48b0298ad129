/*
 * The functions of Pango and cairo that a PDF takes, looked up when the first one is made: what never makes a PDF loads
 * none of the many libraries behind them.
 */
#ifndef DATA_PDF_API_H
#define DATA_PDF_API_H

#include "core/status.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define PDF_FUNCTIONS(X)                                                                                               \
    X(cairo_pdf_surface_create_for_stream)                                                                             \
    X(cairo_pdf_surface_set_metadata)                                                                                  \
    X(cairo_pdf_surface_add_outline)                                                                                   \
    X(cairo_surface_finish)                                                                                            \
    X(cairo_surface_status)                                                                                            \
    X(cairo_surface_destroy)                                                                                           \
    X(cairo_create)                                                                                                    \
    X(cairo_status)                                                                                                    \
    X(cairo_destroy)                                                                                                   \
    X(cairo_show_page)                                                                                                 \
    X(cairo_save)                                                                                                      \
    X(cairo_restore)                                                                                                   \
    X(cairo_translate)                                                                                                 \
    X(cairo_scale)                                                                                                     \
    X(cairo_set_source_rgb)                                                                                            \
    X(cairo_set_line_width)                                                                                            \
    X(cairo_new_path)                                                                                                  \
    X(cairo_move_to)                                                                                                   \
    X(cairo_line_to)                                                                                                   \
    X(cairo_rectangle)                                                                                                 \
    X(cairo_arc)                                                                                                       \
    X(cairo_fill)                                                                                                      \
    X(cairo_stroke)                                                                                                    \
    X(cairo_set_scaled_font)                                                                                           \
    X(cairo_scaled_font_text_to_glyphs)                                                                                \
    X(cairo_glyph_free)                                                                                                \
    X(cairo_show_text_glyphs)                                                                                          \
    X(cairo_font_options_create)                                                                                       \
    X(cairo_font_options_set_hint_metrics)                                                                             \
    X(cairo_font_options_set_hint_style)                                                                               \
    X(cairo_font_options_destroy)                                                                                      \
    X(g_object_unref)                                                                                                  \
    X(pango_cairo_font_map_new)                                                                                        \
    X(pango_font_map_create_context)                                                                                   \
    X(pango_cairo_context_set_resolution)                                                                              \
    X(pango_cairo_context_set_font_options)                                                                            \
    X(pango_cairo_font_get_scaled_font)                                                                                \
    X(pango_cairo_show_glyph_item)                                                                                     \
    X(pango_context_set_language)                                                                                      \
    X(pango_language_from_string)                                                                                      \
    X(pango_font_description_new)                                                                                      \
    X(pango_font_description_free)                                                                                     \
    X(pango_font_description_set_family)                                                                               \
    X(pango_font_description_set_weight)                                                                               \
    X(pango_font_description_set_absolute_size)                                                                        \
    X(pango_layout_new)                                                                                                \
    X(pango_layout_set_font_description)                                                                               \
    X(pango_layout_set_text)                                                                                           \
    X(pango_layout_get_line_readonly)                                                                                  \
    X(pango_layout_line_ref)                                                                                           \
    X(pango_layout_line_unref)                                                                                         \
    X(pango_glyph_string_get_width)

struct pdf_api {
#define PDF_MEMBER(name) __typeof__(name) *name;
    PDF_FUNCTIONS(PDF_MEMBER)
#undef PDF_MEMBER
};

/* STATUS_REFUSED with what to do, where the libraries cannot be loaded. They stay until the program ends. */
MUST_CHECK enum status pdf_api_load(struct pdf_api *out, struct problem *problem);

#endif
