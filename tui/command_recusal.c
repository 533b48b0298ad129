/* recuse: declare a conflict of interest. */
#include "tui/command.h"
#include "tui/seat.h"
#include "tui/signing.h"

static enum status recuse(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct found found;
    struct log *log;
    struct author author;
    struct own_seat seat;
    struct submission submission;
    arena_init(&arena);
    draft_init(&draft, KIND_RECUSAL, &arena);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = query_find_proposal(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, found.body, &log, &session->problem);
    if (status == STATUS_OK)
        status = own_seat(session, log, &seat);
    if (status == STATUS_OK)
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_recusal(&author, &found.id, seat.id, session_given(session, OPTION_REASON), &draft,
                                 &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, &submission);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    arena_release(&arena);
    return status;
}

const struct command commands_recusal[] = {
    {"recuse", NULL, "PROPOSAL", 1, 1, "seat reason", N_("declare that a seat takes no part in deciding a proposal"),
     recuse},
    {0},
};
