/* A text in Markdown on a page as narrow as the first byte says: it is measured as long as it is painted. */
#include "tests/fuzz/fuzz.h"
#include "tui/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = fuzz_input(data, size);
    int columns = 1 + (int)fuzz_choose(&text, 100);
    struct page measured = {.area = {.columns = columns}};
    struct canvas canvas;
    canvas_init(&canvas, 20, columns, true);
    struct page page = {.canvas = &canvas, .area = canvas_area(&canvas), .skip = 1};
    page_markdown(&measured, text);
    page_markdown(&page, text);
    HOLDS(measured.line == page.line);
    canvas_release(&canvas);
    return 0;
}
