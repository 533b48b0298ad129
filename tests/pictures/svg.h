/* What a terminal shows, as a picture that needs no fonts of its own: lines and blocks are drawn, letters are text. */
#ifndef TESTS_PICTURES_SVG_H
#define TESTS_PICTURES_SVG_H

#include "tests/terminal.h"

/* Appends the whole picture. `title` is what a screen reader says of it; both are ASCII or UTF-8 without markup. */
void svg_write(const struct emulator *e, int rows, int columns, bool dark, const char *title, struct buffer *out);

#endif
