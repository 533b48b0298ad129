#include "tui/document_words.h"

#include "core/fingerprint.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/qr.h"

enum { MODULE = 40, QUIET = 4 };

void document_begin(struct document *document, struct buffer *title, struct slice author, int64_t at)
{
    document_init(document, i18n_german() ? "de" : "en");
    document->title = document_keep(document, buffer_slice(title), false);
    document->author = document_keep(document, author, false);
    document->page = slice_of(_("Page {1} of {2}"));
    document->at = at;
    document_put_heading(document, 1, title);
}

/* A failure to write the line is the document's. */
static struct slice taken(struct document *document, const struct buffer *line)
{
    document->failed = document->failed || line->failed;
    return buffer_slice(line);
}

void document_put_heading(struct document *document, unsigned level, struct buffer *line)
{
    document_heading(document, level, taken(document, line));
    buffer_clear(line);
}

void document_put_text(struct document *document, struct buffer *line)
{
    if (line->length || line->failed)
        document_text(document, taken(document, line));
    buffer_clear(line);
}

void document_put_item(struct document *document, struct buffer *line)
{
    document_item(document, taken(document, line));
    buffer_clear(line);
}

void document_put_fact(struct document *document, const char *label, struct buffer *line)
{
    document_fact(document, slice_of(label), taken(document, line));
    buffer_clear(line);
}

void document_put_cell(struct document *document, struct buffer *line)
{
    document_cell(document, taken(document, line));
    buffer_clear(line);
}

void document_put_number(struct document *document, uint64_t number)
{
    struct buffer text;
    buffer_init(&text);
    format_number(number, &text);
    document_put_cell(document, &text);
    buffer_release(&text);
}

void document_say_fact(struct document *document, const char *label, struct slice value)
{
    if (value.length)
        document_fact(document, slice_of(label), value);
}

void document_say_heading(struct document *document, unsigned level, const char *heading)
{
    document_heading(document, level, slice_of(heading));
}

void document_say_text(struct document *document, const char *text)
{
    document_text(document, slice_of(text));
}

void document_say_cell(struct document *document, const char *text)
{
    document_cell(document, slice_of(text));
}

static bool is_dark(const struct qr *qr, int row, int column)
{
    return row < qr->size && column < qr->size && qr->module[row * qr->size + column];
}

/* Two rows of modules in one line of half blocks; the paper is light, so the dark ones are drawn. */
static void write_art(const struct qr *qr, struct buffer *out)
{
    static const char *const halves[2][2] = {{" ", "▄"}, {"▀", "█"}};
    for (int row = 0; row < qr->size; row += 2) {
        for (int column = 0; column < qr->size; column++)
            buffer_text(out, halves[is_dark(qr, row, column)][is_dark(qr, row + 1, column)]);
        buffer_byte(out, '\n');
    }
}

/* Dark modules side by side are one box. */
static void draw_modules(const struct qr *qr, struct drawing *drawing)
{
    drawing_box(drawing, TONE_WHITE, 0, 0, drawing->width, drawing->height);
    for (int row = 0; row < qr->size; row++)
        for (int column = 0; column < qr->size; column++) {
            int first = column;
            while (is_dark(qr, row, column))
                column++;
            if (column > first)
                drawing_box(drawing, TONE_BLACK, (first + QUIET) * MODULE, (row + QUIET) * MODULE,
                            (column - first) * MODULE, MODULE);
        }
}

static void put_qr(struct document *document, struct slice root, struct slice description)
{
    struct buffer art;
    struct qr qr;
    buffer_init(&art);
    qr_make(root, &qr);
    write_art(&qr, &art);
    int side = (qr.size + 2 * QUIET) * MODULE;
    struct drawing *drawing = qr.size ? document_drawing(document, side, side, slice_of(_("QR code of the root")),
                                                         description, taken(document, &art))
                                      : NULL;
    if (drawing)
        draw_modules(&qr, drawing);
    qr_release(&qr);
    buffer_release(&art);
}

void document_put_head(struct document *document, unsigned level, struct slice body, uint64_t size,
                       const struct digest *root)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    struct buffer line, words;
    buffer_init(&line);
    buffer_init(&words);
    digest_hex(root, hex);
    document_say_heading(document, level, _("The ledger"));
    format_number(size, &words);
    i18n_pattern(_("All of this follows from the first {1} entries of the log of {2}. Their root is:"),
                 buffer_slice(&words), body, &line);
    document_put_text(document, &line);
    document_exact(document, slice_of(hex));
    buffer_clear(&words);
    fingerprint_words(root, &words);
    i18n_pattern(_("The beginning of the root in words, to be compared by telephone: {1}"), buffer_slice(&words),
                 SLICE(""), &line);
    document_put_text(document, &line);
    put_qr(document, slice_of(hex), slice_of(_("The root above as a QR code.")));
    buffer_release(&line);
    buffer_release(&words);
}
