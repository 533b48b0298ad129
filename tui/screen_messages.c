/* All messages of this run, newest last. */
#include "tui/app.h"
#include "tui/screens.h"

#include <stdlib.h>

struct messages {
    struct buffer text;
    struct pager pager;
};

static void messages_close(void *state)
{
    struct messages *messages = state;
    buffer_release(&messages->text);
    free(messages);
}

static enum status messages_open(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct messages *messages = calloc(1, sizeof *messages);
    if (!messages)
        return STATUS_NO_MEMORY;
    buffer_add(&messages->text, buffer_slice(&app->messages));
    if (buffer_status(&messages->text) != STATUS_OK) {
        messages_close(messages);
        return STATUS_NO_MEMORY;
    }
    *state = messages;
    return STATUS_OK;
}

static void messages_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct messages *messages = state;
    struct area inside = canvas_box(canvas, area, slice_of(_("Messages of this session")), SLICE(""));
    if (!messages->text.length)
        canvas_say(canvas, inside.row, inside.column, inside.columns, STYLE_MUTED, _("There was no message yet."));
    canvas_wrap(canvas, inside, STYLE_NORMAL, buffer_slice(&messages->text), messages->pager.top);
    canvas_cursor(canvas, inside.row, inside.column);
}

static unsigned messages_act(struct app *app, void *state, enum action action)
{
    struct messages *messages = state;
    struct canvas measure;
    /* How many lines there are depends on the width: count them on a canvas that is not shown. */
    canvas_init(&measure, 1, app->area.columns, app->ascii);
    struct area area = {.columns = app->area.columns - 4};
    messages->pager.lines =
        measure.failed ? 0 : canvas_wrap(&measure, area, STYLE_NORMAL, buffer_slice(&messages->text), 0);
    canvas_release(&measure);
    return pager_act(&messages->pager, action, app->area.rows - 2) ? REACT_REDRAW : REACT_NONE;
}

static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_NONE};

const struct screen screen_messages = {
    .name = N_("Messages"),
    .tab = ACTION_NONE,
    .actions = actions,
    .open = messages_open,
    .close = messages_close,
    .draw = messages_draw,
    .act = messages_act,
};
