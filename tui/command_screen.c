#include "tui/command_screen.h"

#include "tui/app.h"

#include <errno.h>
#include <unistd.h>

bool screen_is_wanted(const struct session *session)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !session_has(session, OPTION_JSON) &&
           !session_has(session, OPTION_QUIET);
}

/* A first run must not end at an error that only says what is not there. */
static enum status open_ledger(struct session *session)
{
    const char *path = session->ledger_path.at;
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return problem_say(&session->problem, STATUS_STORE,
                           N_("there is no ledger at {1} yet: \"stimmbuch demo\" shows a sample world, "
                              "\"stimmbuch help body\" says how to found a body"),
                           path, NULL);
    enum status status = session_ledger(session, STORE_WRITE);
    struct vkey ignored;
    if (status == STATUS_OK && session_has(session, OPTION_AS))
        status = session_key_name(session, &ignored);
    return status;
}

static enum status run(struct session *session, struct terminal *terminal, struct slice welcome)
{
    struct app app;
    enum status status = app_open(&app, session, terminal, session_now());
    app.ascii = session_has(session, OPTION_ASCII);
    if (status == STATUS_OK && welcome.length)
        app_say(&app, STYLE_NORMAL, "{1}", welcome, SLICE(""));
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
