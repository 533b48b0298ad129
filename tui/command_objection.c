/* object: against a written procedure, which it ends. */
#include "data/compose_meeting.h"
#include "tui/command.h"
#include "tui/seat.h"
#include "tui/writing.h"

static enum status compose(struct session *session, struct writing *writing)
{
    struct own_seat seat;
    enum status status = own_seat(session, writing->log, &seat);
    if (status != STATUS_OK)
        return status;
    return compose_objection(&writing->author, &writing->about.id, seat.id, session_given(session, OPTION_REASON),
                             &writing->draft, &session->problem);
}

static enum status object(struct session *session)
{
    static const struct writing_kind kind = {KIND_OBJECTION, WRITING_BALLOT, false, compose};
    if (!session_has(session, OPTION_REASON))
        return problem_say(&session->problem, STATUS_USAGE, N_("an objection needs a reason: give --reason"), NULL,
                           NULL);
    return writing_sign(session, &kind);
}

const struct command commands_objection[] = {
    {"object", NULL, "BALLOT", 1, 1, "seat reason", N_("object to a written procedure: it ends, and a meeting decides"),
     object},
    {0},
};
