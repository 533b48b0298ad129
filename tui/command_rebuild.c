/* rebuild: derive all tables anew from the log. */
#include "tui/command.h"
#include "tui/i18n.h"

#include <stdio.h>
#include <unistd.h>

static bool show_progress(void *context, uint64_t done, uint64_t all)
{
    (void)context;
    if (all)
        fprintf(stderr, "\r%3u %%", (unsigned)(done * 100 / all));
    return true;
}

static enum status rebuild(struct session *session)
{
    bool progress = isatty(STDERR_FILENO) && !session_has(session, OPTION_QUIET);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = ledger_rebuild(session->ledger, progress ? show_progress : NULL, NULL, &session->problem);
    if (progress)
        fputs("\r     \r", stderr);
    if (status == STATUS_OK)
        session_note(session, _("All tables were derived anew from the log."), SLICE(""), SLICE(""));
    return status;
}

const struct command commands_rebuild[] = {
    {"rebuild", NULL, "", 0, 0, "", N_("derive all tables anew from the log"), rebuild},
    {0},
};
