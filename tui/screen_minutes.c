/* The minutes of a meeting: the signed ones, exactly as they were signed, else what can be signed as such. */
#include "core/entry.h"
#include "tui/editor.h"
#include "tui/minutes_confirm.h"
#include "tui/minutes_view.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/source.h"

#include <stdlib.h>

/* What the editor may leave. */
enum { EDITED_LIMIT = 1 << 20 };

static void close_screen(void *state)
{
    minutes_view_release(state);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct minutes_view *view = calloc(1, sizeof *view);
    if (!view)
        return STATUS_NO_MEMORY;
    view->place = *(const struct meeting_place *)argument;
    enum status status = minutes_view_load(view, app);
    if (status != STATUS_OK)
        close_screen(view);
    else
        *state = view;
    return status;
}

static void refresh(struct app *app, void *state)
{
    struct minutes_view *view = state;
    problem_clear(&app->problem);
    /* A file that is being chosen stays what is shown. */
    view->edited = view->edited || view->path.length > 0;
    if (minutes_view_load(view, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void edit(struct app *app, struct minutes_view *view)
{
    struct problem problem = {.status = STATUS_OK};
    if (!minutes_view_is_open(view) || view->path.length) {
        app_say(app, STYLE_NORMAL, _("Only what the ledger has of the meeting, and is not signed, is edited here."),
                SLICE(""), SLICE(""));
        return;
    }
    problem.status = editor_run(app->terminal, EDITED_LIMIT, &view->text, &problem);
    if (problem.status == STATUS_OK)
        view->edited = true;
    else
        app_fail(app, &problem);
}

static void sign_own(struct app *app, struct minutes_view *view)
{
    struct buffer bytes;
    struct slice name;
    struct problem problem = {.status = STATUS_OK};
    buffer_init(&bytes);
    problem.status = minutes_view_file(view, &bytes, &name, &problem);
    if (problem.status == STATUS_OK)
        minutes_sign(app, &view->place, buffer_slice(&bytes), name);
    else
        app_fail(app, &problem);
    buffer_release(&bytes);
}

/* To the exact text. What is shown is what is signed. */
static void go_on(struct app *app, struct minutes_view *view)
{
    struct buffer name;
    if (view->has_minutes) {
        app_say(app, STYLE_NORMAL, _("These minutes are signed. C confirms them."), SLICE(""), SLICE(""));
        return;
    }
    if (view->waiting.there) {
        app_push(app, &screen_sign,
                 &(struct sign_request){.note = buffer_slice(&view->waiting.note), .after = SIGN_RECEIPT});
        return;
    }
    if (view->path.length) {
        sign_own(app, view);
        return;
    }
    buffer_init(&name);
    if (minutes_name(app, &view->place, &name) == STATUS_OK)
        minutes_sign(app, &view->place, buffer_slice(&view->text), buffer_slice(&name));
    else
        app_fail(app, &app->problem);
    buffer_release(&name);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct minutes_view *view = state;
    switch (action) {
    case ACTION_CONFIRM:
        minutes_confirm(app, &view->place);
        return REACT_REDRAW;
    case ACTION_ENTER:
        go_on(app, view);
        return REACT_REDRAW;
    case ACTION_EDIT:
        edit(app, view);
        return REACT_REDRAW;
    case ACTION_SOURCE:
        source_turn(app, &view->source);
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
        view->typing = minutes_view_is_open(view) && !view->typing;
        return REACT_REDRAW;
    default:
        return minutes_view_scroll(view, action, app->area) ? REACT_REDRAW : REACT_NONE;
    }
}

static bool typing(const void *state)
{
    const struct minutes_view *view = state;
    return view->typing && minutes_view_is_open(view);
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct minutes_view *view = state;
    *reaction = REACT_REDRAW;
    if (!input_key(&view->path, key))
        return false;
    minutes_view_look(view, app);
    return true;
}

static void paste(struct app *app, void *state, struct slice text)
{
    struct minutes_view *view = state;
    input_paste(&view->path, text);
    minutes_view_look(view, app);
}

static enum status text(struct app *app, const void *state, struct buffer *name, struct buffer *out)
{
    const struct minutes_view *view = state;
    (void)app;
    buffer_text(name, _("minutes.md"));
    buffer_add(out, buffer_slice(&view->text));
    return buffer_status(out);
}

static const enum action actions[] = {ACTION_UP,   ACTION_DOWN,      ACTION_PAGE_DOWN, ACTION_CONFIRM, ACTION_ENTER,
                                      ACTION_EDIT, ACTION_NEXT_AREA, ACTION_EXPORT,    ACTION_SOURCE,  ACTION_NONE};

const struct screen screen_minutes = {
    .name = N_("Minutes"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("sign"),
    .open = open_screen,
    .close = close_screen,
    .draw = minutes_view_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
    .text = text,
};
