#include "data/pdf.h"

#ifndef HAVE_PANGOCAIRO

enum status document_write_pdf(const struct document *document, struct buffer *out, struct problem *problem)
{
    (void)document;
    (void)out;
    return problem_say(problem, STATUS_REFUSED,
                       N_("this program was built without Pango and cairo and makes no PDF: take another format"), NULL,
                       NULL);
}

#else

#include "core/instant.h"
#include "data/pdf_drawing.h"
#include "data/pdf_finish.h"
#include "data/pdf_table.h"

#include <stdio.h>
#include <stdlib.h>

enum { INDENT = 14 * PEN_UNIT, SPACE = 6 * PEN_UNIT, LEVELS = 6 };

/* A4 in points. */
static const double page_width = 595.276, page_height = 841.89;

struct work {
    const struct document *document;
    struct pen pen;
    int outline[LEVELS + 1]; /* the bookmark of the last heading of each level; 0: the document's root */
};

/* "Page 3 of 12", and the title. */
static void write_foot(struct pen *pen, void *context)
{
    const struct work *work = context;
    struct slice pattern = work->document->page, title = work->document->title;
    struct pen_line line;
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < pattern.length; i++) {
        bool mark = i + 2 < pattern.length && pattern.at[i] == '{' && pattern.at[i + 2] == '}';
        if (mark)
            buffer_number(&text, pattern.at[i + 1] == '1' ? pen->page : pen->pages);
        else
            buffer_byte(&text, pattern.at[i]);
        i += mark ? 2 : 0;
    }
    struct slice rest = buffer_slice(&text);
    pen->failed = pen->failed || text.failed;
    int used = pen_take(pen, PEN_SMALL, PEN_WIDTH, &rest, &line) ? line.width : 0;
    if (used)
        pen_draw(pen, &line, PEN_LEFT + PEN_WIDTH - used, PEN_FOOT);
    if (pen_take(pen, PEN_SMALL, PEN_WIDTH - used - INDENT, &title, &line))
        pen_draw(pen, &line, PEN_LEFT, PEN_FOOT);
    buffer_release(&text);
}

static enum pen_style heading_style(unsigned level)
{
    return level == 1   ? PEN_TITLE
           : level == 2 ? PEN_SECTION
           : level == 3 ? PEN_ITEM
           : level == 4 ? PEN_PART
                        : PEN_STRONG;
}

static void add_bookmark(struct work *work, unsigned level, struct slice text)
{
    char place[96];
    struct pen *pen = &work->pen;
    unsigned above = level < LEVELS ? level : LEVELS;
    if (!pen->surface || level > LEVELS)
        return;
    snprintf(place, sizeof place, "page=%u pos=[%d %d]", pen->page, PEN_LEFT / PEN_UNIT, pen->y / PEN_UNIT);
    char *copy = strndup(text.at, text.length);
    if (!copy) {
        pen->failed = true;
        return;
    }
    work->outline[above] = pen->api->cairo_pdf_surface_add_outline(pen->surface, work->outline[above - 1], copy, place,
                                                                   above <= 2 ? CAIRO_PDF_OUTLINE_FLAG_OPEN
                                                                              : (cairo_pdf_outline_flags_t)0);
    for (unsigned below = above + 1; below <= LEVELS; below++)
        work->outline[below] = work->outline[above];
    free(copy);
}

static void write_heading(struct work *work, const struct block *block)
{
    struct pen *pen = &work->pen;
    enum pen_style style = heading_style(block->level);
    int height = pen_height(style) + 5 * pen_height(PEN_NORMAL);
    /* It stays with what follows, further headings first. */
    for (const struct block *next = block->next; next && next->kind == BLOCK_HEADING; next = next->next)
        height += pen_height(heading_style(next->level)) * 4 / 3 + SPACE;
    pen_need(pen, height);
    pen->y += pen->y > PEN_TOP ? pen_height(style) / 3 : 0;
    add_bookmark(work, block->level, block->text);
    pen_text(pen, style, 0, block->text);
}

/* A mark to the left of the text's first line. */
static void write_marked(struct pen *pen, int indent, struct slice mark, struct slice text)
{
    struct slice rest = mark;
    struct pen_line line;
    pen_need(pen, pen_height(PEN_NORMAL));
    if (pen_take(pen, PEN_NORMAL, INDENT, &rest, &line))
        pen_draw(pen, &line, PEN_LEFT + indent, pen->y + pen_height(PEN_NORMAL) * 3 / 4);
    pen_text(pen, PEN_NORMAL, indent + INDENT, text);
}

static void write_list(struct pen *pen, const struct block *block)
{
    for (size_t i = 0; i < block->cells; i++)
        write_marked(pen, 0, slice_of("•"), block->cell[i]);
}

/* The label, and the value beside it, or below where the label is long. */
static void write_fact(struct pen *pen, struct slice label, struct slice value)
{
    enum { BESIDE = 150 * PEN_UNIT };
    struct pen_line line;
    if (pen_measure(pen, PEN_STRONG, label) > BESIDE - INDENT) {
        pen_text(pen, PEN_STRONG, 0, label);
        pen_text(pen, PEN_NORMAL, INDENT, value);
        return;
    }
    pen_need(pen, pen_height(PEN_NORMAL));
    if (pen_take(pen, PEN_STRONG, BESIDE, &label, &line))
        pen_draw(pen, &line, PEN_LEFT, pen->y + pen_height(PEN_NORMAL) * 3 / 4);
    pen_text(pen, PEN_NORMAL, BESIDE, value);
}

static void write_quote(struct pen *pen, struct slice text)
{
    struct piece piece;
    enum piece_kind last = PIECE_LINE;
    for (bool first = true; document_piece(&text, &piece); first = false) {
        if (!first && (piece.kind != last || piece.kind == PIECE_TEXT))
            pen->y += SPACE / 2;
        last = piece.kind;
        if (piece.kind == PIECE_ITEM)
            write_marked(pen, INDENT, slice_of("–"), piece.text);
        else if (piece.kind == PIECE_STEP)
            write_marked(pen, INDENT, piece.mark, piece.text);
        else
            pen_text(pen,
                     piece.kind == PIECE_HEADING ? PEN_STRONG
                     : piece.kind == PIECE_LINE  ? PEN_EXACT
                                                 : PEN_NORMAL,
                     INDENT, piece.text);
    }
}

static void write_exact(struct pen *pen, struct slice text)
{
    while (text.length)
        pen_text(pen, PEN_EXACT, INDENT, slice_cut(&text, '\n'));
}

static void write_block(struct work *work, const struct block *block)
{
    struct pen *pen = &work->pen;
    switch (block->kind) {
    case BLOCK_HEADING:
        write_heading(work, block);
        break;
    case BLOCK_TEXT:
        pen_text(pen, PEN_NORMAL, 0, block->text);
        break;
    case BLOCK_QUOTE:
        write_quote(pen, block->text);
        break;
    case BLOCK_EXACT:
        write_exact(pen, block->text);
        break;
    case BLOCK_LIST:
        write_list(pen, block);
        break;
    case BLOCK_FACTS:
        for (size_t i = 0; i + 1 < block->cells; i += 2)
            write_fact(pen, block->cell[i], block->cell[i + 1]);
        break;
    case BLOCK_TABLE:
        pdf_table(pen, block);
        break;
    case BLOCK_DRAWING:
        pdf_drawing(pen, block->drawing);
        break;
    case BLOCK_BREAK:
        if (pen->y > PEN_TOP)
            pen_next_page(pen);
        break;
    }
    pen->y += SPACE;
}

static void write_blocks(struct work *work)
{
    struct pen *pen = &work->pen;
    pen->page = 1;
    pen->y = PEN_TOP;
    for (const struct block *block = work->document->first; block && !pen->failed; block = block->next)
        write_block(work, block);
    write_foot(pen, work);
    pen->pages = pen->page;
}

static cairo_status_t take_bytes(void *context, const unsigned char *data, unsigned length)
{
    struct buffer *out = context;
    buffer_add(out, (struct slice){(const char *)data, length});
    return out->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

static void set_facts(const struct work *work)
{
    const struct pdf_api *api = work->pen.api;
    char time[INSTANT_LENGTH + 1];
    instant_write((struct instant){work->document->at}, time);
    api->cairo_pdf_surface_set_metadata(work->pen.surface, CAIRO_PDF_METADATA_TITLE, work->document->title.at);
    api->cairo_pdf_surface_set_metadata(work->pen.surface, CAIRO_PDF_METADATA_AUTHOR, work->document->author.at);
    api->cairo_pdf_surface_set_metadata(work->pen.surface, CAIRO_PDF_METADATA_CREATOR, "Stimmbuch");
    api->cairo_pdf_surface_set_metadata(work->pen.surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
    api->cairo_pdf_surface_set_metadata(work->pen.surface, CAIRO_PDF_METADATA_MOD_DATE, time);
}

static enum status draw(struct work *work, struct buffer *bytes)
{
    struct pen *pen = &work->pen;
    const struct pdf_api *api = pen->api;
    pen->surface = api->cairo_pdf_surface_create_for_stream(take_bytes, bytes, page_width, page_height);
    pen->cairo = api->cairo_create(pen->surface);
    set_facts(work);
    write_blocks(work);
    api->cairo_show_page(pen->cairo);
    bool drawn = api->cairo_status(pen->cairo) == CAIRO_STATUS_SUCCESS;
    api->cairo_surface_finish(pen->surface);
    drawn = drawn && api->cairo_surface_status(pen->surface) == CAIRO_STATUS_SUCCESS;
    return drawn && !pen->failed ? buffer_status(bytes) : STATUS_NO_MEMORY;
}

enum status document_write_pdf(const struct document *document, struct buffer *out, struct problem *problem)
{
    struct pdf_api api;
    struct work work = {.document = document};
    struct buffer bytes;
    enum status status = document_status(document);
    if (status == STATUS_OK)
        status = pdf_api_load(&api, problem);
    if (status != STATUS_OK)
        return status;
    buffer_init(&bytes);
    status = pen_open(&work.pen, &api, document->language.at) ? STATUS_OK : STATUS_NO_MEMORY;
    work.pen.end_page = write_foot;
    work.pen.context_of_end = &work;
    if (status == STATUS_OK) {
        write_blocks(&work);
        status = draw(&work, &bytes);
    }
    pen_close(&work.pen);
    if (status == STATUS_OK)
        status = pdf_finish(&bytes, document->language, out);
    buffer_release(&bytes);
    return status == STATUS_NO_MEMORY ? problem_say(problem, status, NULL, NULL, NULL) : status;
}
#endif
