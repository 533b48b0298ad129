/*
 * A document's texts as they are put together: each takes what was written into `line`, which is empty afterwards.
 * Labels and headings are translated already.
 */
#ifndef TUI_DOCUMENT_WORDS_H
#define TUI_DOCUMENT_WORDS_H

#include "core/digest.h"
#include "core/document.h"

/* A document in the language of the program, with its title as the first heading. */
void document_begin(struct document *document, struct buffer *title, struct slice author, int64_t at);

void document_put_heading(struct document *document, unsigned level, struct buffer *line);
void document_put_text(struct document *document, struct buffer *line);
void document_put_item(struct document *document, struct buffer *line);
void document_put_fact(struct document *document, const char *label, struct buffer *line);
void document_put_cell(struct document *document, struct buffer *line);

/* A number with a mark between thousands. */
void document_put_number(struct document *document, uint64_t number);

/* A label with a text that is there already; nothing where it is empty. */
void document_say_fact(struct document *document, const char *label, struct slice value);
void document_say_heading(struct document *document, unsigned level, const char *heading);
void document_say_text(struct document *document, const char *text);
void document_say_cell(struct document *document, const char *text);

/* The head of a log as of `size` entries: its root in hex, as words and as QR code, under a heading. */
void document_put_head(struct document *document, unsigned level, struct slice body, uint64_t size,
                       const struct digest *root);

#endif
