/* A line of what is remembered of lists: what is taken is within bounds, and written again it is the same list. */
#include "core/buffer.h"
#include "tests/fuzz/fuzz.h"
#include "tui/kept_views.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct screen *screen, *again;
    struct view view, same;
    struct buffer line;
    if (!kept_views_line(fuzz_input(data, size), &screen, &view))
        return 0;
    HOLDS(screen && screen->view && screen->show);
    HOLDS(view.filter < 64 && view.order < 64 && view.place >= 0);
    HOLDS(!view.search[0] && !view.day[0]);
    buffer_init(&line);
    buffer_format(&line, "%s %zu %zu %lld", screen->name, view.filter, view.order, (long long)view.place);
    HOLDS(buffer_status(&line) == STATUS_OK && kept_views_line(buffer_slice(&line), &again, &same));
    HOLDS(again == screen && same.filter == view.filter && same.order == view.order && same.place == view.place);
    buffer_release(&line);
    return 0;
}
