/* recuse: declare a conflict of interest. */
#include "data/query.h"
#include "tui/command.h"
#include "tui/seat.h"
#include "tui/signing.h"

static enum status recuse(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct found found;
    struct log *log;
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
        status = signing_common(session, log, NULL, &draft);
    if (status == STATUS_OK)
        status = draft_add_hash(&draft, "proposal", &found.id);
    if (status == STATUS_OK)
        status = draft_add(&draft, "seat", seat.id);
    if (status == STATUS_OK && session_has(session, OPTION_REASON))
        status = draft_set_text(&draft, session_value(session, OPTION_REASON), &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, &submission);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    arena_release(&arena);
    return status;
}

const struct command commands_recusal[] = {
    {"recuse", NULL, "PROPOSAL", 1, 1, "seat reason", N_("declare that a seat takes no part in deciding a proposal"), recuse},
    {0},
};
