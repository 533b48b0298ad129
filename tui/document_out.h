/* Documents and other files that a verb makes: in which format, and whereto. */
#ifndef TUI_DOCUMENT_OUT_H
#define TUI_DOCUMENT_OUT_H

#include "core/document.h"
#include "tui/session.h"

enum document_format {
    FORMAT_TEXT,
    FORMAT_MARKDOWN,
    FORMAT_HTML,
    FORMAT_PDF,
    FORMAT_CSV,
    FORMAT_JSON,
    FORMAT_SVG,
    FORMAT_COUNT
};

/* What --format names, else what the name of the --output file ends with, else `standard`. `allowed`: a bit for each
 * that the verb has. STATUS_USAGE for another. */
MUST_CHECK enum status document_format_read(struct session *session, unsigned allowed, enum document_format standard,
                                            enum document_format *out);

const char *document_format_name(enum document_format format);

/* By the end of a file's name; FORMAT_COUNT where it says nothing. And by what the file begins with. */
enum document_format document_format_of_name(const char *path);
enum document_format document_format_of_bytes(struct slice bytes);

/* Text, Markdown, HTML or PDF. STATUS_REFUSED without the libraries that make a PDF. */
MUST_CHECK enum status document_write(struct session *session, const struct document *document,
                                      enum document_format format, struct buffer *out);

/*
 * To the --output file, which must be new, else to standard output, which must not be a terminal where the bytes are
 * none for it.
 */
MUST_CHECK enum status document_deliver(struct session *session, enum document_format format, struct slice bytes);

#endif
