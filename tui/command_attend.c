/* attend: who has come to a meeting, is excused, or has left. */
#include "data/compose_meeting.h"
#include "tui/command.h"
#include "tui/signing.h"

enum { SEATS_MAX = 16384 };

static enum status read_state(struct session *session, const char **out)
{
    int given = session_has(session, OPTION_AS_PRESENT) + session_has(session, OPTION_EXCUSED) +
                session_has(session, OPTION_LEFT);
    *out = session_has(session, OPTION_EXCUSED) ? "excused" : session_has(session, OPTION_LEFT) ? "left" : "present";
    if (given <= 1)
        return STATUS_OK;
    return problem_say(&session->problem, STATUS_USAGE, N_("give one of --as-present, --excused and --left"), NULL,
                       NULL);
}

static enum status attend(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct found found;
    struct log *log;
    struct author author;
    struct submission submission;
    const char *state;
    arena_init(&arena);
    draft_init(&draft, KIND_ATTENDANCE, &arena);
    enum status status = read_state(session, &state);
    if (status == STATUS_OK)
        status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = query_find_meeting(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, found.body, &log, &session->problem);
    if (status == STATUS_OK)
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_attendance(&author, &found.id, (const char *const *)session->argument + 1,
                                    session->arguments - 1, state, &draft);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, &submission);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    arena_release(&arena);
    return status;
}

const struct command commands_attend[] = {
    {"attend", NULL, "MEETING SEAT…", 2, SEATS_MAX, "as-present excused left",
     N_("record who is in a meeting: of one's own seat, or as a secretary"), attend},
    {0},
};
