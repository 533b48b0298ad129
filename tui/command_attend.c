/* attend: who has come to a meeting, is excused, or has left. */
#include "data/compose_meeting.h"
#include "tui/command.h"
#include "tui/writing.h"

enum { SEATS_MAX = 16384 };

static enum status compose(struct session *session, struct writing *writing)
{
    const char *state = session_has(session, OPTION_EXCUSED) ? "excused"
                        : session_has(session, OPTION_LEFT)  ? "left"
                                                             : "present";
    return compose_attendance(&writing->author, &writing->about.id, (const char *const *)session->argument + 1,
                              session->arguments - 1, state, &writing->draft);
}

static enum status attend(struct session *session)
{
    static const struct writing_kind kind = {KIND_ATTENDANCE, WRITING_MEETING, false, compose};
    int states = session_has(session, OPTION_AS_PRESENT) + session_has(session, OPTION_EXCUSED) +
                 session_has(session, OPTION_LEFT);
    if (states > 1)
        return problem_say(&session->problem, STATUS_USAGE, N_("give one of --as-present, --excused and --left"), NULL,
                           NULL);
    return writing_sign(session, &kind);
}

const struct command commands_attend[] = {
    {"attend", NULL, "MEETING SEAT…", 2, SEATS_MAX, "as-present excused left",
     N_("record who is in a meeting: of one's own seat, or as a secretary"), attend},
    {0},
};
