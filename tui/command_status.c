/* status: adjourn a proposal, refer it, take it up again, or withdraw it. */
#include "data/compose_meeting.h"
#include "tui/command.h"
#include "tui/signing.h"

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

static enum status set_status(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct found found;
    struct log *log;
    struct author author;
    struct submission submission;
    arena_init(&arena);
    draft_init(&draft, KIND_STATUS, &arena);
    enum status status = check_state(session);
    if (status == STATUS_OK)
        status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = query_find_proposal(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, found.body, &log, &session->problem);
    if (status == STATUS_OK)
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_status(&author, &found.id, slice_of(session->argument[1]), session_given(session, OPTION_TO),
                                session_given(session, OPTION_REASON), &draft, &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, &submission);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    arena_release(&arena);
    return status;
}

const struct command commands_status[] = {
    {"status", NULL, "PROPOSAL STATE", 2, 2, "to reason",
     N_("adjourn, refer or withdraw a proposal, or take it up again: open"), set_status},
    {0},
};
