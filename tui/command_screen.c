#include "tui/command_screen.h"

#include "data/query_find.h"
#include "tui/app_alone.h"
#include "tui/app_mode.h"
#include "tui/live.h"
#include "tui/screens.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

bool screen_is_wanted(const struct session *session)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !session_has(session, OPTION_JSON) &&
           !session_has(session, OPTION_QUIET);
}

/* On a first run there is no ledger; the screens then say what can be done, and nothing is made by looking at them. */
static enum status open_ledger(struct session *session)
{
    struct vkey ignored;
    bool missing = access(session->ledger_path.at, F_OK) != 0 && errno == ENOENT;
    enum status status = missing ? session_no_ledger(session)
                                 : session_ledger(session, app_mode_is_asked(session) ? STORE_READ : STORE_WRITE);
    if (status == STATUS_OK && session_has(session, OPTION_AS))
        status = session_key_name(session, &ignored);
    return status;
}

/* --mono, then the configuration, then what the terminal says of itself. */
static enum theme theme(const struct session *session)
{
    const struct config *config = &session->config;
    if (session_has(session, OPTION_MONO) || config_is(config, CONFIG_THEME, "mono"))
        return THEME_MONO;
    if (config_is(config, CONFIG_THEME, "light"))
        return THEME_LIGHT;
    if (config_is(config, CONFIG_THEME, "dark"))
        return THEME_DARK;
    return theme_of_background(getenv("COLORFGBG"));
}

static bool only_ascii(const struct session *session)
{
    if (session_has(session, OPTION_ASCII) || config_is(&session->config, CONFIG_ASCII, "on"))
        return true;
    return !config_is(&session->config, CONFIG_ASCII, "off") && i18n_is_plain_locale();
}

static enum status run(struct session *session, struct terminal *terminal, struct slice welcome)
{
    struct app app;
    enum status status = app_open(&app, session, terminal, session_now());
    app.ascii = only_ascii(session);
    if (status == STATUS_OK && welcome.length)
        app_say(&app, STYLE_NORMAL, "{1}", welcome, SLICE(""));
    if (status == STATUS_OK && session->unfiled)
        app_say(&app, STYLE_NORMAL, _("There is no ledger at {1} yet; founding a body makes it."),
                buffer_slice(&session->ledger_path), SLICE(""));
    const char *body = session->config.value[CONFIG_BODY];
    struct found found;
    if (status == STATUS_OK && body && query_find_body(app_store(&app), body, &found, NULL) != STATUS_OK)
        app_say(&app, STYLE_WARN, _("The ledger has no body {1}, which the configuration names."), slice_of(body),
                SLICE(""));
    if (status == STATUS_OK && !app_mode_is_asked(session))
        app.live = live_start(session);
    if (status == STATUS_OK)
        status = app_run(&app);
    app_close(&app);
    return status;
}

static enum status open_terminal(struct session *session, struct terminal **terminal)
{
    const struct terminal_options options = {.theme = theme(session)};
    return terminal_open(&options, terminal, &session->problem);
}

enum status screen_run_hall(struct session *session, const struct ballot_facts *facts)
{
    struct terminal *terminal = NULL;
    enum status status = open_terminal(session, &terminal);
    if (status == STATUS_OK) {
        struct app app;
        status = app_open_alone(&app, session, terminal, session_now(), &screen_hall, facts);
        app.ascii = only_ascii(session);
        if (status == STATUS_OK && !app_mode_is_asked(session))
            app.live = live_start(session);
        if (status == STATUS_OK)
            status = app_run(&app);
        app_close(&app);
    }
    session->signal = terminal_close(terminal);
    return status;
}

enum status screen_run(struct session *session, struct slice welcome)
{
    struct terminal *terminal = NULL;
    enum status status = open_ledger(session);
    if (status == STATUS_OK)
        status = open_terminal(session, &terminal);
    if (status == STATUS_OK)
        status = run(session, terminal, welcome);
    session->signal = terminal_close(terminal);
    return status;
}
