/* status: adjourn a proposal, refer it, take it up again, or withdraw it. */
#include "data/compose_meeting.h"
#include "tui/command.h"
#include "tui/writing.h"

static enum status check_state(struct session *session)
{
    struct slice state = slice_of(session->argument[1]);
    if (value_word("open|adjourned|referred|withdrawn", state) < 0)
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("\"{1}\" is no status: open, adjourned, referred or withdrawn"), session->argument[1],
                           NULL);
    if (session_has(session, OPTION_TO) && !slice_is(state, "referred"))
        return problem_say(&session->problem, STATUS_USAGE, N_("only what is referred goes to somebody"), NULL, NULL);
    return STATUS_OK;
}

static enum status compose(struct session *session, struct writing *writing)
{
    return compose_status(&writing->author, &writing->about.id, slice_of(session->argument[1]),
                          session_given(session, OPTION_TO), session_given(session, OPTION_REASON), &writing->draft,
                          &session->problem);
}

static enum status set_status(struct session *session)
{
    static const struct writing_kind kind = {KIND_STATUS, WRITING_PROPOSAL, false, compose};
    enum status status = check_state(session);
    return status == STATUS_OK ? writing_sign(session, &kind) : status;
}

const struct command commands_status[] = {
    {"status", NULL, "PROPOSAL STATE", 2, 2, "to reason",
     N_("adjourn, refer or withdraw a proposal, or take it up again: open"), set_status},
    {0},
};
