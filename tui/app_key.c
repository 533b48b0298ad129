#include "tui/app_key.h"

#include "data/people.h"
#include "tui/app_mode.h"

void app_find_key(struct app *app)
{
    struct buffer text;
    struct vkey vkey;
    buffer_init(&text);
    memset(app->who, 0, sizeof app->who);
    memset(app->person, 0, sizeof app->person);
    if (session_key_name(app->session, &vkey) == STATUS_OK && vkey.name.length < sizeof app->who) {
        memcpy(app->who, vkey.name.at, vkey.name.length);
        if (people_get(app->session->people_path.at, vkey.name, &text, NULL) == STATUS_OK &&
            text.length < sizeof app->person)
            memcpy(app->person, text.at, text.length);
    }
    problem_clear(&app->session->problem);
    buffer_release(&text);
}

enum status app_use_key(struct app *app, struct slice label, struct problem *problem)
{
    struct vkey vkey;
    enum status status = keyring_find(&app->session->keyring, label, &vkey, problem);
    if (status == STATUS_OK)
        status = session_use_key(app->session, label);
    if (status != STATUS_OK)
        return status;
    app_find_key(app);
    roster_ahead_end(app);
    status = app_mode_choose(app, problem);
    if (status != STATUS_OK)
        return status;
    const struct screen *screen = app->stack[app->depth - 1].screen;
    if (screen->refresh)
        screen->refresh(app, app->stack[app->depth - 1].state);
    return STATUS_OK;
}

void app_lock_key(struct app *app)
{
    bool forgot = app->session->key != NULL;
    for (int i = 0; i < app->depth; i++)
        if (app->stack[i].screen->forget && app->stack[i].screen->forget(app->stack[i].state))
            forgot = true;
    if (!forgot)
        return;
    unlocked_free(app->session->key);
    app->session->key = NULL;
    app_say(app, STYLE_NORMAL, _("The key is locked: its passphrase is asked for at the next signature."), SLICE(""),
            SLICE(""));
}
