/* A document as one HTML page: no script, nothing from elsewhere, readable by screen readers, light and dark. */
#include "core/document.h"

static const char style[] =
    ":root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--edge:#8a9097;--soft:#f2f4f6}\n"
    "@media (prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--edge:#7d8590;--soft:#1c2128}}\n"
    "@media print{:root{--paper:#fff;--ink:#000;--edge:#888;--soft:#fff}h1,h2,h3,h4,h5{break-after:avoid}\n"
    ".page{break-before:page}}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 \"DejaVu Sans\",Verdana,sans-serif}\n"
    "main{max-width:48rem;margin:0 auto;padding:1rem}\n"
    "h1,h2,h3,h4,h5,h6{line-height:1.25;overflow-wrap:anywhere}\n"
    "p,li,dd,td,th,figcaption{overflow-wrap:anywhere}\n"
    "table{border-collapse:collapse}.wide{margin:1rem 0;overflow-x:auto}\n"
    "caption{text-align:left;font-weight:bold;padding:.25rem 0}\n"
    "th,td{border:1px solid var(--edge);padding:.25rem .5rem;text-align:left;vertical-align:top}\n"
    "thead th{background:var(--soft)}\n"
    ".n{text-align:right}\n"
    "dt{font-weight:bold}dd{margin:0 0 .5rem 1.5rem}\n"
    "blockquote{margin:1rem 0;padding:0 1rem;border-left:.25rem solid var(--edge)}\n"
    "pre{overflow-x:auto;background:var(--soft);padding:.5rem}\n"
    "figure{margin:1rem 0}svg{max-width:100%;height:auto}\n";

static void write_tag(const char *open, struct slice text, const char *close, struct buffer *out)
{
    buffer_text(out, open);
    markup_escape(text, out);
    buffer_text(out, close);
}

/* What pieces of a kind stand in together. */
static const struct {
    const char *open, *close;
} around[] = {[PIECE_TEXT] = {"", ""},
              [PIECE_HEADING] = {"", ""},
              [PIECE_ITEM] = {"<ul>\n", "</ul>\n"},
              [PIECE_STEP] = {"<ol>\n", "</ol>\n"},
              [PIECE_LINE] = {"<pre>", "</pre>\n"}};

static void write_piece(const struct piece *piece, struct buffer *out)
{
    switch (piece->kind) {
    case PIECE_TEXT:
        write_tag("<p>", piece->text, "</p>\n", out);
        break;
    case PIECE_HEADING:
        write_tag("<p><strong>", piece->text, "</strong></p>\n", out);
        break;
    case PIECE_ITEM:
        write_tag("<li>", piece->text, "</li>\n", out);
        break;
    case PIECE_STEP:
        write_tag("<li value=\"", slice_head(piece->mark, piece->mark.length - 1), "\">", out);
        write_tag("", piece->text, "</li>\n", out);
        break;
    case PIECE_LINE:
        write_tag("", piece->text, "\n", out);
        break;
    }
}

static void write_quote(struct slice text, struct buffer *out)
{
    struct piece piece;
    enum piece_kind last = PIECE_TEXT;
    buffer_text(out, "<blockquote>\n");
    while (document_piece(&text, &piece)) {
        if (piece.kind != last) {
            buffer_text(out, around[last].close);
            buffer_text(out, around[piece.kind].open);
        }
        write_piece(&piece, out);
        last = piece.kind;
    }
    buffer_text(out, around[last].close);
    buffer_text(out, "</blockquote>\n");
}

static void write_row(const struct block *table, size_t first, bool heading, struct buffer *out)
{
    buffer_text(out, "<tr>");
    for (size_t i = 0; i < table->columns; i++) {
        bool head = heading || i == 0;
        buffer_text(out, heading ? "<th scope=\"col\"" : head ? "<th scope=\"row\"" : "<td");
        buffer_text(out, i >= table->left ? " class=\"n\">" : ">");
        if (first + i < table->cells)
            markup_escape(table->cell[first + i], out);
        buffer_text(out, head ? "</th>" : "</td>");
    }
    buffer_text(out, "</tr>\n");
}

static void write_table(const struct block *table, struct buffer *out)
{
    write_tag("<div class=\"wide\">\n<table>\n<caption>", table->text, "</caption>\n<thead>\n", out);
    write_row(table, 0, true, out);
    buffer_text(out, "</thead>\n<tbody>\n");
    for (size_t at = table->columns; table->columns && at < table->cells; at += table->columns)
        write_row(table, at, false, out);
    buffer_text(out, "</tbody>\n</table>\n</div>\n");
}

static void write_list(const struct block *block, struct buffer *out)
{
    buffer_text(out, "<ul>\n");
    for (size_t i = 0; i < block->cells; i++)
        write_tag("<li>", block->cell[i], "</li>\n", out);
    buffer_text(out, "</ul>\n");
}

static void write_facts(const struct block *block, struct buffer *out)
{
    buffer_text(out, "<dl>\n");
    for (size_t i = 0; i + 1 < block->cells; i += 2) {
        write_tag("<dt>", block->cell[i], "</dt>", out);
        write_tag("<dd>", block->cell[i + 1], "</dd>\n", out);
    }
    buffer_text(out, "</dl>\n");
}

static enum status write_drawing(const struct drawing *drawing, struct buffer *out)
{
    buffer_text(out, "<figure>\n");
    enum status status = drawing_write_svg(drawing, false, out);
    write_tag("<figcaption>", drawing->title, "</figcaption>\n</figure>\n", out);
    return status;
}

static void write_heading(const struct block *block, bool page, struct buffer *out)
{
    unsigned level = block->level < 6 ? block->level : 6;
    buffer_format(out, page ? "<h%u class=\"page\">" : "<h%u>", level);
    markup_escape(block->text, out);
    buffer_format(out, "</h%u>\n", level);
}

static enum status write_block(const struct block *block, bool page, struct buffer *out)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        write_heading(block, page, out);
        break;
    case BLOCK_TEXT:
        write_tag("<p>", block->text, "</p>\n", out);
        break;
    case BLOCK_QUOTE:
        write_quote(block->text, out);
        break;
    case BLOCK_EXACT:
        write_tag("<pre>", block->text, "</pre>\n", out);
        break;
    case BLOCK_LIST:
        write_list(block, out);
        break;
    case BLOCK_FACTS:
        write_facts(block, out);
        break;
    case BLOCK_TABLE:
        write_table(block, out);
        break;
    case BLOCK_DRAWING:
        return write_drawing(block->drawing, out);
    case BLOCK_BREAK:
        break;
    }
    return STATUS_OK;
}

enum status document_write_html(const struct document *document, struct buffer *out)
{
    bool page = false;
    enum status status = document_status(document);
    write_tag("<!DOCTYPE html>\n<html lang=\"", document->language, "\">\n<head>\n<meta charset=\"utf-8\">\n", out);
    buffer_text(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "style-src 'unsafe-inline'\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    write_tag("<meta name=\"author\" content=\"", document->author, "\">\n", out);
    write_tag("<title>", document->title, "</title>\n<style>\n", out);
    buffer_text(out, style);
    buffer_text(out, "</style>\n</head>\n<body>\n<main>\n");
    for (const struct block *block = document->first; block && status == STATUS_OK; block = block->next) {
        status = write_block(block, page, out);
        page = block->kind == BLOCK_BREAK;
    }
    buffer_text(out, "</main>\n</body>\n</html>\n");
    return status == STATUS_OK ? buffer_status(out) : status;
}
