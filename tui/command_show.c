/* show BALLOT --hall: the count for a projector. */
#include "tui/app_alone.h"
#include "tui/ballot.h"
#include "tui/command.h"
#include "tui/command_screen.h"
#include "tui/screens.h"

/* Without a terminal it is printed once, as large as a page is wide. */
static enum status print(struct session *session, const struct ballot_facts *facts)
{
    enum { ROWS = 40, COLUMNS = 100 };
    struct app app;
    struct canvas canvas;
    struct buffer text;
    enum status status = app_open_alone(&app, session, NULL, session_now(), &screen_hall, facts);
    buffer_init(&text);
    canvas_init(&canvas, ROWS, COLUMNS, session_has(session, OPTION_ASCII));
    if (status == STATUS_OK) {
        app_paint(&app, &canvas);
        canvas_dump(&canvas, &text);
        status = canvas.failed ? STATUS_NO_MEMORY : buffer_status(&text);
    }
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&text));
    app_close(&app);
    canvas_release(&canvas);
    buffer_release(&text);
    return status;
}

static enum status show(struct session *session)
{
    struct ballot_facts facts;
    if (!session_has(session, OPTION_HALL))
        return problem_say(&session->problem, STATUS_USAGE, N_("show wants --hall; \"tally\" prints a count"), NULL,
                           NULL);
    if (session_has(session, OPTION_JSON))
        return problem_say(&session->problem, STATUS_USAGE, N_("a view for a hall has no JSON; \"tally --json\" has"),
                           NULL, NULL);
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = ballot_find(session, session->argument[0], &facts);
    if (status != STATUS_OK)
        return status;
    return screen_is_wanted(session) ? screen_run_hall(session, &facts) : print(session, &facts);
}

const struct command commands_show[] = {
    {"show", NULL, "BALLOT", 1, 1, "hall ascii mono",
     N_("the count of a ballot, large and read-only, for a projector; it follows the ledger"), show},
    {0},
};
