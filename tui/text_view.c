#include "tui/text_view.h"

void text_view_draw(const struct text_view *view, struct canvas *canvas, struct area area, enum style style)
{
    canvas_wrap(canvas, area, style, buffer_slice(&view->text), view->pager.top);
}

bool text_view_act(struct text_view *view, const struct app *app, enum action action, int around)
{
    enum { FRAME = 4 };
    struct canvas measure;
    struct area area = {.columns = app->area.columns - FRAME};
    canvas_init(&measure, 1, app->area.columns, app->ascii);
    view->pager.lines = measure.failed ? 0 : canvas_wrap(&measure, area, STYLE_NORMAL, buffer_slice(&view->text), 0);
    canvas_release(&measure);
    return pager_act(&view->pager, action, app->area.rows - around);
}

void text_view_clear(struct text_view *view)
{
    buffer_clear(&view->text);
    view->pager = (struct pager){.top = 0};
}

void text_view_release(struct text_view *view)
{
    buffer_release(&view->text);
}
