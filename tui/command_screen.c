#include "tui/command_screen.h"

#include "tui/app.h"

#include <errno.h>
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
    enum status status = missing ? session_no_ledger(session) : session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK && session_has(session, OPTION_AS))
        status = session_key_name(session, &ignored);
    return status;
}

static enum status run(struct session *session, struct terminal *terminal, struct slice welcome)
{
    struct app app;
    enum status status = app_open(&app, session, terminal, session_now());
    app.ascii = session_has(session, OPTION_ASCII) || i18n_is_plain_locale();
    if (status == STATUS_OK && welcome.length)
        app_say(&app, STYLE_NORMAL, "{1}", welcome, SLICE(""));
    if (status == STATUS_OK && session->unfiled)
        app_say(&app, STYLE_NORMAL, _("There is no ledger at {1} yet; founding a body makes it."),
                buffer_slice(&session->ledger_path), SLICE(""));
    if (status == STATUS_OK)
        status = app_run(&app);
    app_close(&app);
    return status;
}

enum status screen_run(struct session *session, struct slice welcome)
{
    struct terminal *terminal = NULL;
    const struct terminal_options options = {.mono = session_has(session, OPTION_MONO)};
    enum status status = open_ledger(session);
    if (status == STATUS_OK)
        status = terminal_open(&options, &terminal, &session->problem);
    if (status == STATUS_OK)
        status = run(session, terminal, welcome);
    session->signal = terminal_close(terminal);
    return status;
}
