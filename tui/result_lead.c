/* Who leads among the options of a ballot: the sentences, and the table of pairs where it fits. */
#include "core/text.h"
#include "tui/i18n.h"
#include "tui/lead_words.h"
#include "tui/page.h"
#include "tui/result.h"

static int widest_line(struct slice text)
{
    int widest = 0;
    while (text.length) {
        int width = text_width(slice_cut(&text, '\n'));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void write_lines(struct page *page, struct slice text)
{
    while (text.length)
        page_wrap(page, STYLE_NORMAL, 0, slice_cut(&text, '\n'));
}

int result_lead_box(const struct result *result, struct canvas *canvas, struct area area)
{
    struct buffer words, table;
    if (result->hidden || !result->counting.offer.lines)
        return 0;
    buffer_init(&words);
    buffer_init(&table);
    lead_words(&result->counting, &words);
    lead_table(&result->counting, "  ", &table);
    bool fits = widest_line(buffer_slice(&table)) <= area.columns - 4;
    struct page page = {.canvas = canvas, .area = {area.row + 1, area.column + 2, area.rows - 2, area.columns - 4}};
    write_lines(&page, buffer_slice(&words));
    if (fits)
        write_lines(&page, buffer_slice(&table));
    area.rows = page.line + 2;
    canvas_box(canvas, area, slice_of(_("In the lead")), slice_of(fits ? "" : _("in pairs: stimmbuch tally")));
    buffer_release(&words);
    buffer_release(&table);
    return area.rows;
}
