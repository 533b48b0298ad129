#include "tui/app.h"

const char *app_ledger_words(const struct app *app)
{
    switch (app->ledger) {
    case LEDGER_MOVED:
        return _("The ledger's file was removed or replaced: what is shown is old. End with q and start again.");
    case LEDGER_UNREADABLE:
        return _("The ledger cannot be read now: what is shown may be old.");
    default:
        return NULL;
    }
}

/* Said once, so that it stands among the messages too. */
static void turn(struct app *app, enum ledger_state state)
{
    if (state == app->ledger)
        return;
    app->ledger = state;
    const char *words = app_ledger_words(app);
    app_say(app, words ? STYLE_BAD : STYLE_NORMAL, words ? words : _("The ledger can be read again."), SLICE(""),
            SLICE(""));
}

/* Not beside a worker: one that writes keeps all others waiting, and so the screen. */
void app_follow(struct app *app)
{
    const struct screen *screen = app->stack[app->depth - 1].screen;
    int64_t version = app->version;
    if (app->worker)
        return;
    bool read = store_version(app_store(app), &version) == STATUS_OK;
    bool again = app->ledger != LEDGER_FOLLOWED;
    turn(app, store_is_moved(app_store(app)) ? LEDGER_MOVED : read ? LEDGER_FOLLOWED : LEDGER_UNREADABLE);
    if (app->ledger != LEDGER_FOLLOWED || (version == app->version && !again))
        return;
    app->version = version;
    if (screen->refresh)
        screen->refresh(app, app->stack[app->depth - 1].state);
}
