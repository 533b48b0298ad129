/*
 * A document as PDF: A4, real text, bookmarks of its headings, page numbers, title, language. The same document gives
 * the same bytes wherever the same versions of the libraries and fonts are installed: the time in it is the document's.
 *
 * Pango and cairo are loaded when the first PDF is made, not before. Built without their headers (HAVE_PANGOCAIRO not
 * defined) there is none.
 */
#ifndef DATA_PDF_H
#define DATA_PDF_H

#include "core/document.h"

/* STATUS_REFUSED with what to do, where the libraries are missing; STATUS_NO_MEMORY. */
MUST_CHECK enum status document_write_pdf(const struct document *document, struct buffer *out, struct problem *problem);

#endif
