/* A document's table on the pages of a PDF: columns as wide as they need, long cells broken, headings on each page. */
#ifndef DATA_PDF_TABLE_H
#define DATA_PDF_TABLE_H

#include "core/document.h"
#include "data/pdf_pen.h"

void pdf_table(struct pen *pen, const struct block *table);

/* A horizontal rule at the pen's height. */
void pdf_rule(struct pen *pen, int x, int width);

#endif
