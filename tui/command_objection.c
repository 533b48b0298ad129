/* object: against a written procedure, which it ends. */
#include "data/compose_meeting.h"
#include "tui/ballot.h"
#include "tui/command.h"
#include "tui/seat.h"
#include "tui/signing.h"

static enum status object(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct ballot_facts ballot;
    struct log *log;
    struct author author;
    struct own_seat seat;
    struct submission submission;
    if (!session_has(session, OPTION_REASON))
        return problem_say(&session->problem, STATUS_USAGE, N_("an objection needs a reason: give --reason"), NULL,
                           NULL);
    arena_init(&arena);
    draft_init(&draft, KIND_OBJECTION, &arena);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = ballot_find(session, session->argument[0], &ballot);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, ballot.body, &log, &session->problem);
    if (status == STATUS_OK)
        status = own_seat(session, log, &seat);
    if (status == STATUS_OK)
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_objection(&author, &ballot.id, seat.id, session_given(session, OPTION_REASON), &draft,
                                   &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, &submission);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    arena_release(&arena);
    return status;
}

const struct command commands_objection[] = {
    {"object", NULL, "BALLOT", 1, 1, "seat reason", N_("object to a written procedure: it ends, and a meeting decides"),
     object},
    {0},
};
