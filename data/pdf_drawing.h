/* A document's drawing on a page of a PDF, as wide as it is, or as the page. */
#ifndef DATA_PDF_DRAWING_H
#define DATA_PDF_DRAWING_H

#include "core/drawing.h"
#include "data/pdf_pen.h"

void pdf_drawing(struct pen *pen, const struct drawing *drawing);

#endif
