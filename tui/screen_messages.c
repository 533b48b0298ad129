/* All messages of this run, newest last. */
#include "tui/screens.h"
#include "tui/text_view.h"

#include <stdlib.h>

static void messages_close(void *state)
{
    text_view_release(state);
    free(state);
}

static enum status messages_open(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct text_view *messages = calloc(1, sizeof *messages);
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
    const struct text_view *messages = state;
    struct area inside = canvas_box(canvas, area, slice_of(_("Messages of this session")), SLICE(""));
    if (!messages->text.length)
        canvas_say(canvas, inside.row, inside.column, inside.columns, STYLE_MUTED, _("There was no message yet."));
    text_view_draw(messages, canvas, inside, STYLE_NORMAL);
    canvas_cursor(canvas, inside.row, inside.column);
}

static unsigned messages_act(struct app *app, void *state, enum action action)
{
    return text_view_act(state, app, action, 2) ? REACT_REDRAW : REACT_NONE;
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
