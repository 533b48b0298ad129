#include "tui/views.h"

#include "tui/app.h"
#include "tui/kept_views.h"
#include "tui/last_body.h"

#include <stdlib.h>

static const struct screen *top(const struct app *app, void **state)
{
    *state = app->depth ? app->stack[app->depth - 1].state : NULL;
    const struct screen *screen = app->depth ? app->stack[app->depth - 1].screen : NULL;
    return screen && screen->view && screen->show ? screen : NULL;
}

static bool is_typing(const struct screen *screen, const void *state)
{
    return screen->typing && screen->typing(state);
}

/* Where one is in the list is no change of it. */
static bool same(const struct view *a, const struct view *b)
{
    return a->filter == b->filter && a->order == b->order && strcmp(a->search, b->search) == 0 &&
           strcmp(a->day, b->day) == 0;
}

void views_begin(struct app *app)
{
    void *state;
    const struct screen *screen = top(app, &state);
    if (screen && is_typing(screen, state))
        return;
    app->views->state = screen ? state : NULL;
    if (screen)
        screen->view(state, &app->views->before);
}

void views_end(struct app *app)
{
    struct views *views = app->views;
    struct view now;
    void *state;
    const struct screen *screen = top(app, &state);
    if (!screen || views->state != state || is_typing(screen, state))
        return;
    screen->view(state, &now);
    if (same(&now, &views->before))
        return;
    if (views->undos == VIEWS_UNDO)
        memmove(&views->undo[0], &views->undo[1], sizeof views->undo[0] * --views->undos);
    views->undo[views->undos].screen = screen;
    views->undo[views->undos++].view = views->before;
    views->before = now;
}

void views_undo(struct app *app)
{
    struct views *views = app->views;
    void *state;
    const struct screen *screen = top(app, &state);
    size_t at = views->undos;
    while (at > 0 && views->undo[at - 1].screen != screen)
        at--;
    if (!screen || at == 0) {
        app_say(app, STYLE_NORMAL, _("No filter, order or search was changed here."), SLICE(""), SLICE(""));
        return;
    }
    struct view view = views->undo[at - 1].view;
    memmove(&views->undo[at - 1], &views->undo[at], sizeof views->undo[0] * (views->undos - at));
    views->undos--;
    screen->show(app, state, &view);
    /* This is no change that could be taken back itself. */
    views->state = NULL;
}

void views_keep(struct app *app)
{
    struct views *views = app->views;
    void *state;
    const struct screen *screen = top(app, &state);
    size_t at = 0;
    if (!screen)
        return;
    while (at < views->keeps && views->kept[at].screen != screen)
        at++;
    if (at == VIEWS_KEPT)
        return;
    views->keeps += at == views->keeps;
    views->kept[at].screen = screen;
    screen->view(state, &views->kept[at].view);
}

void views_return(struct app *app)
{
    void *state;
    const struct screen *screen = top(app, &state);
    if (screen)
        kept_views_read(app);
    for (size_t i = 0; screen && i < app->views->keeps; i++) {
        struct view view = app->views->kept[i].view;
        /* A search, or a look at another day, was for then: whoever begins one now does not expect to go on with it. */
        memset(view.search, 0, sizeof view.search);
        memset(view.day, 0, sizeof view.day);
        if (app->views->kept[i].screen == screen)
            screen->show(app, state, &view);
    }
}

void views_close(struct app *app)
{
    if (app->views) {
        kept_views_write(app);
        last_body_keep(app);
    }
    free(app->views);
    app->views = NULL;
}
