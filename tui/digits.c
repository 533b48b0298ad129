#include "tui/digits.h"

void digits_draw(struct canvas *canvas, int row, int column, int columns, uint64_t number)
{
    struct buffer text;
    buffer_init(&text);
    buffer_number(&text, number);
    /* The room behind the last figure is counted, so that what stands beside it never touches it. */
    enum big size = big_width(BIG_LARGE, buffer_slice(&text)) + 2 <= columns ? BIG_LARGE : BIG_TALL;
    if (big_width(size, buffer_slice(&text)) < columns)
        big_line(canvas, row, column, columns, size, STYLE_TITLE, buffer_slice(&text));
    buffer_release(&text);
}
