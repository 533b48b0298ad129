/*
 * What is handed over on paper or as a file, as blocks that know nothing of a format: minutes, results, findings.
 * core/document_text.c, document_markdown.c, document_html.c and data/pdf.c write it; the same document gives the same
 * bytes each time.
 *
 * Texts are copied. Whatever they hold, what reaches a writer is UTF-8 without control characters (text_safe), so a
 * writer has only its own format's characters to escape. No memory shows in document_status.
 */
#ifndef CORE_DOCUMENT_H
#define CORE_DOCUMENT_H

#include "core/arena.h"
#include "core/buffer.h"
#include "core/drawing.h"

enum block_kind {
    BLOCK_HEADING,
    BLOCK_TEXT,
    BLOCK_QUOTE, /* a person's text, in the little Markdown that people write */
    BLOCK_EXACT, /* lines that stay as they are: hashes */
    BLOCK_LIST,
    BLOCK_FACTS, /* labels, each with a value */
    BLOCK_TABLE,
    BLOCK_DRAWING,
    BLOCK_BREAK /* what follows begins on a new page, where there are pages */
};

struct block {
    enum block_kind kind;
    unsigned level;       /* of a heading, from 1 */
    struct slice text;    /* of a table the caption; of a drawing the same in lines of text, or empty */
    struct slice *cell;   /* items; labels and values in turn; a table row by row, the headings first */
    size_t cells, room;   /* room: of the array */
    size_t columns, left; /* of a table; so many columns are words, what follows is numbers */
    struct drawing *drawing;
    struct block *next;
};

struct document {
    struct arena arena;
    struct slice language; /* "de", "en" */
    struct slice title, author;
    struct slice page; /* "Page {1} of {2}" */
    int64_t at;        /* the time that the document is given, in seconds since 1970 */
    struct block *first, *last;
    bool failed;
};

/* `language` is a literal. */
void document_init(struct document *document, const char *language);
void document_release(struct document *document);
MUST_CHECK enum status document_status(const struct document *document);

/* A copy that a writer may be given, in the document's arena; without line ends unless `lines`. */
struct slice document_keep(struct document *document, struct slice text, bool lines);

/* Headings go down one level at a time; the first is the title. */
void document_heading(struct document *document, unsigned level, struct slice text);
void document_text(struct document *document, struct slice text);
void document_quote(struct document *document, struct slice text);
void document_exact(struct document *document, struct slice text);
void document_break(struct document *document);

/* One more item of the list, or of the facts, at the end of the document, which begins with it where there is none. */
void document_item(struct document *document, struct slice text);
void document_fact(struct document *document, struct slice label, struct slice value);

/* A table, which is then filled cell by cell, its headings first. */
void document_table(struct document *document, struct slice caption, size_t columns, size_t left);
void document_cell(struct document *document, struct slice text);

/* A drawing that is filled afterwards; NULL without memory. `art`: see above. */
struct drawing *document_drawing(struct document *document, int width, int height, struct slice title,
                                 struct slice description, struct slice art);

/* A piece of a quotation: what a person wrote, as far as its Markdown matters for how it looks. */
enum piece_kind { PIECE_TEXT, PIECE_HEADING, PIECE_ITEM, PIECE_STEP, PIECE_LINE };
struct piece {
    enum piece_kind kind;
    struct slice mark; /* of a step its number: "12." */
    struct slice text; /* its lines; of items and steps without the mark */
};

/* The next piece is cut off `*rest`. False: there is none. */
bool document_piece(struct slice *rest, struct piece *out);

/* Writers. STATUS_NO_MEMORY is the only failure. */
MUST_CHECK enum status document_write_text(const struct document *document, struct buffer *out);
MUST_CHECK enum status document_write_markdown(const struct document *document, struct buffer *out);
MUST_CHECK enum status document_write_html(const struct document *document, struct buffer *out);

#endif
