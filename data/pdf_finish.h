/*
 * What cairo cannot write into a PDF: the language of the text, and that a reader's window shows the title. Both stand
 * in the catalogue, which is written anew behind the file as an update (ISO 32000-1, 7.5.6); nothing before it changes.
 */
#ifndef DATA_PDF_FINISH_H
#define DATA_PDF_FINISH_H

#include "core/buffer.h"

/* Appends the file with that update to `out`; one whose catalogue is not found stays as it is. STATUS_NO_MEMORY. */
MUST_CHECK enum status pdf_finish(const struct buffer *bytes, struct slice language, struct buffer *out);

#endif
